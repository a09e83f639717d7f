"""The nouns of a CTG, as typed tables; `Reader` is who is asking."""

from ctg_tracking.model.account import Account, Grant, WebSession
from ctg_tracking.model.base import BEGINNING, Base, Tracked, Versioned
from ctg_tracking.model.change import Change, StoreInfo
from ctg_tracking.model.committee import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeShare,
    Decision,
    committee_convention,
)
from ctg_tracking.model.convention import (
    Amendment,
    Convention,
    ConventionCommune,
    Milestone,
    Signatory,
    convention_predecessor,
)
from ctg_tracking.model.importing import Import, ImportFile, ImportMapping
from ctg_tracking.model.indicator import Indicator, IndicatorTarget, IndicatorValue
from ctg_tracking.model.plan import (
    Action,
    ActionDue,
    Actor,
    ActorAlias,
    Heading,
    Theme,
    action_commune,
    action_partner,
    action_pilot,
    action_theme,
)
from ctg_tracking.model.progress import ProgressReport
from ctg_tracking.model.reader import Reader, ReaderGrant
from ctg_tracking.model.snapshot import ActionSnapshot, ConventionSnapshot, IndicatorSnapshot
from ctg_tracking.model.territory import Caf, Departement, Territory, caf_departement, territory_member

__all__ = [
    "BEGINNING",
    "Account",
    "Action",
    "ActionDue",
    "ActionSnapshot",
    "Actor",
    "ActorAlias",
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Base",
    "Caf",
    "Change",
    "Committee",
    "CommitteeShare",
    "Convention",
    "ConventionCommune",
    "ConventionSnapshot",
    "Decision",
    "Departement",
    "Grant",
    "Heading",
    "Import",
    "ImportFile",
    "ImportMapping",
    "Indicator",
    "IndicatorSnapshot",
    "IndicatorTarget",
    "IndicatorValue",
    "Milestone",
    "ProgressReport",
    "Reader",
    "ReaderGrant",
    "Signatory",
    "StoreInfo",
    "Territory",
    "Theme",
    "Tracked",
    "Versioned",
    "WebSession",
    "action_commune",
    "action_partner",
    "action_pilot",
    "action_theme",
    "caf_departement",
    "committee_convention",
    "convention_predecessor",
    "territory_member",
]

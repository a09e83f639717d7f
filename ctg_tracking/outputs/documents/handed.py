"""What is handed over with a convention: its plan, what is open, who to speak to, what was done lately."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, require
from ctg_tracking.errors import NotFound
from ctg_tracking.figures.committees import CommitteeRow, committee_rows
from ctg_tracking.figures.contacts import AccountRow, ContactRow, Referent, accounts_of, contacts_of, referents_of
from ctg_tracking.figures.conventions import ConventionRow, convention_rows
from ctg_tracking.figures.decisions import DecisionRow, earlier_decisions, open_decisions
from ctg_tracking.figures.history import HistoryRow, history_rows
from ctg_tracking.figures.picture import PicturedAction
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.starting import to_start
from ctg_tracking.model import Convention, Reader
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.documents.grounds import plan_ground
from ctg_tracking.store import clock

MOST_CHANGES = 10_000
"""Changes told, the newest: a workbook that a mairie can open."""
PERSONAL = (
    "Ce dossier contient des données personnelles (noms, adresses e-mail)\u202f: "
    "remettez-le seulement à la personne qui reprend la coordination."
)


@dataclass(frozen=True)
class HeldOnce:
    """A committee, how many decisions it took and how many of them are still open."""

    committee: CommitteeRow
    taken: int
    still_open: int


@dataclass(frozen=True)
class Handover:
    """A convention as it is handed over at `as_of`. Contacts and accounts are those of today; `history` newest first.

    `cut`: older changes were left out.
    """

    convention: ConventionRow
    as_of: date
    ground: Ground
    decisions: tuple[DecisionRow, ...]
    committees: tuple[HeldOnce, ...]
    contacts: tuple[ContactRow, ...]
    accounts: tuple[AccountRow, ...]
    referents: tuple[Referent, ...]
    history: tuple[HistoryRow, ...]
    cut: bool
    demonstration: bool

    @property
    def titles(self) -> dict[int, str]:
        """Titles of its actions by id."""
        return {row.action_id: row.title for row in self.ground.picture.actions if row.action_id is not None}

    @property
    def to_start(self) -> tuple[PicturedAction, ...]:
        """What must start now."""
        return to_start(self.ground.fiches, self.as_of)


def read_handover(session: Session, reader: Reader, reference: str, as_of: date) -> Handover:
    """All that is handed over. Raises NotFound or NotAllowed unless the reader may hold the committees of it."""
    stored = session.scalar(select(Convention).where(Convention.reference == reference))
    if stored is None:
        raise NotFound("Cette convention")
    require(session, reader, Right.HOLD_COMMITTEE, stored)
    selection = Selection(conventions=(reference,))
    (convention,) = convention_rows(session, reader, selection, as_of)
    changes = history_rows(session, reader, convention=reference, limit=MOST_CHANGES + 1)
    return Handover(
        convention=convention,
        as_of=as_of,
        ground=plan_ground(session, reader, selection, as_of),
        decisions=tuple(open_decisions(session, reader, as_of, conventions={convention.id})),
        committees=_committees(session, reader, convention, as_of),
        contacts=contacts_of(session, convention.id),
        accounts=accounts_of(session, convention.id),
        referents=referents_of(session, convention.id),
        history=tuple(changes[:MOST_CHANGES]),
        cut=len(changes) > MOST_CHANGES,
        demonstration=clock.is_demonstration(session),
    )


def _committees(session: Session, reader: Reader, convention: ConventionRow, as_of: date) -> tuple[HeldOnce, ...]:
    """Its committees, the latest first, those prepared too."""
    later = as_of + timedelta(days=1)
    rows = earlier_decisions(session, reader, later, as_of, conventions={convention.id})
    taken = Counter(row.committee_id for row in rows)
    still = Counter(row.committee_id for row in rows if row.done_on is None)
    found = committee_rows(session, reader, convention=convention.reference)
    return tuple(HeldOnce(row, taken[row.id], still[row.id]) for row in found)

"""Counts of actions as people read them: the same words on screens, slides and documents."""

import re
from collections.abc import Iterable, Mapping

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.overview import Treat
from ctg_tracking.figures.status import StatusRow
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Status
from ctg_tracking.outputs.blocks import Marked

STATUS_ORDER = tuple(Status)
"""The statuses in the order of bars and legends."""

FEW = 5
"""Under this many actions a share is not told: few cases are flagged, not averaged."""

_TO_LAUNCH = ("renouvellement à lancer", "renouvellements à lancer")
_TREATED: Mapping[Treat, tuple[str, str]] = {
    Treat.LATE: ("action en retard", "actions en retard"),
    Treat.DECISION: ("décision attendue", "décisions attendues"),
    Treat.BLOCKED: ("point de blocage signalé", "points de blocage signalés"),
    Treat.LAUNCH: _TO_LAUNCH,
    Treat.STALE: ("action sans nouvelle", "actions sans nouvelle"),
    Treat.NEVER_REPORTED: ("action jamais renseignée", "actions jamais renseignées"),
    Treat.EXPIRED: ("convention échue, à vérifier avec la Caf", "conventions échues, à vérifier avec la Caf"),
}

_UNTITLED = re.compile(r"[^\W\d]+ [\dIVX.]+")
"""An axe known by its number only."""


def engaged(counts: Counts) -> str:
    """`31 engagées sur 42`; the done ones show in the bar."""
    return f"{counts.engaged} {french.agreed(counts.engaged, 'engagée')} sur {counts.countable}"


def late(counts: Counts) -> str:
    """`5 en retard`; nothing when none is."""
    return f"{french.number(counts.late)} en retard" if counts.late else ""


def later(counts: Counts) -> str:
    """` (dont 6 prévues plus tard)`: of the actions not started, those whose start is to come."""
    planned = french.agreed(counts.not_started_later, "prévue")
    return f" (dont {counts.not_started_later} {planned} plus tard)" if counts.not_started_later else ""


def few(counts: Counts) -> str:
    """`moins de 5 actions` where a share would not mean much; nothing otherwise."""
    return f"moins de {FEW} actions" if counts.countable < FEW else ""


def named(row: StatusRow, missing: str = "") -> str:
    """The name of a row; an axe the document numbers without titling says so."""
    if row.key is None:
        return f"{missing} {row.label}".strip().capitalize()
    return axe(row.label) if row.convention else french.typeset(row.label)


def axe(label: str) -> str:
    """The name of an axe; « Enjeu 3 » alone is completed: the document gives no title."""
    return f"{label} (sans titre dans le document)" if _UNTITLED.fullmatch(label) else french.typeset(label)


def legend(counts: Counts) -> tuple[Marked, ...]:
    """`● Réalisée 12`, `► En cours 19`: the statuses present, in their order; then the late ones, a marker apart."""
    told = tuple(_counted(status, counts) for status in STATUS_ORDER if counts.of(status))
    return (*told, Marked(LATE, f"dont {late(counts)}")) if counts.late else told


def treated(treat: Treat, count: int) -> str:
    """`actions en retard`, agreeing with how many there are."""
    return french.agreed(count, *_TREATED[treat])


def origins(found: Iterable[object]) -> str:
    """`documents`, `simulations` or both, of the origins of what is shown; nothing in a real store."""
    kinds = {str(origin) for origin in found if origin is not None}
    said = [words for kind, words in (("document", "documents"), ("simulated", "simulations")) if kind in kinds]
    return ", ".join(said)


def _counted(status: Status, counts: Counts) -> Marked:
    more = later(counts) if status is Status.NOT_STARTED else ""
    return Marked(status.look, f"{status.label} {french.number(counts.of(status))}{more}")

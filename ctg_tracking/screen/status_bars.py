"""Counts of actions as sentences and as bars: the same words on every screen."""

import re
from collections.abc import Iterable

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.status import StatusRow
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Status
from ctg_tracking.screen import looks
from ctg_tracking.screen.bars import STATUS_ORDER, Bar, Segment, legend, stacked
from ctg_tracking.screen.html import EMPTY, Html, joined

_UNTITLED = re.compile(r"[^\W\d]+ [\dIVX.]+")
"""An axe known by its number only."""

FEW = 5
"""Under this many actions a share is not told: few cases are flagged, not averaged."""


def segments(counts: Counts) -> tuple[Segment, ...]:
    """The counts in the order of the statuses."""
    return tuple(Segment(status.look, counts.of(status)) for status in STATUS_ORDER)


def engaged(counts: Counts) -> str:
    """`31 engagées sur 42`; the done ones show in the bar."""
    return f"{counts.engaged} {french.agreed(counts.engaged, 'engagée')} sur {counts.countable}"


def notes(counts: Counts) -> Html:
    """Late, which is a marker and never a segment."""
    return looks.worded(LATE, f"{counts.late} en retard", "ctg-retard") if counts.late else EMPTY


def told(counts: Counts) -> Html:
    """The legend with the counts; of the actions not started, how many are planned for later."""
    return legend(segments(counts), {Status.NOT_STARTED.look: _later(counts)})


def named(row: StatusRow, missing: str = "") -> str:
    """The name of a row; an axe the document numbers without titling says so."""
    if row.key is None:
        return f"{missing} {row.label}".strip().capitalize()
    return axe(row.label) if row.convention else french.typeset(row.label)


def axe(label: str) -> str:
    """The name of an axe; « Enjeu 3 » alone is completed: the document gives no title."""
    return f"{label} (sans titre dans le document)" if _UNTITLED.fullmatch(label) else french.typeset(label)


def bar(label: str, counts: Counts, *, note: Html | str = "", href: str | None = None) -> Bar:
    """One row of the status bars."""
    return Bar(label, segments(counts), engaged(counts), joined(note, " " if note else "", notes(counts)), href)


def status_bars(rows: Iterable[Bar], total: Counts, *, caption: str, normalised: bool = False) -> Html:
    """The legend with its totals, then the rows."""
    return joined(told(total), stacked(list(rows), caption=caption, normalised=normalised))


def _later(counts: Counts) -> str:
    planned = french.agreed(counts.not_started_later, "prévue")
    return f" (dont {counts.not_started_later} {planned} plus tard)" if counts.not_started_later else ""

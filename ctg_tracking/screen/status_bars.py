"""Counts of actions as sentences and as bars: the same words on every screen."""

from collections.abc import Iterable

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE
from ctg_tracking.screen import looks
from ctg_tracking.screen.bars import STATUS_ORDER, Bar, Segment, legend, stacked
from ctg_tracking.screen.html import EMPTY, Html, joined

FEW = 5
"""Under this many actions a share is not told: few cases are flagged, not averaged."""


def segments(counts: Counts) -> tuple[Segment, ...]:
    """The counts in the order of the statuses."""
    return tuple(Segment(status.look, counts.of(status)) for status in STATUS_ORDER)


def engaged(counts: Counts) -> str:
    """`31 engagées sur 42`; the done ones show in the bar."""
    return f"{counts.engaged} {french.agreed(counts.engaged, 'engagée')} sur {counts.countable}"


def notes(counts: Counts) -> Html:
    """What counts do not show as a segment: late (a marker), planned for later."""
    late = looks.worded(LATE, f"{counts.late} en retard", "ctg-retard") if counts.late else EMPTY
    told = [late, _later(counts)]
    parts = [part for part in told if part]
    return joined(*(joined(" · ", part) if index else part for index, part in enumerate(parts)))


def bar(label: str, counts: Counts, *, note: Html | str = "", href: str | None = None) -> Bar:
    """One row of the status bars."""
    return Bar(label, segments(counts), engaged(counts), joined(note, " " if note else "", notes(counts)), href)


def status_bars(rows: Iterable[Bar], total: Counts, *, caption: str, normalised: bool = False) -> Html:
    """The legend with its totals, then the rows."""
    return joined(legend(segments(total)), stacked(list(rows), caption=caption, normalised=normalised))


def _later(counts: Counts) -> str:
    if not counts.not_started_later:
        return ""
    planned = french.agreed(counts.not_started_later, "prévue")
    return f"{counts.not_started_later} {planned} plus tard"

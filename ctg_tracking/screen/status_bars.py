"""Counts of actions as bars: the words are those of slides and documents, drawn for a screen."""

from collections.abc import Iterable

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model.words import LATE, Status
from ctg_tracking.outputs import wording
from ctg_tracking.screen import looks
from ctg_tracking.screen.bars import Bar, Segment, legend, stacked
from ctg_tracking.screen.html import EMPTY, Html, joined


def segments(counts: Counts) -> tuple[Segment, ...]:
    """The counts in the order of the statuses."""
    return tuple(Segment(status.look, counts.of(status)) for status in wording.STATUS_ORDER)


def notes(counts: Counts) -> Html:
    """Late, which is a marker and never a segment."""
    return looks.worded(LATE, wording.late(counts), "ctg-retard") if counts.late else EMPTY


def told(counts: Counts) -> Html:
    """The legend with the counts; of the actions not started, how many are planned for later."""
    return legend(segments(counts), {Status.NOT_STARTED.look: wording.later(counts)})


def bar(label: str, counts: Counts, *, note: Html | str = "", href: str | None = None) -> Bar:
    """One row of the status bars."""
    beside = joined(note, " " if note else "", notes(counts))
    return Bar(label, segments(counts), wording.engaged(counts), beside, href)


def status_bars(rows: Iterable[Bar], total: Counts, *, caption: str, normalised: bool = False) -> Html:
    """The legend with its totals, then the rows."""
    return joined(told(total), stacked(list(rows), caption=caption, normalised=normalised))

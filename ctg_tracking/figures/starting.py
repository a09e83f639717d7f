"""What must start now: the fiches nobody began whose start has come, or that are due soon."""

from collections.abc import Iterable
from datetime import date, timedelta

from ctg_tracking.figures.picture import PicturedAction
from ctg_tracking.model.words import Status

NEAR = timedelta(days=90)
"""What is due within these days is to be started now."""
_WAITING = (Status.NOT_STARTED, Status.TO_SPECIFY)


def to_start(fiches: Iterable[PicturedAction], as_of: date) -> tuple[PicturedAction, ...]:
    """Fiches not started, not late yet, whose start has come or that are due within 90 days; the soonest due first."""
    found = (row for row in fiches if row.status in _WAITING and not row.late and _is_time(row, as_of))
    return tuple(sorted(found, key=lambda row: (row.due_on or date.max, row.position)))


def _is_time(row: PicturedAction, as_of: date) -> bool:
    begun = row.starts_on is not None and row.starts_on <= as_of
    return begun or (row.due_on is not None and row.due_on <= as_of + NEAR)

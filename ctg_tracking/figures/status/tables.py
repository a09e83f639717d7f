"""A table of counts, whatever its rows are."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.figures.counts import total_of
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.status.of_communes import by_commune
from ctg_tracking.figures.status.of_conventions import BY_CONVENTION, by_convention, rows_of
from ctg_tracking.figures.status.of_plans import by_axe, by_pilot, by_status, by_theme
from ctg_tracking.figures.status.rows import By, Scope, StatusRow, StatusTable, scope_of
from ctg_tracking.model import Reader


def status_table(
    session: Session, reader: Reader, selection: Selection, by: By, as_of: date, stale_days: int | None = None
) -> StatusTable:
    """Counts of the actions this reader may see and has selected, at `as_of`, in rows of `by`."""
    scope = scope_of(session, reader, selection, as_of, stale_days)
    if by in BY_CONVENTION:
        groups = by_convention(scope)
        return StatusTable(as_of, by, rows_of(groups, by), total_of(group.counts for group in groups))
    rows = _ROWS[by](scope)
    total = total_of(row.counts for row in rows) if by in _DISJOINT else scope.total()
    return StatusTable(as_of, by, rows, total)


_ROWS: Mapping[By, Callable[[Scope], tuple[StatusRow, ...]]] = {
    By.AXE: by_axe,
    By.THEME: by_theme,
    By.PILOT: by_pilot,
    By.STATUS: by_status,
    By.COMMUNE: by_commune,
}
_DISJOINT = (By.AXE, By.STATUS)
"""Tables whose rows share no action, so that they add up to the total."""

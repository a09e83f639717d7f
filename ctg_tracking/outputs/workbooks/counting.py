"""Rows of counts: an axe, a theme, a territory, a year, as the figures give them."""

from collections.abc import Iterable, Iterator
from typing import Any

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.picture import Summary
from ctg_tracking.figures.status import By, StatusRow, StatusTable
from ctg_tracking.model.words import Status
from ctg_tracking.outputs import wording

WHOLE = "Ensemble"


def counted(counts: Counts) -> dict[str, Any]:
    """Counts by field; a share of nothing is None."""
    told = {name: getattr(counts, name) for name in _NUMBERS}
    return told | {status.value: counts.of(status) for status in Status}


_NUMBERS = (
    "actions", "late", "stale", "never_reported", "engaged", "countable", "engaged_percent", "completion_percent",
)  # fmt: skip


def summary_rows(summary: Summary) -> Iterator[dict[str, Any]]:
    """All the figures of a committee: the whole, then by axe, commune, territory, signature year and theme."""
    yield {"by": WHOLE, "label": WHOLE, **counted(summary.total)}
    for by, rows in (
        (By.AXE, summary.axes),
        (By.COMMUNE, summary.communes),
        (By.TERRITORY, summary.territories),
        (By.SIGNATURE_YEAR, summary.signature_years),
        (By.THEME, summary.themes),
        (By.CONVENTION, summary.conventions),
    ):
        for row in rows:
            yield {"by": by.label, "label": wording.named(row), "convention": row.convention, **counted(row.counts)}


def group_rows(table: StatusTable, conventions: Iterable[object] = ()) -> list[dict[str, Any]]:
    """The rows of a table of counts, then the whole. `conventions`: the key of each convention, to number them."""
    keys = list(conventions)
    numbered = {row.key: keys.count(row.key) for row in table.rows} if keys else {}
    rows = [_group(row, numbered.get(row.key)) for row in table.rows]
    whole = {"label": WHOLE, "conventions": len(keys) or None, **counted(table.total)}
    return [*rows, whole]


def _group(row: StatusRow, conventions: int | None) -> dict[str, Any]:
    return {"label": wording.named(row), "conventions": conventions, **counted(row.counts)}

"""« idem », « // » and ditto marks: read as the cell above when there is one sure to be meant, and always told."""

from collections.abc import Container

from ctg_tracking.spreadsheet.grid import Row, Value, cell_name
from ctg_tracking.spreadsheet.layout import Matched, Place
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.table_rows import is_blank
from ctg_tracking.spreadsheet.words import as_text

DITTOS = frozenset(
    mark
    for sign in (
        '"',
        "''",
        "〃",
        "//",
        "idem",
        "Idem",
        "IDEM",
        "id.",
        "Id.",
        "ibid.",
        "« »",
        "“",
        "”",
        "» »",
        "»",
        '""',
    )
    for mark in (sign, f"{sign} ", f" {sign}", f"-{sign}-", f"- {sign} -", f"{sign}.")
)
"""Whole cells that mean « as above »."""
_NEVER = frozenset(("budget", "percent", "id", "code"))
"""Fields of which a ditto is not sure: twice the same budget, or one budget for both?"""


def without_dittos(place: Place, row: int, cells: Row, above: Row | None, sink: Sink) -> Row:
    """A row with its dittos replaced by what stands above, or left blank and told."""
    read: list[Value] = list(cells)
    for column in place.columns:
        value = read[column.index]
        if isinstance(value, str) and value in DITTOS:
            read[column.index] = _meant(place, row, column, value, above, _NEVER, sink)
    return read


def _meant(
    place: Place, row: int, column: Matched, written: str, above: Row | None, never: Container[str], sink: Sink
) -> Value:
    cell = cell_name(row, column.index)
    value: Value = above[column.index] if above is not None else ""
    if is_blank(value) or column.field in never:
        sink.warn(
            place.sheet,
            cell,
            column.header,
            written.strip(),
            "répète la cellule du dessus, mais rien de sûr ne s’y lit\u202f: laissée vide",
        )
        return ""
    shown = as_text(value)[:80]
    sink.warn(place.sheet, cell, column.header, written.strip(), f"lu comme la cellule du dessus, « {shown} »")
    return value

"""What was read from a form, told again at the cells where it is written in the file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ctg_tracking.spreadsheet.plan import DatedNote, FoundTable, Given, ParsedPlan

Cells = Mapping[str, Mapping[str, str]]
"""Sheet -> name of a cell of the form laid out as a table -> name of the cell in the file."""


def as_written(plan: ParsedPlan, cells: Cells) -> ParsedPlan:
    """The plan with the cells of its forms as they stand in the file."""
    if not cells:
        return plan
    return replace(
        plan,
        tables=tuple(_table(table, cells) for table in plan.tables),
        headings=_each(plan.headings, cells),
        actions=_each(plan.actions, cells),
        indicators=_each(plan.indicators, cells),
        values=_each(plan.values, cells),
        reports=_each(plan.reports, cells),
        problems=_each(plan.problems, cells),
        questions=_each(plan.questions, cells),
    )


def _each(parts: Iterable[Any], cells: Cells) -> tuple[Any, ...]:
    return tuple(_moved(part, cells[part.sheet]) if part.sheet in cells else part for part in parts)


def _moved(part: Any, names: Mapping[str, str]) -> Any:
    changed: dict[str, Any] = {"cell": names.get(part.cell, part.cell)}
    if hasattr(part, "row"):
        changed["row"] = _row(changed["cell"])
    if hasattr(part, "given"):
        changed["given"] = MappingProxyType({field: _given(one, names) for field, one in part.given.items()})
    return replace(part, **changed)


def _given(given: Given, names: Mapping[str, str]) -> Given:
    value = given.value
    if isinstance(value, tuple):
        value = tuple(_note(one, names) if isinstance(one, DatedNote) else one for one in value)
    return replace(given, value=value, cell=names.get(given.cell, given.cell))


def _note(note: DatedNote, names: Mapping[str, str]) -> DatedNote:
    return replace(note, cell=names.get(note.cell, note.cell))


def _table(table: FoundTable, cells: Cells) -> FoundTable:
    if table.sheet not in cells:
        return table
    first = cells[table.sheet].get(f"A{table.header_row}")
    return replace(table, header_row=_row(first)) if first else table


def _row(cell: str) -> int:
    return int(re.sub(r"\D", "", cell))

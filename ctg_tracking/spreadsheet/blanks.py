"""Cells that a file leaves blank in columns that it has: what the strategy « remplacer » erases, and nothing else.

Never blank: a cell that holds what could not be read, a date told in words, a cell of a row that only names the action
of an operation. Never erased, blank or not: a title, a heading, a status and what a report says (they are history).
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import cell_name
from ctg_tracking.spreadsheet.parsed import Problem
from ctg_tracking.spreadsheet.plan import FoundTable, ParsedAction, ParsedIndicator, ParsedPlan

ACTION_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: (name,)
        for name in (
            "code", "description", "pilots", "partners", "audience", "themes", "communes", "elected_referent",
            "coordinator", "priority", "starts_on", "due_on", "yearly", "funding", "origin",
        )
    }
    | {"calendar": ("calendar_text",), "budget": ("budget_cents", "budget_text")}
)  # fmt: skip
"""Column of a plan -> fields of an action that it alone fills."""
INDICATOR_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: (name,) for name in ("unit", "nature", "baseline", "baseline_on", "target_on", "periodicity", "source")}
    | {"target": ("target", "target_text")}
)
"""Column of indicators -> fields of an indicator. The direction, always known, is never erased."""
EMPTY: Mapping[str, Any] = MappingProxyType(
    {"pilots": (), "partners": (), "themes": (), "communes": (), "yearly": False}
)
"""What an erased field becomes, None when not named."""


def is_blank(value: Any) -> bool:
    """Whether a stored value says nothing. Zero says something; False is what a yes-or-no nobody answered holds."""
    return value is None or value is False or value in ("", ())


class Blanks:
    """Blank cells of the rows of one file."""

    def __init__(self, plan: ParsedPlan, problems: Iterable[Problem]) -> None:
        self._tables: dict[tuple[str, Table], list[FoundTable]] = {}
        for table in sorted(plan.tables, key=lambda one: -one.header_row):
            self._tables.setdefault((table.sheet, table.kind), []).append(table)
        self._troubled = {(problem.sheet, problem.cell) for problem in problems}
        self._operations = {(one.sheet, one.row) for one in plan.actions if one.parent is not None}

    def of_action(self, action: ParsedAction) -> dict[str, str]:
        """Fields of an action that its row leaves blank -> the cell."""
        if action.parent is None and (action.sheet, action.row) in self._operations:
            return {}
        told = set(action.given) | ({"code"} if action.code else set())
        found = self._of(Table.PLAN, action.sheet, action.row, ACTION_FIELDS, told)
        if "calendar_text" in action.given:
            found = {name: cell for name, cell in found.items() if name not in ("starts_on", "due_on")}
        return found

    def of_indicator(self, indicator: ParsedIndicator) -> dict[str, str]:
        """Fields of an indicator that its row leaves blank -> the cell; none for a mere name beside an action."""
        if indicator.action is not None:
            return {}
        return self._of(Table.INDICATORS, indicator.sheet, indicator.row, INDICATOR_FIELDS, set(indicator.given))

    def _of(
        self, kind: Table, sheet: str, row: int, fields: Mapping[str, tuple[str, ...]], told: set[str]
    ) -> dict[str, str]:
        table = next((one for one in self._tables.get((sheet, kind), []) if one.header_row < row), None)
        if table is None:
            return {}
        found: dict[str, str] = {}
        troubled: set[str] = set()
        for index, column in table.letters.items():
            cell, names = cell_name(row - 1, index), fields.get(column, ())
            if (sheet, cell) in self._troubled and told.isdisjoint(names):
                troubled.update(names)
            for name in names:
                found.setdefault(name, cell)
        return {name: cell for name, cell in found.items() if name not in told and name not in troubled}

"""Workbooks for tests, built from rows as a person would type them."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook as XlsxWorkbook

from ctg_tracking.follow_up.importing import File
from ctg_tracking.spreadsheet.grid import Merge, Sheet, Workbook
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import understand

Rows = Sequence[Sequence[Any]]


def xlsx(sheets: Mapping[str, Rows], merges: Sequence[str] = (), name: str = "plan.xlsx") -> File:
    """A real .xlsx file; `merges` are ranges of its first sheet."""
    book = XlsxWorkbook()
    del book[book.sheetnames[0]]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for merge in merges:
        book.worksheets[0].merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return File(name, content.getvalue())


def workbook(rows: Rows, name: str = "Feuil1", merges: Sequence[Merge] = (), **others: Rows) -> Workbook:
    """A workbook as the reading child gives it: its first sheet is called `name`, the others by their keyword."""
    sheets = [sheet(name, rows, merges), *(sheet(title.replace("_", " "), more) for title, more in others.items())]
    return Workbook("plan.xlsx", "0" * 64, "xlsx", tuple(sheets))


def sheet(name: str, rows: Rows, merges: Sequence[Merge] = ()) -> Sheet:
    """One sheet, its rows made as wide as the widest; None is a blank cell."""
    width = max((len(row) for row in rows), default=0)
    cells = [["" if value is None else value for value in row] + [""] * (width - len(row)) for row in rows]
    return Sheet(name, cells, tuple(merges))


def plan_of(*rows: Sequence[Any], told: Understanding | None = None, merges: Sequence[Merge] = ()) -> ParsedPlan:
    """The plan understood from one sheet."""
    return understand(workbook(rows, merges=merges), told)


def tree(plan: ParsedPlan) -> list[tuple[str | None, str]]:
    """Each action under its heading."""
    return [
        (
            None
            if action.heading is None
            else plan.headings[action.heading].title or f"n° {plan.headings[action.heading].code}",
            action.title,
        )
        for action in plan.actions
    ]

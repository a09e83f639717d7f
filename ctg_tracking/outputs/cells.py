"""A value in a cell of a workbook: real dates, real numbers, and text that never becomes a formula."""

from datetime import date, datetime
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell

from ctg_tracking.spreadsheet.neutral import printable, risky
from ctg_tracking.spreadsheet.template import LONGEST_CELL

DAY = "DD/MM/YYYY"


def put(cell: Cell | MergedCell, value: Any) -> None:
    """Write a value: a text that looks like a formula stays text, even once edited; one too long is cut, with « … »."""
    if isinstance(cell, MergedCell) or value is None:
        return
    if isinstance(value, str):
        text = printable(value)
        cell.value = text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
        cell.data_type = "s"
        if risky(value):
            cell.quotePrefix = True
        return
    cell.value = value
    if isinstance(value, date) and not isinstance(value, datetime):
        cell.number_format = DAY

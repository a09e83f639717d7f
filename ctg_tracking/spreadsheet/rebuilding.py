"""A workbook made anew from the cells of any file: dates stay dates, texts stay texts, colours and merges stay."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.spreadsheet.neutral import printable, risky

FIRST_SHEET = "Feuille1"
"""Name given to the only sheet of a file that has none (CSV)."""
_LONGEST = 32_767
_FORMATS: Mapping[type, str] = MappingProxyType(
    {date: "DD/MM/YYYY", datetime: "DD/MM/YYYY HH:MM", time: "HH:MM", timedelta: "[H]:MM"}
)
_TOP = Alignment(vertical="top", wrap_text=True)


def rebuild(sheets: Sequence[Any]) -> Workbook:
    """A workbook of these sheets: (name, rows, merges, hidden, hidden rows, hidden columns, fills, errors, formats)."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for name, rows, merges, hidden, hidden_rows, hidden_columns, fills, errors, formats in sheets:
        sheet = book.create_sheet(name or FIRST_SHEET)
        _write_rows(sheet, rows, errors, formats)
        for spot, colour in fills.items():
            _at(sheet, spot).fill = PatternFill("solid", fgColor=f"FF{colour}")
        for top, left, bottom, right in merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for row in hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
        if hidden and len(book.sheetnames) > 1:
            sheet.sheet_state = "hidden"
    return book


def _at(sheet: Worksheet, spot: tuple[int, int]) -> Cell:
    cell = sheet.cell(spot[0] + 1, spot[1] + 1)
    assert isinstance(cell, Cell), "ranges are merged last"
    return cell


def _write_rows(
    sheet: Worksheet, rows: Sequence[Sequence[Any]], errors: Mapping[Any, str], formats: Mapping[Any, str]
) -> None:
    widths: dict[int, int] = {}
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value != "":
                _write(_at(sheet, (row, column)), value, formats.get((row, column)))
                widths[column] = max(widths.get(column, 0), min(len(str(value)), 50))
    for spot, word in errors.items():
        cell = _at(sheet, spot)
        cell.value = word
        cell.data_type = "e"
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = max(10, width + 2)


def _write(cell: Cell, value: Any, shown: str | None) -> None:
    if isinstance(value, str):
        cell.value = printable(value)[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = risky(value)
        cell.alignment = _TOP
        return
    cell.value = value
    cell.number_format = shown or _FORMATS.get(type(value), "General")

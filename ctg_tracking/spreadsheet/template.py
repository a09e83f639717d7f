"""The import workbook: our own columns with their lists, hints and protected headers, and a page of guidance.

The same workbook, filled, is the export of a plan: what is written here is read back unchanged. Sheets are protected
without a password, so that nobody breaks a header by accident; every cell below stays open, and rows may be sorted,
filtered, inserted and deleted (Excel allows these two only where no cell of the row is locked: identifiers are
therefore kept by a rule that refuses typing, not by a lock).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.spreadsheet.columns import (
    GUIDE_SHEET,
    LISTS_SHEET,
    REQUIRED,
    SHEET_NAMES,
    TABLES,
    Column,
    Kind,
    Table,
)
from ctg_tracking.spreadsheet.guide import GUIDE
from ctg_tracking.spreadsheet.lists import listed
from ctg_tracking.spreadsheet.neutral import printable, risky

LAST_ROW = 2_000
"""Lists and hints reach this row, and at least `_MORE_ROWS` beyond the filled ones."""
_MORE_ROWS = 500
_LAST_COLUMN = 16_384
LONGEST_CELL = 32_767
"""Characters that a cell of an .xlsx can hold."""

Filled = Mapping[Table, Sequence[Mapping[str, Any]]]
"""Rows to write in each sheet, by field."""

_INK, _PAPER, _ACCENT, _RULE, _GREY = "FF14181F", "FFFFFFFF", "FF2855F1", "FFD5D7DB", "FFF0F1F3"
_OPEN, _TOP = Protection(locked=False), Alignment(vertical="top", wrap_text=True)
_ALLOWED = (
    "formatCells",
    "formatColumns",
    "formatRows",
    "insertRows",
    "deleteRows",
    "insertHyperlinks",
    "sort",
    "autoFilter",
)
"""What stays allowed in a protected sheet; in the file's own words, an attribute that is true forbids."""
_FORMATS = MappingProxyType(
    {
        Kind.DATE: "DD/MM/YYYY",
        Kind.START: "DD/MM/YYYY",
        Kind.DUE: "DD/MM/YYYY",
        Kind.MONEY: "#,##0.00",
        Kind.CODE: "@",
        Kind.ID: "@",
    }
)
_FREE_LISTS = frozenset(("themes",))
"""Fields whose list is offered and not imposed: a cell may hold several items, or another word."""


def write_template(path: Path) -> None:
    """Write the empty import workbook at `path`."""
    path.write_bytes(workbook_bytes({}))


def workbook_bytes(filled: Filled) -> bytes:
    """The import workbook with these rows, as the content of an .xlsx file."""
    content = BytesIO()
    plan_workbook(filled).save(content)
    return content.getvalue()


def plan_workbook(filled: Filled) -> Workbook:
    """The import workbook, its sheets filled with rows by field."""
    book = Workbook()
    book.properties.creator = "ctg-tracking"
    book.properties.title = "Plan d’actions d’une convention territoriale globale"
    guide = book.worksheets[0]
    guide.title = GUIDE_SHEET
    _write_guide(guide)
    lists = _lists()
    for kind in Table:
        _write_table(book.create_sheet(SHEET_NAMES[kind]), kind, lists, filled.get(kind, ()))
    _write_lists(book.create_sheet(LISTS_SHEET), lists)
    book.active = 1
    return book


def template_columns(kind: Table) -> Sequence[Column]:
    """Columns of a sheet of the workbook, in order: those with a hint, or a header of their own in the format."""
    return tuple(column for column in TABLES[kind] if column.field not in _READ_ONLY[kind])


_READ_ONLY = MappingProxyType(
    {
        Table.PLAN: frozenset(("indicators", "axe_code", "objective_code")),
        Table.INDICATORS: frozenset(("current", "current_on")),
        Table.VALUES: frozenset[str](),
        Table.REPORTS: frozenset[str](),
    }
)
"""Fields read from other workbooks, that have a better place in ours."""


# -- sheets --


def _write_table(
    sheet: Worksheet, kind: Table, lists: Mapping[tuple[str, ...], str], rows: Sequence[Mapping[str, Any]]
) -> None:
    columns = template_columns(kind)
    for index, column in enumerate(columns, 1):
        _write_header(sheet, index, column, required=column.field in REQUIRED[kind])
        _offer(sheet, index, column, lists, max(LAST_ROW, len(rows) + _MORE_ROWS))
    sheet.row_dimensions[1].height = 32
    frozen = next(index for index, column in enumerate(columns, 1) if column.field in ("title", "indicator")) + 1
    sheet.freeze_panes = f"{get_column_letter(min(frozen, 8))}2"
    for number, row in enumerate(rows, 2):
        for index, column in enumerate(columns, 1):
            _write_value(sheet.cell(number, index), row.get(column.field), column)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(rows) + 1, 2)}"
    _protect(sheet, len(columns))
    _print_well(sheet)


def _protect(sheet: Worksheet, columns: int) -> None:
    """Lock the headers alone: the cells below, and whole columns at the right, stay open."""
    beyond = sheet.column_dimensions[get_column_letter(columns + 1)]
    beyond.min, beyond.max = columns + 1, _LAST_COLUMN
    beyond.width = 13
    beyond.protection = _OPEN
    sheet.protection.sheet = True
    for name in _ALLOWED:
        setattr(sheet.protection, name, False)


def _write_header(sheet: Worksheet, index: int, column: Column, *, required: bool) -> None:
    cell = sheet.cell(1, index, column.header)
    cell.font = Font(bold=True, color=_PAPER)
    cell.fill = PatternFill("solid", fgColor=_ACCENT if required else _INK)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = Border(bottom=Side("thin", color=_RULE))
    width = sheet.column_dimensions[get_column_letter(index)]
    width.width = column.width
    width.number_format = _FORMATS.get(column.kind, "General")
    width.alignment = Alignment(vertical="top", wrap_text=column.kind in (Kind.LONG_TEXT, Kind.TITLE, Kind.TEXT))
    width.protection = _OPEN
    if column.kind is Kind.ID:
        width.fill = PatternFill("solid", fgColor=_GREY)


def _offer(sheet: Worksheet, index: int, column: Column, lists: Mapping[tuple[str, ...], str], last_row: int) -> None:
    """The column's list and its hint, shown when a cell is entered; nothing is typed over an identifier."""
    if not column.hint and not column.choices:
        return
    rule = DataValidation(allow_blank=True)
    if column.choices:
        rule.type = "list"
        rule.formula1 = lists[column.choices]
        rule.showErrorMessage = column.field not in _FREE_LISTS
        rule.errorTitle, rule.error = column.header[:32], "Choisissez un mot de la liste."
        rule.errorStyle = "warning"
    if column.kind is Kind.ID:
        rule.type, rule.formula1 = "custom", "1=0"
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = column.header, "L’identifiant est rempli par l’application."
    if column.hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.header[:32], column.hint[:255]
    letter = get_column_letter(index)
    rule.add(f"{letter}2:{letter}{last_row}")
    sheet.add_data_validation(rule)


def _write_value(cell: Cell | MergedCell, value: Any, column: Column) -> None:
    """A value as a person would type it; text that looks like a formula stays text, even once edited."""
    value = plain(value)
    if isinstance(cell, MergedCell) or value is None or (isinstance(value, str) and len(value) > LONGEST_CELL):
        return
    if column.kind is Kind.PERCENT and value == 1:
        value = "1 %"  # alone in its column, a 1 could be read as the whole
    cell.value = printable(value) if isinstance(value, str) else value
    cell.alignment, cell.protection = _TOP, _OPEN
    if isinstance(value, str):
        cell.data_type = "s"
        if risky(value):
            cell.quotePrefix, cell.number_format = True, "@"
    if isinstance(value, (date, datetime)):
        cell.number_format = "DD/MM/YYYY"
    elif column.kind in _FORMATS:
        cell.number_format = _FORMATS[column.kind]
    if column.kind is Kind.ID:
        cell.fill = PatternFill("solid", fgColor=_GREY)


def plain(value: Any) -> str | int | float | date | None:
    """A value as a cell holds it: lists joined, words for keys and for yes and no; None for what nobody gave."""
    if isinstance(value, (tuple, list)):
        return listed(value) or None
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    label = getattr(value, "label", None)
    if isinstance(label, str):
        return label
    found: str | int | float | date | None = value
    return None if found == "" else found


def _print_well(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write_guide(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.column_dimensions["A"].width = 110
    for number, (text, style) in enumerate(GUIDE, 1):
        cell = sheet.cell(number, 1, text or None)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if style:
            cell.font = Font(bold=True, size=16 if style == "title" else 12, color=_ACCENT)


def _lists() -> dict[tuple[str, ...], str]:
    """Each list of choices and the range that holds it in « Listes »."""
    found = dict.fromkeys(column.choices for kind in Table for column in template_columns(kind) if column.choices)
    return {
        choices: f"'{LISTS_SHEET}'!${get_column_letter(index)}$2:${get_column_letter(index)}${len(choices) + 1}"
        for index, choices in enumerate(found, 1)
    }


def _write_lists(sheet: Worksheet, lists: Mapping[tuple[str, ...], str]) -> None:
    sheet.protection.sheet = True
    names = {
        column.choices: column.header for kind in Table for column in reversed(template_columns(kind)) if column.choices
    }
    for index, choices in enumerate(lists, 1):
        sheet.cell(1, index, names[choices]).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(index)].width = 26
        for row, choice in enumerate(choices, 2):
            sheet.cell(row, index, choice)

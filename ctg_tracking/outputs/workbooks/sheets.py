"""A sheet: its title and what its figures are of, its frozen headers, its rows by field, ready to be printed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs.cells import put
from ctg_tracking.outputs.mentions import DEMONSTRATION
from ctg_tracking.spreadsheet.columns import Column, Kind
from ctg_tracking.spreadsheet.neutral import legal
from ctg_tracking.spreadsheet.template import plain

HEADERS = 3
"""Row of the headers: under the title, and the line that says the day and the source."""
COMPUTED = frozenset(("rate", "engaged_percent", "completion_percent"))
"""Fields of which a silence says that nothing could be computed."""
_FONT = "Calibri"
"""That of the cells nothing is said of."""
_INK, _PAPER, _SOFT = "FF14181F", "FFFFFFFF", "FF454B54"
_LINE, _HIGHEST = 15, 409
"""Points of a line, and of the highest row that Excel allows."""
_A_PAGE = 190
"""Width of the columns that a printed page holds and that is still read, in characters."""
_RULE = Border(bottom=Side("thin", color="FFD5D7DB"))
_TOP, _RIGHT = (
    Alignment(vertical="top", horizontal="left", wrap_text=True),
    Alignment(vertical="top", horizontal="right"),
)
_NUMBERS = {Kind.PERCENT: "0.0", Kind.NUMBER: "#,##0", Kind.MONEY: "#,##0.00", Kind.VALUE: "#,##0.##"}


@dataclass(frozen=True)
class Sheet:
    """Rows by field under their columns. `told`: fields of which a silence is said, « non renseigné ».

    `note`: one more line of what its reader is to know. `empty`: what is said when there is no row. `fixed`: columns
    that stay in sight.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    empty: str
    told: frozenset[str] = frozenset()
    note: str = ""
    fixed: int = 1


@dataclass(frozen=True)
class Book:
    """Sheets in their order. `source`: the day and where figures come from, on every sheet and every printed page."""

    title: str
    source: str
    sheets: Sequence[Sheet]
    demonstration: bool


def book_bytes(book: Book, tell: Callable[[float], None] | None = None) -> bytes:
    """The content of the .xlsx file. `tell` is told the share of the rows that are written, from 0 to 1."""
    told = _Rows(sum(len(sheet.rows) for sheet in book.sheets), tell)
    made = Workbook()
    made.remove(made.worksheets[0])
    made.properties.creator = made.properties.lastModifiedBy = "ctg-tracking"
    made.properties.title, made.properties.language = legal(book.title), "fr-FR"
    for sheet in book.sheets:
        _write(made.create_sheet(sheet.name), sheet, book, told)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


class _Rows:
    """Counts the rows written, and tells their share of all."""

    def __init__(self, rows: int, tell: Callable[[float], None] | None) -> None:
        self._rows, self._tell, self._written = rows, tell, 0

    def one_more(self) -> None:
        self._written += 1
        if self._tell:
            self._tell(self._written / self._rows)


def _write(written: Worksheet, sheet: Sheet, book: Book, told: _Rows) -> None:
    put(written.cell(1, 1), f"{sheet.name} · {book.title}")
    written.cell(1, 1).font = Font(name=_FONT, bold=True, size=14, color=_INK)
    put(written.cell(2, 1), " · ".join(_said(sheet, book)))
    written.cell(2, 1).font = Font(name=_FONT, color=_SOFT, bold=book.demonstration)
    for index, column in enumerate(sheet.columns, 1):
        _head(written, index, column)
    for number, row in enumerate(sheet.rows, HEADERS + 1):
        for index, column in enumerate(sheet.columns, 1):
            _fill(written, number, index, row.get(column.field), column, _silence(sheet, column.field))
        told.one_more()
    for number in range(HEADERS, HEADERS + len(sheet.rows) + 1):
        written.row_dimensions[number].height = _height(written, number, sheet.columns)
    if not sheet.rows:
        put(written.cell(HEADERS + 1, 1), sheet.empty)
    written.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}{HEADERS + 1}"
    last = HEADERS + max(len(sheet.rows), 1)
    written.auto_filter.ref = f"A{HEADERS}:{get_column_letter(len(sheet.columns))}{last}"
    _print_well(written, sheet, book)


def _said(sheet: Sheet, book: Book) -> Iterable[str]:
    """What stands over the headers of a sheet."""
    return filter(None, (DEMONSTRATION if book.demonstration else "", book.source, sheet.note))


def _head(written: Worksheet, index: int, column: Column) -> None:
    cell = written.cell(HEADERS, index)
    put(cell, column.header)
    cell.font, cell.fill = Font(name=_FONT, bold=True, color=_PAPER), PatternFill("solid", fgColor=_INK)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    written.column_dimensions[get_column_letter(index)].width = column.width


def _height(written: Worksheet, number: int, columns: Sequence[Column]) -> float:
    """Height of a row in points, its longest text in sight: not every reader finds it by itself."""
    texts = ((written.cell(number, index).value, column.width) for index, column in enumerate(columns, 1))
    tallest = max(_lines(value, width) for value, width in texts)
    return min(tallest * _LINE + 3, _HIGHEST)


def _lines(value: object, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(ceil(len(paragraph) * 1.1 / width) or 1 for paragraph in value.split("\n"))


def _silence(sheet: Sheet, field: str) -> str | None:
    """What is said of a value that is not there; None: nothing."""
    if field in COMPUTED:
        return "non calculable"
    return NOT_GIVEN if field in sheet.told else None


def _fill(written: Worksheet, number: int, index: int, value: Any, column: Column, silence: str | None) -> None:
    found = plain(value)
    cell = written.cell(number, index)
    if found is None and silence:
        put(cell, silence)
        cell.font = Font(name=_FONT, color=_SOFT, italic=True)
    else:
        put(cell, found)
    numeric = isinstance(found, (int, float))
    if numeric:
        cell.number_format = _NUMBERS.get(column.kind, "General")
    cell.alignment = _RIGHT if numeric else _TOP
    cell.border = _RULE


def _print_well(written: Worksheet, sheet: Sheet, book: Book) -> None:
    """A4, landscape, on as many pages across as it takes to be read, headers and first columns on each."""
    written.page_setup.orientation, written.page_setup.paperSize = "landscape", 9
    wide = sum(column.width for column in sheet.columns)
    written.page_setup.fitToWidth, written.page_setup.fitToHeight = ceil(wide / _A_PAGE), 0
    written.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    written.print_title_rows = f"1:{HEADERS}"
    if wide > _A_PAGE:
        written.print_title_cols = f"A:{get_column_letter(sheet.fixed)}"
    foot: Any = written.oddFooter
    foot.left.text = DEMONSTRATION if book.demonstration else None
    foot.right.text = "&P / &N"

"""Marks put in a workbook: background, comment, and the sheet that lists them with links."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.spreadsheet.neutral import printable, risky
from ctg_tracking.spreadsheet.returned_marks import (
    AUTHOR,
    ERROR_EDGE,
    ERROR_FILL,
    LISTING,
    RETURNED_FILLS,
    SEPARATOR,
    WARNING_EDGE,
    WARNING_FILL,
    Mark,
)

_INK = "FF14181F"
_LINE, _LINE_HEIGHT, _WIDTH, _TALLEST = 48, 18, 340, 420
"""Letters on a line of a comment; then pixels."""
_HEADERS = (("Gravité", 12), ("Feuille", 22), ("Cellule", 10), ("Colonne", 24), ("Valeur", 34), ("Problème", 90))


def mark(book: Workbook, marks: Sequence[Mark], unnamed: str = "") -> None:
    """Mark every cell that has a problem, and list them all; `unnamed`: sheet that stands for a file without sheets."""
    if LISTING in book.sheetnames:  # it was returned before
        _unmark(book)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    merged: dict[str, Mapping[tuple[int, int], tuple[int, int]]] = {}
    by_cell: dict[tuple[str, int, int], list[Mark]] = {}
    for one in marks:
        name = one.sheet or unnamed
        if one.row < 0 or name not in sheets:
            continue
        if name not in merged:
            merged[name] = _anchors(sheets[name])
        spot = merged[name].get((one.row + 1, one.column + 1), (one.row + 1, one.column + 1))
        by_cell.setdefault((name, *spot), []).append(one)
    for (name, row, column), found in by_cell.items():
        cell = sheets[name].cell(row, column)
        if isinstance(cell, Cell):
            _mark_cell(cell, found)
    _list(book, marks, unnamed)


def _anchors(sheet: Worksheet) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Cell of a merged range -> its top left one, which alone can be marked."""
    return {
        (row, column): (ranged.min_row, ranged.min_col)
        for ranged in sheet.merged_cells.ranges
        if (ranged.max_row - ranged.min_row + 1) * (ranged.max_col - ranged.min_col + 1) <= 100_000
        for row in range(ranged.min_row, ranged.max_row + 1)
        for column in range(ranged.min_col, ranged.max_col + 1)
    }


def _mark_cell(cell: Cell, found: Sequence[Mark]) -> None:
    error = any(one.error for one in found)
    if any(one.keep_fill for one in found):
        side = Side("medium", color=ERROR_EDGE if error else WARNING_EDGE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    else:
        cell.fill = PatternFill("solid", fgColor=f"FF{ERROR_FILL if error else WARNING_FILL}")
        cell.font = _dark(cell)
    words = dict.fromkeys(one.words for one in sorted(found, key=lambda one: not one.error))
    _comment(cell, "\n\n".join(words))


def _dark(cell: Cell) -> Font:
    """The cell's own letters in ink: a sender's white on dark would not be read on our light background."""
    own = cell.font
    return Font(name=own.name, sz=own.sz, b=own.b, i=own.i, u=own.u, strike=own.strike, color=_INK)


def _comment(cell: Cell, words: str) -> None:
    """Our words after what the sender's own comment says."""
    theirs = _without_ours(cell.comment.text) if cell.comment else ""
    author = cell.comment.author if cell.comment and theirs else AUTHOR
    text = printable(f"{theirs}\n\n{SEPARATOR}\n{words}" if theirs else f"{SEPARATOR}\n{words}")
    lines = sum(1 + len(line) // _LINE for line in text.splitlines())
    cell.comment = Comment(text, author, width=_WIDTH, height=min(_LINE_HEIGHT * (lines + 1), _TALLEST))


def _without_ours(text: str) -> str:
    return text.partition(SEPARATOR)[0].rstrip()


# -- marks of a former return --


def _unmark(book: Workbook) -> None:
    del book[LISTING]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell):
                    _unmark_cell(cell)


def _unmark_cell(cell: Cell) -> None:
    comment = cell.comment
    if comment is None or SEPARATOR not in comment.text:
        return
    theirs = _without_ours(comment.text)
    cell.comment = Comment(theirs, comment.author) if theirs else None
    if str(cell.fill.fgColor.rgb)[-6:] in RETURNED_FILLS:
        cell.fill = PatternFill()


# -- the listing --


def _list(book: Workbook, marks: Sequence[Mark], unnamed: str) -> None:
    sheet = book.create_sheet(LISTING)
    for index, (header, width) in enumerate(_HEADERS, 1):
        cell = sheet.cell(1, index, header)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(index)].width = width
    for number, one in enumerate(marks, 2):
        name = one.sheet or unnamed
        place = f"{get_column_letter(one.column + 1)}{one.row + 1}" if one.row >= 0 else ""
        words = ("▲ À corriger" if one.error else "■ À vérifier", name, place, one.header, one.value, one.message)
        for index, text in enumerate(words, 1):
            _write(sheet.cell(number, index), text)
        if place and name in book.sheetnames:
            quoted = name.replace("'", "''")
            sheet.cell(number, 3).hyperlink = Hyperlink(ref=f"C{number}", location=f"'{quoted}'!{place}")
            sheet.cell(number, 3).font = Font(underline="single", color="FF2855F1")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{max(len(marks) + 1, 2)}"


def _write(cell: Cell | MergedCell, text: str) -> None:
    if isinstance(cell, Cell):
        cell.value = printable(text)
        cell.data_type = "s"
        cell.quotePrefix = risky(text)
        cell.alignment = Alignment(vertical="top", wrap_text=True)

"""One look through an .xls workbook (BIFF8, [MS-XLS]): what its values do not say.

Hidden rows and columns, colours, errors and number formats; a workbook older than Excel 97, or one whose records are
not where they should be, tells none of them. Imported by the reading child: standard library only.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ctg_tracking.spreadsheet.compound import stream
from ctg_tracking.spreadsheet.inspection import LOCKED, NotAPlanError
from ctg_tracking.spreadsheet.marks import WIDTH, Marks
from ctg_tracking.spreadsheet.xlsx_styles import INDEXED, changes_meaning

_BOF, _EOF, _FILEPASS = 0x809, 0x0A, 0x2F
_XF, _PALETTE, _FORMAT, _BOUNDSHEET = 0xE0, 0x92, 0x41E, 0x85
_DATE1904 = 0x22
_ROW, _COLINFO = 0x208, 0x7D
_NUMBER, _RK, _FORMULA, _BLANK, _BOOLERR = 0x203, 0x27E, 0x06, 0x201, 0x205
_LABELSST, _LABEL, _RSTRING = 0xFD, 0x204, 0xD6
_MULRK, _MULBLANK = 0xBD, 0xBE
_ONE_CELL = frozenset((_NUMBER, _RK, _FORMULA, _BLANK, _BOOLERR, _LABELSST, _LABEL, _RSTRING))
_BIFF8 = 0x600
_SOLID = 1
_WORKSHEET = 0
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

Record = tuple[int, bytes]


@dataclass
class _Book:
    """What the first records say: styles in order, palette from colour 8, formats, sheets and where they begin."""

    palette: list[str] = field(default_factory=lambda: list(INDEXED))
    formats: dict[int, str] = field(default_factory=lambda: {9: "0%", 10: "0.00%"})
    cells: list[tuple[int | None, int]] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)

    def colour(self, style: int) -> str | None:
        """RRGGBB of a style, white and none left out."""
        index = self.cells[style][0] if style < len(self.cells) else None
        colour = self.palette[index] if index is not None and index < len(self.palette) else None
        return None if colour == "FFFFFF" else colour

    def format(self, style: int) -> str:
        """The number format of a style when it changes what a number says."""
        return self.formats.get(self.cells[style][1], "") if style < len(self.cells) else ""


def look_at(content: bytes) -> dict[str, Marks] | None:
    """Marks by name of sheet, None when they cannot be known; `NotAPlanError` when a password is needed."""
    try:
        records = stream(content, "Workbook")
        book = _book(records)
        if book is None:
            return None
        return {name: _Sheet(book).read(_records(records, place)) for name, place in book.sheets}
    except (ValueError, struct.error, IndexError):
        return None


def since_1904(content: bytes) -> bool:
    """Whether a workbook counts days from the 1st of January 1904 (its Date1904 record)."""
    try:
        records = _records(stream(content, "Workbook"), 0)
        return any(kind == _DATE1904 and data[:2] == b"\1\0" for kind, data in records)
    except (ValueError, struct.error, IndexError):
        return False


def _records(content: bytes, place: int) -> Iterator[Record]:
    """Records of one substream, from its beginning to its end."""
    depth = 0
    while place + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, place)
        yield kind, content[place + 4 : place + 4 + size]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        place += 4 + size


def _book(content: bytes) -> _Book | None:
    book = _Book()
    for kind, data in _records(content, 0):
        if kind == _BOF and struct.unpack_from("<H", data)[0] != _BIFF8:
            return None
        if kind == _FILEPASS:
            raise NotAPlanError(LOCKED)
        if kind in _ABOUT_THE_BOOK:
            _ABOUT_THE_BOOK[kind](book, data)
    return book if book.cells else None


def _style(book: _Book, data: bytes) -> None:
    (number,) = struct.unpack_from("<2xH", data)
    pattern, colour = data[17] >> 2, data[18] & 0x7F
    book.cells.append((colour if pattern == _SOLID else None, number))


def _palette(book: _Book, data: bytes) -> None:
    for index in range(min(struct.unpack_from("<H", data)[0], 56)):
        book.palette[8 + index] = data[2 + index * 4 : 5 + index * 4].hex().upper()


def _number_format(book: _Book, data: bytes) -> None:
    number, length = struct.unpack_from("<HH", data)
    code = _text(data[4:], length)
    book.formats.pop(number, None)
    if changes_meaning(code):
        book.formats[number] = code


def _sheet(book: _Book, data: bytes) -> None:
    if data[5] == _WORKSHEET:
        book.sheets.append((_text(data[7:], data[6]), struct.unpack_from("<I", data)[0]))


_ABOUT_THE_BOOK: dict[int, Callable[[_Book, bytes], None]] = {
    _XF: _style,
    _PALETTE: _palette,
    _FORMAT: _number_format,
    _BOUNDSHEET: _sheet,
}


def _text(data: bytes, length: int) -> str:
    """A string of so many characters after its byte of flags."""
    if data[0] & 1:
        return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("latin-1")


class _Sheet:
    def __init__(self, book: _Book) -> None:
        self._book = book
        self._marks = Marks()
        self._colours = [book.colour(style) for style in range(len(book.cells))]
        self._formats = [book.format(style) for style in range(len(book.cells))]
        self._own: dict[int, set[int]] = {}

    def read(self, records: Iterator[Record]) -> Marks:
        for kind, data in records:
            if kind in _ONE_CELL:
                self._one_cell(kind, data)
            elif kind == _MULRK:
                row, column = struct.unpack_from("<HH", data)
                for place in range((len(data) - 6) // 6):
                    self._cell(row, column + place, struct.unpack_from("<H", data, 4 + place * 6)[0], True)
            elif kind == _MULBLANK:
                row, column = struct.unpack_from("<HH", data)
                for place in range((len(data) - 6) // 2):
                    self._cell(row, column + place, struct.unpack_from("<H", data, 4 + place * 2)[0], False)
            elif kind == _ROW:
                self._row(data)
            elif kind == _COLINFO:
                first, last, width, _, flags = struct.unpack_from("<5H", data)
                if flags & 1 or width == 0:
                    self._marks.hidden_columns.update(range(first, min(last, 255) + 1))
        return self._marks

    def _row(self, data: bytes) -> None:
        row, height, flags, style = struct.unpack_from("<H4xH4xHH", data)
        if flags & 0x20 or height & 0x7FFF == 0:
            self._marks.hidden_rows.add(row)
        style &= 0xFFF
        if flags & 0x80 and style < len(self._colours) and (colour := self._colours[style]):
            self._marks.row_fills[row] = (colour, self._own.setdefault(row, set()))

    def _one_cell(self, kind: int, data: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", data)
        error: int | None = None
        if kind == _BOOLERR and data[7]:
            error = data[6]
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            error = data[8]
        if error is not None:
            self._marks.errors[row * WIDTH + column] = _ERRORS.get(error, "#VALUE!")
        number = kind in (_NUMBER, _RK) or (kind == _FORMULA and data[12:14] != b"\xff\xff")
        self._cell(row, column, style, number)

    def _cell(self, row: int, column: int, style: int, number: bool) -> None:
        if row in self._marks.row_fills:
            self._own[row].add(column)
        if style >= len(self._colours):
            return
        if colour := self._colours[style]:
            self._marks.fills.add(colour, (row * WIDTH + column,))
        if number and (code := self._formats[style]):
            self._marks.formats.add(code, (row * WIDTH + column,))

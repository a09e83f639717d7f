"""One look through each sheet of an XLSX archive: how far it reaches, and what its values do not say.

Cells are never walked one by one: tags are found by patterns in buffers of whole rows, and only cells whose style says
something are looked at. A sheet written in an unusual way (no references, attributes in another order) is walked tag
by tag. Every repetition in a pattern is bounded, so that no input makes it slow. Imported by the reading child.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ctg_tracking.spreadsheet.inspection import MAX_COLUMNS, MAX_ROWS, Extent, NotAPlanError, pieces
from ctg_tracking.spreadsheet.marks import WIDTH, Marks
from ctg_tracking.spreadsheet.xlsx_styles import Styles
from ctg_tracking.spreadsheet.xlsx_tags import Tags, attributes_of, is_zero, number_of

MAX_ROW_BYTES = 16_000_000
MAX_WAITING = 32_000_000
MAX_COLUMN_TAGS = 4_096
KNOWN_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"))
"""The errors that calamine reads; it refuses a whole workbook for any other."""
_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]{0,30}):)?(worksheet|chartsheet|dialogsheet|macrosheet)[\s>/]")
_REFERENCE = re.compile(rb"([A-Z]{1,20})([0-9]{1,20})")


@dataclass
class Seen:
    """What a sheet holds beside its values; `odd_errors`: some words of error are not known to calamine."""

    marks: Marks = field(default_factory=Marks)
    extent: Extent = field(default_factory=Extent)
    odd_errors: bool = False


class _TooFarAtAGlanceError(Exception):
    """The styled cells reach too far: the filled ones alone must be counted."""


def look_through(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, styles: Styles, tick: Callable[[int], None] = lambda _: None
) -> Seen:
    """What a sheet holds; `tick` is called with each number of bytes read. `NotAPlanError` when it is hostile."""
    try:
        return _looked(archive, entry, styles, tick, exact=False)
    except _TooFarAtAGlanceError:
        return _looked(archive, entry, styles, lambda _: None, exact=True)


def _looked(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, styles: Styles, tick: Callable[[int], None], exact: bool
) -> Seen:
    chunks = pieces(archive, entry)
    first = next(chunks, b"")
    tick(len(first))
    look = _look(first, styles, exact)
    if look is None:
        return Seen()
    for buffer in _by_rows(first, chunks, look.tags.row_start, tick):
        look.take(buffer)
    return look.seen


def _by_rows(data: bytes, chunks: Iterator[bytes], row_start: bytes, tick: Callable[[int], None]) -> Iterator[bytes]:
    """The cells of the sheet by buffers of whole rows; what follows them is not read."""
    closing = row_start.replace(b"<", b"</").removesuffix(b"row") + b"sheetData"
    while True:
        end = data.find(closing)
        if end >= 0:
            yield data[:end]
            return
        cut = data.rfind(row_start)
        if cut > 0:
            yield data[:cut]
            data = data[cut:]
        elif len(data) > MAX_ROW_BYTES:
            raise NotAPlanError("une de ses lignes est démesurée")
        chunk = next(chunks, b"")
        if not chunk:
            yield data
            return
        tick(len(chunk))
        data = data + chunk


def _look(first: bytes, styles: Styles, exact: bool) -> "_Look | None":
    """The patterns that fit a sheet, by its beginning; None when it holds no cells."""
    if first[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in first[:200]:
        raise NotAPlanError("une de ses feuilles est écrite dans un codage inattendu\u202f; enregistrez-le de nouveau")
    root = _ROOT.search(first)
    if root is None or root[2] != b"worksheet":
        return None
    look = _Look(root[1] + b":" if root[1] else b"", styles, exact)
    look.columns(first)
    return look


class _Look:
    """The patterns of one sheet and what they found so far."""

    def __init__(self, prefix: bytes, styles: Styles, exact: bool) -> None:
        self.seen = Seen()
        self._styles = styles
        self._exact = exact
        self._numbers: dict[bytes, int] = {}
        self._wanted = frozenset(str(style).encode() for style in styles.fills | styles.formats)
        self.tags = Tags(prefix, self._wanted)
        self._waiting: list[bytes] = []
        self._at = (0, 0)

    def take(self, buffer: bytes) -> None:
        """Look at a buffer of whole rows; blank ones (styled to the end of the sheet) wait for a filled one."""
        if not self._usual(buffer):
            self._take_waiting()
            self._take_unusual(buffer)
        elif self.tags.not_blank.search(buffer):
            self._take_waiting()
            self._take_usual(buffer)
        elif sum(map(len, self._waiting)) < MAX_WAITING:
            self._waiting.append(buffer)

    def _take_waiting(self) -> None:
        for buffer in self._waiting:
            self._take_usual(buffer)
        self._waiting.clear()

    def columns(self, first: bytes) -> None:
        """Hidden columns, told before the cells."""
        head = first[: first.find(self.tags.row_start)]
        for attributes in self.tags.column.findall(head)[:MAX_COLUMN_TAGS]:
            said = attributes_of(attributes)
            if said.get(b"hidden") in (b"1", b"true") or is_zero(said.get(b"width")):
                first_one, last = number_of(said.get(b"min")), number_of(said.get(b"max"))
                self.seen.marks.hidden_columns.update(range(max(first_one, 1) - 1, min(last, MAX_COLUMNS)))

    def _usual(self, buffer: bytes) -> bool:
        """Whether rows and cells are all written as Excel does: reference first, then style and type."""
        return not (
            self.tags.odd_cell.search(buffer)
            or self.tags.odd_row.search(buffer)
            or self.tags.odd_order.search(buffer, 0, 65536)
        )

    # -- as Excel writes --

    def _take_usual(self, buffer: bytes) -> None:
        rows = self.tags.row.findall(buffer)
        letters = self.tags.letters.findall(buffer)
        self._extend(buffer, rows, set(letters))
        for number, attributes in rows:
            if b"hidden=" in attributes or b'ht="0' in attributes or b"customFormat=" in attributes:
                self._row_marks(int(number) - 1, attributes_of(attributes), buffer)
        if self._wanted:
            self._take_styles(buffer)
        if b't="e"' in buffer:
            for column, number, word in self.tags.error.findall(buffer):
                self._error_mark(int(number) - 1, self._column_of(column), word)

    def _extend(self, buffer: bytes, rows: list[tuple[bytes, bytes]], letters: set[bytes]) -> None:
        if self._exact:
            filled = self.tags.filled.findall(buffer)
            numbers = [int(number) for _, number in filled]
            letters = {column for column, _ in filled}
        else:
            numbers = [int(number) for number, _ in rows] if letters else []
        if not numbers:
            return
        columns = [self._column_of(column) for column in letters]
        self._reach(min(numbers) - 1, max(numbers) - 1, min(columns), max(columns))

    def _reach(self, top: int, bottom: int, left: int, right: int) -> None:
        self.seen.extent.reach(top, bottom, left, right)
        if self.seen.extent.too_far:
            if not self._exact:
                raise _TooFarAtAGlanceError
            self.seen.extent.refuse()

    def _take_styles(self, buffer: bytes) -> None:
        found: dict[bytes, list[int]] = {}
        numeric: dict[bytes, list[int]] = {}
        for column, number, kind, style, other_kind, closed in self.tags.styled.findall(buffer):
            if style in self._wanted and (row := int(number)) <= MAX_ROWS:
                spot = (row - 1) * WIDTH + self._column_of(column)
                found.setdefault(style, []).append(spot)
                if not closed and (kind or other_kind) in (b"", b"n"):
                    numeric.setdefault(style, []).append(spot)
        for style, spots in found.items():
            if colour := self._styles.fills.get(int(style)):
                self.seen.marks.fills.add(colour, spots)
        for style, spots in numeric.items():
            if code := self._styles.formats.get(int(style)):
                self.seen.marks.formats.add(code, spots)

    def _row_marks(self, row: int, said: dict[bytes, bytes], buffer: bytes | None) -> None:
        """A hidden row, or a row coloured as a whole: `buffer` holds its cells."""
        if not 0 <= row < MAX_ROWS:
            return
        if said.get(b"hidden") in (b"1", b"true") or is_zero(said.get(b"ht")):
            self.seen.marks.hidden_rows.add(row)
        if said.get(b"customFormat") not in (b"1", b"true"):
            return
        if colour := self._styles.fills.get(number_of(said.get(b"s"))):
            own: set[int] = set()
            if buffer is not None:
                start = buffer.find(self.tags.row_start + b' r="%d"' % (row + 1))
                end = buffer.find(self.tags.row_start, start + 1)
                cells = self.tags.letters.findall(buffer, start, end if end > 0 else len(buffer))
                own = {self._column_of(column) for column in cells}
            self.seen.marks.row_fills[row] = (colour, own)

    def _error_mark(self, row: int, column: int, word: bytes) -> None:
        known = word.decode("utf-8", "replace").strip()
        self.seen.odd_errors |= known not in KNOWN_ERRORS
        if 0 <= row < MAX_ROWS:
            self.seen.marks.errors[row * WIDTH + column] = known

    def _column_of(self, letters: bytes) -> int:
        column = self._numbers.get(letters)
        if column is None:
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            column = self._numbers[letters] = column - 1
        return column

    # -- as others may write --

    def _take_unusual(self, buffer: bytes) -> None:
        """Tag by tag; a row or a cell without reference follows the one before."""
        row, column = self._at
        for tag in self.tags.row_or_cell.finditer(buffer):
            said = attributes_of(tag[2] or b"")
            if tag[1] == b"row":
                row = number_of(said.get(b"r")) if b"r" in said else row + 1
                column = 0
                self._row_marks(row - 1, said, None)
                continue
            row, column = self._reference(said.get(b"r"), row, column)
            own_row = self.seen.marks.row_fills.get(row - 1)
            if own_row:
                own_row[1].add(column - 1)
            self._take_cell(row - 1, column - 1, said, tag, buffer)
        self._at = (row, column)

    def _reference(self, reference: bytes | None, row: int, column: int) -> tuple[int, int]:
        found = _REFERENCE.fullmatch(reference) if reference else None
        if found is None:
            return max(row, 1), column + 1
        column = self._column_of(found[1]) + 1 if len(found[1]) < 4 else WIDTH
        return int(found[2]), column

    def _take_cell(self, row: int, column: int, said: dict[bytes, bytes], tag: re.Match[bytes], buffer: bytes) -> None:
        closed = tag[0].endswith(b"/>")
        if not (closed and self._exact):
            self._reach(row, row, column, column)
        if not 0 <= row < MAX_ROWS or column >= WIDTH:
            return
        spot, style, kind = row * WIDTH + column, number_of(said.get(b"s")), said.get(b"t", b"n")
        if colour := self._styles.fills.get(style):
            self.seen.marks.fills.add(colour, (spot,))
        if not closed and kind == b"n" and (code := self._styles.formats.get(style)):
            self.seen.marks.formats.add(code, (spot,))
        if kind == b"e" and (value := self.tags.value.match(buffer, tag.end())):
            self._error_mark(row, column, value[1])

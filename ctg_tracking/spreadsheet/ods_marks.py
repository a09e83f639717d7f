"""One look through an ODS archive: how far each sheet reaches, and what its values do not say.

OpenDocument 1.3 part 3: rows, columns and cells are counted, each may stand for many (``*-repeated``); styles inherit
(``style:parent-style-name``) and a column or a row gives its cells their default one. Imported by the reading child.
"""

import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from ctg_tracking.spreadsheet.inspection import (
    BROKEN,
    MAX_COLUMNS,
    MAX_ROWS,
    Extent,
    NotAPlanError,
    open_archive,
    part,
    pieces,
)
from ctg_tracking.spreadsheet.marks import WIDTH, Marks

MAX_PART = 20_000_000
MAX_STYLES = 70_000
MAX_DEPTH = 256
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6})")
_ERROR = re.compile(r"#[A-Z0-9/!?]{2,20}|Err:\d{3}")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_PLAIN = {"percentage": "0%"}
"""Format of a cell whose style says none, by kind of value."""
_FORMATS = (
    "number:number-style",
    "number:percentage-style",
    "number:currency-style",
    "number:text-style",
)


@dataclass(slots=True)
class _Style:
    parent: str = ""
    fill: str | None = None
    format: str = ""


@dataclass(slots=True)
class _Format:
    """A number format being told: the words around the number, in order, with a 0 for the number itself."""

    percent: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The format as Excel would write it when it changes the meaning of the number, else empty."""
        text = "".join(f'"{word}"' if any(map(str.isalpha, word)) else word for word in self.words)
        if self.percent:
            return text or "0%"
        return text if '"' in text else ""


def look_at(content: bytes, tick: Callable[[float, str], None]) -> tuple[dict[str, Marks], list[str]]:
    """Marks by name of sheet and French notes; `NotAPlanError` when the archive or a sheet is hostile or broken."""
    archive = open_archive(content)
    reader = _Reader()
    named = part(archive, "styles.xml", MAX_PART)
    try:
        if named:
            reader.parser().Parse(named, True)
        _parse_content(archive, reader, tick)
    except (expat.ExpatError, ValueError) as error:
        raise NotAPlanError(BROKEN) from error
    return reader.sheets, []


def _parse_content(archive: zipfile.ZipFile, reader: "_Reader", tick: Callable[[float, str], None]) -> None:
    entry = archive.getinfo("content.xml")
    parser = reader.parser()
    done = 0
    for piece in pieces(archive, entry):
        parser.Parse(piece)
        done += len(piece)
        tick(done / max(entry.file_size, 1), reader.name)
    parser.Parse(b"", True)


class _Reader:
    """Reads styles, then sheets, in the order of the file."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.name = ""
        self._styles: dict[str, _Style] = {}
        self._formats: dict[str, str] = {}
        self._style: _Style | None = None
        self._format: tuple[str, _Format] | None = None
        self._resolved: dict[str, tuple[str | None, str]] = {}
        self._depth = 0
        self._tables = 0
        self._error: list[str] | None = None
        self._beginnings: dict[str, Callable[[str, dict[str, str]], None]] = {
            "table:table-cell": self._cell,
            "table:covered-table-cell": self._cell,
            "table:table-row": self._begin_row,
            "table:table-column": self._columns,
            "table:table": self._begin_table,
        }

    def parser(self) -> "expat.XMLParserType":
        """A parser of one part of the archive."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser = parser
        return parser

    @staticmethod
    def _refuse(*_: object) -> None:
        raise ValueError("entity")

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "text:p":
            return
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError("depth")
        if tag == "table:table":
            self._tables += 1
        if (begin := self._beginnings.get(tag)) is None:
            self._style_part(tag, said)
        elif self._tables == 1:  # a table inside a cell is not the sheet
            begin(tag, said)

    def _end(self, tag: str) -> None:
        if tag == "text:p":
            return
        self._depth -= 1
        if tag in _CELLS:
            if self._error is not None:
                self._end_error()
        elif tag == "table:table-row":
            if self._tables == 1:
                self._end_row()
        elif tag == "table:table":
            self._tables -= 1
        elif tag == "style:style":
            self._style = None
        elif self._format is not None and tag in _FORMATS:
            name, made = self._format
            self._formats[name] = made.code
            self._format = None
            self._parser.CharacterDataHandler = None

    # -- styles --

    def _style_part(self, tag: str, said: dict[str, str]) -> None:
        if tag == "style:style" and said.get("style:family") in ("table-cell", None):
            style = _Style(said.get("style:parent-style-name", ""), None, said.get("style:data-style-name", ""))
            self._styles[said.get("style:name", "")] = self._style = style
        elif tag == "style:table-cell-properties" and self._style is not None:
            colour = said.get("fo:background-color", "")
            found = _COLOUR.fullmatch(colour)
            self._style.fill = found[1].upper() if found else "" if colour == "transparent" else None
        elif tag in _FORMATS:
            self._format = (said.get("style:name", ""), _Format(tag == "number:percentage-style"))
        elif self._format is not None:
            if tag == "number:number":
                self._format[1].words.append("0")
            elif tag == "number:text":
                self._parser.CharacterDataHandler = self._word
        if len(self._styles) + len(self._formats) > MAX_STYLES:
            raise ValueError("styles")

    def _word(self, text: str) -> None:
        if self._format is not None and len(self._format[1].words) < 20:
            self._format[1].words.append(text[:40])

    def _said(self, name: str) -> tuple[str | None, str]:
        """Colour and format of a style, its parents' where it says nothing."""
        found = self._resolved.get(name)
        if found is None:
            fill: str | None = None
            code, parent = "", name
            for _ in range(20):
                style = self._styles.get(parent)
                if style is None:
                    break
                fill = style.fill if fill is None else fill
                code = code or style.format
                parent = style.parent
            found = (None if fill in ("", "FFFFFF") else fill, self._formats.get(code, ""))
            self._resolved[name] = found
        return found

    # -- sheets --

    def _begin_table(self, _: str, said: dict[str, str]) -> None:
        self.name = said.get("table:name", "")
        self.marks = self.sheets.setdefault(self.name, Marks())
        self._extent = Extent()
        self._row = self._column = self._next_column = 0
        self._default_from: list[int] = []
        self._defaults: list[str] = []
        self._error = None
        self._row_style = ""

    def _columns(self, _: str, said: dict[str, str]) -> None:
        first, count = self._next_column, _count(said.get("table:number-columns-repeated"))
        self._next_column = min(first + count, WIDTH)
        if said.get("table:visibility", "visible") != "visible":
            self.marks.hidden_columns.update(range(first, min(self._next_column, MAX_COLUMNS)))
        style = said.get("table:default-cell-style-name", "")
        if any(self._said(style)):
            self._default_from += (first, self._next_column)
            self._defaults += (style, "")

    def _begin_row(self, _: str, said: dict[str, str]) -> None:
        self._repeated = _count(said.get("table:number-rows-repeated"))
        self._column = 0
        self._row_style = said.get("table:default-cell-style-name", "")
        self._first, self._last = 1 << 30, -1
        if said.get("table:visibility", "visible") != "visible":
            self.marks.hidden_rows.update(range(self._row, min(self._row + self._repeated, MAX_ROWS)))

    def _end_row(self) -> None:
        last = self._row + self._repeated - 1
        if self._last >= 0:
            self._extent.reach(self._row, last, self._first, self._last)
            if self._extent.too_far:
                self._extent.refuse()
        self._row = min(last + 1, 1 << 30)

    def _cell(self, tag: str, said: dict[str, str]) -> None:
        column = self._column
        repeated = _count(said["table:number-columns-repeated"]) if "table:number-columns-repeated" in said else 1
        self._column = min(column + repeated, 1 << 30)
        kind = said.get("office:value-type")
        if kind is not None:
            self._last = max(self._last, self._column - 1)
            if column < self._first:
                self._first = column
        if tag == "table:table-cell" and self._row < MAX_ROWS and column < MAX_COLUMNS:
            if "table:number-columns-spanned" in said or "table:number-rows-spanned" in said:
                self._merge(column, said)
            self._marks_of(column, repeated, kind, said)
            if kind == "string" and "table:formula" in said:
                self._expect_error(range(column, min(column + repeated, MAX_COLUMNS)), said)

    def _merge(self, column: int, said: dict[str, str]) -> None:
        wide = _count(said.get("table:number-columns-spanned"))
        high = _count(said.get("table:number-rows-spanned"))
        if (wide > 1 or high > 1) and len(self.marks.merges) < MAX_STYLES:
            self.marks.merges.append((self._row, column, self._row + high - 1, column + wide - 1))

    def _marks_of(self, column: int, repeated: int, kind: str | None, said: dict[str, str]) -> None:
        style = said.get("table:style-name") or self._row_style or (self._default(column) if self._defaults else "")
        colour, code = self._said(style) if style else (None, "")
        if colour:
            self.marks.fills.add_rectangle(colour, self._row, self._repeated, column, repeated)
        if kind in ("float", "percentage", "currency") and (code := code or _PLAIN.get(kind, "")):
            self.marks.formats.add_rectangle(code, self._row, self._repeated, column, repeated)

    def _expect_error(self, columns: range, said: dict[str, str]) -> None:
        """Listen to the text of a formula: it may be a word of error."""
        self._error, self._error_at = [""], columns
        self._sure = said.get("calcext:value-type") == "error"
        self._parser.CharacterDataHandler = self._error_text

    def _default(self, column: int) -> str:
        place = bisect_right(self._default_from, column) - 1
        return self._defaults[place] if place >= 0 else ""

    def _error_text(self, text: str) -> None:
        if self._error is not None and len(self._error[0]) < 40:
            self._error[0] += text

    def _end_error(self) -> None:
        self._parser.CharacterDataHandler = None
        word = self._error[0].strip() if self._error else ""
        self._error = None
        if word and (_ERROR.fullmatch(word) or self._sure) and len(self._error_at) * self._repeated < 1000:
            for row in range(self._row, self._row + self._repeated):
                self.marks.errors.update({row * WIDTH + column: word for column in self._error_at})


def _count(text: str | None) -> int:
    """A count of repetitions, 1 when it says nothing sensible."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 9:
        return 1
    return max(int(text), 1)

"""Rows of a table that say something: merged cells filled; blanks, totals, repeated headers and footers left out."""

import re
from collections.abc import Iterator, Sequence

from ctg_tracking.spreadsheet.columns import Kind, Table
from ctg_tracking.spreadsheet.grid import Row, Sheet, Value
from ctg_tracking.spreadsheet.layout import Place
from ctg_tracking.spreadsheet.legends import is_legend
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.statuses import known_status
from ctg_tracking.spreadsheet.text import key_words, one_line
from ctg_tracking.spreadsheet.words import as_text, is_blank_word

LEVELS = ("axe", "objective", "sub_objective")
_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)\b.*|(?:cout|montant|budget) total\b.*|moyenne\b.*"
    r"|(?:nombre|nb)(?: total)? d actions?(?: \d+)?"
)
_LONGEST_TOTAL = 60
_FOOTNOTE = re.compile(
    r"^(?:\*+\s?\S|\(\d{1,2}\)\s|\d\)\s(?=.*:)|n\.?\s?b\.?\s?:|nota\b|sources?\s?:|l[ée]gende\b|signatures?\b|page\s\d|lexique\b"
    r"|(?:document\s)?(?:mis|mise)\s[àa]\sjour\b|maj\s|[ée]dit[ée]\sle\b|imprim[ée]\sle\b|version\s(?:du\s)?\d)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^fait\s[àa]\s.{2,60}(?:,|\sle\b)", re.IGNORECASE)
_SHOWN = 60
_NAMES = (*LEVELS, "code", "title", "operation", "indicator")
"""What rows of a table beside the plan are about: merged, it is said of each row."""


def table_rows(place: Place, sink: Sink) -> Iterator[tuple[int, Row]]:
    """Rows of actions, each with its number from 0; what is left out under the table is told in a note."""
    return _Rows(place, sink).read()


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing, or only spaces."""
    return value == "" or (isinstance(value, str) and not value.strip())


def first_filled(cells: Row) -> int | None:
    """Index of the first cell that holds something."""
    return next((index for index, value in enumerate(cells) if value != "" and not is_blank(value)), None)


class _Rows:
    """One table walked from top to bottom."""

    def __init__(self, place: Place, sink: Sink) -> None:
        self.place, self.sink = place, sink
        self.headers = [_words(row) for row in place.sheet.rows[place.header : place.first]]
        self.tellers = [column.index for column in place.columns if column.kind in _TELLERS]
        self.errors = {row for row, _ in place.sheet.errors}
        self.signed = False

    def read(self) -> Iterator[tuple[int, Row]]:
        for row, cells in _filled_down(self.place):
            first = first_filled(cells)
            if first is None:
                if row in self.errors:
                    yield row, cells
                continue
            value = cells[first]
            if isinstance(value, str) and self._left_out(row, value, first, cells):
                continue
            yield row, cells

    def _left_out(self, row: int, text: str, first: int, cells: Row) -> bool:
        if self._is_total(text, first, cells) or self._is_header(cells):
            return True
        if self.signed or (_SIGNED.match(text.strip()) and not self._tells(first, cells)):
            self.signed = True
            tell_left_out(
                self.place.sheet,
                row,
                "\u202f; ".join(as_text(value) for value in cells if not is_blank(value)),
                self.sink,
            )
            return True
        if any(not is_blank(value) for value in cells[first + 1 :]):
            return False
        if _FOOTNOTE.match(text.strip()) or (self.place.kind is Table.PLAN and self._explains(row, text, first)):
            tell_left_out(self.place.sheet, row, text, self.sink)
            return True
        return False

    def _explains(self, row: int, text: str, first: int) -> bool:
        """Whether a lone cell is a line of a legend: a word of status, or what a colour means."""
        return known_status(text) is not None or is_legend(text, filled=(row, first) in self.place.sheet.fills)

    def _is_total(self, text: str, first: int, cells: Row) -> bool:
        if len(text) >= _LONGEST_TOTAL or not _TOTAL.fullmatch(key_words(text)):
            return False
        return not self._tells(first, cells)

    def _tells(self, first: int, cells: Row) -> bool:
        """Whether a row has pilots, a status or dates, as an action has and a total has not."""
        return any(index != first and _has_letters(cells[index]) for index in self.tellers)

    def _is_header(self, cells: Row) -> bool:
        """Whether a row repeats the header, as printed tables do on each page."""
        return any(_repeats(cells, header) for header in self.headers)


def _has_letters(value: Value) -> bool:
    return isinstance(value, str) and any(letter.isalpha() for letter in value)


_TELLERS = frozenset((Kind.NAMES, Kind.STATUS, Kind.DUE, Kind.START, Kind.CALENDAR, Kind.DATE))


def _words(cells: Row) -> list[str]:
    return [key_words(value) if isinstance(value, str) else "" for value in cells]


def _repeats(cells: Row, header: Sequence[str]) -> bool:
    """Whether every word of a row stands in the header at the same place, two of them at least."""
    same = 0
    for value, word in zip(cells, header, strict=False):
        if value == "":
            continue
        if not isinstance(value, str) or (value.strip() and key_words(value) != word):
            return False
        same += bool(word)
    return same > 1


def where(sheet: Sheet) -> str:
    """Beginning of a note about a sheet."""
    return f"Feuille « {sheet.name} »\u202f: " if sheet.name else ""


def tell_left_out(sheet: Sheet, row: int, text: str, sink: Sink) -> None:
    """Note a row that is read as no action and no heading."""
    shown = one_line(text)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    sink.notes.append(f"{where(sheet)}ligne {row + 1} laissée de côté\u202f: « {shown} ».")


# -- merged cells --


def _filled_down(place: Place) -> Iterator[tuple[int, Row]]:
    """Rows of the table with merged headings repeated, and the rows of one merged title brought into one."""
    rows: Sequence[Row] = place.sheet.rows
    fill, follows = _merges(place)
    if not fill and not follows:
        yield from enumerate(rows[place.first :], place.first)
        return
    group: tuple[int, list[Value]] | None = None
    for row in range(place.first, len(rows)):
        cells = list(rows[row])
        for column, top in fill.get(row, {}).items():
            if column < len(cells) and cells[column] == "":
                cells[column] = rows[top][column]
        if row in follows and group is not None:
            _bring_in(group[1], rows[row])
            continue
        if group is not None:
            yield group
        group = (row, cells)
    if group is not None:
        yield group


def _merges(place: Place) -> tuple[dict[int, dict[int, int]], set[int]]:
    """For each row, columns of headings to take from a row above; and the rows that continue a merged title."""
    repeated = LEVELS if place.kind is Table.PLAN else _NAMES
    levels = {column.index for column in place.columns if column.field in repeated}
    title, operation = place.column("title"), place.column("operation")
    fill: dict[int, dict[int, int]] = {}
    follows: set[int] = set()
    for merge in place.sheet.merges:
        if merge.bottom == merge.top or merge.top < place.first:
            continue
        below = range(merge.top + 1, merge.bottom + 1)
        if merge.left in levels or (title and operation and merge.left == title.index):
            for row in below:
                fill.setdefault(row, {})[merge.left] = merge.top
        elif place.kind is Table.PLAN and title and merge.left <= title.index <= merge.right:
            follows.update(below)
    return fill, follows


def _bring_in(first: list[Value], more: Row) -> None:
    for index, value in enumerate(more):
        if is_blank(value) or (isinstance(value, str) and is_blank_word(value)) or value == first[index]:
            continue
        first[index] = value if first[index] == "" else f"{as_text(first[index])}\n{as_text(value)}"

"""Headings of the rows of a plan: carried down or repeated, in banner rows, in a shifted column, in the numbers."""

import re
from collections.abc import Mapping
from itertools import pairwise

from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.around import AXE_WORDS, axe_around
from ctg_tracking.spreadsheet.cells import code_text
from ctg_tracking.spreadsheet.grid import Row, Value, cell_name
from ctg_tracking.spreadsheet.labels import header_word, read_label
from ctg_tracking.spreadsheet.layout import Matched, Place
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.table_rows import LEVELS, is_blank, tell_left_out
from ctg_tracking.spreadsheet.text import key_words
from ctg_tracking.spreadsheet.words import as_text, is_blank_word

_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")


class PlanLevels:
    """The levels of one table, and the headings that hold at the row being read."""

    def __init__(self, place: Place, sink: Sink) -> None:
        self.place, self.sink = place, sink
        self.columns = [column for level in LEVELS for column in place.columns if column.field == level]
        self.indexes = frozenset(column.index for column in self.columns)
        self._numbers = {
            level: found for level in LEVELS if (found := place.column(f"{level}_code")) and place.column(level)
        }
        self._identifier, self._title, self._code = (place.column(name) for name in ("id", "title", "code"))
        self._carries = [self._carries_down(rank, column) for rank, column in enumerate(self.columns)]
        around = axe_around(place, sink.sheets) if self._lacks_axe() else []
        self._outranked = bool(self.columns) and self._lacks_axe()
        self._above = around[0] if around and self._outranked else ""
        self.trail = around if not self.columns else []
        self._codes: Mapping[int, str] = {} if self.columns else _codes(place)
        self._depth = _depth(place, self._codes)
        self._known: dict[tuple[str, ...], int | None] = {}
        self.waiting: list[tuple[int, int, str]] = []
        """Row, level and text of lines that no word nor number marks: headings once an action comes under them."""

    def _lacks_axe(self) -> bool:
        """Whether no column says the axe: no level at all, or an objective at best."""
        return not self.columns or header_word(self.columns[0].header) in ("Objectif", "Objectif opérationnel")

    def _carries_down(self, rank: int, column: Matched) -> bool:
        """Whether a blank cell of this level means « as above ».

        It does where the level is given once per group, never written twice in a row. An axe left blank among repeated
        ones is taken for the one above too, but in our own workbook, where blank means none.
        """
        texts = [as_text(row[column.index]).strip() for row in self.place.sheet.rows[self.place.first :]]
        once = "" in texts and not any(text and text == above for above, text in pairwise(texts))
        return once or (rank == 0 and not self.place.ours)

    # -- rows that are headings --

    def take_heading(self, row: int, cells: Row) -> bool:
        """Whether a row names a heading and nothing else: it then holds for the rows under it."""
        if self._title is not None and not self._codes and _says_more(cells, cells[self._title.index]):
            self._hold_waiting()
            return False
        filled = [(index, value) for index, value in enumerate(cells) if value != "" and not is_blank(value)]
        if not filled:
            return False
        index, text = filled[0][0], _bare(as_text(filled[0][1]))
        alone = len(filled) == 1 or len({as_text(value) for _, value in filled}) == 1
        level = self._banner_level(row, index, text) if alone else None
        if level is not None and index in self.indexes and text and _is_bare(text):
            self.waiting.append((row, level, text))
            return True
        self._hold_waiting()
        if level is not None:
            return self._hold(row, level, text)
        if alone and self._outranked and read_label(text).word in AXE_WORDS:
            self._above, self.trail = text, []
            self.heading(row, self._whole())
            return True
        if not alone and self._codes and len(filled) == _BANNER:
            return self._numbered_heading(row, dict(filled))
        if self.columns and all(place in self.indexes for place, _ in filled):
            self.heading(row, self.path(row, cells))
            return True
        return False

    def tell_waiting(self) -> None:
        """Lines under the last action that nothing marks as headings are left aside, and told."""
        for row, _, text in self.waiting:
            tell_left_out(self.place.sheet, row, text, self.sink)

    def _hold_waiting(self) -> None:
        for row, level, text in self.waiting:
            self._hold(row, level, text)
        self.waiting.clear()

    def _hold(self, row: int, level: int, text: str) -> bool:
        self._carry(level, text)
        self.heading(row, self._whole())
        return True

    def _whole(self) -> tuple[str, ...]:
        """Headings from the axe down: one told around columns of lower levels comes first."""
        return (self._above, *self.trail) if self._above else tuple(self.trail)

    def _numbered_heading(self, row: int, filled: Mapping[int, Value]) -> bool:
        """« 1 », « Petite enfance » in the columns of numbers and titles, before « 1.1 »."""
        if self._code is None or self._title is None or filled.keys() != {self._code.index, self._title.index}:
            return False
        code = code_text(filled[self._code.index]).rstrip(".")
        level = self._numbered_banner(row, code)
        return level is not None and self._hold(row, level, f"{code}. {as_text(filled[self._title.index]).strip()}")

    def _banner_level(self, row: int, index: int, text: str) -> int | None:
        """Level of a banner row such as « Axe 2 : Jeunesse » written across the table; None when it is no banner."""
        rank = next((rank for rank, column in enumerate(self.columns) if column.index == index), None)
        label = read_label(text)
        if rank is not None and (label.word is None or label.word not in AXE_WORDS):
            return rank
        if label.word is None:
            return self._numbered_banner(row, label.code)
        word = key_words(label.word)
        named = [rank for rank, column in enumerate(self.columns) if key_words(column.header).startswith(word)]
        if named:
            return named[0]
        if label.word in AXE_WORDS and self._outranked:
            return None
        if rank is not None or label.word in AXE_WORDS:
            return rank or 0
        return self._below(label.word) if not self.columns and label.word == "Objectif" else None

    def _below(self, word: str) -> int:
        """Level of a banner « Objectif » in a table without columns of levels: under the axe, if one is told."""
        ranks = [rank for rank, text in enumerate(self.trail) if read_label(text).word == word]
        return ranks[0] if ranks else min(len(self.trail), 2)

    def _numbered_banner(self, row: int, code: str | None) -> int | None:
        """« 1. Petite enfance » alone on its row, before « 1.1 Créer… »: a heading, as the next number says."""
        if self.columns or not code or not self._codes:
            return None
        following = next((self._codes[other] for other in sorted(self._codes) if other > row), "")
        return code.count(".") if following.startswith(f"{code}.") and code.count(".") < 3 else None

    # -- the headings of a row --

    def path(self, row: int, cells: Row) -> tuple[str, ...]:
        """Heading texts of a row, lower levels emptied when a higher one changes."""
        for level in range(len(self.columns)):
            text = self._text(level, cells)
            if text:
                if level >= len(self.trail) or self.trail[level] != text:
                    self._carry(level, text)
                self._shift(level, cells)
            elif not self._carries[level] or self._identified(cells):
                self._carry(level, "")
        return self._whole() if self.columns or self.trail else self._numbered(row)

    def _identified(self, cells: Row) -> bool:
        """Whether we exported this row: its blank headings mean none."""
        return self._identifier is not None and identifiers.is_one(as_text(cells[self._identifier.index]))

    def _numbered(self, row: int) -> tuple[str, ...]:
        """Headings told by the number alone: « 1.2.3 Créer… » is in axe 1, objectif 1.2."""
        parts = self._codes.get(row, "").split(".") if self._depth else []
        return tuple(".".join(parts[:rank]) for rank in range(1, min(self._depth, len(parts))))

    def _carry(self, level: int, text: str) -> None:
        self.trail = [*self.trail[:level], *[""] * (level - len(self.trail)), text]

    def _text(self, level: int, cells: Row) -> str:
        """Text of a heading cell, its number from a column of its own if there is one: « 2 », « Jeunesse »."""
        value = cells[self.columns[level].index]
        text = _bare(value) if isinstance(value, str) else "" if value == "" else code_text(value)
        number = self._numbers.get(LEVELS[level])
        code = code_text(cells[number.index]) if number else ""
        return f"{code}. {text}" if code and text and read_label(text).code is None else text or code

    def _shift(self, level: int, cells: Row) -> None:
        """A column that shifts midway: « Objectif 2 » under a blank cell of « Objectif 1 » stands in its place."""
        prefix = read_label(self.trail[level]).prefix if level else ""
        for above in range(level) if prefix else ():
            if (
                not self._text(above, cells)
                and above < len(self.trail)
                and read_label(self.trail[above]).prefix == prefix
            ):
                self.trail[above] = ""

    # -- headings in the sink --

    def heading(self, row: int, path: tuple[str, ...]) -> int | None:
        """Index of the lowest heading of a path; None when it names none."""
        if path not in self._known:
            self._known[path] = self._new_heading(row, path)
        return self._known[path]

    def _new_heading(self, row: int, path: tuple[str, ...]) -> int | None:
        parent: int | None = None
        level = 0
        for rank, text in enumerate(path):
            if not text:
                continue
            level += 1
            place = rank - bool(self._above)
            column = self.columns[place] if 0 <= place < len(self.columns) else None
            label = read_label(text)
            cell = cell_name(row, column.index if column else 0)
            self.sink.name_level(level, column.header if column else "", label)
            parent = self.sink.heading(parent, label, self.place.sheet, cell)
        return parent


_TAIL = re.compile(r"\s*\(\s*suite(?: et fin)?\s*\)$|\s[-–—]\s*suite(?: et fin)?$", re.IGNORECASE)


def _bare(text: str) -> str:
    """« Axe 1 : Jeunesse (suite) » is the axe begun on the page before; what stands for a blank is one."""
    text = text.strip()
    if text[-1:] in ")enEN" and (match := _TAIL.search(text)):
        text = text[: match.start()].rstrip(" -–—:")
    return "" if is_blank_word(text) else text


def _is_bare(text: str) -> bool:
    """Whether neither a level word nor a number marks a text as a heading."""
    label = read_label(text)
    return label.word is None and label.code is None


def _says_more(cells: Row, title: Value) -> bool:
    """Whether a row has a title and something else: the quick answer for most rows."""
    other = next((value for value in cells if value != "" and value != title), "")
    return not is_blank(title) and not is_blank(other)


def _codes(place: Place) -> Mapping[int, str]:
    """Number of each row of a table without levels, from its own column or before its title."""
    code, title = place.column("code"), place.column("title")
    found = {}
    for row, cells in enumerate(place.sheet.rows[place.first :], place.first):
        written = code_text(cells[code.index]) if code else ""
        titled = as_text(cells[title.index]) if title else ""
        number = written.rstrip(".") or (read_label(titled).code if titled else None)
        if number:
            found[row] = number
    return found


def _depth(place: Place, codes: Mapping[int, str]) -> int:
    """How many numbers the codes of actions are made of, when every one is dotted; 0 when they tell no level.

    « 1. Petite enfance » alone on its row before « 1.1 » is a heading; a whole row numbered « 1 » is an action.
    """
    dotted = [code for code in codes.values() if _DOTTED.fullmatch(code)]
    whole = [row for row, code in codes.items() if not _DOTTED.fullmatch(code) and _cells_filled(place, row) > _BANNER]
    if len(dotted) < 2 or whole:
        return 0
    depths = {code.count(".") + 1 for code in dotted}
    return min(4, depths.pop()) if len(depths) == 1 else 2


_BANNER = 2
"""Cells of a row that names a heading: its number and its title."""


def _cells_filled(place: Place, row: int) -> int:
    return sum(not is_blank(value) for value in place.sheet.rows[row])

"""Rows of a table of actions: headings carried down or repeated, operations within their action, dates and words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ctg_tracking.spreadsheet import identifiers, numbers
from ctg_tracking.spreadsheet.cells import code_text, failed, read_cell
from ctg_tracking.spreadsheet.columns import Kind
from ctg_tracking.spreadsheet.dates import Period, read_period
from ctg_tracking.spreadsheet.grid import Row, Value, cell_name
from ctg_tracking.spreadsheet.labels import Label, code_key, read_label, title_key
from ctg_tracking.spreadsheet.layout import Matched, Place
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import ActionRef, Given, ParsedAction, ParsedIndicator
from ctg_tracking.spreadsheet.sink import At, Sink
from ctg_tracking.spreadsheet.text import folded, key_words, one_line
from ctg_tracking.spreadsheet.words import Named, as_text

LEVELS = ("axe", "objective", "sub_objective")
_APART = frozenset((*LEVELS, *(f"{level}_code" for level in LEVELS), "id", "code", "title", "operation"))
_PERIODS = frozenset(("starts_on", "due_on", "calendar"))
_TOTAL = re.compile(r"(?:sous )?tota(?:l|ux)\b")


def read_plan_rows(place: Place, sink: Sink) -> None:
    """Read every row of a plan table into the sink."""
    _PlanTable(place, sink).read()


class _PlanTable:
    """One table being read, with what its rows inherit from those above."""

    def __init__(self, place: Place, sink: Sink) -> None:
        self.place, self.sink = place, sink
        self.columns = [column for column in place.columns if column.field not in _APART]
        self.levels = [column for level in LEVELS for column in place.columns if column.field == level]
        self.numbers = {
            level: found for level in LEVELS if (found := place.column(f"{level}_code")) and place.column(level)
        }
        self.title, self.operation = place.column("title"), place.column("operation")
        self.code, self.identifier = place.column("code"), place.column("id")
        self.fractions = self._fractions()
        self.carries = [self._carries(rank, column) for rank, column in enumerate(self.levels)]
        self.trail = _axe_around(place) if not self.levels else []
        self.situation = _situation_around(place)
        self.last_action: int | None = None
        self.seen: dict[tuple[int | None, int | None, str], list[int]] = {}
        self.paths: dict[tuple[str, ...], int | None] = {}

    # -- the whole table --

    def read(self) -> None:
        for row, cells in self._rows():
            if not self._structure_row(row, cells):
                self._action_row(row, cells)

    def _rows(self) -> Iterator[tuple[int, Row]]:
        """Rows of actions: merged cells filled down, blank rows, totals and repeated headers passed over."""
        for row, cells in _filled_down(self.place):
            first = next((value for value in cells if value != "" and not _blank_text(value)), None)
            if first is not None and not self._is_total(first) and not self._is_header(cells):
                yield row, cells

    @staticmethod
    def _is_total(first: Value) -> bool:
        return isinstance(first, str) and len(first) < 60 and bool(_TOTAL.match(key_words(first)))

    def _is_header(self, cells: Row) -> bool:
        """Whether a row repeats the header, as printed tables do on each page."""
        header = self.place.sheet.rows[self.place.header]
        title = self.title.index if self.title else 0
        if as_text(cells[title]).casefold().strip() != as_text(header[title]).casefold().strip():
            return False
        return [key_words(as_text(value)) for value in cells] == [key_words(as_text(value)) for value in header]

    def _fractions(self) -> bool:
        column = self.place.column("percent")
        if column is None:
            return False
        return numbers.are_fractions([row[column.index] for row in self.place.sheet.rows[self.place.first :]])

    def _carries(self, rank: int, column: Matched) -> bool:
        """Whether a blank cell of this level means « as above ».

        It does where the level is given once per group, never written twice in a row. An axe left blank among repeated
        ones is taken for the one above too, but in our own workbook, where blank means none.
        """
        texts = [as_text(row[column.index]) for row in self.place.sheet.rows[self.place.first :]]
        once = "" in texts and not any(text and text == above for above, text in pairwise(texts))
        return once or (rank == 0 and not self.place.ours)

    # -- headings --

    def _structure_row(self, row: int, cells: Row) -> bool:
        """A row that names a heading and nothing else: it holds for the rows under it."""
        filled = [
            (index, as_text(value)) for index, value in enumerate(cells) if value != "" and not _blank_text(value)
        ]
        texts = {text for _, text in filled}
        if len(texts) == 1 and (level := self._banner_level(filled[0][0], filled[0][1])) is not None:
            self._carry(level, filled[0][1])
            self._heading(row, tuple(self.trail))
            return True
        indexes = {column.index for column in self.levels}
        if self.levels and filled and all(index in indexes for index, _ in filled):
            self._heading(row, self._path(cells))
            return True
        return False

    def _banner_level(self, index: int, text: str) -> int | None:
        """Level of a banner row such as « Axe 2 : Jeunesse » written across the table; None when it is no banner."""
        label = read_label(text)
        column = next((column for column in self.levels if column.index == index), None)
        if column is not None:
            return self.levels.index(column)
        if label.word is None:
            return None
        named = [
            rank
            for rank, column in enumerate(self.levels)
            if key_words(column.header).startswith(key_words(label.word))
        ]
        return (
            named[0] if named else 0 if label.word in ("Axe", "Enjeu", "Thématique", "Orientation", "Volet") else None
        )

    def _carry(self, level: int, text: str) -> None:
        self.trail = [*self.trail[:level], *[""] * (level - len(self.trail)), text]

    def _path(self, cells: Row) -> tuple[str, ...]:
        """Heading texts of a row, lower levels emptied when a higher one changes."""
        for level in range(len(self.levels)):
            text = self._text(level, cells)
            if text:
                if level >= len(self.trail) or self.trail[level] != text:
                    self._carry(level, text)
                self._shift(level, cells)
            elif not self.carries[level] or self._identified(cells):
                self._carry(level, "")
        return tuple(self.trail)

    def _identified(self, cells: Row) -> bool:
        """Whether we exported this row: its blank headings mean none."""
        return self.identifier is not None and identifiers.is_one(as_text(cells[self.identifier.index]))

    def _text(self, level: int, cells: Row) -> str:
        """Text of a heading cell, its number from a column of its own if there is one: « 2 », « Jeunesse »."""
        value = cells[self.levels[level].index]
        text = value.strip() if isinstance(value, str) else "" if value == "" else code_text(value)
        number = self.numbers.get(LEVELS[level])
        code = code_text(cells[number.index]) if number else ""
        return f"{code}. {text}" if code and text and read_label(text).code is None else text or code

    def _shift(self, level: int, cells: Row) -> None:
        """A column that shifts midway: « Objectif 2 » under a blank cell of « Objectif 1 » stands in its place."""
        prefix = read_label(self.trail[level]).prefix
        for above in range(level) if prefix else ():
            if (
                not self._text(above, cells)
                and above < len(self.trail)
                and read_label(self.trail[above]).prefix == prefix
            ):
                self.trail[above] = ""

    def _heading(self, row: int, path: tuple[str, ...]) -> int | None:
        if path not in self.paths:
            self.paths[path] = self._new_heading(row, path)
        return self.paths[path]

    def _new_heading(self, row: int, path: tuple[str, ...]) -> int | None:
        parent: int | None = None
        level = 0
        for rank, text in enumerate(path):
            if not text:
                continue
            level += 1
            column = self.levels[rank] if rank < len(self.levels) else None
            label = read_label(text)
            cell = cell_name(row, column.index if column else 0)
            self.sink.name_level(level, column.header if column else "", label)
            parent = self.sink.heading(parent, label, self.place.sheet, cell)
        return parent

    # -- actions --

    def _action_row(self, row: int, cells: Row) -> None:
        path = self._path(cells)
        heading = self._heading(row, path)
        title = self._text_of(self.title, row, cells)
        operation = self._text_of(self.operation, row, cells)
        before = len(self.sink.problems)
        given = self._given(row, cells)
        refused = any(problem.severity is Severity.ERROR for problem in self.sink.problems[before:])
        if title is None and operation is None:
            if not self.place.shared and (given or not self.levels):
                self._no_title(row, cells)
            return
        parent = self._parent(row, cells, heading, title) if operation else None
        self._keep(row, cells, heading, parent, operation or title or "", given, refused)

    def _text_of(self, column: Matched | None, row: int, cells: Row) -> str | None:
        if column is None or cells[column.index] == "":
            return None
        read = read_cell(At(self.place.sheet, row, column), cells[column.index], self.sink)
        if failed(read):
            return as_text(cells[column.index])[:500]
        text = read.value
        return str(text) if text else None

    def _no_title(self, row: int, cells: Row) -> None:
        assert self.title is not None
        self.sink.refused_rows += 1
        shown = next((as_text(value) for value in cells if value != ""), "")[:60]
        self.sink.problems.append(
            Problem(Severity.ERROR, self.place.sheet.name, cell_name(row, self.title.index), self.title.header, "",
                    f"L’intitulé de l’action manque sur cette ligne (« {shown} »…)\u202f; un intitulé est attendu.")
        )  # fmt: skip

    def _parent(self, row: int, cells: Row, heading: int | None, title: str | None) -> int | None:
        """The action an operation belongs to: the one its row names, created at its first sight; else the one above."""
        if title is None:
            return self.last_action
        found = self.seen.get((heading, None, title_key(title)))
        if found:
            return self.last_action if self.last_action in found else found[0]
        self._keep(row, cells, heading, None, title, {}, False)
        return self.last_action

    def _keep(
        self,
        row: int,
        cells: Row,
        heading: int | None,
        parent: int | None,
        title: str,
        given: dict[str, Given],
        refused: bool,
    ) -> None:
        written = code_text(cells[self.code.index]) if self.code else ""
        own_row = parent is not None or not self._is_parent_row(cells)
        key = as_text(cells[self.identifier.index]).strip() if self.identifier and own_row else ""
        label = Label(title) if key else read_label(title)  # what we exported is taken word for word
        code = (written if own_row else "") or label.code
        if self.place.shared and self._told_above(heading, parent, label.title or title, code):
            return
        column = (self.operation if parent is not None else self.title) or self.title
        assert column is not None
        cell = cell_name(row, column.index)
        refused = (
            refused
            or len(title) > 500
            or not self._settle_repeat(heading, parent, label, title, code, key, cell, column)
        )
        action = ParsedAction(
            heading,
            parent,
            code or None,
            label.title or title,
            self.place.sheet.name,
            row + 1,
            cell,
            given,
            key or None,
            refused,
        )
        index = len(self.sink.actions)
        self.sink.actions.append(action)
        self.sink.refused_rows += refused
        if parent is None:
            self.last_action = index
        if not refused:
            self.seen.setdefault((heading, parent, title_key(action.title)), []).append(index)
            self._indicators(index, action, given)

    def _is_parent_row(self, cells: Row) -> bool:
        return self.operation is not None and cells[self.operation.index] != ""

    def _told_above(self, heading: int | None, parent: int | None, title: str, code: str | None) -> bool:
        """Whether a row only adds an indicator to an action told above."""
        found = self.seen.get((heading, parent, title_key(title)), [])
        numbers = [self.sink.actions[index].code for index in found]
        return any(not code or not number or code_key(code) == code_key(number) for number in numbers)

    def _settle_repeat(
        self,
        heading: int | None,
        parent: int | None,
        label: Label,
        title: str,
        code: str | None,
        key: str,
        cell: str,
        column: Matched,
    ) -> bool:
        """Two rows of one title under one axe are two actions when their numbers, or our identifiers, tell them apart."""
        for index in self.seen.get((heading, parent, title_key(label.title or title)), []):
            known = self.sink.actions[index]
            if known.key and identifiers.is_one(key) and key != known.key:
                continue
            if not code or not known.code or code_key(code) == code_key(known.code):
                self.sink.refuse(
                    self.place.sheet, cell, column.header, title,
                    f"cette action est déjà décrite en {known.cell}\u202f; une seule ligne par action est attendue",
                )  # fmt: skip
                return False
        return True

    # -- the other cells of a row --

    def _given(self, row: int, cells: Row) -> dict[str, Given]:
        given: dict[str, Given] = {}
        periods: dict[str, _Told] = {}
        for column in self.columns:
            value = cells[column.index]
            if value == "" or _blank_text(value):
                continue
            at = At(self.place.sheet, row, column)
            read = read_cell(at, value, self.sink, fractions=self.fractions)
            if column.field in _PERIODS:
                periods[column.field] = (read.value, read.words, at.cell)
            elif column.field == "budget":
                _give_budget(given, read.value, read.words, at.cell)
            elif read.value is not None:
                _give(given, column, read.value, at.cell)
        known = self.identifier is not None and cells[self.identifier.index] != ""
        _give_dates(given, periods, from_calendar=not known)
        if self.situation is not None and "status" in given:
            given.setdefault("as_of", self.situation)
        return given

    def _indicators(self, index: int, action: ParsedAction, given: dict[str, Given]) -> None:
        """Names of indicators beside an action become indicators of it, without values."""
        found = given.pop("indicators", None)
        if found is None:
            return
        for named in found.value:
            name = named.name[:500]
            self.sink.indicators.append(
                ParsedIndicator(ActionRef(), name, action.sheet, action.row, found.cell, {}, action=index)
            )


# -- what is written around the table --


def _axe_around(place: Place) -> list[str]:
    """The axe of a table without levels: named above it, or by its sheet (« one sheet per axe »)."""
    above = [as_text(value) for row in place.sheet.rows[: place.header] for value in row if isinstance(value, str)]
    named = [text for text in (place.sheet.name, *above) if read_label(text).word in _AXE_WORDS]
    return [max(named, key=lambda text: bool(read_label(text).title))] if named else []


_AXE_WORDS = frozenset(("Axe", "Enjeu", "Thématique", "Orientation", "Volet", "Défi", "Ambition"))
_SITUATION = re.compile(
    r"(?:situation|etat d'avancement|avancement|etat|point|bilan|suivi)(?: arrete)? (?:au|a la date du) (.+)"
)


def _situation_around(place: Place) -> Given | None:
    """« Situation au 30/06/2026 » written above the table: the day its statuses are true."""
    for number, row in enumerate(place.sheet.rows[: place.header]):
        for index, value in enumerate(row):
            match = _SITUATION.search(folded(one_line(value))) if isinstance(value, str) else None
            period = read_period(match[1]).value if match else None
            if period is not None and period.exact:
                return Given(period.first, cell_name(number, index))
    return None


def _give(given: dict[str, Given], column: Matched, value: Any, cell: str) -> None:
    """Keep a value; several columns of one field are joined, a text under its own header."""
    if column.label:
        value = f"{column.label}\u202f: {value}"
    known = given.get(column.field)
    if known is None:
        given[column.field] = Given(_amount(column, value), cell)
    elif column.kind in (Kind.NAMES, Kind.WORDS):
        given[column.field] = replace(known, value=_joined(known.value, value))
    elif column.field == "funding":
        separator = " " if _is_amount(column) else " ; "
        given[column.field] = replace(known, value=f"{known.value}{separator}{_amount(column, value)}")
    elif column.kind in (Kind.TEXT, Kind.LONG_TEXT):
        given[column.field] = replace(known, value=f"{known.value}\n\n{value}")


def _is_amount(column: Matched) -> bool:
    return column.field == "funding" and key_words(column.header).startswith("montant")


def _amount(column: Matched, value: Any) -> Any:
    """« Montant € HT » beside its funder: « Région (12 000 €) »."""
    if not _is_amount(column):
        return value
    amount = numbers.plain_number(str(value))
    text = (
        f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",").removesuffix(",00")
        if amount is not None
        else str(value)
    )
    return f"({text} €)"


def _joined(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    names = {key_words(one.name if isinstance(one, Named) else one): one for one in (*second, *first)}
    ordered = dict.fromkeys(key_words(one.name if isinstance(one, Named) else one) for one in (*first, *second))
    return tuple(names[key] for key in ordered)


def _give_budget(given: dict[str, Given], cents: int | None, written: str | None, cell: str) -> None:
    if cents is not None:
        given["budget_cents"] = Given(cents, cell)
    elif written:
        given["budget_text"] = Given(written, cell)


_Told = tuple[Period | None, str | None, str]
"""What a date cell told: the days it is sure of, the words to keep, its name."""


def _give_dates(given: dict[str, Given], told: dict[str, _Told], *, from_calendar: bool) -> None:
    """Dates by what each column certainly tells; the words of every one are kept in the calendar.

    `from_calendar`: a calendar that is one sure period (« T1 2027 ») is the due date of a row that gives no other.
    """
    starts, due, plan = told.get("starts_on"), told.get("due_on"), told.get("calendar")
    span = next((one for one in (starts, due, plan) if one and one[0] and one[0].span), None)
    for name, cell, other in (("due_on", due, starts), ("starts_on", starts, due)):
        source = cell if cell and cell[0] else None
        if source is None and cell is None:
            source = span if span and (span is other or from_calendar) else None
        if source is None and cell is None and name == "due_on" and from_calendar and plan and plan[0]:
            source = plan
        if source is not None and source[0] is not None:
            given[name] = Given(source[0].first if name == "starts_on" else source[0].last, source[2])
    kept = [(one[1], one[2]) for one in (plan, starts, due) if one and one[1]]
    if kept:
        given["calendar_text"] = Given(" ; ".join(dict.fromkeys(words for words, _ in kept)), kept[0][1])


def _blank_text(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


# -- merged cells --


def _filled_down(place: Place) -> Iterator[tuple[int, Row]]:
    """Rows of the table with merged headings repeated, and the rows of one merged title brought into one."""
    rows: Sequence[Row] = place.sheet.rows
    fill, follows = _merges(place)
    group: tuple[int, list[Value]] | None = None
    for row in range(place.first, len(rows)):
        cells: Row = rows[row]
        if row in fill:
            cells = list(cells)
            for column, top in fill[row].items():
                if column < len(cells) and cells[column] == "":
                    cells[column] = rows[top][column]
        if row in follows and group is not None:
            _bring_in(group[1], rows[row])
            continue
        if group is not None:
            yield group
        group = (row, list(cells))
    if group is not None:
        yield group


def _merges(place: Place) -> tuple[dict[int, dict[int, int]], set[int]]:
    """For each row, columns of headings to take from a row above; and the rows that continue a merged title."""
    levels = {column.index for column in place.columns if column.field in LEVELS}
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
        elif title and merge.left <= title.index <= merge.right:
            follows.update(below)
    return fill, follows


def _bring_in(first: list[Value], more: Row) -> None:
    for index, value in enumerate(more):
        if value != "" and not _blank_text(value):
            first[index] = value if first[index] == "" else f"{as_text(first[index])}\n{as_text(value)}"

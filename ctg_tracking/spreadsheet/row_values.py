"""Values that the cells of one row of a plan give: columns of one field joined, dates by what they certainly tell."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from ctg_tracking.spreadsheet import numbers
from ctg_tracking.spreadsheet.cells import Reader, as_shown, failed, reader_of, shows_formats
from ctg_tracking.spreadsheet.columns import Kind
from ctg_tracking.spreadsheet.crosses import Marks, read_marks
from ctg_tracking.spreadsheet.dates import Period, read_day
from ctg_tracking.spreadsheet.grid import Row, Sheet, column_letters
from ctg_tracking.spreadsheet.layout import Matched, Place
from ctg_tracking.spreadsheet.parsed import Parsed
from ctg_tracking.spreadsheet.plan import DatedNote, Given
from ctg_tracking.spreadsheet.roles import SHARED, by_role, tells_roles
from ctg_tracking.spreadsheet.sink import At, Sink
from ctg_tracking.spreadsheet.statuses import PERCENT, is_sentence, last_percent
from ctg_tracking.spreadsheet.text import key_words
from ctg_tracking.spreadsheet.told import Asked, Question
from ctg_tracking.spreadsheet.words import Named, as_text

_PERIODS = frozenset(("starts_on", "due_on", "calendar"))
_MARKS = frozenset(("mark_at", "status_mark"))


class _Plain(NamedTuple):
    """A column whose cells are read one by one: what reads them, the letters of its cells, how its values are kept.

    `alone`: the one column of its field, whose values are kept as they are.
    """

    place: int
    letters: str
    field: str
    read: Reader
    formatted: bool
    alone: bool
    keep: "_Keeper"
    column: Matched


@dataclass(frozen=True, slots=True)
class Said:
    """What a row gives, and whether one of its cells refuses it."""

    given: dict[str, Given]
    refused: bool


class _Told:
    """One row being read."""

    __slots__ = ("given", "periods", "row", "sheet", "sink", "title")

    def __init__(self, sheet: Sheet, sink: Sink, row: int, title: str) -> None:
        self.sheet, self.sink, self.row, self.title = sheet, sink, row, title
        self.given: dict[str, Given] = {}
        self.periods: dict[str, _TellsDays] = {}


class RowValues:
    """The columns of a table, apart from its levels, titles and numbers."""

    def __init__(self, place: Place, columns: list[Matched], sink: Sink) -> None:
        self.sheet, self.sink = place.sheet, sink
        self.marked = [column for column in columns if column.field in _MARKS]
        body = place.sheet.rows[place.first :]
        formatted = bool(place.sheet.formats)
        fields = Counter(column.field for column in columns)
        roles = {column.index for column in columns if column.field in SHARED and tells_roles(body, column.index)}
        self.plain = [
            _Plain(
                column.index,
                column_letters(column.index),
                column.field,
                reader_of(
                    column,
                    sink.statuses,
                    fractions=_fractions(column, body),
                    exact=place.ours,
                    since_1904=place.sheet.since_1904,
                ),
                formatted and shows_formats(column),
                column.label is None
                and column.field not in _KEEPERS
                and fields[column.field] == 1
                and not (roles and column.field in SHARED),
                _keep_roles if column.index in roles else _KEEPERS.get(column.field, _keep_value),
                column,
            )
            for column in columns
            if column.field not in _MARKS
        ]

    def read(self, row: int, cells: Row, title: str, *, exported: bool) -> Said:
        """What a row gives. `exported`: it carries our identifier, so that a blank date was blank in the store."""
        told = _Told(self.sheet, self.sink, row, title)
        refused = False
        given, line = told.given, row + 1
        for index, letters, field, reader, formatted, alone, keep, column in self.plain:
            value = cells[index]
            if value == "":
                continue
            if formatted:
                value = as_shown(self.sheet, row, index, value)
            read = reader(value)
            if read.trouble is not None:
                self.sink.tell(At(self.sheet, row, column), value, read.trouble)
                refused = refused or failed(read)
            if not alone:
                keep(told, column, read, f"{letters}{line}")
            elif read.value is not None:
                given[field] = Given(read.value, f"{letters}{line}")
        marks = read_marks(self.marked, self.sheet, row, cells, self.sink, title) if self.marked else None
        if told.periods or marks:
            _give_dates(told.given, told.periods, marks, from_calendar=not exported)
        if marks and marks.status is not None:
            told.given.setdefault("status", marks.status)
        return Said(told.given, refused)


def _fractions(column: Matched, body: Any) -> bool:
    if column.kind is not Kind.PERCENT:
        return False
    return numbers.are_fractions([row[column.index] for row in body])


# -- keeping what a cell says --


def _keep_value(told: _Told, column: Matched, read: Parsed[Any], cell: str) -> None:
    if read.value is None:
        return
    if column.label is None and column.field not in told.given:
        told.given[column.field] = Given(read.value, cell)
    else:
        give(told.given, column, read.value, cell)


def _keep_roles(told: _Told, column: Matched, read: Parsed[Any], cell: str) -> None:
    for field, names in by_role(read.value or (), column.field):
        give(told.given, replace(column, field=field), names, cell)


def _keep_period(told: _Told, column: Matched, read: Parsed[Any], cell: str) -> None:
    told.periods.setdefault(column.field, (read.value, read.words, cell))


def _keep_budget(told: _Told, _column: Matched, read: Parsed[Any], cell: str) -> None:
    if read.value is not None:
        told.given["budget_cents"] = Given(read.value, cell)
    elif read.words:
        told.given["budget_text"] = Given(read.words, cell)


def _keep_funding(told: _Told, column: Matched, read: Parsed[Any], cell: str) -> None:
    if read.value is not None:
        give(told.given, column, read.value, cell)


def _keep_status(told: _Told, column: Matched, read: Parsed[Any], cell: str) -> None:
    """An unknown word is asked about; what is told beside a status, or in its place, is its percent or a comment."""
    if read.value is not None:
        told.given.setdefault("status", Given(read.value, cell))
    if not read.words:
        return
    percent = numbers.read_percent(last_percent(read.words), fractions=False)
    if percent.value is not None:
        told.given.setdefault("percent", Given(percent.value, cell))
    elif read.value is not None or is_sentence(read.words) or PERCENT.fullmatch(read.words):
        _comment(told, column, read.words, cell)
    else:
        told.sink.ask(Question(Asked.STATUS, read.words, told.sheet.name, cell, 1, told.title))


def _keep_percent(told: _Told, column: Matched, read: Parsed[Any], cell: str) -> None:
    if read.value is not None:
        told.given.setdefault("percent", Given(read.value, cell))
    elif read.words:
        _comment(told, column, read.words, cell)


def _comment(told: _Told, column: Matched, words: str, cell: str) -> None:
    give(told.given, replace(column, field="comment", kind=Kind.LONG_TEXT, label=column.header), words, cell)


def _keep_note(told: _Told, column: Matched, read: Parsed[Any], cell: str) -> None:
    """« Bilan 2024 »: words dated by their column, the last day of the year when it tells no better."""
    day = _day_of(column.year)
    if read.value is None:
        return
    if day is None:
        give(told.given, replace(column, field="comment", label=column.header), read.value, cell)
        return
    note = DatedNote(day, str(read.value), told.sheet.name, cell)
    known = told.given.get("notes")
    told.given["notes"] = Given((*known.value, note), known.cell) if known else Given((note,), cell)


def _day_of(year: str | None) -> date | None:
    if not year:
        return None
    return read_day(year.replace(" ", "/") if year.count(" ") == 2 else year).value


_Keeper: TypeAlias = Callable[[_Told, Matched, Parsed[Any], str], None]
_KEEPERS: Mapping[str, _Keeper] = {
    **dict.fromkeys(_PERIODS, _keep_period),
    "budget": _keep_budget,
    "funding": _keep_funding,
    "status": _keep_status,
    "percent": _keep_percent,
    "note_at": _keep_note,
}


def give(given: dict[str, Given], column: Matched, value: Any, cell: str) -> None:
    """Keep a value; several columns of one field are joined, a text under its own header.

    Only plain spaces are put between: a text must come back the same from a cell where it is written.
    """
    if column.label:
        value = f"{column.label} : {value}"
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
    if amount is None:
        return f"({value})" if "€" in str(value) else f"({value} €)"
    shown = f"{amount:,.2f}".replace(",", " ").replace(".", ",").removesuffix(",00")
    return f"({shown} €)"


def _joined(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    names = {_name_key(one): one for one in (*second, *first)}
    ordered = dict.fromkeys(_name_key(one) for one in (*first, *second))
    return tuple(names[key] for key in ordered)


def _name_key(one: Named | str) -> str:
    return key_words(one.name if isinstance(one, Named) else one) or as_text(
        one.name if isinstance(one, Named) else one
    )


# -- dates --

_TellsDays = tuple[Period | None, str | None, str]
"""What a date cell told: the days it is sure of, the words to keep, its name."""


def _give_dates(
    given: dict[str, Given], told: dict[str, _TellsDays], marks: Marks | None, *, from_calendar: bool
) -> None:
    """Dates by what each column certainly tells; the words of every one are kept in the calendar.

    `from_calendar`: a calendar that is one sure period (« T1 2027 ») is the due date of a row that gives no other.
    """
    if marks and marks.words and "calendar" not in told:
        told["calendar"] = (marks.period, marks.words, marks.cell)
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
    if marks and marks.words and plan and plan[2] != marks.cell:
        kept.append((marks.words, marks.cell))
    if kept:
        given["calendar_text"] = Given(" ; ".join(dict.fromkeys(words for words, _ in kept)), kept[0][1])

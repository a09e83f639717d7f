"""From a cell and its column to a value: the reader of each kind of column, and numbers as their format shows them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, TypeAlias

from ctg_tracking.model.words import ActorKind, Confidence, Direction, Nature, Origin, Periodicity, Priority, Status
from ctg_tracking.spreadsheet import choices, dates, names, numbers, statuses, words
from ctg_tracking.spreadsheet.columns import Kind
from ctg_tracking.spreadsheet.grid import Sheet, Value
from ctg_tracking.spreadsheet.layout import Matched
from ctg_tracking.spreadsheet.parsed import Parsed, Severity, error, warning
from ctg_tracking.spreadsheet.text import key_words, one_line

VOCABULARIES = {
    "priority": Priority,
    "direction": Direction,
    "nature": Nature,
    "periodicity": Periodicity,
    "confidence": Confidence,
    "origin": Origin,
}
LIMITS = {
    "title": 500,
    "operation": 500,
    "indicator": 500,
    "unit": 80,
    "code": 60,
    "coordinator": 200,
    "elected_referent": 200,
}
Reader: TypeAlias = Callable[[Value], Parsed[Any]]
"""How the cells of one column are read; never raises."""


@dataclass(frozen=True, slots=True)
class Number:
    """The value of an indicator: a number, or words for a qualitative one.

    `unit`: the one its cell writes after the number (« 28 places »), `text` then being the whole cell.
    """

    value: float | None = None
    text: str | None = None
    unit: str | None = None


def failed(read: Parsed[Any]) -> bool:
    """Whether the cell refuses its row."""
    return read.trouble is not None and read.trouble.severity is Severity.ERROR


def reader_of(
    column: Matched,
    told: Mapping[str, Status],
    *,
    fractions: bool = False,
    exact: bool = False,
    since_1904: bool = False,
) -> Reader:
    """The reader of a column. `told`: statuses the person gave to words; `fractions`: it holds 0.45 for 45 %.

    `exact`: the column is of our own workbook, whose texts are taken as written (« - » is what somebody typed).
    `since_1904`: bare numbers that are days count from 1904.
    """
    if since_1904 and column.kind in _DAYS:
        plain = _READERS[column.kind]
        return lambda value: plain(dates.since_1904(value))
    if column.names:
        return partial(_crossed, named=_named(column))
    if column.kind is Kind.STATUS:
        return lambda value: statuses.read_status(value, told)
    if column.kind is Kind.PERCENT:
        return lambda value: numbers.read_percent(value, fractions=fractions)
    if column.kind is Kind.CHOICE:
        vocabulary = VOCABULARIES[column.field]
        return lambda value: choices.read_choice(value, vocabulary)
    if column.kind is Kind.NAMES:
        kind = _kind_in_header(column.header)
        return lambda value: names.read_names(value, kind, contacts=exact)
    if column.kind in _LIMITED:
        return partial(_LIMITED[column.kind], limit=LIMITS.get(column.field), exact=exact)
    return _READERS[column.kind]


def _named(column: Matched) -> tuple[Any, ...]:
    """What a cross names in a column of one item of a list."""
    name = (column.names or "")[:300]
    return (words.Named(name),) if column.kind is Kind.NAMES else (name,)


def _crossed(value: Value, named: tuple[Any, ...]) -> Parsed[Any]:
    """The item of the column when the cell is marked; other words are told."""
    if choices.is_cross(value):
        return Parsed(named)
    text = words.as_text(value)
    if choices.is_no(value) or words.is_blank_word(text):
        return Parsed()
    return Parsed(trouble=warning("une croix est attendue"))


def _kind_in_header(header: str) -> ActorKind | None:
    first = key_words(header).split()[:1]
    if first == ["personne"]:
        return ActorKind.PERSON
    return ActorKind.ORGANISATION if first in (["structure"], ["direction"], ["service"], ["partenaires"]) else None


# -- numbers as their format shows them --

_UNFORMATTED = frozenset((Kind.CODE, Kind.ID, Kind.DATE, Kind.START, Kind.DUE, Kind.CALENDAR))


def shows_formats(column: Matched) -> bool:
    """Whether a number of this column says what its format shows: « 45 % », « 5 k€ »."""
    return column.kind not in _UNFORMATTED


def as_shown(sheet: Sheet, row: int, index: int, value: Value) -> Value:
    """A number as its cell shows it when its format changes what it says: 0.45 under « 0% » is « 45 % »."""
    form = sheet.formats.get((row, index))
    if form is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    shown = _shown_unit(form)
    if shown is None:
        return value
    unit, factor = shown
    return f"{round(value * factor, 9):.15g} {unit}"


_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_CONDITION = re.compile(r"\[[^\]]*\]|_.|\*.")
_SCALED = re.compile(r"[0#?],+(?![0#?.])")


@lru_cache(maxsize=1024)
def _shown_unit(form: str) -> tuple[str, int] | None:
    """Unit that a number format writes after a number and the factor it shows it by.

    « #,##0," k€" » divides what it shows by a thousand: its cell holds euros already, and nothing is to be said.
    """
    positive = _CONDITION.sub("", form.split(";")[0])
    words = "".join(first or second for first, second in _LITERAL.findall(positive))
    bare = _LITERAL.sub("", positive)
    if "%" in bare:
        return "%", 100
    unit = re.search(r"k\s?€|k\s?euros?|m\s?€|millions?\sd'euros?", words + bare, re.IGNORECASE)
    return (unit[0], 1) if unit and not _SCALED.search(bare) else None


# -- kinds of columns --


def _line(value: Value, limit: int | None, *, exact: bool) -> Parsed[Any]:
    read = words.read_text(value, limit, exact=exact)
    return Parsed(one_line(read.value)) if read.value and "\n" in read.value else read


def _code(value: Value, limit: int | None, *, exact: bool) -> Parsed[Any]:
    return _line(code_text(value), limit, exact=exact)


def code_text(value: Value) -> str:
    """A number of the plan as it was typed: 1.2 that Excel took for a number, or for the 1st of February."""
    if isinstance(value, str):
        return value.strip().removeprefix("'")
    if isinstance(value, (date, datetime)):
        return f"{value.day}.{value.month}"
    if isinstance(value, float):
        return f"{value:g}"
    return words.as_text(value).strip()


def _start(value: Value) -> Parsed[Any]:
    onward = dates.starts_from(value)
    if onward.value is not None:
        return Parsed(dates.Period(onward.value, onward.value), words=onward.words)
    return dates.read_period(value)


def _calendar(value: Value) -> Parsed[Any]:
    """A calendar is words first: a vague one is normal there, and no trouble."""
    read = dates.read_period(value)
    if isinstance(value, str):
        return Parsed(read.value, words=words.read_text(value).value)
    return Parsed(read.value, words=read.words or words.as_text(value))


def _value(value: Value) -> Parsed[Any]:
    """A number, or the words of a qualitative value, kept without complaint."""
    read = numbers.read_number(value)
    if read.value is not None:
        return Parsed(Number(read.value))
    if isinstance(value, str):
        text = words.read_text(value).value
        return Parsed(_with_unit(text) or Number(text=text)) if read.words else Parsed()
    return Parsed(trouble=error("une valeur est attendue (nombre ou texte)"))


_COUNTED = re.compile(r"(?P<number>[+-]?\d[\d\s.,]*?)\s(?P<unit>[^\W\d_]{3,24})")
_NO_UNIT = frozenset(("environ", "minimum", "maximum", "mini", "maxi", "max", "min", "fois", "sur", "puis", "prevu"))


def _with_unit(text: str | None) -> Number | None:
    """« 28 places »: a number and one word after it."""
    match = _COUNTED.fullmatch(text) if text else None
    number = numbers.plain_number(match["number"]) if match else None
    if match is None or number is None or key_words(match["unit"]) in _NO_UNIT:
        return None
    return Number(float(number), text, match["unit"])


_LIMITED: Mapping[Kind, Callable[..., Parsed[Any]]] = {
    Kind.TEXT: words.read_text,
    Kind.LONG_TEXT: words.read_text,
    Kind.HEADING: _line,
    Kind.CODE: _code,
    Kind.ID: _line,
    Kind.TITLE: _line,
}
_DAYS = frozenset((Kind.DATE, Kind.START, Kind.DUE, Kind.CALENDAR))
_READERS: Mapping[Kind, Reader] = {
    Kind.WORDS: names.read_words,
    Kind.YES_NO: choices.read_yes_no,
    Kind.MONEY: numbers.read_money,
    Kind.NUMBER: numbers.read_number,
    Kind.DATE: dates.read_day,
    Kind.START: _start,
    Kind.DUE: dates.read_period,
    Kind.CALENDAR: _calendar,
    Kind.VALUE: _value,
}

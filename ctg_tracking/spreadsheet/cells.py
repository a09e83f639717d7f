"""From a cell and its column to a given value: the parser of each kind, and where its words go when it is vague."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ctg_tracking.model.words import ActorKind, Confidence, Direction, Nature, Origin, Periodicity, Priority
from ctg_tracking.spreadsheet import dates, numbers, words
from ctg_tracking.spreadsheet.columns import Kind
from ctg_tracking.spreadsheet.dates import Moment
from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.layout import Matched
from ctg_tracking.spreadsheet.parsed import Parsed, Severity, error
from ctg_tracking.spreadsheet.sink import At, Sink
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


@dataclass(frozen=True, slots=True)
class Number:
    """The value of an indicator: a number, or words for a qualitative one."""

    value: float | None = None
    text: str | None = None


def read_cell(at: At, value: Value, sink: Sink, *, fractions: bool = False) -> Parsed[Any]:
    """A cell read as its column asks; its trouble, if any, is told to the sink."""
    read = _read(at.column, value, sink, fractions)
    if read.trouble is not None:
        sink.tell(at, value, read.trouble)
    return read


def failed(read: Parsed[Any]) -> bool:
    """Whether the cell refuses its row."""
    return read.trouble is not None and read.trouble.severity is Severity.ERROR


def _read(column: Matched, value: Value, sink: Sink, fractions: bool) -> Parsed[Any]:
    if column.kind is Kind.STATUS:
        return words.read_status(value, sink.statuses)
    if column.kind is Kind.PERCENT:
        return numbers.read_percent(value, fractions=fractions)
    if column.kind is Kind.CHOICE:
        return words.read_choice(value, VOCABULARIES[column.field])
    if column.kind is Kind.NAMES:
        return words.read_names(value, _kind_in_header(column.header))
    return _READERS[column.kind](column, value)


def _kind_in_header(header: str) -> ActorKind | None:
    first = key_words(header).split()[:1]
    if first == ["personne"]:
        return ActorKind.PERSON
    return ActorKind.ORGANISATION if first in (["structure"], ["direction"], ["service"], ["partenaires"]) else None


def _text(column: Matched, value: Value) -> Parsed[Any]:
    return words.read_text(value, LIMITS.get(column.field))


def _line(column: Matched, value: Value) -> Parsed[Any]:
    read = words.read_text(value, LIMITS.get(column.field))
    return Parsed(one_line(read.value)) if read.value else read


def _code(column: Matched, value: Value) -> Parsed[Any]:
    return _line(column, code_text(value))


def code_text(value: Value) -> str:
    """A number of the plan as it was typed: 1.2 that Excel took for a number, or for the 1st of February."""
    if isinstance(value, (date, datetime)):
        return f"{value.day}.{value.month}"
    if isinstance(value, float):
        return f"{value:g}"
    return words.as_text(value).strip()


def _words(_column: Matched, value: Value) -> Parsed[Any]:
    return words.read_words(value)


def _yes_no(_column: Matched, value: Value) -> Parsed[Any]:
    return words.read_yes_no(value)


def _money(_column: Matched, value: Value) -> Parsed[Any]:
    return numbers.read_money(value)


def _number(_column: Matched, value: Value) -> Parsed[Any]:
    return numbers.read_number(value)


def _day(_column: Matched, value: Value) -> Parsed[Any]:
    return dates.read_day(value)


def _start(_column: Matched, value: Value) -> Parsed[Any]:
    onward = dates.starts_from(value)
    if onward.value is not None:
        return Parsed(dates.Period(onward.value, onward.value), words=onward.words)
    return dates.read_period(value)


def _period(_column: Matched, value: Value) -> Parsed[Any]:
    return dates.read_period(value)


def _calendar(_column: Matched, value: Value) -> Parsed[Any]:
    """A calendar is words first: a vague one is normal there, and no trouble."""
    if isinstance(value, (int, float, date)) and not isinstance(value, bool):
        read = dates.read_period(value)
        return Parsed(read.value, words=read.words or words.as_text(value))
    text = words.read_text(value).value
    read = dates.read_period(value)
    return Parsed(read.value, words=text)


def _value(_column: Matched, value: Value) -> Parsed[Any]:
    """A number, or the words of a qualitative value, kept without complaint."""
    if isinstance(value, str):
        read = numbers.read_number(value)
        if read.value is not None:
            return Parsed(Number(read.value))
        return Parsed(Number(text=words.read_text(value).value)) if read.words else Parsed()
    read = numbers.read_number(value)
    if read.value is not None:
        return Parsed(Number(read.value))
    return Parsed(trouble=error("une valeur est attendue (nombre ou texte)"))


_READERS = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.HEADING: _line,
    Kind.CODE: _code,
    Kind.ID: _line,
    Kind.TITLE: _line,
    Kind.WORDS: _words,
    Kind.YES_NO: _yes_no,
    Kind.MONEY: _money,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.START: _start,
    Kind.DUE: _period,
    Kind.CALENDAR: _calendar,
    Kind.VALUE: _value,
}

__all__ = ["LIMITS", "VOCABULARIES", "Moment", "Number", "code_text", "failed", "read_cell"]

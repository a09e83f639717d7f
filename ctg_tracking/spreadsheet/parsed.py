"""The result of reading one cell: a value, or a problem, or both; never an exception."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Read = TypeVar("Read")


class Severity(StrEnum):
    """An error refuses its row; a warning is told and the row goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one cell, in French: what was found and what was expected."""

    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Read]):
    """A cell read: `value` is None for a blank cell or one that could not be understood.

    `words`: the cell's own words when they say more than the value and must be kept beside it.
    """

    value: Read | None = None
    trouble: Trouble | None = None
    words: str | None = None


def error(message: str) -> Trouble:
    """A trouble that refuses the row."""
    return Trouble(Severity.ERROR, message)


def warning(message: str) -> Trouble:
    """A trouble that is told only."""
    return Trouble(Severity.WARNING, message)


@dataclass(frozen=True, slots=True)
class Problem:
    """A trouble at its place; `value` is the cell's text."""

    severity: Severity
    sheet: str
    cell: str
    column: str
    value: str
    message: str

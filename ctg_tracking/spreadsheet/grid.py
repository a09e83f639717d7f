"""What a workbook holds once read: sheets of plain values, each with its coordinates.

Imported by the reading child: standard library only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
"""A cell as read; an empty one is ``""``."""

Row: TypeAlias = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows and columns counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from A1: ``rows[r][c]``; rows are as wide as the sheet, trailing blank rows are cut."""

    name: str
    rows: Sequence[Row]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file as read. `kind` is xlsx, xls, xlsb, ods or csv; `notes` are French remarks on the reading."""

    file: str
    sha256: str
    kind: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def column_letters(column: int) -> str:
    """Letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_LETTERS = tuple(column_letters(column) for column in range(1024))


def cell_name(row: int, column: int) -> str:
    """Name of a cell counted from 0: (0, 0) is A1."""
    letters = _LETTERS[column] if column < len(_LETTERS) else column_letters(column)
    return f"{letters}{row + 1}"

"""What a workbook holds once read: sheets of plain values, each with its coordinates.

Imported by the reading child: standard library only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

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


Spot: TypeAlias = tuple[int, int]
"""A cell by its row and column, counted from 0."""

_NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from A1: ``rows[r][c]``; rows are as wide as the sheet, trailing blank rows are cut.

    What the values do not say, where the file's kind lets it be known: `hidden_rows` and `hidden_columns` (filtered
    rows too); `fills`: background of a cell as RRGGBB in capitals, white and none left out; `errors`: the word of a
    formula in error (« #REF! »), whose value is ``""``; `formats`: number formats that change what a number says,
    a percent (« 0% ») or words around it (« 0" k€" »). `since_1904`: a bare number that is a date counts days from
    the 1st of January 1904.
    """

    name: str
    rows: Sequence[Row]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fills: Mapping[Spot, str] = field(default_factory=lambda: _NONE)
    errors: Mapping[Spot, str] = field(default_factory=lambda: _NONE)
    formats: Mapping[Spot, str] = field(default_factory=lambda: _NONE)
    since_1904: bool = False


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

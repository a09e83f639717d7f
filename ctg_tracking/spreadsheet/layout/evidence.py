"""What the cells of a column look like, when its header alone does not say how to read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ctg_tracking.spreadsheet.choices import is_cross
from ctg_tracking.spreadsheet.grid import Row, Sheet, Value
from ctg_tracking.spreadsheet.numbers import plain_number
from ctg_tracking.spreadsheet.statuses import known_status

ENOUGH = 500
"""Rows looked at: the head of a table tells how its columns are filled."""
_LONG = 20


@dataclass(frozen=True, slots=True)
class Evidence:
    """Number of cells of a column by look, among its first `ENOUGH` rows. `fills`: blank cells with a background.

    `ones`: numbers 1, which mark a cell when the column has no other number.
    """

    filled: int = 0
    crosses: int = 0
    ones: int = 0
    numbers: int = 0
    statuses: int = 0
    dates: int = 0
    letters: int = 0
    fills: int = 0

    @property
    def marked(self) -> bool:
        """Whether it is a column of crosses, or of coloured cells."""
        marks = self.crosses + (self.ones if not self.numbers else 0)
        return self._mostly(marks) if self.filled else self.fills > 0

    @property
    def crossed(self) -> bool:
        """Whether most cells are crosses or ticks, numbers apart."""
        return self._mostly(self.crosses)

    @property
    def numeric(self) -> bool:
        """Whether most cells are numbers."""
        return self._mostly(self.numbers + self.ones)

    @property
    def of_status(self) -> bool:
        """Whether most cells are words of status."""
        return self._mostly(self.statuses)

    @property
    def written(self) -> bool:
        """Whether most cells are texts that tell something: neither numbers, crosses, dates nor words of status."""
        return self._mostly(self.filled - self.numbers - self.ones - self.crosses - self.statuses - self.dates)

    @property
    def long(self) -> bool:
        """Whether its texts are sentences."""
        return self.written and self.letters >= _LONG * self.filled

    def _mostly(self, count: int) -> bool:
        return self.filled > 0 and 2 * count > self.filled


def evidence_of(sheet: Sheet, first: int, index: int) -> Evidence:
    """The look of a column from row `first` down."""
    values = [row[index] for row in islice(sheet.rows, first, first + ENOUGH)]
    filled = [value for value in values if value != "" and not (isinstance(value, str) and not value.strip())]
    others = [value for value in filled if not is_cross(value)]
    ones = sum(isinstance(value, (int, float)) and not isinstance(value, bool) and value == 1 for value in filled)
    return Evidence(
        len(filled),
        len(filled) - len(others) - ones,
        ones,
        sum(_is_number(value) for value in others),
        sum(isinstance(value, str) and known_status(value) is not None for value in others),
        sum(isinstance(value, date) for value in others),
        sum(len(value) for value in others if isinstance(value, str)),
        sum((row, index) in sheet.fills for row in range(first, first + len(values)) if values[row - first] == "")
        if sheet.fills
        else 0,
    )


def _is_number(value: Value) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return True
    return isinstance(value, str) and plain_number(value.strip().rstrip("%€ ")) is not None


def mean_length(rows: Sequence[Row], index: int) -> float:
    """Mean length of the texts of a column."""
    lengths = [len(str(row[index])) for row in rows[:ENOUGH] if row[index] != ""]
    return sum(lengths) / len(lengths) if lengths else 0.0

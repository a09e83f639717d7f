"""Bars with their table: what each row says and counts, and what is left of the width for its bar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctg_tracking.model.words import LATE, Status
from ctg_tracking.outputs.blocks import Bar, Bars, Cell, Marked, Shares
from ctg_tracking.outputs.presentation.frame import SIZES, SMALLEST
from ctg_tracking.outputs.presentation.measure import width
from ctg_tracking.outputs.presentation.tables import BESIDE, Grid, Stack
from ctg_tracking.spreadsheet.neutral import legal

_LABEL = (160, 460)
"""Least and most width of the names of rows, in pixels; a longer name takes two lines."""
_COUNT = 48
_LEAST_BAR, _GOOD_BAR, _MOST_TOLD = 170, 300, 420


@dataclass(frozen=True)
class Rows:
    """A chart of bars and the table at its left, line by line. `wide`: pixels of the bars."""

    block: Bars | Shares
    grid: Grid
    wide: float

    def part(self, start: int, end: int) -> "Rows":
        """Some of its lines."""
        grid = replace(self.grid, rows=self.grid.rows[start:end])
        if isinstance(self.block, Bars):
            return Rows(replace(self.block, rows=self.block.rows[start:end]), grid, self.wide)
        return Rows(replace(self.block, shares=self.block.shares[start:end]), grid, self.wide)


def rows_of_bars(bars: Bars, room: float, size: float, *, counted: bool = True) -> Rows:
    """Names, counts by status if `counted`, what is told of each row; at `size` if bars stay long enough, else smaller.

    Names are wrapped where bars would be too short; then the counts are left to the chart's own data and to its text.
    """
    present = [status for status in Status if bars.total.of(status)] if counted else []
    tries = [(one, present, share) for one in SIZES if one <= size for share in (1, 0.9, 0.8, 0.62)]
    tries += [(SMALLEST, [], share) for share in (1, 0.62)]
    drawn = (_rows(bars, room, *one) for one in tries)
    fitting = (rows for rows in drawn if rows.wide >= _least_bar(rows.grid.size) and not rows.grid.broken)
    return next(fitting, _rows(bars, room, SMALLEST, [], 0.62))


def _least_bar(size: float) -> float:
    """Words grow only where bars stay long."""
    return _GOOD_BAR if size > SMALLEST else _LEAST_BAR


def rows_of_shares(shares: Shares, room: float, size: float) -> Rows:
    """Names and what is told of each share."""
    label = _column([share.label for share in shares.shares], size, *_LABEL)
    told = _column([share.told for share in shares.shares], size, 0, _MOST_TOLD)
    lines: list[list[Cell]] = [[share.label, share.told] for share in shares.shares]
    return Rows(shares, Grid((), lines, [label, told], row_headers=True, size=size), room - label - told)


def _rows(bars: Bars, room: float, size: float, statuses: Sequence[Status], share: float) -> Rows:
    label = _column([row.label for row in bars.rows], size, _LABEL[0], _LABEL[1] * share)
    counts = [_column([str(bars.total.of(status))], size, _COUNT, room) for status in statuses]
    late = _column([f"{LATE.glyph}  {row.late}" for row in bars.rows if row.late], size, 0, _MOST_TOLD)
    most = min(_MOST_TOLD, room - label - sum(counts) - _LEAST_BAR * (share < 1))
    told = max(_column([row.told for row in bars.rows], size, 0, max(most, _LABEL[0])), late)
    heads: list[Cell] = ["", *(Marked(status.look, "") for status in statuses), ""]
    lines = [_line(row, statuses) for row in bars.rows]
    numeric = tuple(range(1, len(statuses) + 1))
    widths = [label, *counts, told]
    grid = Grid(heads if statuses else (), lines, widths, numeric, row_headers=True, size=size)
    return Rows(bars, grid, room - sum(widths))


def _line(row: Bar, statuses: Sequence[Status]) -> list[Stack]:
    told: Stack = (row.told, Marked(LATE, row.late)) if row.late else row.told
    return [row.label, *(str(row.counts.of(status)) for status in statuses), told]


def _column(words: Sequence[str], size: float, least: float, most: float) -> float:
    """The width of a column: that of its longest words, within bounds."""
    return min(max([least, *(width(legal(one), size) + 2 * BESIDE + 4 for one in words)]), most) if words else 0

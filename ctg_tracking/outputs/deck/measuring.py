"""How much room blocks take on a slide, in lines of 24 pixels.

Widths are counted in characters of the text font at that size, a little wider than they are: a renderer that draws
larger has the room that narrow letters leave, never less.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model import french
from ctg_tracking.model.words import Status
from ctg_tracking.outputs.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Curve,
    Figures,
    Line,
    Marked,
    Shares,
    Step,
    Steps,
    Table,
    Text,
)

WIDTH = 92
"""Characters on a line of 24 px over the whole width."""
CURVE = 4.5
GAP = 0.25
"""Between two blocks."""
AIR = 0.2
"""Air of a row of a table, or of an item of a list."""
LABEL = 54
"""Characters of the label of a bar at least; the slide of an axe has its title whole."""
_BAR, _COUNTS, _LABEL_LINE = 2.2, 1.6, 0.9
"""A bar with its counts beneath, in 48 px; a line of counts more; a line of its label, at its left."""
_DIGIT, _COUNT = 2.25, 3.6
"""Characters that a digit of a count takes, then its glyph and the air after it."""
_BESIDE, _LEAST_BAR = 7, 28
"""Characters that the key of a bar and the air between columns take; those of the longest bar at least."""
_WORD, _LABEL = 20, 37
"""Characters that the longest word of a label may claim from counts, and those of its lines at most."""
_STEP, _STEP_WORDS = 1.25, 62
_SHARE = 1.6
_FIGURE = 1.9
"""A figure of 48 px, its words being beneath."""


def height(block: Block) -> float:
    """Lines that a block takes."""
    match block:
        case Text():
            return lines(block.words, WIDTH - 2)
        case Bullets():
            return (1 if block.title else 0) + sum(item_height(item) for item in block.items)
        case Figures():
            return _FIGURE + max((_under(figure.words, len(block.figures)) for figure in block.figures), default=0)
        case Shares():
            return sum(_SHARE + max(0, lines(f"{share.label} {share.told}", WIDTH) - 1) for share in block.shares)
        case Bars():
            return legend_height(block) + sum(bar_heights(block.rows))
        case Table():
            return header_height(block) + sum(row_height(row, columns_of(block)) for row in block.rows)
        case Curve():
            return CURVE + lines(block.told, WIDTH)
        case Steps():
            return sum(map(step_height, block.steps))


def lines(words: str, width: int) -> int:
    """How many lines some words take, broken between words; 0 for none. A word longer than a line is broken."""
    return len(_spans(words, width))


def clipped(words: str, width: int) -> str:
    """The first words that hold in so many characters, followed by « … » when there are more."""
    if len(words) <= width:
        return words
    return f"{words[: width - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def parted(words: str, width: int, most: int) -> tuple[str, str]:
    """The words of the first `most` lines, and the rest; nothing is lost but the space between the two."""
    spans = _spans(words, width)
    return (words, "") if len(spans) <= most else (words[: spans[most - 1][1]], words[spans[most][0] :])


@lru_cache(maxsize=8_192)
def _spans(words: str, width: int) -> tuple[tuple[int, int], ...]:
    """Where each line begins and ends."""
    found, start = [], 0
    while start < len(words):
        end = _end(words, start, width)
        found.append((start, end))
        start = end + 1 if end < len(words) and words[end] in " \n" else end
    return tuple(found)


def _end(words: str, start: int, width: int) -> int:
    """Where the line that begins at `start` ends: a line feed, the end, the last space that holds, or the width."""
    after = start + width + 1
    if (feed := words.find("\n", start, after)) >= 0:
        return feed
    if len(words) < after:
        return len(words)
    space = words.rfind(" ", start, after)
    return space if space > start else after - 1


def holding(heights: Sequence[float], room: float) -> int:
    """How many of the first of these heights hold in `room`."""
    used = 0.0
    for count, one in enumerate(heights):
        used += one
        if used > room:
            return count
    return len(heights)


def item_height(item: Line) -> float:
    """Lines of an item of a list, with what is said of it."""
    return lines(item.words, WIDTH - 4) + lines(item.detail, WIDTH - 4) + AIR


def _under(words: str, columns: int) -> int:
    return lines(words, WIDTH // max(columns, 1) - 3)


def legend_height(bars: Bars) -> int:
    """Lines of the legend over bars."""
    return lines("   ".join(f"● {entry.words}" for entry in bars.legend), WIDTH)


def bar_heights(rows: Sequence[Bar]) -> list[float]:
    """Lines of each bar, with its counts beneath and its label beside."""
    label, _counts = _bar_columns(rows)
    return [
        max(_BAR + _COUNTS * (counted - 1), _LABEL_LINE * lines(row.label, label) + AIR)
        for row, counted in zip(rows, counts_lines(rows), strict=True)
    ]


def counts_lines(rows: Sequence[Bar]) -> list[int]:
    """How many lines the counts of each bar take: more than one when numbers are large and words long."""
    _label, counts = _bar_columns(rows)
    return [max(ceil(_counts_width(row.counts) / counts), 1) for row in rows]


def label_room(rows: Sequence[Bar]) -> int:
    """Characters that the labels of these bars may have, so that each takes two lines."""
    label, _counts = _bar_columns(rows)
    return max(2 * label - 6, LABEL)


def _bar_columns(rows: Sequence[Bar]) -> tuple[int, float]:
    """Characters of a line of the labels, and of counts: counts have what they want, labels their longest word."""
    told = max((max(len(row.told), len(row.late) + 3) for row in rows), default=0)
    word = max((len(word) for row in rows for word in row.label.split(" ")), default=0)
    room = max(WIDTH - _BESIDE - told, 2 * _WORD)
    wanted = max((_counts_width(row.counts) for row in rows), default=0.0)
    label = min(max(int(room - max(wanted, _LEAST_BAR)), min(word + 1, _WORD)), _LABEL)
    return label, room - label


def _counts_width(counts: Counts) -> float:
    told = [french.number(counts.of(status)) for status in Status if counts.of(status)]
    return sum(_COUNT + _DIGIT * len(number) for number in told)


def row_height(row: Sequence[Cell], columns: Sequence[int]) -> float:
    """Lines of a row of a table whose columns hold so many characters."""
    return max((_cell(cell, width) for cell, width in zip(row, columns, strict=True)), default=0) + AIR


def header_height(table: Table) -> float:
    """Lines of the names of the columns."""
    return row_height(table.columns, columns_of(table))


def step_height(step: Step) -> float:
    """Lines of a step."""
    return max(_STEP, lines(f"{step.label} {step.told}", _STEP_WORDS) + AIR)


def columns_of(table: Table) -> tuple[int, ...]:
    """Characters of each column, its padding taken off."""
    shares = table.widths or [1 / len(table.columns)] * len(table.columns)
    return tuple(max(int(WIDTH * share / sum(shares)) - 2, 1) for share in shares)


def _cell(cell: Cell, width: int) -> int:
    """Lines of a cell; the glyph of a marked one stands before them."""
    return lines(cell.words, max(width - 2, 1)) if isinstance(cell, Marked) else lines(cell, width)

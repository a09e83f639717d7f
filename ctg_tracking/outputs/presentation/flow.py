"""What holds on a slide: blocks one under the other at the largest size that lets them all in.

Builders make slides that hold at 24 px. When one does not (words longer than foreseen), nothing is lost nor made
smaller: what is left goes to a slide more, « (suite) ».
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ctg_tracking.outputs.blocks import Bars, Block, Bullets, Curve, Figures, Steps, Table, Text
from ctg_tracking.outputs.deck.measuring import holding
from ctg_tracking.outputs.presentation.frame import SIZES, SMALLEST
from ctg_tracking.outputs.presentation.paragraphs import (
    Paragraph,
    cut,
    high,
    of_bullets,
    of_figures,
    of_text,
)
from ctg_tracking.outputs.presentation.rows import Rows, rows_of_bars, rows_of_shares
from ctg_tracking.outputs.presentation.tables import Grid, grid_of, grid_of_steps

GAP = 18
"""Between two blocks, in pixels."""
BETWEEN = 32
"""Between two figures, in pixels."""
_CURVE, _GOOD_CURVE, _HIGHEST_CURVE = 200, 300, 420
"""Heights of a chart of values, in pixels: the least, the one that words do not take from it, the most."""
_HIGHEST_LINE = 80
_LARGEST_CELL = 32
"""A line of a chart is never higher, in pixels."""


@dataclass(frozen=True)
class Piece:
    """A block, or a part of it, laid out in a width: one of these, and the heights it may take, in pixels.

    `groups`: paragraphs, those of a group never parted. `figures`: paragraphs side by side. `grid`: a table. `rows`: a
    table with its bars. None of them: a curve.
    """

    block: Block
    least: float
    most: float
    groups: Sequence[Sequence[Paragraph]] = ()
    figures: Sequence[Sequence[Paragraph]] = ()
    grid: Grid | None = None
    rows: Rows | None = None

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Its paragraphs, one under the other."""
        return [one for group in self.groups for one in group]


@dataclass(frozen=True)
class Placed:
    """A piece and the height it was given."""

    piece: Piece
    height: float


def pages(blocks: Sequence[Block], title: str, room: float, tall: float, tall_after: float) -> list[list[Placed]]:
    """Blocks on as many slides as it takes: `tall` pixels on the first, `tall_after` on the others.

    A caption that says what the title of the slide says is not said twice.
    """
    laid: list[Piece] = []
    for size, counted in (*((one, True) for one in SIZES), (SMALLEST, False)):
        laid = [piece for block in blocks for piece in _lay_out(block, title, room, size, tall_after, counted)]
        if _least(laid) <= tall and not (size > SMALLEST and any(piece.grid and piece.grid.broken for piece in laid)):
            return [_stretched(laid, tall)]
    found, left = [], tall
    while laid:
        kept, laid = _filled(laid, room, left, forced=left == tall_after)
        found.append(_stretched(kept, left))
        left = tall_after
    return found


# -- a block, laid out --


def _lay_out(block: Block, title: str, room: float, size: int, tallest: float, counted: bool) -> Iterable[Piece]:
    """A block in a width, at a size of text; what could not hold on a slide of its own is cut.

    `counted`: whether bars have the counts of each row beside them, when there is room.
    """
    cell = min(size, _LARGEST_CELL)
    if isinstance(block, (Text, Bullets)):
        yield from _texts(block, _groups(block, size), room, tallest)
    elif isinstance(block, Figures):
        yield _figures(block, room, size)
    elif isinstance(block, Curve):
        yield from _texts(block, _caption(block.caption, title), room, tallest)
        if block.points:
            yield Piece(block, _GOOD_CURVE if size > SMALLEST else _CURVE, _HIGHEST_CURVE)
        yield from _texts(block, [of_text(Text(block.told), size)], room, tallest)
    elif isinstance(block, Table):
        yield from _texts(block, _caption(block.caption, title), room, tallest)
        yield _gridded(Piece(block, 0, 0, grid=grid_of(block, room, cell, tallest * 0.7)))
    elif isinstance(block, Steps):
        yield from _texts(block, _caption(block.caption, title), room, tallest)
        yield _gridded(Piece(block, 0, 0, grid=grid_of_steps(block, room, cell, tallest * 0.7)))
    else:
        legend = [Paragraph("", SMALLEST, parts=block.legend)] if isinstance(block, Bars) and block.legend else []
        rows = (
            rows_of_bars(block, room, cell, counted=counted)
            if isinstance(block, Bars)
            else rows_of_shares(block, room, cell)
        )
        yield from _texts(block, [*_caption(block.caption, title), legend], room, tallest)
        yield _gridded(Piece(block, 0, 0, rows=rows))


def _groups(block: Text | Bullets, size: int) -> list[list[Paragraph]]:
    if isinstance(block, Text):
        return [[one] for one in of_text(block, size)]
    return of_bullets(block, size)


def _caption(caption: str, title: str) -> list[list[Paragraph]]:
    return [[Paragraph(caption, SMALLEST, bold=True, soft=True)]] if caption and caption not in title else []


def _texts(block: Block, groups: Iterable[Sequence[Paragraph]], room: float, tallest: float) -> Iterable[Piece]:
    kept = [[cut(one, room, tallest / len(group)) for one in group] for group in groups if group]
    if kept:
        yield _texted(Piece(block, 0, 0, groups=kept), room)


def _texted(piece: Piece, room: float) -> Piece:
    tall = high(piece.paragraphs, room)
    return replace(piece, least=tall, most=tall)


def _figures(block: Figures, room: float, size: int) -> Piece:
    wide = (room - BETWEEN * (len(block.figures) - 1)) / max(len(block.figures), 1)
    drawn = of_figures(block.figures, wide, size)
    tall = max((high(one, wide) for one in drawn), default=0)
    return Piece(block, tall, tall, figures=drawn)


def _gridded(piece: Piece) -> Piece:
    if piece.rows:
        heights = piece.rows.grid.heights()
        head, tallest = piece.rows.grid.header_height, max(heights, default=0)
        least, most = (head + one * len(heights) for one in (tallest, max(tallest, _HIGHEST_LINE)))
        return replace(piece, least=least, most=most)
    assert piece.grid is not None
    tall = piece.grid.header_height + sum(piece.grid.heights())
    return replace(piece, least=tall, most=tall)


# -- slides --


def _least(pieces: Sequence[Piece]) -> float:
    return sum(piece.least for piece in pieces) + GAP * max(len(pieces) - 1, 0)


def _stretched(pieces: Sequence[Piece], tall: float) -> list[Placed]:
    """The height that is left, given to what may be higher."""
    left = max(tall - _least(pieces), 0)
    wanted = sum(piece.most - piece.least for piece in pieces)
    share = min(left / wanted, 1) if wanted else 0
    return [Placed(piece, piece.least + (piece.most - piece.least) * share) for piece in pieces]


def _filled(pieces: Sequence[Piece], room: float, tall: float, *, forced: bool) -> tuple[list[Piece], list[Piece]]:
    """What holds in a height, and what is left; `forced`: an empty slide would be no help, the first piece is put."""
    kept: list[Piece] = []
    left = tall
    for number, piece in enumerate(pieces):
        if piece.least <= left:
            kept.append(piece)
            left -= piece.least + GAP
            continue
        first, rest = _parted(piece, room, left)
        after = [rest, *pieces[number + 1 :]] if rest else [*pieces[number + 1 :]]
        if first:
            return [*kept, first], after
        return (kept, after) if kept or not forced else ([piece], [*pieces[number + 1 :]])
    return kept, []


def _parted(piece: Piece, room: float, tall: float) -> tuple[Piece | None, Piece | None]:
    """The part of a piece that holds in a height, and the rest; what has no parts goes whole to the next slide."""
    if piece.groups:
        count = holding([high(group, room) for group in piece.groups], tall)
        cuts = [replace(piece, groups=piece.groups[:count]), replace(piece, groups=piece.groups[count:])]
        parts = [_texted(part, room) for part in cuts]
    elif piece.grid:
        count = holding(piece.grid.heights(), tall - piece.grid.header_height)
        halves = (piece.grid.rows[:count], piece.grid.rows[count:])
        parts = [_gridded(replace(piece, grid=replace(piece.grid, rows=half))) for half in halves]
    elif piece.rows:
        heights = piece.rows.grid.heights()
        count = holding([max(heights)] * len(heights), tall - piece.rows.grid.header_height)
        bounds = ((0, count), (count, len(heights)))
        parts = [_gridded(replace(piece, rows=piece.rows.part(*bound))) for bound in bounds]
    else:
        return None, piece
    return (parts[0], parts[1]) if count else (None, piece)

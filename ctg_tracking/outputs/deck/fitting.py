"""What a slide holds: blocks go on to the next slide when they do not fit.

A slide of 1280 by 720 leaves 12 lines of 24 pixels under a title of two lines, its subtitle and above its note. Nothing
is cut: a text too long for what is left of a slide goes on at a word of the next.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from ctg_tracking.outputs.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Line,
    Marked,
    Shares,
    Slide,
    SlideKind,
    Steps,
    Table,
    Text,
)
from ctg_tracking.outputs.deck.measuring import (
    AIR,
    GAP,
    WIDTH,
    bar_heights,
    clipped,
    columns_of,
    header_height,
    height,
    holding,
    item_height,
    legend_height,
    lines,
    parted,
    row_height,
    step_height,
)
from ctg_tracking.outputs.mentions import MORE, continued

ROOM = 12.0
"""Lines of 24 px in the body of a slide, under a title of two lines and a subtitle of one."""
TITLE = 104
"""Characters of a title over two lines; a longer one is told whole in the body."""
SUBTITLE = 2 * WIDTH - 20
"""Characters of a subtitle, over two lines at most: it says where one is, a long list of filters is not told whole."""
NEWS = {SlideKind.POINT: 2.0, SlideKind.ACTION: 2.0, SlideKind.INDICATOR: 1.0}
"""Lines kept free where news of the meeting may come, so that nothing moves when they do."""
FEWEST = 2.0
"""Lines of a long item worth starting at the foot of a slide."""
_NOTE = 80
"""Characters of a note beside the label of a demonstration and the number of the slide."""


def fitted(slide: Slide, *, hearing: bool = True) -> tuple[Slide, ...]:
    """The slide, or as many as its blocks need; those after the first say « (suite) » and have keys of their own.

    `hearing`: a meeting is held, so that room is kept for its news.
    """
    blocks, title = _titled(slide)
    slide = replace(slide, subtitle=clipped(slide.subtitle, SUBTITLE))
    pages = evened(blocks, room_of(slide, hearing=hearing))
    return tuple(
        replace(
            slide,
            key=slide.key if number == 0 else f"{slide.key}-{number + 1}",
            title=title if number == 0 else continued(title),
            blocks=page,
            news=slide.news if number == 0 else (),
        )
        for number, page in enumerate(pages)
    )


def room_of(slide: Slide, *, hearing: bool = True) -> float:
    """Lines left to the body: more under a short title, less under a long subtitle or above a long note."""
    title = 1 if len(slide.title) + len(MORE) <= TITLE // 2 else 0
    subtitle = 1 - lines(slide.subtitle, WIDTH)
    note = min(1 - lines(slide.note, _NOTE), 0)
    return ROOM + title + subtitle + note - (NEWS.get(slide.kind, 0.0) if hearing else 0.0)


def evened(blocks: Sequence[Block], room: float = ROOM) -> tuple[tuple[Block, ...], ...]:
    """The blocks on as few pages as they need, about as full as each other: none ends with a single line."""
    pages = packed(blocks, room)
    least = sum(height(block) for page in pages for block in page) / len(pages)
    while len(pages) > 1 and least < room:
        tried = packed(blocks, least)
        if len(tried) == len(pages) and _parts(tried) == _parts(pages):
            return tried
        least += 0.5
    return pages


def packed(blocks: Sequence[Block], room: float = ROOM) -> tuple[tuple[Block, ...], ...]:
    """The blocks, in their order, on as many pages of `room` lines as they need; one page at least."""
    pages: list[tuple[Block, ...]] = []
    page: tuple[Block, ...] = ()
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        left = room - sum(map(height, page)) - GAP * len(page)
        here, rest = _split(block, left if page else room, alone=not page)
        if here is not None:
            page = (*page, here)
        if rest is not None:
            waiting.append(rest)
        if here is None or rest is not None:
            pages.append(page)
            page = ()
    return (*pages, page) if page or not pages else tuple(pages)


def _parts(pages: Sequence[Sequence[Block]]) -> int:
    """In how many pieces the blocks are: more when an item was parted in two."""
    return sum(_pieces(block) for page in pages for block in page)


def _pieces(block: Block) -> int:
    match block:
        case Bullets():
            return len(block.items)
        case Table():
            return len(block.rows)
        case Text():
            return 1
        case _:
            return 0


# -- splitting --


Split: TypeAlias = tuple[Block | None, Block | None]
Item = TypeVar("Item")


def _split(block: Block, room: float, *, alone: bool) -> Split:
    """What of a block holds in `room` lines, and what goes on; something always does when it is `alone`."""
    if height(block) <= room:
        return block, None
    match block:
        case Text():
            return _split_text(block, room, alone)
        case Bullets():
            return _split_list(block, room, alone)
        case Bars():
            kept = _most(bar_heights(block.rows), room - legend_height(block), alone)
            return _either(kept, block.rows, lambda rows: replace(block, rows=rows))
        case Table():
            return _split_table(block, room, alone)
        case Steps():
            kept = _most([*map(step_height, block.steps)], room, alone)
            return _either(kept, block.steps, lambda steps: replace(block, steps=steps))
        case Shares():
            kept = _most([height(replace(block, shares=(share,))) for share in block.shares], room, alone)
            return _either(kept, block.shares, lambda shares: replace(block, shares=shares))
        case _:
            return (block, None) if alone else (None, block)


def _most(heights: Sequence[float], room: float, alone: bool) -> int:
    """How many of the first items hold; one at least when `alone`."""
    kept = holding(heights, room)
    return max(kept, 1) if alone else kept


def _either(kept: int, items: Sequence[Item], made: Callable[[Sequence[Item]], Block]) -> Split:
    """The block made of the first items, and the one made of the others."""
    here, rest = items[:kept], items[kept:]
    return made(here) if here else None, made(rest) if rest else None


def _split_text(block: Text, room: float, alone: bool) -> Split:
    if room < FEWEST and not alone:
        return None, block
    here, rest = parted(block.words, WIDTH - 2, max(int(room), 1))
    return replace(block, words=here), replace(block, words=rest, mark=None) if rest else None


def _split_list(block: Bullets, room: float, alone: bool) -> Split:
    left = room - (1 if block.title else 0)
    kept = _most([*map(item_height, block.items)], left, alone=False)
    left -= sum(item_height(item) for item in block.items[:kept])
    items = list(block.items)
    if kept < len(items) and (left >= FEWEST + AIR or (alone and kept == 0)):
        started = _start_of(items[kept], left - AIR)
        items[kept : kept + 1] = started
        kept += 1
    return _either(kept, items, lambda some: replace(block, items=some))


def _start_of(item: Line, room: float) -> list[Line]:
    """An item too long for a page in two: its first lines, and the rest as an item of its own."""
    width, most = WIDTH - 4, max(int(room), 1)
    here, rest = parted(item.words, width, most)
    if rest:
        return [replace(item, words=here, detail=""), replace(item, words=rest, mark=None)]
    left = most - lines(item.words, width)
    if left < 1:
        return [replace(item, detail=""), Line(item.detail)]
    here, rest = parted(item.detail, width, left)
    return [replace(item, detail=here), *([Line(rest)] if rest else [])]


def _split_table(block: Table, room: float, alone: bool) -> Split:
    columns = columns_of(block)
    left = room - header_height(block)
    heights = [row_height(row, columns) for row in block.rows]
    kept = _most(heights, left, alone=False)
    left -= sum(heights[:kept])
    rows = list(block.rows)
    long = kept < len(rows) and heights[kept] > ROOM / 2
    if kept < len(rows) and ((long and left >= FEWEST + AIR) or (alone and kept == 0)):
        rows[kept : kept + 1] = _parts_of(rows[kept], columns, max(int(left - AIR), 1))
        kept += 1
    return _either(kept, rows, lambda some: replace(block, rows=some))


def _parts_of(row: Sequence[Cell], columns: Sequence[int], most: int) -> Iterator[tuple[Cell, ...]]:
    """A row too high for a page in two rows: the first lines of each cell, then the rest of each."""
    pairs = [_cell_parts(cell, width, most) for cell, width in zip(row, columns, strict=True)]
    yield tuple(here for here, _rest in pairs)
    if any(rest for _here, rest in pairs):
        yield tuple(rest for _here, rest in pairs)


def _cell_parts(cell: Cell, width: int, most: int) -> tuple[Cell, str]:
    if isinstance(cell, Marked):
        here, rest = parted(cell.words, max(width - 2, 1), most)
        return replace(cell, words=here), rest
    return parted(cell, width, most)


def _titled(slide: Slide) -> tuple[tuple[Block, ...], str]:
    room = TITLE - len(MORE)
    if len(slide.title) <= room:
        return tuple(slide.blocks), slide.title
    return (Text(slide.title), *slide.blocks), clipped(slide.title, room)

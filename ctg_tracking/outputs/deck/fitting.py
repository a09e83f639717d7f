"""What a slide holds: blocks are measured in lines, and go on to the next slide when they do not fit.

A slide of 1280 by 720 leaves 12 lines of 24 pixels under a title of two lines, its subtitle and above its note. Widths
are counted in characters of the text font at that size, a little wider than they are (half an em): a renderer that
draws larger has the room that narrow letters leave, never less. Nothing is cut: a text too long for what is left of a
slide goes on at a word of the next.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias, TypeVar

from ctg_tracking.outputs.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Curve,
    Figures,
    Line,
    Marked,
    Shares,
    Slide,
    SlideKind,
    Step,
    Steps,
    Table,
    Text,
)

ROOM = 12.0
"""Lines of 24 px in the body of a slide, under a title of two lines and a subtitle of one."""
WIDTH = 92
"""Characters on a line of 24 px over the whole width."""
TITLE = 104
"""Characters of a title over two lines; a longer one is told whole in the body."""
NEWS = {SlideKind.POINT: 2.0, SlideKind.ACTION: 2.0, SlideKind.INDICATOR: 1.0}
"""Lines kept free where news of the meeting may come, so that nothing moves when they do."""
FEWEST = 2.0
"""Lines of a long item worth starting at the foot of a slide."""
CURVE = 4.5
_GAP = 0.25
"""Between two blocks."""
_HEADER = 1.2
_ROW = 0.2
"""Air of a row of a table, or of an item of a list."""
LABEL = 54
"""Characters of the label of a bar, over two lines; the slide of an axe has its title whole."""
_BAR, _LABEL = 1.75, 29
"""A bar with its counts beneath; characters of a line of its label, at its left."""
_STEP, _STEP_WORDS = 1.25, 62
_SHARE = 1.6
_FIGURE = 1.9
"""A figure of 48 px, its words being beneath."""
_NOTE = 80
"""Characters of a note beside the label of a demonstration and the number of the slide."""
_AGAIN = " (suite)"


def fitted(slide: Slide, *, hearing: bool = True) -> tuple[Slide, ...]:
    """The slide, or as many as its blocks need; those after the first say « (suite) » and have keys of their own.

    `hearing`: a meeting is held, so that room is kept for its news.
    """
    blocks, title = _titled(slide)
    pages = evened(blocks, room_of(slide, hearing=hearing))
    return tuple(
        replace(
            slide,
            key=slide.key if number == 0 else f"{slide.key}-{number + 1}",
            title=title if number == 0 else f"{title}{_AGAIN}",
            blocks=page,
            news=slide.news if number == 0 else (),
        )
        for number, page in enumerate(pages)
    )


def room_of(slide: Slide, *, hearing: bool = True) -> float:
    """Lines left to the body: more under a short title, less under a long subtitle or above a long note."""
    title = 1 if len(slide.title) + len(_AGAIN) <= TITLE // 2 else 0
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
        left = room - sum(map(height, page)) - _GAP * len(page)
        here, rest = _split(block, left if page else room, alone=not page)
        if here is not None:
            page = (*page, here)
        if rest is not None:
            waiting.append(rest)
        if here is None or rest is not None:
            pages.append(page)
            page = ()
    return (*pages, page) if page or not pages else tuple(pages)


def height(block: Block) -> float:
    """Lines that a block takes."""
    match block:
        case Text():
            return lines(block.words, WIDTH - 2)
        case Bullets():
            return (1 if block.title else 0) + sum(_item(item) for item in block.items)
        case Figures():
            return _FIGURE + max((_under(figure.words, len(block.figures)) for figure in block.figures), default=0)
        case Shares():
            return sum(_SHARE + max(0, lines(f"{share.label} {share.told}", WIDTH) - 1) for share in block.shares)
        case Bars():
            return _legend(block) + sum(_bar(row.label) for row in block.rows)
        case Table():
            return _HEADER + sum(_row(row, _columns(block)) for row in block.rows)
        case Curve():
            return CURVE + lines(block.told, WIDTH)
        case Steps():
            return sum(map(_step, block.steps))


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


# -- measuring --


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


def _item(item: Line) -> float:
    return lines(item.words, WIDTH - 4) + lines(item.detail, WIDTH - 4) + _ROW


def _under(words: str, columns: int) -> int:
    return lines(words, WIDTH // max(columns, 1) - 3)


def _legend(bars: Bars) -> int:
    return lines("   ".join(f"● {entry.words}" for entry in bars.legend), WIDTH)


def _bar(label: str) -> float:
    return max(_BAR, lines(label, _LABEL) + _ROW)


def _row(row: Sequence[Cell], columns: Sequence[int]) -> float:
    return max((lines(_words(cell), width) for cell, width in zip(row, columns, strict=True)), default=0) + _ROW


def _step(step: Step) -> float:
    return max(_STEP, lines(f"{step.label} {step.told}", _STEP_WORDS) + _ROW)


def _columns(table: Table) -> tuple[int, ...]:
    """Characters of each column, its padding taken off."""
    shares = table.widths or [1 / len(table.columns)] * len(table.columns)
    return tuple(max(int(WIDTH * share / sum(shares)) - 2, 1) for share in shares)


def _words(cell: Cell) -> str:
    return f"● {cell.words}" if isinstance(cell, Marked) else cell


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
            kept = _most([_bar(row.label) for row in block.rows], room - _legend(block), alone)
            return _either(kept, block.rows, lambda rows: replace(block, rows=rows))
        case Table():
            return _split_table(block, room, alone)
        case Steps():
            kept = _most([*map(_step, block.steps)], room, alone)
            return _either(kept, block.steps, lambda steps: replace(block, steps=steps))
        case Shares():
            kept = _most([height(replace(block, shares=(share,))) for share in block.shares], room, alone)
            return _either(kept, block.shares, lambda shares: replace(block, shares=shares))
        case _:
            return (block, None) if alone else (None, block)


def _most(heights: Sequence[float], room: float, alone: bool) -> int:
    """How many of the first items hold; one at least when `alone`."""
    kept, taken = 0, 0.0
    for one in heights:
        taken += one
        if taken > room:
            break
        kept += 1
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
    kept = _most([*map(_item, block.items)], left, alone=False)
    left -= sum(_item(item) for item in block.items[:kept])
    items = list(block.items)
    if kept < len(items) and (left >= FEWEST + _ROW or (alone and kept == 0)):
        started = _start_of(items[kept], left - _ROW)
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
    columns = _columns(block)
    left = room - _HEADER
    heights = [_row(row, columns) for row in block.rows]
    kept = _most(heights, left, alone=False)
    left -= sum(heights[:kept])
    rows = list(block.rows)
    long = kept < len(rows) and heights[kept] > ROOM / 2
    if kept < len(rows) and ((long and left >= FEWEST + _ROW) or (alone and kept == 0)):
        rows[kept : kept + 1] = _parts_of(rows[kept], columns, max(int(left - _ROW), 1))
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
        here, rest = parted(cell.words, width - 2, most)
        return replace(cell, words=here), rest
    return parted(cell, width, most)


def _titled(slide: Slide) -> tuple[tuple[Block, ...], str]:
    room = TITLE - len(_AGAIN)
    if len(slide.title) <= room:
        return tuple(slide.blocks), slide.title
    return (Text(slide.title), *slide.blocks), clipped(slide.title, room)

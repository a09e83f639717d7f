"""What slides and documents say alike: the blocks of a slide under the heading of a section, told on one page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ctg_tracking.outputs import wording
from ctg_tracking.outputs.blocks import Bars, Block, Section, Slide, Text
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.status import statuses


def section_of(slide: Slide, level: int, title: str | None = None) -> Section:
    """A slide as a section; `title` when the document calls it otherwise."""
    return Section(title or slide.title, tuple(blocks_of(slide)), level)


def sections_of(slides: Iterable[Slide], level: int) -> Iterator[Section]:
    """Slides as sections of one level, in their order."""
    return (section_of(slide, level) for slide in slides)


def status_sections(ground: Ground, level: int) -> Iterator[Section]:
    """The slides of statuses as sections; a page has room for the whole name of an axe."""
    for slide in statuses(ground):
        yield section_of(replace(slide, blocks=tuple(_whole(block, slide, ground) for block in slide.blocks)), level)


def blocks_of(slide: Slide) -> Iterator[Block]:
    """The blocks of a slide, after its subtitle."""
    if slide.subtitle:
        yield Text(slide.subtitle, soft=True)
    yield from slide.blocks


def _whole(block: Block, slide: Slide, ground: Ground) -> Block:
    axes = ground.summary.axes
    if slide.key != "axes" or not isinstance(block, Bars) or len(block.rows) != len(axes):
        return block
    rows = (
        bar if row.key is None else replace(bar, label=wording.named(row))
        for bar, row in zip(block.rows, axes, strict=True)
    )
    return replace(block, rows=tuple(rows))

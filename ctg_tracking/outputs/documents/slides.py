"""What slides and documents say alike: the blocks of a slide under the heading of a section, told on one page."""

from collections.abc import Iterable, Iterator

from ctg_tracking.outputs.blocks import Block, Section, Slide, Text


def section_of(slide: Slide, level: int, title: str | None = None) -> Section:
    """A slide as a section; `title` when the document calls it otherwise."""
    return Section(title or slide.title, tuple(blocks_of(slide)), level)


def sections_of(slides: Iterable[Slide], level: int) -> Iterator[Section]:
    """Slides as sections of one level, in their order."""
    return (section_of(slide, level) for slide in slides)


def blocks_of(slide: Slide) -> Iterator[Block]:
    """The blocks of a slide, after its subtitle."""
    if slide.subtitle:
        yield Text(slide.subtitle, soft=True)
    yield from slide.blocks

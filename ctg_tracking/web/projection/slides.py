"""A slide as a section of the page: title, blocks, news since the opening, source."""

from collections.abc import Iterator
from itertools import count

from ctg_tracking.outputs.blocks import Block, Slide, Table
from ctg_tracking.outputs.markup import EMPTY, Html, element
from ctg_tracking.outputs.mentions import NEWS
from ctg_tracking.web.projection.blocks import drawn, line

_LONG_TITLE, _VERY_LONG_TITLE = 60, 130
"""Characters beyond which a title is set smaller, so that a long one still leaves room for what it heads."""


def section(slide: Slide) -> Html:
    """The slide; `data-cle` is its place in the address, `data-point` the point of the agenda it is about."""
    digits = count(1)
    body = [_block(block, digits) for block in slide.blocks]
    return element(
        "section",
        element("header", element("h2", slide.title, id=_id(slide), tabindex="-1", class_=_size(slide)), _under(slide)),
        element("div", *body, class_="corps"),
        _news(slide),
        element("p", slide.note, class_="source"),
        class_=f"diapo k-{slide.kind}",
        id=f"diapo-{slide.key}",
        data_cle=slide.key,
        data_point=slide.item_id,
        data_minutes=slide.minutes,
        aria_labelledby=_id(slide),
    )


def _block(block: Block, digits: Iterator[int]) -> Html:
    """The block in its frame; that of a table can be scrolled from the keyboard, on screens too narrow for it."""
    scrolled = {"tabindex": "0", "role": "group", "aria_label": block.caption} if isinstance(block, Table) else {}
    return element("div", drawn(block, digits), class_=f"bloc b-{type(block).__name__.lower()}", **scrolled)


def _id(slide: Slide) -> str:
    return f"titre-{slide.key}"


def _size(slide: Slide) -> str | None:
    if len(slide.title) > _VERY_LONG_TITLE:
        return "tres-long"
    return "long" if len(slide.title) > _LONG_TITLE else None


def _under(slide: Slide) -> Html:
    return element("p", slide.subtitle, class_="sous") if slide.subtitle else EMPTY


def _news(slide: Slide) -> Html:
    if not slide.news:
        return EMPTY
    title = element("h3", NEWS)
    return element("aside", title, element("ul", *map(line, slide.news)), class_="nouvelles", aria_label=NEWS)

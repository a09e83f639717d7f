"""From a document or a deck to the bytes of its PDF."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from ctg_tracking.errors import NotPrinted
from ctg_tracking.outputs.blocks import Block, Deck, Document, Section, Slide
from ctg_tracking.outputs.mentions import DEMONSTRATION, DRAFT, NEWS, begun, continued
from ctg_tracking.outputs.pdf.content import Data, block_data, line_data, shortened, titled
from ctg_tracking.outputs.pdf.ink import FONTS, Ink

TEMPLATES = Path(__file__).resolve().parent
ARCHIVED = ("ua-1", "a-2a")
"""Accessible (PDF/UA-1) and fit to be kept for years (PDF/A-2a): the same file may be both."""
_ATTEMPTS: tuple[tuple[bool, tuple[str, ...]], ...] = (
    (False, ARCHIVED),
    (True, ARCHIVED),
    (True, ("ua-1",)),
    (True, ()),
)
"""Each attempt keeps fewer signs, then fewer promises: minutes that are not printed help nobody."""

PAGE_LINE = 98
"""About how many signs a line of a table holds on an A4 page."""
SLIDE_LINE = 68
DEEPEST = 3
RUNNING = 90
"""Signs of a title repeated at the head of the pages."""
TITLE = 500
"""What a slide has room for at its head, whatever was typed."""
FOOT = 300
NOTE = 170
"""What the foot of a page, then of a slide, has room for."""
CROWDED = 4_000
"""Signs beyond which no size makes a slide fit its page: sizes are not tried, which would take seconds."""


def document_pdf(document: Document) -> bytes:
    """A4 pages, tagged, with bookmarks; the same document gives the same bytes. NotPrinted if typst refuses it."""
    return printed("document.typ", lambda ink: _document(document, ink), document.as_of)


def deck_pdf(deck: Deck) -> bytes:
    """16:9 pages, one a slide (more when one holds too much), tagged, with bookmarks; the same deck, the same bytes.

    NotPrinted if typst refuses it.
    """
    return printed("deck.typ", lambda ink: _deck(deck, ink), deck.as_of)


def printed(template: str, build: Callable[[Ink], Data], as_of: date) -> bytes:
    """The PDF of `template` over the data that `build` writes with the ink it is given."""
    refused = ""
    for strict, standards in _ATTEMPTS:
        data = json.dumps(build(Ink(strict=strict)), ensure_ascii=False)
        try:
            return _compiled(template, data, standards, as_of)
        except typst.TypstError as error:
            refused = error.message
    raise NotPrinted(refused)


def _compiled(template: str, data: str, standards: Sequence[Any], as_of: date) -> bytes:
    compiler = typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), sys_inputs={"data": data})
    told = datetime.combine(as_of, time(), UTC)
    pages = compiler.compile(format="pdf", pdf_standards=list(standards), timestamp=told)
    if not isinstance(pages, bytes):
        raise NotPrinted(template)
    return pages


@cache
def _fonts() -> typst.Fonts:
    """Ours only: the same pages on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _document(document: Document, ink: Ink) -> Data:
    title = titled(document.title, ink)
    data = {
        "title": title,
        "subtitle": ink(document.subtitle),
        "facts": [{"label": titled(label, ink), "words": ink(words)} for label, words in document.facts],
        "sections": _sections(document.sections, ink),
        "running": shortened(title, RUNNING),
        "foot": shortened(titled(document.foot, ink), FOOT),
        "marks": _marks(document.demonstration, document.draft),
    }
    return data | {"note": ink.note()}


def _sections(sections: Sequence[Section], ink: Ink) -> list[Data]:
    """The sections with levels that never skip one, whatever the builder asked."""
    depth = 0
    told = []
    for section in sections:
        title = titled(section.title, ink)
        if title:
            depth = max(1, min(section.level, depth + 1, DEEPEST))
        told.append({"title": title, "level": depth, "blocks": _blocks(section.blocks, title, ink, PAGE_LINE)})
    return told


def _deck(deck: Deck, ink: Ink) -> Data:
    return {
        "title": titled(deck.title, ink),
        "subtitle": ink(deck.subtitle),
        "day": titled(deck.day, ink),
        "slides": [
            _slide(slide, deck, Ink(strict=ink.strict)) | {"first": index == 0}
            for index, slide in enumerate(deck.slides)
        ],
        "news": NEWS,
        "marks": _marks(deck.demonstration, False),
    }


def _slide(slide: Slide, deck: Deck, ink: Ink) -> Data:
    title = shortened(titled(slide.title, ink) or titled(deck.title, ink), TITLE)
    data = {
        "kind": slide.kind.value,
        "title": title,
        "continued": continued(title),
        "subtitle": ink(slide.subtitle),
        "blocks": _blocks(slide.blocks, title, ink, SLIDE_LINE),
        "news": [line_data(line, ink) for line in slide.news],
        "note": shortened(titled(slide.note, ink), NOTE),
    }
    return data | {"missing": ink.note(), "crowded": _signs(data) > CROWDED}


def _signs(data: Any) -> int:
    """How many signs `data` holds, in all its texts."""
    if isinstance(data, str):
        return len(data)
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return sum(map(_signs, inside))


def _blocks(blocks: Sequence[Block], title: str, ink: Ink, line: int) -> list[Data]:
    """The blocks under `title`; a caption that repeats it is not written twice."""
    told = [block_data(block, ink, line) for block in blocks]
    known = {title, begun(title)}
    return [data | {"caption": ""} if data.get("caption") in known else data for data in told]


def _marks(demonstration: bool, draft: bool) -> list[str]:
    """What every page says of itself."""
    return [*([DEMONSTRATION] if demonstration else []), *([DRAFT] if draft else [])]

"""A document as a page to read on a screen or on paper: accessible HTML, every value escaped, no script at all."""

from collections.abc import Iterator, Sequence

from ctg_tracking.outputs.blocks import Block, Document, Section
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined
from ctg_tracking.outputs.mentions import DEMONSTRATION_DATA, DRAFT_TOLD
from ctg_tracking.outputs.page_blocks import block_html

_WORTH_A_CONTENTS = 4


def document_page(document: Document) -> str:
    """The body of a page: headings in their order, facts, contents, sections, and where the figures come from."""
    sections = list(_numbered(document.sections))
    return element(
        "article",
        _head(document),
        _contents(sections),
        *(_section(key, level, section) for key, level, section in sections),
        element("footer", element("p", document.foot), _demonstration(document)),
        class_="document",
    )


def _head(document: Document) -> Html:
    draft = element("p", DRAFT_TOLD, class_="brouillon") if document.draft else EMPTY
    facts = (element("div", element("dt", name), element("dd", told)) for name, told in document.facts)
    return element(
        "header",
        draft,
        element("h1", document.title),
        element("p", document.subtitle, class_="sous-titre") if document.subtitle else EMPTY,
        _demonstration(document),
        element("dl", *facts, class_="faits") if document.facts else EMPTY,
    )


def _demonstration(document: Document) -> Html:
    return element("p", DEMONSTRATION_DATA, class_="demonstration") if document.demonstration else EMPTY


def _numbered(sections: Sequence[Section]) -> Iterator[tuple[str, int, Section]]:
    """Each section with an anchor and the level of its heading: none is ever skipped."""
    deepest = 1
    for number, section in enumerate(sections, 1):
        deepest = min(section.level + 1, deepest + 1)
        yield f"partie-{number}", deepest, section


def _contents(sections: Sequence[tuple[str, int, Section]]) -> Html:
    first = [(key, section) for key, level, section in sections if level == 2]
    if len(first) < _WORTH_A_CONTENTS:
        return EMPTY
    links = (element("li", element("a", section.title, href=f"#{key}")) for key, section in first)
    return element("nav", element("ul", *links), aria_label="Sommaire", class_="sommaire")


def _section(key: str, level: int, section: Section) -> Html:
    return element(
        "section",
        element(f"h{level}", section.title, id=key),
        joined(*(_block(block, section.title) for block in section.blocks)),
        aria_labelledby=key,
        class_=f"niveau-{level - 1}",
    )


def _block(block: Block, heading: str) -> Html:
    """A block; its caption is only read aloud when the heading just above says the same."""
    drawn = block_html(block)
    repeated = getattr(block, "caption", None) == heading
    return element("div", drawn, class_="deja-dit") if repeated else drawn

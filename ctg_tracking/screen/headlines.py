"""The big figures at the head of a page: a number, its words, and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from ctg_tracking.model.words import Look
from ctg_tracking.screen import looks
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined


@dataclass(frozen=True)
class Headline:
    """`figure` in large, `of` smaller beside it (« sur 42 »), `words` beneath; `href` makes it a link."""

    figure: str
    words: str
    of: str = ""
    look: Look | None = None
    href: str | None = None
    under: Html = EMPTY


def headlines(shown: Sequence[Headline]) -> Html:
    """The figures in a row, the first one wider; two by two on a phone."""
    return div("ctg-chiffres", *map(_headline, shown))


def _headline(shown: Headline) -> Html:
    mark = joined(looks.glyph(shown.look), " ") if shown.look else EMPTY
    figure = element("b", mark, shown.figure, element("small", f" {shown.of}") if shown.of else EMPTY)
    inside = (figure, element("span", shown.words), shown.under)
    if shown.href is None:
        return div("ctg-chiffre", *inside)
    return element("a", *inside, href=shown.href, target="_self", class_="ctg-chiffre ctg-lien")

"""Marks: the coloured glyph that goes before words, and the class that gives it its colour without an inline style."""

from ctg_tracking.model.words import Look
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined


def glyph(look: Look | None) -> Html:
    """The coloured glyph alone, hidden from screen readers: its word always stands beside it."""
    if look is None:
        return EMPTY
    return element("span", look.glyph, class_=f"glyphe {colour_class(look)}", aria_hidden="true")


def marked(look: Look | None, words: str) -> Html:
    """Words after their glyph, on one piece."""
    return joined(glyph(look), words)


def colour_class(look: Look) -> str:
    """Class of the colour of a look; static/couleurs.css holds them all."""
    return f"c-{look.colour.removeprefix('#').lower()}"

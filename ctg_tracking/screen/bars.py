"""Counted stacked bars in HTML: real text, read aloud as it is seen, printed as it shows.

Figures stand beside the coloured fills, never on them; two pixels part the segments.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctg_tracking.model import french
from ctg_tracking.model.words import Look
from ctg_tracking.screen import looks
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, link, span


@dataclass(frozen=True)
class Segment:
    """A part of a bar: how many, under which look."""

    look: Look
    count: int


@dataclass(frozen=True)
class Bar:
    """One row: its name, its parts in order, what is said at its end, and an optional note under the name."""

    label: str
    segments: tuple[Segment, ...]
    told: str
    note: Html | str = ""
    href: str | None = None

    @property
    def total(self) -> int:
        """How many things the bar counts."""
        return sum(segment.count for segment in self.segments)


def stacked(bars: Sequence[Bar], *, caption: str, normalised: bool = False) -> Html:
    """The bars as a list; `normalised` gives every bar the full width, otherwise lengths compare."""
    longest = max((bar.total for bar in bars), default=0) or 1
    rows = (_row(bar, bar.total if normalised else longest) for bar in bars)
    return element("ul", *rows, class_="ctg-barres", aria_label=caption)


def legend(segments: Iterable[Segment], more: Mapping[Look, str] | None = None) -> Html:
    """`● Réalisée 12  ► En cours 19`: every look present, with its count and `more` words about it."""
    also = more or {}
    told = (
        element(
            "li", looks.worded(segment.look), element("b", french.number(segment.count)), also.get(segment.look, "")
        )
        for segment in segments
        if segment.count
    )
    return element("ul", *told, class_="ctg-legende")


def _row(bar: Bar, whole: int) -> Html:
    name = link(bar.href, bar.label) if bar.href else span("ctg-barre-titre", bar.label, title=bar.label)
    return element(
        "li",
        div("ctg-barre-nom", name, span("ctg-barre-note", bar.note) if bar.note else EMPTY),
        div("ctg-barre-corps", div("ctg-barre", _fills(bar, whole), aria_hidden="true"), _counts(bar)),
        div("ctg-barre-dit", bar.told),
    )


def _fills(bar: Bar, whole: int) -> Html:
    fills = (
        span("", style=f"width:{100 * part.count / max(whole, 1):.2f}%;background:{part.look.colour}")
        for part in bar.segments
        if part.count
    )
    return joined(*fills)


def _counts(bar: Bar) -> Html:
    counts = (
        element("li", looks.glyph(part.look), french.number(part.count), span("ctg-cache", f" {part.look.label}"))
        for part in bar.segments
        if part.count
    )
    return element("ul", *counts, class_="ctg-barre-comptes")

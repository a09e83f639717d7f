"""Blocks as HTML: semantic, escaped, without a script and without an inline style (the policy of our pages forbids it).

A colour is a class (`teinte-14a48d`), a fill is a rectangle of a drawing; each has its words beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Look
from ctg_tracking.outputs.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Curve,
    Figure,
    Figures,
    Line,
    Marked,
    Share,
    Shares,
    Step,
    Steps,
    Table,
    Text,
)
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined
from ctg_tracking.outputs.page_curve import curve_html
from ctg_tracking.outputs.wording import STATUS_ORDER

_GAP = 0.35
"""Hundredths of the width between two segments: two pixels of a wide screen."""


def block_html(block: Block) -> Html:
    """A block of a document, whatever its kind."""
    return _DRAWN[type(block)](block)


def tint(look: Look) -> str:
    """Class of a colour: « teinte-14a48d »."""
    return f"teinte-{look.colour.removeprefix('#').lower()}"


def glyph(look: Look | None) -> Html:
    """The coloured glyph and a space, kept from screen readers: its words always follow; nothing without a look."""
    if look is None:
        return EMPTY
    return joined(element("span", look.glyph, class_=f"glyphe {tint(look)}", aria_hidden="true"), " ")


def _text(block: Text) -> Html:
    return element("p", glyph(block.mark), block.words, class_="doux" if block.soft else None)


def _bullets(block: Bullets) -> Html:
    marked = "marques" if not block.numbered and any(item.mark for item in block.items) else None
    kind = "ol" if block.numbered else "ul"
    items = element(kind, *map(_line, block.items), aria_label=block.title or None, class_=marked)
    title = element("p", block.title, class_="titre-liste", aria_hidden="true") if block.title else EMPTY
    return joined(title, items)


def _line(line: Line) -> Html:
    return element("li", glyph(line.mark), line.words, _detail(line.detail))


def _detail(words: str) -> Html:
    return element("span", words, class_="detail") if words else EMPTY


def _figures(block: Figures) -> Html:
    return element("dl", *map(_figure, block.figures), class_="chiffres")


def _figure(figure: Figure) -> Html:
    return element("div", element("dt", figure.words), element("dd", glyph(figure.mark), figure.value))


def _shares(block: Shares) -> Html:
    rows = element("ul", *map(_share, block.shares), class_="parts")
    return element("figure", element("figcaption", block.caption), rows)


def _share(share: Share) -> Html:
    known = min(max(share.percent or 0.0, 0.0), 100.0)
    fill = (_rect(0, known, "fait"),) if known else ()
    return element(
        "li",
        element("span", share.label, class_="nom"),
        _drawing("jauge", _rect(0, 100, "fond"), *fill),
        element("span", share.told, class_="dit"),
    )


# -- bars --


def _bars(block: Bars) -> Html:
    rows = (_bar(bar, block.whole(bar)) for bar in block.rows)
    legend = element("ul", *(element("li", _cell(one)) for one in block.legend), class_="legende")
    return element("figure", element("figcaption", block.caption), legend, element("ul", *rows, class_="barres"))


def _bar(bar: Bar, whole: int) -> Html:
    late = element("span", glyph(LATE), bar.late, class_="retard") if bar.late else EMPTY
    return element(
        "li",
        element("span", bar.label, class_="nom"),
        element("div", _drawing("barre", *_segments(bar.counts, whole)), _counts(bar.counts)),
        element("span", bar.told, " " if bar.late else "", late, class_="dit"),
    )


def _segments(counts: Counts, whole: int) -> Sequence[Html]:
    found, left = [], 0.0
    for status in STATUS_ORDER:
        width = 100 * counts.of(status) / max(whole, 1)
        if width:
            found.append(_rect(left, max(width - _GAP, _GAP), tint(status.look)))
        left += width
    return found


def _counts(counts: Counts) -> Html:
    told = (
        element(
            "li",
            glyph(status.look),
            french.number(counts.of(status)),
            element("span", f" {status.label}", class_="cache"),
        )
        for status in STATUS_ORDER
        if counts.of(status)
    )
    return element("ul", *told, class_="comptes")


def _drawing(class_: str, *shapes: Html) -> Html:
    """Shapes on a width of a hundred; what they show is said beside them."""
    return element(
        "svg", *shapes, class_=class_, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true",
        focusable="false",
    )  # fmt: skip


def _rect(left: float, width: float, class_: str) -> Html:
    return element("rect", x=f"{left:.2f}", y=0, width=f"{width:.2f}", height=10, class_=class_)


# -- tables --


def _table(block: Table) -> Html:
    """Roles are said again: a phone shows each row as a card, and a table that is no table loses its own."""
    heads = [element("th", name, scope="col", role="columnheader", class_=_n(block, at)) for at, name in _at(block)]
    head = element("thead", element("tr", *heads, role="row"), role="rowgroup")
    body = element("tbody", *(_row(block, row) for row in block.rows), role="rowgroup")
    caption = element("caption", block.caption)
    return element("div", element("table", caption, head, body, role="table"), class_="tableau")


def _row(block: Table, row: Sequence[Cell]) -> Html:
    cells = (
        element(
            "td" if at else "th", _cell(row[at]), scope=None if at else "row", role="cell" if at else "rowheader",
            data_titre=name, class_=_n(block, at),
        )
        for at, name in _at(block)
    )  # fmt: skip
    return element("tr", *cells, role="row")


def _at(block: Table) -> Sequence[tuple[int, str]]:
    return list(enumerate(block.columns))


def _n(block: Table, at: int) -> str | None:
    return "n" if at in block.numeric else None


def _cell(cell: Cell) -> Html:
    if isinstance(cell, Marked):
        return element("span", glyph(cell.look), cell.words, class_="marque")
    return element("span", cell)


# -- in time --


def _steps(block: Steps) -> Html:
    return element(
        "figure", element("figcaption", block.caption), element("ol", *map(_step, block.steps), class_="etapes")
    )


def _step(step: Step) -> Html:
    named = element("span", glyph(step.mark), element("b", step.label), _detail(step.told))
    return element("li", element("span", step.day, class_="jour"), named)


_DRAWN: Mapping[type[Block], Callable[[Any], Html]] = {
    Text: _text,
    Bullets: _bullets,
    Figures: _figures,
    Shares: _shares,
    Bars: _bars,
    Table: _table,
    Curve: curve_html,
    Steps: _steps,
}

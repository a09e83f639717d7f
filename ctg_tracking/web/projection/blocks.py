"""A block as HTML: drawn, never counted nor worded here."""

import re
from collections.abc import Iterator, Sequence

from ctg_tracking.outputs.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Curve,
    Figure,
    Figures,
    Line,
    Marked,
    Shares,
    Step,
    Steps,
    Table,
    Text,
)
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined
from ctg_tracking.web.projection.bars import bars, shares
from ctg_tracking.web.projection.curve import curve
from ctg_tracking.web.projection.marks import glyph, marked

_SHORT_VALUE = 7
"""Characters of a figure beyond which it is set smaller: « non renseigné », « 1 234 567 »."""
_NUMBER = re.compile(r"([+−=]?[\s\d,]*\d(?:\s?[%€])?)\s([^\W\d_].*)")
"""A number, then its unit, which is set smaller."""


def drawn(block: Block, digits: Iterator[int]) -> Html:
    """The block; `digits` are those still free to filter rows on this slide."""
    match block:
        case Text():
            return _text(block)
        case Bullets():
            return bullets(block)
        case Figures():
            return _figures(block)
        case Shares():
            return shares(block)
        case Bars():
            return bars(block, digits)
        case Table():
            return _table(block)
        case Curve():
            return curve(block)
        case Steps():
            return _steps(block)


def bullets(block: Bullets) -> Html:
    """A list under its title."""
    title = element("h3", block.title) if block.title else EMPTY
    return joined(title, element("ol" if block.numbered else "ul", *map(line, block.items), class_="liste"))


def line(item: Line) -> Html:
    """An item of a list: glyph, words, what is said of it."""
    detail = element("span", item.detail, class_="detail") if item.detail else EMPTY
    return element("li", marked(item.mark, item.words), detail)


def _text(block: Text) -> Html:
    return element("p", marked(block.mark, block.words), class_="texte doux" if block.soft else "texte")


def _figures(block: Figures) -> Html:
    return element("ul", *map(_figure, block.figures), class_=f"chiffres n{len(block.figures)}")


def _figure(figure: Figure) -> Html:
    number, unit = _apart(figure.value)
    long = " long" if len(number) > _SHORT_VALUE else ""
    below = joined(" ", element("span", unit, class_="unite")) if unit else EMPTY
    value = element("b", marked(figure.mark, number), below, class_=f"chiffre{long}")
    return element("li", value, element("span", figure.words, class_="mots"))


def _apart(value: str) -> tuple[str, str]:
    found = _NUMBER.fullmatch(value)
    return (found[1], found[2]) if found else (value, "")


def _table(block: Table) -> Html:
    """On a phone each row is a card, and still a table for who listens: hence the roles."""
    total = sum(block.widths) or 1
    columns = [element("col", width=f"{100 * width / total:.2f}%") for width in block.widths]
    head = element("tr", *(_head(words, place, block) for place, words in enumerate(block.columns)), role="row")
    return element(
        "table",
        element("caption", block.caption, class_="lu"),
        element("colgroup", *columns) if columns else EMPTY,
        element("thead", head, role="rowgroup"),
        element("tbody", *(_row(row, block) for row in block.rows), role="rowgroup"),
        role="table",
    )


def _head(words: str, place: int, block: Table) -> Html:
    return element("th", words, scope="col", role="columnheader", class_=_side(place, block))


def _row(row: Sequence[Cell], block: Table) -> Html:
    return element("tr", *(_cell(cell, place, block) for place, cell in enumerate(row)), role="row")


def _cell(cell: Cell, place: int, block: Table) -> Html:
    words = marked(cell.look, cell.words) if isinstance(cell, Marked) else cell
    if place == 0:
        return element("th", words, scope="row", role="rowheader", class_=_side(place, block))
    return element("td", words, role="cell", data_titre=block.columns[place], class_=_side(place, block))


def _side(place: int, block: Table) -> str | None:
    return "nombre" if place in block.numeric else None


def _steps(block: Steps) -> Html:
    return element("ol", *map(_step, block.steps), class_="etapes", aria_label=block.caption)


def _step(step: Step) -> Html:
    told = element("span", step.told, class_="detail") if step.told else EMPTY
    what = element("span", element("b", step.label), told, class_="quoi")
    return element("li", element("span", step.day, class_="jour"), glyph(step.mark), what)

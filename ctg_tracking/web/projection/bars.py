"""Counted bars and shares: fills as SVG, since no style may stand in the page; counts are beside, never on them."""

from collections.abc import Iterator

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Status
from ctg_tracking.outputs.blocks import Bar, Bars, Share, Shares
from ctg_tracking.outputs.deck.measuring import counts_lines
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined
from ctg_tracking.web.projection.marks import glyph, marked
from ctg_tracking.web.projection.parts import address_of

LAST_DIGIT = 9


def bars(block: Bars, digits: Iterator[int]) -> Html:
    """The legend, then a row for each bar; a row that can be looked at alone takes the next digit."""
    rows = (_row(row, block.whole(row), digits) for row in block.rows)
    wide = " larges" if max(counts_lines(block.rows), default=1) > 1 else ""
    return joined(_legend(block), element("ul", *rows, class_=f"barres{wide}", aria_label=block.caption))


def shares(block: Shares) -> Html:
    """Shares on one scale, one under the other."""
    return element("ul", *map(_share, block.shares), class_="parts", aria_label=block.caption)


def _legend(block: Bars) -> Html:
    if not block.legend:
        return EMPTY
    items = (element("li", marked(entry.look, entry.words)) for entry in block.legend)
    return element("ul", *items, class_="legende")


def _row(row: Bar, whole: int, digits: Iterator[int]) -> Html:
    late = element("span", marked(LATE, row.late), class_="retard") if row.late else EMPTY
    return element(
        "li",
        _key(row, digits),
        element("span", row.label, class_="nom"),
        element("span", row.told, late, class_="dit"),
        element("span", _fills(row.counts, whole), class_="trace"),
        _counts(row.counts),
    )


def _key(row: Bar, digits: Iterator[int]) -> Html:
    """The digit that shows this row alone; a row without one keeps its place."""
    number = next(digits) if row.part is not None else None
    if row.part is None or number is None or number > LAST_DIGIT:
        return element("span", class_="touche vide")
    told = f"{number}{french.NARROW}: ne voir que « {row.label} »"
    return element(
        "button",
        number,
        type="button",
        class_="touche",
        data_part=address_of(row.part),
        aria_label=french.typeset(told),
    )


def _counts(counts: Counts) -> Html:
    """`● 12  ► 19`, with the words for those who listen."""
    items = (
        element("li", glyph(status.look), french.number(counts.of(status)), element("span", status.label, class_="lu"))
        for status in Status
        if counts.of(status)
    )
    return element("ul", *items, class_="comptes")


def _fills(counts: Counts, whole: int) -> Html:
    """Segments in the order of the statuses, in percent of the width; the 2 px between them are the ground's."""
    rects, start = [], 0.0
    for status in Status:
        width = 100 * counts.of(status) / max(whole, 1)
        if width:
            rects.append(_rect(start, width, status.look.colour))
            start += width
    return element("svg", *rects, class_="barre", aria_hidden="true", focusable="false")


def _rect(start: float, width: float, colour: str) -> Html:
    return element("rect", x=f"{start:.3f}%", width=f"{width:.3f}%", height="100%", fill=colour)


def _share(share: Share) -> Html:
    told = element("b", share.told, class_="dit") if share.percent is not None else element("span", share.told)
    filled = min(max(share.percent or 0.0, 0.0), 100.0)
    fill = element("rect", class_="plein", width=f"{filled:.2f}%", height="100%") if filled else EMPTY
    track = element("svg", fill, class_="barre", aria_hidden="true", focusable="false")
    known = "" if share.percent is not None else " inconnue"
    return element("li", element("span", share.label, class_="nom"), told, track, class_=f"part{known}")

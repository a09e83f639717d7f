"""The curve of an indicator as a drawing: lines, points and the level to reach; what it shows is said under it."""

from itertools import pairwise
from typing import TypeAlias

from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.curve_scale import Scale, final_of, points_of, scale_of, start_of
from ctg_tracking.outputs.markup import EMPTY, Html, element

Place: TypeAlias = tuple[float, float]

_WIDE, _HIGH, _MARGIN = 600.0, 160.0, 8.0


def curve_html(block: Curve) -> Html:
    """The curve under its caption, then the same in words, which is what is read aloud."""
    scale = scale_of(block)
    drawn = _line_chart(block, scale) if scale else EMPTY
    return element("figure", element("figcaption", block.caption), drawn, element("p", block.told), class_="courbe")


def _line_chart(block: Curve, scale: Scale) -> Html:
    start = start_of(block)
    from_start = [(start[0], start[1])] if start and start[0] else []
    places = [_at(scale.x(on), scale.y(value)) for on, value in (*from_start, *points_of(block))]
    shapes = [_segment(*ends, "trait") for ends in pairwise(places)]
    shapes += [element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=5, class_="point") for x, y in places]
    if (final := final_of(block)) is not None:
        level = scale.y(final)
        shapes.append(_segment(_at(0.0, level), _at(1.0, level), "cible"))
    return element(
        "svg", *shapes, viewBox=f"0 0 {_WIDE:.0f} {_HIGH:.0f}", aria_hidden="true", focusable="false", class_="trace"
    )


def _at(across: float, up: float) -> Place:
    """Place in the drawing of shares of its width and of its height."""
    return _MARGIN + across * (_WIDE - 2 * _MARGIN), _HIGH - _MARGIN - up * (_HIGH - 2 * _MARGIN)


def _segment(first: Place, last: Place, class_: str) -> Html:
    (x1, y1), (x2, y2) = first, last
    return element("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=class_)

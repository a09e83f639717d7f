"""The curve of an indicator as a drawing: lines, points and the level to reach; what it shows is said under it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.markup import EMPTY, Html, element

_WIDE, _HIGH, _MARGIN = 600.0, 160.0, 8.0


def curve_html(block: Curve) -> Html:
    """The curve under its caption, then the same in words, which is what is read aloud."""
    scale = _Scale.of(block)
    drawn = _line_chart(block, scale) if scale else EMPTY
    return element("figure", element("figcaption", block.caption), drawn, element("p", block.told), class_="courbe")


@dataclass(frozen=True)
class _Scale:
    """From days and values to the drawing."""

    since: date
    days: int
    low: float
    high: float

    @staticmethod
    def of(block: Curve) -> "_Scale | None":
        """None when no value has a day."""
        dated = [*block.points, *block.targets, *_dated(block.baseline), *_dated(block.target)]
        if not block.points:
            return None
        days, values = [day for day, _ in dated], [value for _, value in dated]
        values += [other[1] for other in (block.baseline, block.target) if other]
        low, high = min(*values, 0.0), max(*values, 0.0)
        return _Scale(min(days), max((max(days) - min(days)).days, 1), low, (high - low) or 1.0)

    def at(self, point: tuple[date, float]) -> tuple[float, float]:
        """Place of a point in the drawing."""
        across = (point[0] - self.since).days / self.days * (_WIDE - 2 * _MARGIN) + _MARGIN
        return across, _HIGH - _MARGIN - (point[1] - self.low) / self.high * (_HIGH - 2 * _MARGIN)


def _dated(point: tuple[date | None, float] | None) -> list[tuple[date, float]]:
    return [(point[0], point[1])] if point and point[0] else []


def _line_chart(block: Curve, scale: _Scale) -> Html:
    places = [scale.at(point) for point in (*_dated(block.baseline), *block.points)]
    shapes = [_segment(*ends, "trait") for ends in pairwise(places)]
    shapes += [element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=5, class_="point") for x, y in places]
    if block.target:
        y = scale.at((scale.since, block.target[1]))[1]
        shapes.append(_segment((_MARGIN, y), (_WIDE - _MARGIN, y), "cible"))
    return element(
        "svg", *shapes, viewBox=f"0 0 {_WIDE:.0f} {_HIGH:.0f}", aria_hidden="true", focusable="false", class_="trace"
    )


def _segment(first: tuple[float, float], last: tuple[float, float], class_: str) -> Html:
    (x1, y1), (x2, y2) = first, last
    return element("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=class_)

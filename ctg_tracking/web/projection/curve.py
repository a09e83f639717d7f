"""Values of an indicator over time, as an SVG whose unit is 1/24 of the smallest type: its words never get smaller."""

from dataclasses import dataclass
from datetime import date

from ctg_tracking.model import french
from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.curve_scale import Scale, Valued, final_of, points_of, scale_of, start_of, targets_of
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined
from ctg_tracking.outputs.mentions import aimed, started

WIDTH, LEFT, RIGHT, TOP = 1128, 70, 990, 66
"""47 times the smallest type; where the first and the last day stand, and the highest value."""
HEIGHTS = {"haute": 384, "basse": 228}
"""16 and 9 and a half times the smallest type: the style shows the one that holds."""
_UNDER = 66
"""Under the lowest value: the axis and its days."""
_DAY, _VALUE = 24, 34
"""Height of a word, and half that of the last value."""


@dataclass(frozen=True)
class Drawn:
    """From days and values to places in a drawing whose lowest value stands at `bottom`."""

    scale: Scale
    bottom: int

    def x(self, day: date) -> float:
        """Where a day is, from the left."""
        return LEFT + (RIGHT - LEFT) * self.scale.x(day)

    def y(self, value: float) -> float:
        """Where a value is, from the top."""
        return self.bottom - (self.bottom - TOP) * self.scale.y(value)


def curve(block: Curve) -> Html:
    """The drawing, named by its caption and told in words under it; the words alone when there is no value."""
    told = element("figcaption", block.told)
    scale = scale_of(block)
    if scale is None:
        return element("figure", told, class_="courbe")
    drawings = [_drawing(block, Drawn(scale, height - _UNDER), name, height) for name, height in HEIGHTS.items()]
    frame = element("div", *drawings, class_="cadre", tabindex="0", role="group", aria_label=block.caption)
    return element("figure", frame, told, class_="courbe")


def _drawing(block: Curve, place: Drawn, name: str, height: int) -> Html:
    return element(
        "svg",
        element("title", f"{block.caption}. {block.told}"),
        _axis(place),
        _target(block, place),
        _start(block, place),
        _line(block, place),
        viewBox=f"0 0 {WIDTH} {height}",
        class_=name,
        role="img",
        focusable="false",
    )


def _axis(place: Drawn) -> Html:
    base = element("line", x1=LEFT, x2=RIGHT, y1=place.bottom + 14, y2=place.bottom + 14, class_="axe")
    scale, under = place.scale, place.bottom + 50
    first = french.month(scale.first)
    if scale.first == scale.last:
        return joined(base, _words(place.x(scale.first), under, first, "middle"))
    return joined(base, _words(LEFT, under, first, "start"), _words(RIGHT, under, french.month(scale.last), "end"))


def _target(block: Curve, place: Drawn) -> Html:
    """The final target as a dashed rule over the whole width; those before it as diamonds on their days."""
    before = ((on, value) for on, value in targets_of(block) if on and (on, value) != block.target)
    steps = [_step(place.x(on), place.y(value), value) for on, value in before]
    final = final_of(block)
    if final is None:
        return joined(*steps)
    height = place.y(final)
    rule = element("line", x1=LEFT, x2=RIGHT, y1=_at(height), y2=_at(height), class_="cible")
    beside = height - 14 if _room_above(height) else height + 34
    return joined(rule, _words(LEFT + 4, beside, aimed(final), "start"), *steps)


def _start(block: Curve, place: Drawn) -> Html:
    """The starting value as a square at the left, or on its day."""
    start = start_of(block)
    if start is None:
        return EMPTY
    on, value = start
    x, y = place.x(on) if on else float(LEFT), place.y(value)
    square = element("rect", x=_at(x - 9), y=_at(y - 9), width=18, height=18, class_="depart")
    return joined(square, _words(x + 18, min(y + 34, place.bottom + 4), started(value), "start"))


def _line(block: Curve, place: Drawn) -> Html:
    points = points_of(block)
    places = [(place.x(on), place.y(value)) for on, value in points]
    path = element("polyline", points=" ".join(f"{_at(x)},{_at(y)}" for x, y in places), class_="ligne")
    dots = [element("circle", cx=_at(x), cy=_at(y), r=9, class_="point") for x, y in places]
    return joined(path if len(places) > 1 else EMPTY, *dots, _last(points[-1], final_of(block), place))


def _last(last: Valued, final: float | None, place: Drawn) -> Html:
    """The last value, the largest thing of the drawing, at the right of its point, above where the target passes."""
    x, y = place.x(last[0]), place.y(last[1])
    value = french.number(last[1])
    target = place.y(final) if final is not None else None
    if target is not None and abs(y - target) < _VALUE:
        below = target < y and y + 2 * _VALUE < place.bottom
        return _words(x, y + 58 if below else min(y, target) - 18, value, "middle", "valeur")
    return _words(x + 20, min(y + 18, place.bottom + 6), value, "start", "valeur")


def _step(x: float, y: float, value: float) -> Html:
    diamond = element("path", d=f"M{_at(x)} {_at(y - 11)}l11 11l-11 11l-11-11z", class_="jalon")
    return joined(diamond, _words(x, y + 38, aimed(value), "middle"))


def _words(x: float, y: float, words: str, anchor: str, class_: str = "") -> Html:
    return element("text", words, x=_at(x), y=_at(y), text_anchor=anchor, class_=class_ or None)


def _room_above(height: float) -> bool:
    return height - 14 - _DAY > 0


def _at(place: float) -> str:
    return f"{place:.1f}"

"""Values of an indicator over time, as an SVG whose unit is 1/24 of the smallest type: its words never get smaller."""

from dataclasses import dataclass
from datetime import date

from ctg_tracking.model import french
from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined

WIDTH, LEFT, RIGHT, TOP = 1128, 70, 990, 66
"""47 times the smallest type; where the first and the last day stand, and the highest value."""
HEIGHTS = {"haute": 384, "basse": 228}
"""16 and 9 and a half times the smallest type: the style shows the one that holds."""
_UNDER = 66
"""Under the lowest value: the axis and its days."""
_DAY, _VALUE = 24, 34
"""Height of a word, and half that of the last value."""


@dataclass(frozen=True)
class Scale:
    """From days and values to places in the drawing."""

    first: date
    last: date
    low: float
    high: float
    bottom: int

    def x(self, day: date) -> float:
        """Where a day is, from the left."""
        days = max((self.last - self.first).days, 1)
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / days

    def y(self, value: float) -> float:
        """Where a value is, from the top."""
        span = self.high - self.low or 1.0
        return self.bottom - (self.bottom - TOP) * (value - self.low) / span


def curve(block: Curve) -> Html:
    """The drawing, named by its caption and told in words under it; the words alone when there is no value."""
    told = element("figcaption", block.told)
    if not block.points:
        return element("figure", told, class_="courbe")
    drawings = [_drawing(block, _scale(block, height - _UNDER), name, height) for name, height in HEIGHTS.items()]
    frame = element("div", *drawings, class_="cadre", tabindex="0", role="group", aria_label=block.caption)
    return element("figure", frame, told, class_="courbe")


def _drawing(block: Curve, scale: Scale, name: str, height: int) -> Html:
    return element(
        "svg",
        element("title", f"{block.caption}. {block.told}"),
        _axis(scale),
        _target(block, scale),
        _start(block, scale),
        _line(block, scale),
        viewBox=f"0 0 {WIDTH} {height}",
        class_=name,
        role="img",
        focusable="false",
    )


def _scale(block: Curve, bottom: int) -> Scale:
    dated = [*block.points, *block.targets]
    days = [day for day, _value in dated]
    values = [value for _day, value in dated]
    for held in (block.baseline, block.target):
        if held is not None:
            days += [held[0]] if held[0] else []
            values.append(held[1])
    low, high = min(values), max(values)
    if 0 <= low <= high / 2:
        low = 0.0
    return Scale(min(days), max(days), low, high, bottom)


def _axis(scale: Scale) -> Html:
    base = element("line", x1=LEFT, x2=RIGHT, y1=scale.bottom + 14, y2=scale.bottom + 14, class_="axe")
    first = _words(LEFT, scale.bottom + 50, french.month(scale.first), "start")
    if scale.first == scale.last:
        return joined(base, first)
    return joined(base, first, _words(RIGHT, scale.bottom + 50, french.month(scale.last), "end"))


def _target(block: Curve, scale: Scale) -> Html:
    """The final target as a dashed rule over the whole width; those before it as diamonds on their days."""
    steps = [_step(scale.x(day), scale.y(value), value) for day, value in block.targets]
    if block.target is None:
        return joined(*steps)
    height = scale.y(block.target[1])
    rule = element("line", x1=LEFT, x2=RIGHT, y1=_at(height), y2=_at(height), class_="cible")
    told = f"Cible {french.number(block.target[1])}"
    return joined(rule, _words(LEFT + 4, height - 14 if _room_above(height) else height + 34, told, "start"), *steps)


def _start(block: Curve, scale: Scale) -> Html:
    """The starting value as a square at the left, or on its day."""
    if block.baseline is None:
        return EMPTY
    x = scale.x(block.baseline[0]) if block.baseline[0] else float(LEFT)
    y = scale.y(block.baseline[1])
    square = element("rect", x=_at(x - 9), y=_at(y - 9), width=18, height=18, class_="depart")
    return joined(
        square, _words(x + 18, min(y + 34, scale.bottom + 8), f"Départ {french.number(block.baseline[1])}", "start")
    )


def _line(block: Curve, scale: Scale) -> Html:
    places = [(scale.x(day), scale.y(value)) for day, value in block.points]
    path = element("polyline", points=" ".join(f"{_at(x)},{_at(y)}" for x, y in places), class_="ligne")
    dots = [element("circle", cx=_at(x), cy=_at(y), r=9, class_="point") for x, y in places]
    return joined(path if len(places) > 1 else EMPTY, *dots, _last(block, places[-1], scale))


def _last(block: Curve, place: tuple[float, float], scale: Scale) -> Html:
    """The last value, the largest thing of the drawing, at the right of its point, above where the target passes."""
    x, y = place
    value = french.number(block.points[-1][1])
    target = scale.y(block.target[1]) if block.target is not None else None
    if target is not None and abs(y - target) < _VALUE:
        below = target < y and y + 2 * _VALUE < scale.bottom
        return _words(x, y + 58 if below else min(y, target) - 18, value, "middle", "valeur")
    return _words(x + 20, min(y + 18, scale.bottom + 6), value, "start", "valeur")


def _step(x: float, y: float, value: float) -> Html:
    diamond = element("path", d=f"M{_at(x)} {_at(y - 11)}l11 11l-11 11l-11-11z", class_="jalon")
    return joined(diamond, _words(x, y + 38, f"Cible {french.number(value)}", "middle"))


def _words(x: float, y: float, words: str, anchor: str, class_: str = "") -> Html:
    return element("text", words, x=_at(x), y=_at(y), text_anchor=anchor, class_=class_ or None)


def _room_above(height: float) -> bool:
    return height - 14 - _DAY > 0


def _at(place: float) -> str:
    return f"{place:.1f}"

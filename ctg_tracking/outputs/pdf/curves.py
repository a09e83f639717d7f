"""Where the points of a curve fall: shares of the width and of the height, from the bottom left."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ctg_tracking.model import french
from ctg_tracking.outputs.blocks import Curve

Place = tuple[float, float]
Valued = tuple[date, float]
Aim = tuple[date | None, float]

ALL_LABELLED = 8
"""Up to that many values, each bears its number; beyond, the first, the last, the lowest and the highest do."""
CLOSE = 0.06
"""A value this close to the day of a target has its number on the other side of it."""
APART = 0.17
"""Dates closer than this share of the width would be written one over the other."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """From dates and values to shares; a single date or value stands in the middle."""

    first: date
    last: date
    low: float
    high: float

    def x(self, on: date) -> float:
        """Share of the width."""
        return (on - self.first).days / (self.last - self.first).days if self.last > self.first else 0.5

    def y(self, value: float) -> float:
        """Share of the height, from the bottom."""
        return (value - self.low) / (self.high - self.low)


def drawn(curve: Curve) -> dict[str, Any]:
    """The geometry and the labels of `curve`; `points` is empty when there is nothing to draw."""
    points = sorted((on, value) for on, value in curve.points if math.isfinite(value))
    targets = _targets(curve)
    values = [value for _, value in (*points, *targets)]
    if curve.baseline:
        values.append(curve.baseline[1])
    values = [value for value in values if math.isfinite(value)]
    if not points or not values:
        return {"points": []}
    start = curve.baseline if curve.baseline and curve.baseline[0] else None
    days = [*(on for on, _ in points), *(on for on, _ in targets if on), *([start[0]] if start and start[0] else [])]
    low, high, step = _round_bounds(min(values), max(values))
    scale = Scale(min(days), max(days), low, high)
    path = [*([(start[0], start[1])] if start and start[0] and start[0] < points[0][0] else []), *points]
    return {
        "ticks": [{"y": scale.y(at), "label": french.number(at)} for at in _ticks(low, high, step)],
        "days": _day_labels(scale, points, targets),
        "path": _places(scale, path),
        "points": _labelled(scale, points, targets),
        "start": _start(scale, curve.baseline, points[0][1], targets),
        "aim": _aim(scale, path[0], targets),
        "targets": _aims(scale, points, targets),
    }


def _targets(curve: Curve) -> Sequence[Aim]:
    dated: list[Aim] = list(curve.targets)
    if curve.target and curve.target not in dated:
        dated.append(curve.target)
    return sorted((aim for aim in dated if math.isfinite(aim[1])), key=lambda aim: aim[0] or date.max)


def _places(scale: Scale, points: Iterable[Valued]) -> list[Place]:
    return [(scale.x(on), scale.y(value)) for on, value in points]


def _aims(scale: Scale, points: Sequence[Valued], targets: Sequence[Aim]) -> list[dict[str, Any]]:
    """Each target with its words: above it, unless a value stands there."""
    return [
        {
            "x": scale.x(on) if on else 1.0,
            "y": scale.y(value),
            "label": f"Cible\u202f: {french.number(value)}",
            "above": not any(reached > value for at, reached in points if on and _close(scale, at, on)),
        }
        for on, value in targets
    ]


def _labelled(scale: Scale, points: Sequence[Valued], targets: Sequence[Aim]) -> list[dict[str, Any]]:
    """Each point with its number, above it where the curve comes from below, under it else; "" is not labelled."""
    values = [value for _, value in points]
    named = {0, len(points) - 1, values.index(min(values)), values.index(max(values))}
    return [
        {
            "x": scale.x(on),
            "y": scale.y(value),
            "label": french.number(value) if len(points) <= ALL_LABELLED or index in named else "",
            "above": _above(index, values, [aim for at, aim in targets if at and _close(scale, at, on)]),
        }
        for index, (on, value) in enumerate(points)
    ]


def _above(index: int, values: Sequence[float], aims: Sequence[float]) -> bool:
    """Whether a number stands over its point: away from a target of the same day, else away from the curve."""
    if aims:
        return values[index] > min(aims)
    return index == 0 or values[index] >= values[index - 1]


def _close(scale: Scale, one: date, other: date) -> bool:
    return abs(scale.x(one) - scale.x(other)) < CLOSE


def _start(scale: Scale, baseline: Aim | None, then: float, targets: Sequence[Aim]) -> dict[str, Any] | None:
    if baseline is None or not math.isfinite(baseline[1]):
        return None
    on, value = baseline
    return {
        "x": scale.x(on) if on else 0.0,
        "y": scale.y(value),
        "label": f"Départ\u202f: {french.number(value)}",
        "dated": on is not None,
        "above": on is not None and then < value and all(aim <= value for _, aim in targets),
    }


def _aim(scale: Scale, first: Valued, targets: Sequence[Aim]) -> list[Place]:
    """The straight path that would lead to the targets; an undated one is a level to reach, all along."""
    if targets and all(on is None for on, _ in targets):
        return [(0.0, scale.y(targets[-1][1])), (1.0, scale.y(targets[-1][1]))]
    dated = [(on, value) for on, value in targets if on and on > first[0]]
    return _places(scale, [first, *dated]) if dated else []


def _day_labels(scale: Scale, points: Sequence[Valued], targets: Sequence[Aim]) -> list[dict[str, Any]]:
    """The dates written under the curve: the last target, the last and first values, then those that have room."""
    wanted = [points[-1][0], points[0][0], *(on for on, _ in reversed(targets) if on), *(on for on, _ in points)]
    kept: list[date] = []
    for on in wanted:
        if all(abs(scale.x(on) - scale.x(other)) >= APART for other in kept):
            kept.append(on)
    return [{"x": scale.x(on), "label": french.day(on)} for on in sorted(kept)]


def _round_bounds(low: float, high: float) -> tuple[float, float, float]:
    """Bounds on round numbers around the values, with air above and below for the labels; and the step."""
    spread = (high - low) or abs(high) or 1.0
    low, high = low - 0.2 * spread, high + 0.18 * spread
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in _STEPS if power * factor >= rough)
    return low, high, step


def _ticks(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [round(index * step, 10) for index in range(first, math.floor(high / step) + 1)]

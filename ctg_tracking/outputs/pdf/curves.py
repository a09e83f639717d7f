"""Where the points of a curve fall: shares of the width and of the height, from the bottom left."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

from ctg_tracking.model import french
from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.curve_scale import Aim, Scale, Valued, points_of, scale_of, start_of, targets_of
from ctg_tracking.outputs.mentions import aimed, started

Place: TypeAlias = tuple[float, float]

ALL_LABELLED = 8
"""Up to that many values, each bears its number; beyond, the first, the last, the lowest and the highest do."""
CLOSE = 0.06
"""A value this close to the day of a target has its number on the other side of it."""
APART = 0.17
"""Dates closer than this share of the width would be written one over the other."""
AIR = (0.2, 0.18)
"""Shares of the height left free under and over the values, for their numbers."""


def drawn(curve: Curve) -> dict[str, Any]:
    """The geometry and the labels of `curve`; `points` is empty when there is nothing to draw."""
    scale = scale_of(curve)
    if scale is None:
        return {"points": []}
    scale = scale.aired(*AIR)
    points, targets, start = points_of(curve), targets_of(curve), start_of(curve)
    path = [*([(start[0], start[1])] if start and start[0] and start[0] < points[0][0] else []), *points]
    return {
        "ticks": [{"y": scale.y(at), "label": french.number(at)} for at in scale.ticks()],
        "days": _day_labels(scale, points, targets),
        "path": _places(scale, path),
        "points": _labelled(scale, points, targets),
        "start": _start(scale, start, points[0][1], targets),
        "aim": _aim(scale, path[0], targets),
        "targets": _aims(scale, points, targets),
    }


def _places(scale: Scale, points: Iterable[Valued]) -> list[Place]:
    return [(scale.x(on), scale.y(value)) for on, value in points]


def _aims(scale: Scale, points: Sequence[Valued], targets: Sequence[Aim]) -> list[dict[str, Any]]:
    """Each target with its words: above it, unless a value stands there."""
    return [
        {
            "x": scale.x(on) if on else 1.0,
            "y": scale.y(value),
            "label": aimed(value),
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
    if baseline is None:
        return None
    on, value = baseline
    return {
        "x": scale.x(on) if on else 0.0,
        "y": scale.y(value),
        "label": started(value),
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

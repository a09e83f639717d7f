"""What a curve is drawn on: the days and the values it spans, the round numbers beside it, where each point stands.

Places are shares of the width and of the height, from the bottom left; whoever draws turns them into its own units.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from ctg_tracking.outputs.blocks import Curve

Valued: TypeAlias = tuple[date, float]
Aim: TypeAlias = tuple[date | None, float]

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TICKS = 4
"""About how many round numbers stand beside a curve."""
_ONE_VALUE = 1e-9
"""Values closer than this share of their size are one and the same."""


@dataclass(frozen=True)
class Scale:
    """From days and values to shares; a single day or value stands in the middle."""

    first: date
    last: date
    low: float
    high: float

    def x(self, on: date) -> float:
        """Share of the width."""
        return (on - self.first).days / (self.last - self.first).days if self.last > self.first else 0.5

    def y(self, value: float) -> float:
        """Share of the height, from the bottom."""
        return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5

    def aired(self, below: float, above: float) -> "Scale":
        """The same with free room under and over its values, in shares of their spread: numbers are written there."""
        size = max(abs(self.low), abs(self.high))
        spread = self.high - self.low
        if spread <= _ONE_VALUE * max(size, 1.0):
            spread = size if size > _ONE_VALUE else 1.0
        return replace(self, low=self.low - below * spread, high=self.high + above * spread)

    def ticks(self) -> Sequence[float]:
        """Round numbers between the lowest and the highest; none when they are one."""
        if self.high <= self.low:
            return ()
        rough = (self.high - self.low) / _TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in _STEPS if power * factor >= rough)
        first = math.ceil(self.low / step)
        return tuple(round(index * step, 10) for index in range(first, math.floor(self.high / step) + 1))


def scale_of(curve: Curve) -> Scale | None:
    """The scale that holds all there is to draw: values, start and targets; None without any value.

    From 0 when the lowest is at most half the highest, so that a length is not read for more than it is.
    """
    points, targets, start = points_of(curve), targets_of(curve), start_of(curve)
    if not points:
        return None
    starts = (start,) if start else ()
    days = [on for on, _value in (*points, *targets, *starts) if on]
    values = [value for _on, value in (*points, *targets, *starts)]
    low, high = min(values), max(values)
    return Scale(min(days), max(days), 0.0 if 0 <= low <= high / 2 else low, high)


def points_of(curve: Curve) -> Sequence[Valued]:
    """The values that can be drawn, the oldest first."""
    return sorted((on, value) for on, value in curve.points if math.isfinite(value))


def targets_of(curve: Curve) -> Sequence[Aim]:
    """The targets, the final one among them, by their days; one without a day comes last."""
    found: list[Aim] = list(curve.targets)
    if curve.target and curve.target not in found:
        found.append(curve.target)
    return sorted((aim for aim in found if math.isfinite(aim[1])), key=lambda aim: aim[0] or date.max)


def final_of(curve: Curve) -> float | None:
    """The value to reach in the end, when it can be drawn."""
    return curve.target[1] if curve.target and math.isfinite(curve.target[1]) else None


def start_of(curve: Curve) -> Aim | None:
    """The value it starts from, when it can be drawn."""
    return curve.baseline if curve.baseline and math.isfinite(curve.baseline[1]) else None

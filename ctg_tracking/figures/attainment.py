"""The rate of an indicator: one rule, in Python and as the same CASE in SQL.

`100 * (v - v0) / (vt - v0)`, for rising and falling indicators alike: the sign of both differences cancels. The raw
rate is kept; it is shown bounded to 0-100, with the words « objectif dépassé » or « recul » beyond the bounds.

- qualitative, no value, no target: not calculable, and the reason is told; never 0. Zero is a value.
- no baseline: rising towards a target above 0 gives v / vt, « sans valeur de départ »; falling is not calculable.
- baseline equal to the target, or an indicator to keep: 100 when the value reaches the target, else 0.

A direction that contradicts its target is refused at entry (a CHECK of the store), so it is not met here.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Float, and_, case, cast, func, null, or_

from ctg_tracking.model import Indicator, IndicatorValue
from ctg_tracking.model.words import Direction

QUALITATIVE = "non calculable\u202f: indicateur qualitatif"
NO_VALUE = "non calculable\u202f: aucune valeur"
NO_TARGET = "non calculable\u202f: cible non renseignée"
NO_BASELINE = "non calculable\u202f: valeur de départ non renseignée"
WITHOUT_BASELINE = "sans valeur de départ"
EXCEEDED = "objectif dépassé"
SETBACK = "recul"


@dataclass(frozen=True)
class Attainment:
    """A rate: `rate` 0 to 100 or None, `raw` unbounded or None (neither rounded), `reason` in French.

    `reason` says why there is no rate, or what qualifies it; None when there is nothing to say.
    """

    rate: float | None
    raw: float | None
    reason: str | None


def attainment(
    direction: Direction,
    baseline: float | None,
    target: float | None,
    value: float | None,
    qualitative: bool = False,
) -> Attainment:
    """The rate of an indicator of which `value` is in force."""
    if qualitative:
        return Attainment(None, None, QUALITATIVE)
    if value is None:
        return Attainment(None, None, NO_VALUE)
    if target is None:
        return Attainment(None, None, NO_TARGET)
    if direction is Direction.KEEP or baseline == target:
        return _all_or_nothing(value <= target if direction is Direction.DOWN else value >= target)
    if baseline is not None:
        return _qualified(_percent(value - baseline, target - baseline))
    if direction is Direction.UP and target > 0:
        return _without_baseline(_percent(value, target))
    return Attainment(None, None, NO_BASELINE)


def _percent(part: float, whole: float) -> float:
    """Exactly 100 where they are equal: floats may give a hair more, which is no « objectif dépassé »."""
    return 100.0 if part == whole else 100 * part / whole


def _all_or_nothing(reached: bool) -> Attainment:
    return Attainment(100.0, 100.0, None) if reached else Attainment(0.0, 0.0, None)


def _qualified(raw: float) -> Attainment:
    return Attainment(_bounded(raw), raw, EXCEEDED if raw > 100 else SETBACK if raw < 0 else None)


def _without_baseline(raw: float) -> Attainment:
    return Attainment(_bounded(raw), raw, f"{WITHOUT_BASELINE}, {EXCEEDED}" if raw > 100 else WITHOUT_BASELINE)


def _bounded(raw: float) -> float:
    return min(max(raw, 0.0), 100.0)


def one_decimal(rate: float | None) -> float | None:
    """A rate as it is shown: one decimal, never « -0 »; None stays None."""
    return None if rate is None else round(rate, 1) + 0.0


def rate_in_sql() -> ColumnElement[float | None]:
    """The bounded rate as SQL over Indicator and the IndicatorValue in force (outer joined); NULL: not calculable."""
    start, goal, value = Indicator.baseline, Indicator.target, IndicatorValue.value
    reached = case((Indicator.direction == Direction.DOWN, value <= goal), else_=value >= goal)
    flat = or_(Indicator.direction == Direction.KEEP, and_(start.is_not(None), start == goal))
    raw = case(
        (or_(Indicator.qualitative, value.is_(None), goal.is_(None)), null()),
        (and_(flat, reached), 100.0),
        (flat, 0.0),
        (start.is_not(None), 100.0 * (value - start) / func.nullif(goal - start, 0.0)),
        (and_(Indicator.direction == Direction.UP, goal > 0), 100.0 * value / func.nullif(goal, 0.0)),
        else_=null(),
    )
    return cast(case((raw < 0, 0.0), (raw > 100, 100.0), else_=raw), Float)

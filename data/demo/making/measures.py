"""Simulated indicators and their yearly values: some missing, some exceeded, some falling, zero among them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from making import words
from making.plans import TODAY, Plan, Planned

DIRECTIONS = {"hausse": "À la hausse", "baisse": "À la baisse", "maintien": "À maintenir"}
NATURES = {"moyens": "Moyens", "réalisation": "Réalisation", "résultat": "Résultat"}


@dataclass(frozen=True)
class Measure:
    """An indicator of an action with its values (day, value)."""

    action: Planned
    name: str
    unit: str
    direction: str
    nature: str
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date
    source: str
    values: tuple[tuple[date, float], ...]


def measures(plan: Plan) -> list[Measure]:
    """Indicators of about half of the actions that can be measured."""
    found = []
    for rank, action in enumerate(plan.actions):
        rng = plan.rng(f"indicator {rank}")
        if action.model.indicator and rng.random() < 0.58:
            found.append(_measure(plan, action, rng))
    return found


def _measure(plan: Plan, action: Planned, rng: Random) -> Measure:
    start, goal = _scaled(action, rng)
    known = rng.random() < 0.85
    return Measure(
        action=action,
        name=action.model.indicator,
        unit=action.model.unit,
        direction=DIRECTIONS[action.model.direction],
        nature=NATURES[action.model.nature],
        baseline=start if known else None,
        baseline_on=plan.starts_on - timedelta(1) if known else None,
        target=goal if rng.random() < 0.92 else None,
        target_on=plan.ends_on,
        source=rng.choice(words.SOURCES),
        values=() if plan.size == "muet" else _values(plan, start, goal, action.model.unit, rng),
    )


def _scaled(action: Planned, rng: Random) -> tuple[float, float]:
    """Start and goal of the pool, moved a little; rates and small numbers stay as they are."""
    start, goal = action.model.start or 0, action.model.goal or 0
    if action.model.unit == "%" or goal < 20 or start == goal:
        return start, goal
    scale = rng.choice((0.6, 0.8, 1, 1, 1.2, 1.5))
    return round(start * scale), round(goal * scale)


def _values(plan: Plan, start: float, goal: float, unit: str, rng: Random) -> tuple[tuple[date, float], ...]:
    """One value at each 31 December, along a straight way, ahead of it, behind it, or falling back at the end."""
    first, last = plan.starts_on.year, plan.ends_on.year
    days = [date(year, 12, 31) for year in range(first, last + 1) if date(year, 12, 31) <= TODAY]
    if not days or rng.random() < 0.1:
        return ()
    pace = rng.choices((0.5, 0.8, 1.0, 1.45), (2, 4, 5, 2))[0]
    falls = len(days) > 1 and rng.random() < 0.14
    shares = [pace * (day.year - first + 1) / (last - first + 1) + rng.uniform(-0.05, 0.05) for day in days]
    if falls:
        shares[-1] = shares[-2] - rng.uniform(0.1, 0.3)
    told = [(day, _rounded(start, goal, max(-0.3, share), unit)) for day, share in zip(days, shares, strict=True)]
    return tuple(pair for pair in told if rng.random() < 0.9)


def _rounded(start: float, goal: float, share: float, unit: str) -> float:
    value = max(0.0, start + (goal - start) * share)
    if start == goal:
        value = max(0.0, start + round((share - 0.5) * 0.12 * start))
    return min(100, round(value)) if unit == "%" else round(value)

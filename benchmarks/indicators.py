"""Rows of the indicators of one convention: two per action on average, about eight values each over its life."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from benchmarks import vocabulary as words
from benchmarks.plan import Draft, instant
from ctg_tracking.model import Indicator, IndicatorTarget, IndicatorValue
from ctg_tracking.model.words import Direction, Nature, Origin, Periodicity

PER_FICHE = 2.23
ON_ACTION, ON_HEADING = 0.9, 0.97
"""Cumulated shares: nine in ten measure an action, some an axe, the rest the whole convention."""
MONTHS = {
    Periodicity.YEARLY: 12,
    Periodicity.HALF_YEARLY: 6,
    Periodicity.QUARTERLY: 3,
    Periodicity.MONTHLY: 1,
}
PERIODICITIES, PERIODICITY_WEIGHTS = tuple(MONTHS), (34, 30, 30, 6)
SILENT, SKIPPED, CORRECTED = 0.06, 0.05, 0.02
"""Shares of the indicators never valued, of the values that nobody gave, of those corrected on their own date."""


def draw_indicators(draft: Draft) -> None:
    """Add the indicators of a drawn plan, with their targets and values."""
    count = round(len(draft.actions) * PER_FICHE * draft.random.uniform(0.8, 1.2))
    for position in range(1, count + 1):
        _indicator(draft, position)


def _indicator(draft: Draft, position: int) -> None:
    random = draft.random
    name, unit, nature = random.choice(words.INDICATORS)
    qualitative = random.random() < 0.05
    direction = random.choices(tuple(Direction), (75, 15, 10))[0]
    baseline, target = (None, None) if qualitative else _aims(random, direction)
    owner = random.random()
    periodicity = random.choices(PERIODICITIES, PERIODICITY_WEIGHTS)[0]
    indicator = draft.batch.add(
        Indicator,
        convention_id=draft.place,
        action_id=random.choice(draft.actions) if owner < ON_ACTION else None,
        heading_id=random.choice(draft.axes)[0] if ON_ACTION <= owner < ON_HEADING else None,
        position=position,
        name=name,
        unit=None if qualitative else unit,
        direction=direction,
        nature=Nature(nature),
        qualitative=qualitative,
        baseline=baseline,
        baseline_on=draft.first if baseline is not None else None,
        target=target,
        target_text="Satisfaisant" if qualitative else None,
        target_on=draft.slot.ends_on,
        periodicity=periodicity,
        source=random.choice(words.SOURCES),
        origin=Origin.SIMULATED,
        touched_at=instant(draft.last),
    )
    if baseline is not None and target is not None and random.random() < 0.1:
        _target(draft, indicator, (baseline + target) / 2)
    _values(draft, indicator, periodicity, baseline, target, qualitative)


def _aims(random: Random, direction: Direction) -> tuple[float | None, float | None]:
    """Baseline and target, agreeing with the direction; either may be missing, and zero is a value."""
    low, high = float(random.choice((0, 0, 10, 20))), float(random.randrange(20, 400, 10))
    baseline, target = {Direction.UP: (low, high), Direction.DOWN: (high, low), Direction.KEEP: (high, high)}[direction]
    return (
        baseline if random.random() < 0.85 else None,
        target if random.random() < 0.9 else None,
    )


def _target(draft: Draft, indicator: int, target: float) -> None:
    half = draft.first + timedelta((draft.last - draft.first).days // 2)
    draft.batch.add(IndicatorTarget, indicator_id=indicator, on_date=half, target=target)


def _values(
    draft: Draft,
    indicator: int,
    periodicity: Periodicity,
    baseline: float | None,
    target: float | None,
    qualitative: bool,
) -> None:
    random = draft.random
    if random.random() < SILENT:
        return
    dates = [day for day in ends(draft.first, draft.last, MONTHS[periodicity]) if random.random() > SKIPPED]
    start = 20.0 if baseline is None else baseline
    pace = random.uniform(-0.1, 1.3) * ((start + 50.0 if target is None else target) - start) / max(len(dates), 1)
    for index, on in enumerate(dates):
        until = dates[index + 1] if index + 1 < len(dates) else None
        value = None if qualitative else max(0.0, round(start + pace * (index + random.random())))
        told = random.choice(words.WORDS) if qualitative else None
        if random.random() < CORRECTED:
            _value(draft, indicator, on, on, None if value is None else value + 1, told)
        _value(draft, indicator, on, until, value, told)


def _value(draft: Draft, indicator: int, on: date, until: date | None, value: float | None, text: str | None) -> None:
    draft.batch.add(
        IndicatorValue,
        indicator_id=indicator,
        on_date=on,
        until=until,
        value=value,
        text=text,
        source="Bilan" if text is None else "Enquête",
        recorded_at=instant(on),
        author_id=draft.hand.author_id,
        origin=Origin.SIMULATED,
    )


@lru_cache(maxsize=1_024)
def ends(first: date, last: date, months: int) -> Sequence[date]:
    """Last days of the periods of so many months that end after `first` and no later than `last`."""
    month = first.year * 12 + first.month - 1
    found: list[date] = []
    while True:
        month += months
        end = date(month // 12, month % 12 + 1, 1) - timedelta(1)
        if end > last:
            return tuple(found)
        found.append(end)

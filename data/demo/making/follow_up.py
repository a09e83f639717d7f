"""What happened to each simulated action and indicator, told as dated points, never after the demonstration date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from random import Random

from making import words
from making.plans import TODAY, Plan, Planned, month_start

DONE, RUNNING, WAITING = "Réalisée", "En cours", "Non démarrée"
HELD, LATER, DROPPED = "Suspendue", "Reportée", "Abandonnée"
CONFIDENCE = ("En bonne voie", "En bonne voie", "Atteignable", "Atteignable", "Appui nécessaire", "Compromis", "", "")


@dataclass(frozen=True)
class Point:
    """A « point d’étape »."""

    on: date
    status: str
    percent: int | None = None
    confidence: str = ""
    done: str = ""
    next: str = ""
    blocking: str = ""
    decision: str = ""
    reason: str = ""
    resumes_on: date | None = None


class Fate(Enum):
    """How an action goes."""

    ON_TIME, LATE, NEVER_ENDS, HELD, LATER, DROPPED, UNTOLD = range(7)


_FATES = (
    (Fate.ON_TIME, 53), (Fate.LATE, 17), (Fate.NEVER_ENDS, 13), (Fate.HELD, 5), (Fate.LATER, 5), (Fate.DROPPED, 3),
    (Fate.UNTOLD, 4),
)  # fmt: skip


def points(plan: Plan, action: Planned, rank: int) -> list[Point]:
    """The points told on an action, oldest first, one a day at most."""
    rng = plan.rng(f"points {rank}")
    fate = rng.choices([fate for fate, _ in _FATES], [weight for _, weight in _FATES])[0]
    if plan.size == "ancien":
        fate = rng.choice((Fate.ON_TIME, Fate.ON_TIME, Fate.ON_TIME, Fate.ON_TIME, Fate.LATE, Fate.DROPPED))
    rounds = _rounds(plan)
    if fate is Fate.UNTOLD or not rounds:
        return []
    told = list(_yearly(action, rounds, rng)) if action.model.yearly else list(_story(plan, action, fate, rounds, rng))
    return _thinned(told, rng)


def _rounds(plan: Plan) -> list[date]:
    """Days when the territory collects its points: June and December, until it falls silent."""
    rng = plan.rng("rounds")
    silent = rng.random() < 0.16 and plan.size != "ancien" and plan.starts_on < date(2025, 6, 1)
    last = min(TODAY, plan.ends_on) if plan.size == "ancien" else TODAY
    last = min(last, date(2025, rng.choice((7, 10, 12)), 1)) if silent else last
    days = [date(year, month, 10 + rng.randrange(18)) for year in range(2019, 2027) for month in (3, 6, 9, 12)]
    kept = [day for day in days if plan.starts_on + timedelta(60) <= day <= last]
    kept = kept[rng.randrange(2) :: 2] if len(kept) > 3 else kept
    return [*kept, plan.ends_on - timedelta(12)] if plan.size == "ancien" else kept


def _yearly(action: Planned, rounds: list[date], rng: Random) -> Iterator[Point]:
    """An action of every year is said done once a year, towards its end."""
    for day in rounds:
        if day.month >= 9:
            yield Point(day, DONE, 100, "", rng.choice(words.EDITIONS))
        elif action.starts_on < day:
            yield Point(day, RUNNING, rng.choice((25, 50)), "En bonne voie", rng.choice(words.PREPARED))


def _story(plan: Plan, action: Planned, fate: Fate, rounds: list[date], rng: Random) -> Iterator[Point]:
    ends = _finished_on(plan, action, fate, rng)
    turn = month_start(action.starts_on, rng.choice((4, 6, 9, 12)))
    for day in rounds:
        if day < action.starts_on:
            if rng.random() < 0.5 or day == rounds[-1]:
                yield Point(day, WAITING, 0, "", "", rng.choice(words.NEXT))
        elif fate is Fate.DROPPED and day >= turn:
            yield Point(day, DROPPED, None, "", "", "", reason=rng.choice(words.DROPPED))
            return
        elif fate in (Fate.HELD, Fate.LATER) and day >= turn:
            yield _set_aside(day, fate, rng)
            return
        elif ends and day >= ends:
            yield Point(day, DONE, 100, "", rng.choice(words.FINISHED))
            return
        elif plan.size == "ancien" and day == rounds[-1]:
            yield Point(day, DROPPED, None, reason=words.CARRIED_ON)
        else:
            yield _advancing(day, action, ends, rng)


def _finished_on(plan: Plan, action: Planned, fate: Fate, rng: Random) -> date | None:
    """Day the action is finished; None: not before the demonstration date, or never (a permanent one)."""
    if fate is Fate.NEVER_ENDS or (action.due_on is None and plan.size != "ancien"):
        return None
    due = action.due_on or plan.ends_on
    late = rng.choice((3, 5, 8)) * 30 if fate is Fate.LATE else -rng.choice((0, 10, 25, 45))
    return max(action.starts_on, due + timedelta(late))


def _set_aside(day: date, fate: Fate, rng: Random) -> Point:
    if fate is Fate.HELD:
        return Point(day, HELD, rng.choice((25, 50, None)), "Appui nécessaire", reason=rng.choice(words.SUSPENDED))
    resumes = month_start(max(day, date(2026, 3, 1)), rng.choice((3, 6, 9, 12)))
    return Point(day, LATER, None, "Atteignable", reason=rng.choice(words.POSTPONED), resumes_on=resumes)


def _advancing(day: date, action: Planned, ends: date | None, rng: Random) -> Point:
    """A running action: percent by steps of 25, from its start to its end."""
    until = ends or (action.due_on or month_start(action.starts_on, 36)) + timedelta(120)
    share = (day - action.starts_on) / max(until - action.starts_on, timedelta(1))
    percent = min(75, 25 * round(4 * max(0.0, share)))
    hard = rng.random() < 0.2
    return Point(
        day,
        RUNNING,
        percent if rng.random() < 0.8 else None,
        rng.choice(CONFIDENCE[4:6]) if hard else rng.choice(CONFIDENCE),
        rng.choice(words.STARTED if percent < 50 else words.ADVANCED),
        rng.choice(words.NEXT) if rng.random() < 0.6 else "",
        rng.choice(words.BLOCKING) if hard else "",
        rng.choice(words.DECISIONS) if hard and rng.random() < 0.5 else "",
    )


def _thinned(told: list[Point], rng: Random) -> list[Point]:
    """Changes of status are always told; of the others, one in three is missed."""
    kept: list[Point] = []
    for point in told:
        if not kept or kept[-1].status != point.status or rng.random() < 0.67:
            kept.append(_fresh(point, kept, rng))
    return kept


def _fresh(point: Point, before: list[Point], rng: Random) -> Point:
    """Nobody writes the same sentence twice about one action."""
    said = {old.done for old in before}
    stock = words.FINISHED if point.status == DONE else words.ADVANCED
    for kin in (words.EDITIONS, words.PREPARED):
        stock = kin if point.done in kin else stock
    if not point.done or point.done not in said:
        return point
    return replace(point, done=rng.choice([text for text in stock if text not in said] or list(stock)))

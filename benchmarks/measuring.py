"""Samples taken alternately, and what they say: percentiles, and the ratio of a median to another."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Samples:
    """Durations in milliseconds, in the order in which they were taken."""

    milliseconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        """Median, in ms."""
        return median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Duration that 95 % of the samples do not exceed, in ms."""
        return percentile(self.milliseconds, 0.95)


@dataclass(frozen=True)
class Goal:
    """What was promised of a measure, in French, and whether this run kept it."""

    promise: str
    kept: bool

    def __str__(self) -> str:
        """« tenu » or « non tenu », with the promise."""
        return f"{'tenu' if self.kept else 'non tenu'} ({self.promise})"


@dataclass(frozen=True)
class Measure:
    """One line of the report: ours beside its reference, both sampled in turn, and what was promised of it.

    `group` gathers lines under one title. `same`: both gave the same answer; None where there is nothing to compare.
    """

    group: str
    name: str
    ours: Samples
    reference: Samples
    goals: tuple[Goal, ...] = ()
    same: bool | None = None
    processor_ms: tuple[float, float] | None = None
    """Processor time of one sample of each, where a server tells it."""

    @property
    def ratio(self) -> float:
        """Median of ours over median of the reference."""
        return self.ours.p50 / self.reference.p50


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of `values` that a `share` of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def at_most(ratio: float, limit: float, told: str) -> Goal:
    """The goal of a ratio no greater than `limit`."""
    return Goal(f"au plus {limit:g} fois {told}".replace(".", ","), ratio <= limit)


def under(milliseconds: float, limit: float) -> Goal:
    """The goal of a duration under `limit` ms."""
    return Goal(f"moins de {limit:g} ms", milliseconds < limit)


def alternately(
    ours: Callable[[], object],
    reference: Callable[[], object],
    *,
    samples: int,
    warm_up: int = 2,
    seconds: float = 10.0,
) -> tuple[Samples, Samples]:
    """Time two calls in turn, so that what slows the machine slows both; the first rounds are not kept.

    Stops before `samples` when `seconds` have gone by, never with fewer than three.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    end = perf_counter() + seconds
    for number in range(samples + warm_up):
        # each goes first every other time
        for which in (0, 1) if number % 2 else (1, 0):
            duration = timed((ours, reference)[which])
            if number >= warm_up:
                taken[which].append(duration)
        if len(taken[0]) >= 3 and perf_counter() > end:
            break
    return Samples(tuple(taken[0])), Samples(tuple(taken[1]))


def timed(call: Callable[[], object]) -> float:
    """Duration of one call in ms, without the garbage of the one before."""
    gc.collect()
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000

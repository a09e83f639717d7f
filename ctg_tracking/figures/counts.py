"""Counts of actions and the two shares drawn from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from ctg_tracking.figures.facts import Facts
from ctg_tracking.model.words import Status


@dataclass(frozen=True)
class Counts:
    """How many actions, in all, by status, and those that are late, stale, never reported or planned for later.

    Dropped actions are out of the denominator of both shares, which are None where nothing can be counted.
    """

    actions: int = 0
    done: int = 0
    in_progress: int = 0
    not_started: int = 0
    suspended: int = 0
    postponed: int = 0
    dropped: int = 0
    to_specify: int = 0
    late: int = 0
    stale: int = 0
    never_reported: int = 0
    not_started_later: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Counts of both groups, which must share no action."""
        return total_of((self, other))

    @property
    def countable(self) -> int:
        """The denominator: all but the dropped ones."""
        return self.actions - self.dropped

    @property
    def engaged(self) -> int:
        """In progress or done."""
        return self.in_progress + self.done

    @property
    def engaged_percent(self) -> float | None:
        """Share of the actions in progress or done, 0 to 100 with one decimal."""
        return percent(self.engaged, self.countable)

    @property
    def completion_percent(self) -> float | None:
        """Share of the actions done, 0 to 100 with one decimal."""
        return percent(self.done, self.countable)

    def of(self, status: Status) -> int:
        """Count of one status."""
        return int(getattr(self, status.value))


def percent(part: int, whole: int) -> float | None:
    """`part` in a hundred of `whole`, one decimal, halves up as people round; None when `whole` is 0."""
    if not whole:
        return None
    return float((Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def count_columns(facts: Facts | ReadOnlyColumnCollection[str, Any]) -> tuple[ColumnElement[int], ...]:
    """The columns of `Counts`, in its order, to select over grouped facts, or over columns that bear their names."""
    of_status = (
        facts.status == status
        for status in (
            Status.DONE,
            Status.IN_PROGRESS,
            Status.NOT_STARTED,
            Status.SUSPENDED,
            Status.POSTPONED,
            Status.DROPPED,
            Status.TO_SPECIFY,
        )
    )
    flags = (*of_status, facts.late, facts.stale, facts.never_reported, facts.not_started_later)
    return (func.count(), *(func.count().filter(flag) for flag in flags))


_NAMES = tuple(field.name for field in fields(Counts))
_values = attrgetter(*_NAMES)


def counts_of(row: Sequence[Any]) -> Counts:
    """Counts from a row whose last columns are those of `count_columns`."""
    return Counts(*row[-len(_NAMES) :])


def total_of(groups: Iterable[Counts]) -> Counts:
    """Sum of groups that share no action."""
    columns = zip(*map(_values, groups), strict=True)
    return Counts(*(sum(column) for column in columns))

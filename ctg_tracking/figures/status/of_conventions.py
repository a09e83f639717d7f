"""Counts by what follows from the convention: one query, then sums."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from ctg_tracking.figures.asked import PREPARED, Asked
from ctg_tracking.figures.counts import Counts, total_of
from ctg_tracking.figures.sql import AnySelect, fetched
from ctg_tracking.figures.status.rows import By, Key, Scope, StatusRow, counted
from ctg_tracking.model import Action, Convention, Territory
from ctg_tracking.model.words import NOT_GIVEN


@dataclass(frozen=True)
class ConventionCounts:
    """Counts of one convention, with what it may be grouped by."""

    reference: str
    title: str
    territory_code: str
    territory: str
    sort_key: str
    signed_on: date | None
    term_years: int | None
    counts: Counts


def by_convention(scope: Scope, known: Mapping[int, Counts] | None = None) -> tuple[ConventionCounts, ...]:
    """Counts of each convention that has actions, in the order of their territories and starts.

    `known`: the counts by id, when they were read with others.
    """
    counts = scope.counts(_per_convention(scope.asked)) if known is None else known
    found = [row for row in fetched(scope.session, _described(scope.asked)) if row[0] in counts]
    # Sorted here, because two databases do not sort text alike.
    found.sort(key=lambda row: (row.sort_key, row.code, row.starts_on or date.max, row.reference))
    return tuple(ConventionCounts(*[*row[1:8], counts[row[0]]]) for row in found)


@lru_cache(maxsize=PREPARED)
def _per_convention(question: Asked) -> AnySelect:
    return counted(question, Action.convention_id).group_by(Action.convention_id)


@lru_cache(maxsize=PREPARED)
def _described(question: Asked) -> AnySelect:
    return (
        select(
            Convention.id,
            Convention.reference,
            Convention.title,
            Territory.code,
            Territory.name,
            Territory.sort_key,
            Convention.signed_on,
            Convention.term_years,
            Convention.starts_on,
        )
        .join(Territory, Territory.id == Convention.territory_id)
        .where(*question.on_conventions)
    )


BY_CONVENTION: Mapping[By, Callable[[ConventionCounts], tuple[Key, str]]] = {
    By.CONVENTION: lambda group: (group.reference, group.title),
    By.TERRITORY: lambda group: (group.territory_code, group.territory),
    By.SIGNATURE_YEAR: lambda group: _number(group.signed_on.year if group.signed_on else None, ""),
    By.TERM: lambda group: _number(group.term_years, " an" if group.term_years == 1 else " ans"),
}


def rows_of(groups: Iterable[ConventionCounts], by: By) -> tuple[StatusRow, ...]:
    """Rows by convention, territory, signature year or term; years and terms in their order, the missing last."""
    merged: dict[tuple[Key, str], list[Counts]] = defaultdict(list)
    for group in groups:
        merged[BY_CONVENTION[by](group)].append(group.counts)
    rows = [StatusRow(key, label, total_of(counts)) for (key, label), counts in merged.items()]
    if by in (By.SIGNATURE_YEAR, By.TERM):
        rows.sort(key=lambda row: (row.key is None, row.key))
    return tuple(rows)


def _number(value: int | None, unit: str) -> tuple[Key, str]:
    return (None, NOT_GIVEN) if value is None else (value, f"{value}{unit}")

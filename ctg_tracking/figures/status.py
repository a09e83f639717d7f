"""Counts of actions by axe, territory, signature year… at a day: the table behind most charts.

Counts are of fiches: an operation counts within its fiche, except by pilot, where it counts for its own pilots. An
action in two themes (or with two pilots, or serving two communes) counts in both rows, and once in the total.
What is missing is the last row, its key None. Only rows that hold an action are given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.counts import Counts, count_columns, counts_of, total_of
from ctg_tracking.figures.covered import covered_communes
from ctg_tracking.figures.facts import FICHES
from ctg_tracking.figures.naming import axe_key, axe_label
from ctg_tracking.figures.plan import code_rank
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.figures.sql import AnySelect, Column, among, fetched
from ctg_tracking.model import (
    Action,
    Actor,
    Convention,
    Heading,
    Reader,
    Territory,
    Theme,
    action_commune,
    action_pilot,
    action_theme,
)
from ctg_tracking.model.words import NOT_GIVEN, Labelled, Status

Key = str | int | None


class By(Labelled):
    """What the rows of a table of counts are."""

    AXE = "axe", "Axe"
    TERRITORY = "territory", "Territoire"
    SIGNATURE_YEAR = "signature-year", "Année de signature"
    THEME = "theme", "Thème"
    TERM = "term", "Durée"
    PILOT = "pilot", "Pilote"
    STATUS = "status", "Statut"
    CONVENTION = "convention", "Convention"
    COMMUNE = "commune", "Commune"


@dataclass(frozen=True)
class StatusRow:
    """One row. `key` None: not given. `convention`: reference, when the row lies inside one (axes).

    `place`: code of the territory, when the row lies inside one (pilots). `axe_id`: of an axe, told apart from
    another of the same name; two tables of the same figures are equal whatever it is.
    """

    key: Key
    label: str
    counts: Counts
    convention: str | None = None
    place: str | None = None
    axe_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class StatusTable:
    """Counts at `as_of`, row by row, and all together."""

    as_of: date
    by: By
    rows: tuple[StatusRow, ...]
    total: Counts


@dataclass(frozen=True)
class Scope:
    """What tables count: the question, and the session that answers it."""

    session: Session
    asked: Asked

    def counts(self, statement: AnySelect) -> dict[Any, Counts]:
        """Counts by key, of a statement that groups by one."""
        return {row[0]: counts_of(row) for row in fetched(self.session, statement)}

    def total(self) -> Counts:
        """Counts of all the fiches looked at, each once."""
        return counts_of(fetched(self.session, _total(self.asked))[0])


def scope_of(
    session: Session, reader: Reader, selection: Selection, as_of: date, stale_days: int | None = None
) -> Scope:
    """The scope of these filters for this reader at `as_of`."""
    return Scope(session, asked(session, reader, selection, as_of, stale_days))


def status_table(
    session: Session, reader: Reader, selection: Selection, by: By, as_of: date, stale_days: int | None = None
) -> StatusTable:
    """Counts of the actions this reader may see and has selected, at `as_of`, in rows of `by`."""
    scope = scope_of(session, reader, selection, as_of, stale_days)
    if by in _BY_CONVENTION:
        groups = by_convention(scope)
        return StatusTable(as_of, by, rows_of(groups, by), total_of(group.counts for group in groups))
    rows = _ROWS[by](scope)
    total = total_of(row.counts for row in rows) if by in _DISJOINT else scope.total()
    return StatusTable(as_of, by, rows, total)


def _counted(question: Asked, *keys: Column, operations: bool = False) -> AnySelect:
    """Select of `keys` and the counts of the actions looked at; to be joined further and grouped."""
    fiches = () if operations else (FICHES,)
    return question.facts.select(*keys, *count_columns(question.facts)).where(*question.on_actions, *fiches)


@lru_cache(maxsize=PREPARED)
def _total(question: Asked) -> AnySelect:
    return _counted(question)


# -- what follows from the convention: one query, then sums --


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
    return _counted(question, Action.convention_id).group_by(Action.convention_id)


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


_BY_CONVENTION: Mapping[By, Callable[[ConventionCounts], tuple[Key, str]]] = {
    By.CONVENTION: lambda group: (group.reference, group.title),
    By.TERRITORY: lambda group: (group.territory_code, group.territory),
    By.SIGNATURE_YEAR: lambda group: _number(group.signed_on.year if group.signed_on else None, ""),
    By.TERM: lambda group: _number(group.term_years, " an" if group.term_years == 1 else " ans"),
}


def rows_of(groups: Iterable[ConventionCounts], by: By) -> tuple[StatusRow, ...]:
    """Rows by convention, territory, signature year or term; years and terms in their order, the missing last."""
    merged: dict[tuple[Key, str], list[Counts]] = defaultdict(list)
    for group in groups:
        merged[_BY_CONVENTION[by](group)].append(group.counts)
    rows = [StatusRow(key, label, total_of(counts)) for (key, label), counts in merged.items()]
    if by in (By.SIGNATURE_YEAR, By.TERM):
        rows.sort(key=lambda row: (row.key is None, row.key))
    return tuple(rows)


def _number(value: int | None, unit: str) -> tuple[Key, str]:
    return (None, NOT_GIVEN) if value is None else (value, f"{value}{unit}")


# -- what is asked of the plan --


def by_axe(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per axe, convention after convention, in the order of the plan."""
    counts = scope.counts(_per_axe(scope.asked))
    axes = [row for row in fetched(scope.session, _axes(scope.asked)) if row[0] in counts]
    axes.sort(key=lambda row: (row[1], code_rank(row[3]), row[5], row[0]))
    rows = [
        StatusRow(axe_key(level, code, title), axe_label(level, code, title), counts[axe_id], reference, axe_id=axe_id)
        for axe_id, reference, level, code, title, _position in axes
    ]
    return (*rows, *_missing(counts.get(None)))


@lru_cache(maxsize=PREPARED)
def _per_axe(question: Asked) -> AnySelect:
    axe: ColumnElement[int] = func.coalesce(Heading.axe_id, Heading.id)
    return _counted(question, axe).outerjoin(Heading, Heading.id == Action.heading_id).group_by(axe)


@lru_cache(maxsize=PREPARED)
def _axes(question: Asked) -> AnySelect:
    return (
        select(Heading.id, Convention.reference, Convention.level1_name, Heading.code, Heading.title, Heading.position)
        .join(Convention, Convention.id == Heading.convention_id)
        .where(Heading.level == 1, *question.on_conventions)
    )


def by_theme(scope: Scope, known: Mapping[int | None, Counts] | None = None) -> tuple[StatusRow, ...]:
    """A row per theme, in the national order. `known`: the counts by id, when they were read with others."""
    counts = scope.counts(_per_theme(scope.asked)) if known is None else known
    themes = fetched(scope.session, _THEMES)
    rows = [StatusRow(key, label, counts[theme_id]) for theme_id, key, label in themes if theme_id in counts]
    return (*rows, *_missing(counts.get(None)))


_THEMES = select(Theme.id, Theme.key, Theme.label).order_by(Theme.position, Theme.id)


@lru_cache(maxsize=PREPARED)
def _per_theme(question: Asked) -> AnySelect:
    theme = action_theme.c.theme_id
    return _counted(question, theme).outerjoin(action_theme, action_theme.c.action_id == Action.id).group_by(theme)


def by_pilot(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per person or body, in the order of their names; operations count for their own pilots."""
    counts = scope.counts(_per_pilot(scope.asked))
    named = (row for row in fetched(scope.session, _actors(scope.asked)) if row[0] in counts)
    ranked = sorted((key, code, name, actor_id) for actor_id, name, key, code in named)
    rows = [StatusRow(name, name, counts[actor_id], place=code) for _key, code, name, actor_id in ranked]
    return (*rows, *_missing(counts.get(None)))


@lru_cache(maxsize=PREPARED)
def _per_pilot(question: Asked) -> AnySelect:
    pilot = action_pilot.c.actor_id
    statement = _counted(question, pilot, operations=True)
    return statement.outerjoin(action_pilot, action_pilot.c.action_id == Action.id).group_by(pilot)


@lru_cache(maxsize=PREPARED)
def _actors(question: Asked) -> AnySelect:
    """Those who pilot some action of the conventions looked at, with the folded name and the territory of each."""
    statement = select(Actor.id, Actor.name, Actor.key, Territory.code).join(
        Territory, Territory.id == Actor.territory_id
    )
    if question.reader.everywhere and question.selection == ALL:
        return statement
    pilots = (
        select(action_pilot.c.actor_id)
        .join(Action, Action.id == action_pilot.c.action_id)
        .join(Convention, Convention.id == Action.convention_id)
        .where(*question.on_conventions)
    )
    return statement.where(Actor.id.in_(pilots))


def by_status(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per status, in the order of the vocabulary."""
    counts = scope.counts(_per_status(scope.asked))
    return tuple(StatusRow(status.value, status.label, counts[status]) for status in Status if status in counts)


@lru_cache(maxsize=PREPARED)
def _per_status(question: Asked) -> AnySelect:
    return _counted(question, question.facts.status).group_by(question.facts.status)


def by_commune(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per commune served; an action that names none serves all that its convention covers."""
    merged: dict[int, list[Counts]] = defaultdict(list)
    whole: dict[int, Counts] = {}
    for row in fetched(scope.session, _per_commune(scope.asked)):
        convention_id, commune_id = row[:2]
        if commune_id is None:
            whole[convention_id] = counts_of(row)
        else:
            merged[commune_id].append(counts_of(row))
    uncovered = _spread(scope, whole, merged)
    named = select(Territory.sort_key, Territory.code, Territory.name, Territory.id).where(among(Territory.id, merged))
    rows = [
        StatusRow(code, name, total_of(merged[key]))
        for _sort_key, code, name, key in sorted(fetched(scope.session, named))
    ]
    return (*rows, *_missing(total_of(uncovered) if uncovered else None))


@lru_cache(maxsize=PREPARED)
def _per_commune(question: Asked) -> AnySelect:
    keys = (Action.convention_id, action_commune.c.territory_id)
    statement = _counted(question, *keys).outerjoin(action_commune, action_commune.c.action_id == Action.id)
    return statement.group_by(*keys)


def _spread(scope: Scope, whole: Mapping[int, Counts], merged: dict[int, list[Counts]]) -> Sequence[Counts]:
    """Give each covered commune the actions that serve the whole; those of a convention that covers none are left."""
    covered = covered_communes(scope.session, scope.asked)
    for convention_id, counts in whole.items():
        for commune_id in covered.get(convention_id, ()):
            merged[commune_id].append(counts)
    return [counts for convention_id, counts in whole.items() if not covered.get(convention_id)]


def _missing(counts: Counts | None) -> tuple[StatusRow, ...]:
    return (StatusRow(None, NOT_GIVEN, counts),) if counts else ()


_ROWS: Mapping[By, Callable[[Scope], tuple[StatusRow, ...]]] = {
    By.AXE: by_axe,
    By.THEME: by_theme,
    By.PILOT: by_pilot,
    By.STATUS: by_status,
    By.COMMUNE: by_commune,
}
_DISJOINT = (By.AXE, By.STATUS)
"""Tables whose rows share no action, so that they add up to the total."""

"""Counts of actions by axe, territory, signature year… at a day: the table behind most charts.

Counts are of fiches: an operation counts within its fiche, except by pilot, where it counts for its own pilots. An
action in two themes (or with two pilots, or serving two communes) counts in both rows, and once in the total.
What is missing is the last row, its key None. Only rows that hold an action are given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ctg_tracking.figures.communes import covered_communes
from ctg_tracking.figures.counts import Counts, count_columns, counts_of, total_of
from ctg_tracking.figures.facts import Facts
from ctg_tracking.figures.naming import axe_key, axe_label
from ctg_tracking.figures.selection import Selection, action_conditions, convention_conditions
from ctg_tracking.figures.sql import AnySelect, Column, Condition, among
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
from ctg_tracking.model.text import natural_key, sort_key
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

    `place`: code of the territory, when the row lies inside one (pilots).
    """

    key: Key
    label: str
    counts: Counts
    convention: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class StatusTable:
    """Counts at `as_of`, row by row, and all together."""

    as_of: date
    by: By
    rows: tuple[StatusRow, ...]
    total: Counts


@dataclass(frozen=True)
class Scope:
    """What a table counts: who asks, which filters, at which day; the conditions are resolved once."""

    session: Session
    reader: Reader
    selection: Selection
    facts: Facts
    conditions: tuple[Condition, ...]

    def counted(self, *keys: Column, operations: bool = False) -> AnySelect:
        """Select of `keys` and the counts; to be joined further and grouped."""
        fiches = () if operations else (self.fiches,)
        return self.facts.select(*keys, *count_columns(self.facts)).where(*self.conditions, *fiches)

    @property
    def fiches(self) -> Condition:
        """Condition on Action: it is no operation."""
        return Action.parent_id.is_(None)

    def grouped(self, *keys: Column, operations: bool = False) -> AnySelect:
        """Counts grouped by `keys`."""
        return self.counted(*keys, operations=operations).group_by(*keys)

    def total(self) -> Counts:
        """Counts of all the fiches looked at, each once."""
        return counts_of(self.session.execute(self.counted()).one())


def scope_of(
    session: Session, reader: Reader, selection: Selection, as_of: date, stale_days: int | None = None
) -> Scope:
    """The scope of these filters for this reader at `as_of`."""
    facts = Facts(as_of, stale_days)
    conditions = list(action_conditions(session, reader, selection, as_of))
    if selection.statuses:
        conditions.append(facts.status.in_(selection.statuses))
    return Scope(session, reader, selection, facts, tuple(conditions))


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


def by_convention(scope: Scope) -> tuple[ConventionCounts, ...]:
    """Counts of each convention that has actions, in the order of their territories and starts."""
    counts = {row[0]: counts_of(row) for row in scope.session.execute(scope.grouped(Action.convention_id))}
    described = (
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
        .where(*convention_conditions(scope.reader, scope.selection))
    )
    found = [row for row in scope.session.execute(described) if row[0] in counts]
    # Sorted here, because two databases do not sort text alike.
    found.sort(key=lambda row: (row.sort_key, row.code, row.starts_on or date.max, row.reference))
    return tuple(ConventionCounts(*row[1:8], counts=counts[row[0]]) for row in found)


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
    axe: ColumnElement[int] = func.coalesce(Heading.axe_id, Heading.id)
    statement = scope.counted(axe).outerjoin(Heading, Heading.id == Action.heading_id).group_by(axe)
    counts = {row[0]: counts_of(row) for row in scope.session.execute(statement)}
    described = (
        select(Heading.id, Convention.reference, Convention.level1_name, Heading.code, Heading.title, Heading.position)
        .join(Convention, Convention.id == Heading.convention_id)
        .where(Heading.level == 1, *convention_conditions(scope.reader, scope.selection))
    )
    axes = [row for row in scope.session.execute(described) if row[0] in counts]
    axes.sort(key=lambda row: (row[1], natural_key(row[3]), row[5], row[0]))
    rows = [
        StatusRow(axe_key(level, code, title), axe_label(level, code, title), counts[axe_id], convention=reference)
        for axe_id, reference, level, code, title, _position in axes
    ]
    return (*rows, *_missing(counts.get(None)))


def by_theme(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per theme, in the national order."""
    column = action_theme.c.theme_id
    statement = scope.counted(column).outerjoin(action_theme, action_theme.c.action_id == Action.id).group_by(column)
    counts = {row[0]: counts_of(row) for row in scope.session.execute(statement)}
    themes = scope.session.execute(select(Theme.id, Theme.key, Theme.label).order_by(Theme.position, Theme.id))
    rows = [StatusRow(key, label, counts[theme_id]) for theme_id, key, label in themes if theme_id in counts]
    return (*rows, *_missing(counts.get(None)))


def by_pilot(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per person or body, in the order of their names; operations count for their own pilots."""
    column = action_pilot.c.actor_id
    statement = scope.counted(column, operations=True)
    statement = statement.outerjoin(action_pilot, action_pilot.c.action_id == Action.id).group_by(column)
    counts = {row[0]: counts_of(row) for row in scope.session.execute(statement)}
    named = (
        select(Actor.id, Actor.name, Territory.code)
        .join(Territory, Territory.id == Actor.territory_id)
        .where(among(Actor.id, {key for key in counts if key is not None}))
    )
    rows = [StatusRow(name, name, counts[key], place=code) for key, name, code in scope.session.execute(named)]
    rows.sort(key=lambda row: (sort_key(row.label), row.place))
    return (*rows, *_missing(counts.get(None)))


def by_status(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per status, in the order of the vocabulary."""
    status = scope.facts.status
    counts = {Status(row[0]): counts_of(row) for row in scope.session.execute(scope.grouped(status))}
    return tuple(StatusRow(status.value, status.label, counts[status]) for status in Status if status in counts)


def by_commune(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per commune served; an action that names none serves all that its convention covers."""
    column = action_commune.c.territory_id
    statement = scope.counted(Action.convention_id, column)
    statement = statement.outerjoin(action_commune, action_commune.c.action_id == Action.id)
    merged: dict[int, list[Counts]] = defaultdict(list)
    whole: dict[int, Counts] = {}
    for row in scope.session.execute(statement.group_by(Action.convention_id, column)):
        convention_id, commune_id = row[:2]
        if commune_id is None:
            whole[convention_id] = counts_of(row)
        else:
            merged[commune_id].append(counts_of(row))
    uncovered = _spread(scope, whole, merged)
    named = select(Territory.sort_key, Territory.code, Territory.name, Territory.id).where(among(Territory.id, merged))
    rows = [
        StatusRow(code, name, total_of(merged[key]))
        for _sort_key, code, name, key in sorted(scope.session.execute(named).all())
    ]
    return (*rows, *_missing(total_of(uncovered) if uncovered else None))


def _spread(scope: Scope, whole: Mapping[int, Counts], merged: dict[int, list[Counts]]) -> Sequence[Counts]:
    """Give each covered commune the actions that serve the whole; those of a convention that covers none are left."""
    covered = covered_communes(scope.session, whole, scope.facts.as_of)
    for convention_id, counts in whole.items():
        for commune_id in covered[convention_id]:
            merged[commune_id].append(counts)
    return [counts for convention_id, counts in whole.items() if not covered[convention_id]]


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

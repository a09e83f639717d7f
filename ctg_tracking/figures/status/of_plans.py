"""Counts by what the plan says of an action: its axe, its themes, its pilots, its status."""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import ColumnElement, func, select

from ctg_tracking.figures.asked import PREPARED, Asked
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.naming import axe_key, axe_label
from ctg_tracking.figures.plan import code_rank
from ctg_tracking.figures.selection import ALL
from ctg_tracking.figures.sql import AnySelect, fetched
from ctg_tracking.figures.status.rows import Scope, StatusRow, counted, missing
from ctg_tracking.model import Action, Actor, Convention, Heading, Territory, Theme, action_pilot, action_theme
from ctg_tracking.model.words import Status


def by_axe(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per axe, convention after convention, in the order of the plan."""
    counts = scope.counts(_per_axe(scope.asked))
    axes = [row for row in fetched(scope.session, _axes(scope.asked)) if row[0] in counts]
    axes.sort(key=lambda row: (row[1], code_rank(row[3]), row[5], row[0]))
    rows = [
        StatusRow(axe_key(level, code, title), axe_label(level, code, title), counts[axe_id], reference, axe_id=axe_id)
        for axe_id, reference, level, code, title, _position in axes
    ]
    return (*rows, *missing(counts.get(None)))


@lru_cache(maxsize=PREPARED)
def _per_axe(question: Asked) -> AnySelect:
    axe: ColumnElement[int] = func.coalesce(Heading.axe_id, Heading.id)
    return counted(question, axe).outerjoin(Heading, Heading.id == Action.heading_id).group_by(axe)


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
    return (*rows, *missing(counts.get(None)))


_THEMES = select(Theme.id, Theme.key, Theme.label).order_by(Theme.position, Theme.id)


@lru_cache(maxsize=PREPARED)
def _per_theme(question: Asked) -> AnySelect:
    theme = action_theme.c.theme_id
    return counted(question, theme).outerjoin(action_theme, action_theme.c.action_id == Action.id).group_by(theme)


def by_pilot(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per person or body, in the order of their names; operations count for their own pilots."""
    counts = scope.counts(_per_pilot(scope.asked))
    named = (row for row in fetched(scope.session, _actors(scope.asked)) if row[0] in counts)
    ranked = sorted((key, code, name, actor_id) for actor_id, name, key, code in named)
    rows = [StatusRow(name, name, counts[actor_id], place=code) for _key, code, name, actor_id in ranked]
    return (*rows, *missing(counts.get(None)))


@lru_cache(maxsize=PREPARED)
def _per_pilot(question: Asked) -> AnySelect:
    pilot = action_pilot.c.actor_id
    statement = counted(question, pilot, operations=True)
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
    return counted(question, question.facts.status).group_by(question.facts.status)

"""Counts by convention and by theme in one reading of the actions: what the overview of a portfolio is made of.

The state of each fiche is computed once, then grouped twice; two tables of counts would compute it twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, CompoundSelect, and_, func, literal, select, union_all

from ctg_tracking.figures.asked import PREPARED, Asked
from ctg_tracking.figures.counts import Counts, count_columns, counts_of
from ctg_tracking.figures.facts import CLOSED, FICHES
from ctg_tracking.figures.sql import Column, Condition, fetched
from ctg_tracking.figures.status import Scope
from ctg_tracking.model import Action, ProgressReport, action_theme

_CONVENTION, _THEME = 0, 1


@dataclass(frozen=True)
class AtOnce:
    """Counts by id of the convention and of the theme (None: no theme).

    `wanted`, `blocked`: open fiches whose report in force wants a decision, and those it says are blocked.
    """

    conventions: Mapping[int, Counts]
    themes: Mapping[int | None, Counts]
    wanted: int
    blocked: int


def at_once(scope: Scope) -> AtOnce:
    """Both tables of counts of a scope, and what its reports wait for."""
    rows = fetched(scope.session, _statement(scope.asked))
    of_conventions = [row for row in rows if row[0] == _CONVENTION]
    return AtOnce(
        conventions={row[1]: counts_of(row) for row in of_conventions},
        themes={row[1]: counts_of(row) for row in rows if row[0] == _THEME},
        wanted=sum(row[2] for row in of_conventions),
        blocked=sum(row[3] for row in of_conventions),
    )


@lru_cache(maxsize=PREPARED)
def _statement(question: Asked) -> CompoundSelect[*tuple[Any, ...]]:
    state = _state(question)
    still_open = state.c.status.not_in(CLOSED)
    awaited = (func.count().filter(state.c.wanted, still_open), func.count().filter(state.c.blocked, still_open))
    theme = action_theme.c.theme_id
    with_theme = state.outerjoin(action_theme, action_theme.c.action_id == state.c.id)
    return union_all(
        select(literal(_CONVENTION), state.c.convention_id, *awaited, *count_columns(state.c)).group_by(
            state.c.convention_id
        ),
        select(literal(_THEME), theme, literal(0), literal(0), *count_columns(state.c))
        .select_from(with_theme)
        .group_by(theme),
    )


def _state(question: Asked) -> CTE:
    """The fiches looked at with their state, computed once whatever the planner thinks."""
    facts = question.facts
    columns: tuple[Column, ...] = (
        Action.id,
        Action.convention_id,
        facts.status.label("status"),
        facts.late.label("late"),
        facts.stale.label("stale"),
        facts.never_reported.label("never_reported"),
        facts.not_started_later.label("not_started_later"),
        _said(ProgressReport.decision_wanted).label("wanted"),
        _said(ProgressReport.blocking_text).label("blocked"),
    )
    return facts.select(*columns).where(*question.on_actions, FICHES).cte("state").prefix_with("MATERIALIZED")


def _said(text: Column) -> Condition:
    return and_(text.is_not(None), text != "")

"""One row per indicator with its value in force at a day and its rate, and means of rates with their coverage."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.attainment import attainment, one_decimal, rate_in_sql
from ctg_tracking.figures.plan import Filed, code_rank, headings
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import AnyRow, AnySelect, Column, Condition, fetched
from ctg_tracking.figures.states import IndicatorState
from ctg_tracking.model import Action, Convention, Heading, Indicator, IndicatorValue, Reader, Territory
from ctg_tracking.model.words import Periodicity


@dataclass(frozen=True)
class IndicatorRow(IndicatorState):
    """An indicator of the store, at `as_of`: of an action, of a heading, or of the convention (both ids None).

    `action`: title. `source`: where its values come from, each having its own besides.
    """

    id: int
    version: int
    convention: str
    territory_code: str
    territory: str
    action_id: int | None
    action: str | None
    heading_id: int | None
    position: int
    periodicity: Periodicity | None
    source: str | None
    value_recorded_at: datetime | None


@dataclass(frozen=True)
class Rollup:
    """Mean of the rates that can be computed, with its coverage: « 7 indicateurs sur 12 ».

    `mean` 0 to 100 with one decimal, None when no rate can be computed.
    """

    mean: float | None
    computable: int
    indicators: int


def indicator_rows(
    session: Session, reader: Reader, selection: Selection, as_of: date, *, only: Condition | None = None
) -> list[IndicatorRow]:
    """Indicators this reader may see and has selected, in the order of the plan, those of the convention last.

    `only`: one more condition on Indicator.
    """
    statement = _statement(asked(session, reader, selection, as_of))
    found = fetched(session, statement if only is None else statement.where(only))
    filed = headings(session, {row[_CONVENTION_ID] for row in found})
    ranked = []
    for row in found:
        where = filed[row[_HEADING_ID]]
        ranked.append((_rank(row, where), _row(row, where)))
    ranked.sort(key=itemgetter(0))
    return [row for _rank_of_row, row in ranked]


def indicator_rollup(session: Session, reader: Reader, selection: Selection, as_of: date) -> Rollup:
    """Mean of the rates of the indicators looked at."""
    return _rollup(fetched(session, _rolled(asked(session, reader, selection, as_of)))[0])


def rollup_by_axe(session: Session, reader: Reader, selection: Selection, as_of: date) -> Mapping[int | None, Rollup]:
    """Mean of the rates by axe (heading id); None: indicators under no axe."""
    statement = _rolled_by_axe(asked(session, reader, selection, as_of))
    return {row[0]: _rollup(row) for row in fetched(session, statement)}


def rollup_by_convention(session: Session, reader: Reader, selection: Selection, as_of: date) -> Mapping[int, Rollup]:
    """Mean of the rates by convention (id)."""
    statement = _rolled_by_convention(asked(session, reader, selection, as_of))
    return {row[0]: _rollup(row) for row in fetched(session, statement)}


_Fiche = aliased(Action)
"""The fiche of an operation, whose heading it takes when it has none of its own."""
_HEADING: Column = func.coalesce(Indicator.heading_id, Action.heading_id, _Fiche.heading_id)
_CONVENTION_ID, _ACTION_CODE, _DIRECTION, _QUALITATIVE, _BASELINE, _TARGET, _VALUE = 0, 1, 5, 7, 8, 10, 14
_ID, _REFERENCE, _ACTION_ID, _HEADING_ID, _POSITION = 20, 22, 25, 27, 28
_ACTION_POSITION, _FICHE_ID, _FICHE_CODE, _FICHE_POSITION = -4, -3, -2, -1
_COLUMNS: tuple[Column, ...] = (
    Indicator.convention_id,
    Action.code,
    Indicator.code,
    Indicator.name,
    Indicator.unit,
    Indicator.direction,
    Indicator.nature,
    Indicator.qualitative,
    Indicator.baseline,
    Indicator.baseline_on,
    Indicator.target,
    Indicator.target_text,
    Indicator.target_on,
    Indicator.origin,
    IndicatorValue.value,
    IndicatorValue.text,
    IndicatorValue.on_date,
    IndicatorValue.source,
    IndicatorValue.comment,
    IndicatorValue.origin,
    Indicator.id,
    Indicator.version,
    Convention.reference,
    Territory.code,
    Territory.name,
    Indicator.action_id,
    Action.title,
    _HEADING,
    Indicator.position,
    Indicator.periodicity,
    Indicator.source,
    IndicatorValue.recorded_at,
    Action.position,
    _Fiche.id,
    _Fiche.code,
    _Fiche.position,
)
"""The fields of IndicatorRow in their order, names of headings and rates left out; then what ranks a row."""


@lru_cache(maxsize=PREPARED)
def _statement(question: Asked) -> AnySelect:
    return (
        _in_force(question, *_COLUMNS)
        .join(Territory, Territory.id == Convention.territory_id)
        .outerjoin(Action, Action.id == Indicator.action_id)
        .outerjoin(_Fiche, _Fiche.id == Action.parent_id)
    )


def _averaged(question: Asked, *keys: Column) -> AnySelect:
    rate = rate_in_sql()
    return _in_force(question, *keys, func.avg(rate), func.count(rate), func.count())


@lru_cache(maxsize=PREPARED)
def _rolled(question: Asked) -> AnySelect:
    return _averaged(question)


@lru_cache(maxsize=PREPARED)
def _rolled_by_convention(question: Asked) -> AnySelect:
    return _averaged(question, Indicator.convention_id).group_by(Indicator.convention_id)


@lru_cache(maxsize=PREPARED)
def _rolled_by_axe(question: Asked) -> AnySelect:
    axe: Column = func.coalesce(Heading.axe_id, Heading.id)
    return (
        _averaged(question, axe)
        .outerjoin(Action, Action.id == Indicator.action_id)
        .outerjoin(_Fiche, _Fiche.id == Action.parent_id)
        .outerjoin(Heading, Heading.id == _HEADING)
        .group_by(axe)
    )


def _in_force(question: Asked, *columns: Column) -> AnySelect:
    """`columns` of the indicators looked at and of their values in force, one row per indicator."""
    held = and_(
        IndicatorValue.indicator_id == Indicator.id,
        IndicatorValue.on_date <= question.as_of,
        or_(IndicatorValue.until.is_(None), IndicatorValue.until > question.as_of),
    )
    return (
        select(*columns)
        .select_from(Indicator)
        .join(Convention, Convention.id == Indicator.convention_id)
        .outerjoin(IndicatorValue, held)
        .where(*question.on_conventions, *_on_indicators(question))
    )


def _on_indicators(question: Asked) -> tuple[Condition, ...]:
    """An indicator answers to the filters of its action; a heading's to the axe alone, a convention's to « none »."""
    selection = question.selection
    if not selection.on_actions:
        return ()
    matching = Indicator.action_id.in_(question.facts.select(Action.id).where(*question.on_actions))
    if replace(selection, axes=()).on_actions:
        return (matching,)
    either: list[Condition] = [matching, Indicator.heading_id.in_(question.headings)]
    if None in selection.axes:
        either.append(and_(Indicator.heading_id.is_(None), Indicator.action_id.is_(None)))
    return (or_(*either),)


def _rollup(row: AnyRow) -> Rollup:
    mean, computable, indicators = row[-3:]
    return Rollup(one_decimal(mean), computable, indicators)


def _rank(row: AnyRow, where: Filed) -> tuple[Any, ...]:
    """Convention, heading, fiche, operation, then the indicator; what is no action's comes before its heading's."""
    if row[_ACTION_ID] is None:
        return (row[_REFERENCE], where.rank, (), (), row[_POSITION], row[_ID])
    action = (code_rank(row[_ACTION_CODE]), row[_ACTION_POSITION], row[_ACTION_ID])
    fiche = (code_rank(row[_FICHE_CODE]), row[_FICHE_POSITION], row[_FICHE_ID]) if row[_FICHE_ID] else action
    return (row[_REFERENCE], where.rank, fiche, () if fiche is action else action, row[_POSITION], row[_ID])


def _row(row: AnyRow, where: Filed) -> IndicatorRow:
    rate = attainment(row[_DIRECTION], row[_BASELINE], row[_TARGET], row[_VALUE], row[_QUALITATIVE])
    fields = [
        *row[:_ID],
        where.heading,
        where.axe_id,
        where.axe,
        where.axe_label,
        one_decimal(rate.rate),
        one_decimal(rate.raw),
        rate.reason,
        *row[_ID:_ACTION_POSITION],
    ]
    return IndicatorRow(*fields)

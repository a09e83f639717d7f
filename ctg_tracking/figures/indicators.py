"""One row per indicator with its value in force at a day and its rate, and means of rates with their coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.attainment import attainment, one_decimal, rate_in_sql
from ctg_tracking.figures.facts import Facts
from ctg_tracking.figures.plan import OUTSIDE, Filed, Place, headings, places
from ctg_tracking.figures.selection import Selection, action_conditions, convention_conditions, headings_chosen
from ctg_tracking.figures.sql import AnySelect, Column, Condition
from ctg_tracking.model import Action, Convention, Heading, Indicator, IndicatorValue, Reader
from ctg_tracking.model.text import natural_key
from ctg_tracking.model.words import Direction, Nature, Origin, Periodicity


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator at `as_of`: of an action, of a heading, or of the convention (both ids None).

    `value`, or `text` when it is qualitative, is the one in force, with its date, source and comment. `rate` is 0 to
    100, `rate_raw` unbounded, both with one decimal; `reason` says why there is none or what qualifies it.
    `heading` and `axe` are those of the action when the indicator is an action's.
    """

    id: int
    version: int
    convention_id: int
    convention: str
    territory_code: str
    territory: str
    action_id: int | None
    action: str | None
    action_code: str | None
    heading_id: int | None
    heading: str | None
    axe: str | None
    axe_label: str | None
    position: int
    code: str | None
    name: str
    unit: str | None
    direction: Direction
    nature: Nature | None
    qualitative: bool
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_text: str | None
    target_on: date | None
    periodicity: Periodicity | None
    source: str | None
    origin: Origin | None
    value: float | None
    text: str | None
    value_on: date | None
    value_source: str | None
    value_comment: str | None
    value_recorded_at: datetime | None
    value_origin: Origin | None
    rate: float | None
    rate_raw: float | None
    reason: str | None


@dataclass(frozen=True)
class Rollup:
    """Mean of the rates that can be computed, with its coverage: « 7 indicateurs sur 12 ».

    `mean` 0 to 100 with one decimal, None when no rate can be computed.
    """

    mean: float | None
    computable: int
    indicators: int


NOTHING = Rollup(None, 0, 0)


def indicator_rows(
    session: Session, reader: Reader, selection: Selection, as_of: date, *, only: Condition | None = None
) -> list[IndicatorRow]:
    """Indicators this reader may see and has selected, in the order of the plan, those of the convention last.

    `only`: one more condition on Indicator.
    """
    conditions = [*_conditions(session, reader, selection, as_of), *([] if only is None else [only])]
    statement = _in_force(as_of, *_COLUMNS).outerjoin(_Fiche, _Fiche.id == Action.parent_id)
    found = session.execute(statement.where(*conditions)).all()
    conventions = places(session, {row.convention_id for row in found})
    filed = headings(session, conventions)
    ranked = [(_rank(row, filed, conventions), _row(row, conventions, filed)) for row in found]
    ranked.sort(key=lambda pair: pair[0])
    return [row for _rank_of_row, row in ranked]


def indicator_rollup(session: Session, reader: Reader, selection: Selection, as_of: date) -> Rollup:
    """Mean of the rates of the indicators looked at."""
    row = session.execute(_rolled(session, reader, selection, as_of)).one()
    return _rollup(row)


def rollup_by_axe(session: Session, reader: Reader, selection: Selection, as_of: date) -> Mapping[int | None, Rollup]:
    """Mean of the rates by axe (heading id); None: indicators under no axe."""
    axe = func.coalesce(Heading.axe_id, Heading.id)
    statement = _rolled(session, reader, selection, as_of, axe)
    statement = statement.outerjoin(_Fiche, _Fiche.id == Action.parent_id)
    statement = statement.outerjoin(Heading, Heading.id == _HEADING_ID).group_by(axe)
    return {row[0]: _rollup(row) for row in session.execute(statement)}


def rollup_by_convention(session: Session, reader: Reader, selection: Selection, as_of: date) -> Mapping[int, Rollup]:
    """Mean of the rates by convention (id)."""
    column = Indicator.convention_id
    statement = _rolled(session, reader, selection, as_of, column).group_by(column)
    return {row[0]: _rollup(row) for row in session.execute(statement)}


def _rolled(session: Session, reader: Reader, selection: Selection, as_of: date, *keys: Column) -> AnySelect:
    rate = rate_in_sql()
    columns = (*keys, func.avg(rate), func.count(rate), func.count())
    return _in_force(as_of, *columns).where(*_conditions(session, reader, selection, as_of))


def _rollup(row: Row[*tuple[Any, ...]]) -> Rollup:
    mean, computable, indicators = row[-3:]
    return Rollup(one_decimal(mean), computable, indicators)


_Fiche = aliased(Action)
_HEADING_ID = func.coalesce(Indicator.heading_id, Action.heading_id, _Fiche.heading_id)
_COLUMNS: tuple[Column, ...] = (
    Indicator.id,
    Indicator.version,
    Indicator.convention_id,
    Indicator.action_id,
    Action.title.label("action"),
    Action.code.label("action_code"),
    Action.position.label("action_position"),
    _Fiche.id.label("fiche_id"),
    _Fiche.code.label("fiche_code"),
    _Fiche.position.label("fiche_position"),
    _HEADING_ID.label("heading_id"),
    Indicator.position,
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
    Indicator.periodicity,
    Indicator.source,
    Indicator.origin,
    IndicatorValue.value,
    IndicatorValue.text,
    IndicatorValue.on_date.label("value_on"),
    IndicatorValue.source.label("value_source"),
    IndicatorValue.comment.label("value_comment"),
    IndicatorValue.recorded_at.label("value_recorded_at"),
    IndicatorValue.origin.label("value_origin"),
)

_FOR_RANK = ("action_position", "fiche_id", "fiche_code", "fiche_position")


def _in_force(as_of: date, *columns: Column) -> AnySelect:
    """`columns` of Indicator, its action and its value in force, one row per indicator."""
    held = and_(
        IndicatorValue.indicator_id == Indicator.id,
        IndicatorValue.on_date <= as_of,
        or_(IndicatorValue.until.is_(None), IndicatorValue.until > as_of),
    )
    return (
        select(*columns)
        .select_from(Indicator)
        .join(Convention, Convention.id == Indicator.convention_id)
        .outerjoin(Action, Action.id == Indicator.action_id)
        .outerjoin(IndicatorValue, held)
    )


def _conditions(session: Session, reader: Reader, selection: Selection, as_of: date) -> Sequence[Condition]:
    """An indicator answers to the filters of its action; a heading's to the axe alone, a convention's to « none »."""
    of_conventions = convention_conditions(reader, selection)
    if not selection.on_actions:
        return of_conventions
    facts = Facts(as_of)
    chosen = facts.select(Action.id).where(*action_conditions(session, reader, selection, as_of))
    if selection.statuses:
        chosen = chosen.where(facts.status.in_(selection.statuses))
    matching = Indicator.action_id.in_(chosen)
    if replace(selection, axes=()).on_actions:
        return (*of_conventions, matching)
    headings_too = Indicator.heading_id.in_(headings_chosen(session, reader, selection))
    either: list[Condition] = [matching, headings_too]
    if None in selection.axes:
        either.append(and_(Indicator.heading_id.is_(None), Indicator.action_id.is_(None)))
    return (*of_conventions, or_(*either))


def _rank(row: Row[*tuple[Any, ...]], filed: Mapping[int, Filed], conventions: Mapping[int, Place]) -> Any:
    where = filed[row.heading_id] if row.heading_id is not None else OUTSIDE
    action = (natural_key(row.action_code), row.action_position, row.action_id) if row.action_id else ()
    fiche = (natural_key(row.fiche_code), row.fiche_position, row.fiche_id) if row.fiche_id else action
    return (conventions[row.convention_id].convention, where.rank, fiche, action, row.position, row.id)


def _row(row: Row[*tuple[Any, ...]], conventions: Mapping[int, Place], filed: Mapping[int, Filed]) -> IndicatorRow:
    told = row._asdict()
    for name in _FOR_RANK:
        del told[name]
    place = conventions[row.convention_id]
    where = filed[row.heading_id] if row.heading_id is not None else OUTSIDE
    rate = attainment(row.direction, row.baseline, row.target, row.value, row.qualitative)
    return IndicatorRow(
        **told,
        convention=place.convention,
        territory_code=place.territory_code,
        territory=place.territory,
        heading=where.heading,
        axe=where.axe,
        axe_label=where.axe_label,
        rate=one_decimal(rate.rate),
        rate_raw=one_decimal(rate.raw),
        reason=rate.reason,
    )

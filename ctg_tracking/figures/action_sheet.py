"""Everything of one action at a day: what the plan says, what was reported, its indicators, its history."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.history import HistoryRow, history_rows
from ctg_tracking.figures.indicators import IndicatorRow, indicator_rows
from ctg_tracking.figures.selection import ALL
from ctg_tracking.figures.sql import AnySelect, among
from ctg_tracking.model import (
    Account,
    Action,
    ActionDue,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    ProgressReport,
    Reader,
)
from ctg_tracking.model.words import Confidence, Origin, Status


@dataclass(frozen=True)
class ReportRow:
    """A progress report: true from `effective_on`, recorded at `recorded_at` by `author` (a name).

    `replaced`: another report of the same day took its place.
    """

    id: int
    effective_on: date
    replaced: bool
    recorded_at: datetime
    author: str
    status: Status
    percent: int | None
    confidence: Confidence | None
    done_text: str | None
    next_text: str | None
    blocking_text: str | None
    decision_wanted: str | None
    reason: str | None
    resumes_on: date | None
    origin: Origin | None
    import_id: int | None
    committee_id: int | None


@dataclass(frozen=True)
class DueRow:
    """A due date and since when it holds; `due_on` None: no due date then."""

    due_on: date | None
    valid_from: date


@dataclass(frozen=True)
class ValueRow:
    """A value of an indicator; `replaced`: corrected by another of the same day."""

    id: int
    on: date
    replaced: bool
    value: float | None
    text: str | None
    source: str | None
    comment: str | None
    recorded_at: datetime
    author: str
    origin: Origin | None
    import_id: int | None


@dataclass(frozen=True)
class IndicatorSheet:
    """An indicator with its values known at the day, oldest first, and its targets before the final one."""

    row: IndicatorRow
    values: tuple[ValueRow, ...]
    targets: tuple[tuple[date, float], ...]

    @property
    def curve(self) -> tuple[tuple[date, float], ...]:
        """The values that count, by day: numbers not replaced by a correction."""
        return tuple((one.on, one.value) for one in self.values if one.value is not None and not one.replaced)


@dataclass(frozen=True)
class ActionSheet:
    """An action at `as_of`. Reports, due dates and changes newest first; those effective after `as_of` are left out."""

    as_of: date
    row: ActionRow
    description: str | None
    audience: str | None
    funding_text: str | None
    elected_referent: str | None
    coordinator: str | None
    fiche: str | None
    operations: tuple[ActionRow, ...]
    reports: tuple[ReportRow, ...]
    dues: tuple[DueRow, ...]
    indicators: tuple[IndicatorSheet, ...]
    changes: tuple[HistoryRow, ...]


def action_sheet(
    session: Session, reader: Reader, action_id: int, as_of: date, *, changes: int = 200, stale_days: int | None = None
) -> ActionSheet:
    """The sheet of an action, with at most so many `changes`. Raises NotFound when the reader may not see it."""
    both = or_(Action.id == action_id, Action.parent_id == action_id)
    rows = action_rows(session, reader, ALL, as_of, only=both, stale_days=stale_days)
    row = next((row for row in rows if row.id == action_id), None)
    if row is None:
        raise NotFound("Cette action")
    told = session.get_one(Action, action_id)
    return ActionSheet(
        as_of=as_of,
        row=row,
        description=told.description,
        audience=told.audience,
        funding_text=told.funding_text,
        elected_referent=told.elected_referent,
        coordinator=told.coordinator,
        fiche=told.parent.title if told.parent else None,
        operations=tuple(other for other in rows if other.id != action_id),
        reports=_reports(session, action_id, as_of),
        dues=_dues(session, action_id, as_of),
        indicators=_indicators(session, reader, action_id, as_of),
        changes=tuple(history_rows(session, reader, action_id=action_id, limit=changes)),
    )


def _reports(session: Session, action_id: int, as_of: date) -> tuple[ReportRow, ...]:
    report = ProgressReport
    statement: AnySelect = (
        select(
            report.id,
            report.effective_on,
            report.until.is_not_distinct_from(report.effective_on),
            report.recorded_at,
            Account.name,
            report.status,
            report.percent,
            report.confidence,
            report.done_text,
            report.next_text,
            report.blocking_text,
            report.decision_wanted,
            report.reason,
            report.resumes_on,
            report.origin,
            report.import_id,
            report.committee_id,
        )
        .join(Account, Account.id == report.author_id)
        .where(report.action_id == action_id, report.effective_on <= as_of)
        .order_by(report.effective_on.desc(), report.recorded_at.desc(), report.id.desc())
    )
    return tuple(ReportRow(*row) for row in session.execute(statement))


def _dues(session: Session, action_id: int, as_of: date) -> tuple[DueRow, ...]:
    """Statements of the due date, newest first; one that another of the same day replaced is left out."""
    statement = (
        select(ActionDue.due_on, ActionDue.valid_from)
        .where(
            ActionDue.action_id == action_id,
            ActionDue.valid_from <= as_of,
            ActionDue.valid_until.is_distinct_from(ActionDue.valid_from),
        )
        .order_by(ActionDue.valid_from.desc())
    )
    return tuple(DueRow(*row) for row in session.execute(statement))


def _indicators(session: Session, reader: Reader, action_id: int, as_of: date) -> tuple[IndicatorSheet, ...]:
    rows = indicator_rows(session, reader, ALL, as_of, only=Indicator.action_id == action_id)
    return indicator_sheets(session, rows, as_of)


def indicator_sheets(session: Session, rows: Sequence[IndicatorRow], as_of: date) -> tuple[IndicatorSheet, ...]:
    """These indicators with their values known at `as_of` and their intermediate targets, in the same order."""
    ids = {row.id for row in rows}
    values, targets = _values(session, ids, as_of), _targets(session, ids)
    return tuple(IndicatorSheet(row, tuple(values.get(row.id, ())), tuple(targets.get(row.id, ()))) for row in rows)


def _values(session: Session, ids: set[int], as_of: date) -> Mapping[int, list[ValueRow]]:
    value = IndicatorValue
    statement: AnySelect = (
        select(
            value.indicator_id,
            value.id,
            value.on_date,
            value.until.is_not_distinct_from(value.on_date),
            value.value,
            value.text,
            value.source,
            value.comment,
            value.recorded_at,
            Account.name,
            value.origin,
            value.import_id,
        )
        .join(Account, Account.id == value.author_id)
        .where(among(value.indicator_id, ids), value.on_date <= as_of)
        .order_by(value.on_date, value.recorded_at, value.id)
    )
    found: dict[int, list[ValueRow]] = defaultdict(list)
    for indicator_id, *row in session.execute(statement):
        found[indicator_id].append(ValueRow(*row))
    return found


def _targets(session: Session, ids: set[int]) -> Mapping[int, list[tuple[date, float]]]:
    target = IndicatorTarget
    statement = select(target.indicator_id, target.on_date, target.target).where(among(target.indicator_id, ids))
    found: dict[int, list[tuple[date, float]]] = defaultdict(list)
    for indicator_id, on, goal in session.execute(statement.order_by(target.on_date)):
        found[indicator_id].append((on, goal))
    return found

"""All that the sheet of one action shows, read in one session."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, may
from ctg_tracking.errors import NotFound
from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.history import HistoryRow, history_rows
from ctg_tracking.figures.indicators import IndicatorRow, indicator_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import among
from ctg_tracking.model import (
    Account,
    Action,
    Import,
    IndicatorTarget,
    IndicatorValue,
    ProgressReport,
    Reader,
)
from ctg_tracking.model.words import Confidence, Origin, Status
from ctg_tracking.store import Store

LAST_CHANGES = 100
"""Changes of the history read at once."""


@dataclass(frozen=True)
class Report:
    """A progress report as said; `file`: the import that brought it."""

    effective_on: date
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
    file: str | None


@dataclass(frozen=True)
class Value:
    """A value of an indicator as recorded; a correction of the same day has left its place (`corrected`)."""

    on: date
    value: float | None
    text: str | None
    source: str | None
    comment: str | None
    author: str
    recorded_at: datetime
    origin: Origin | None
    file: str | None
    corrected: bool


@dataclass(frozen=True)
class Followed:
    """An indicator with its values up to the day asked, in order, and its intermediate targets."""

    row: IndicatorRow
    values: tuple[Value, ...]
    targets: tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class Sheet:
    """One action: itself, its operations, what was said of it, its indicators, who changed what.

    `may_report`: whether this reader may report; the verb checks it again on the stored row.
    """

    as_of: date
    action: ActionRow
    fiche: ActionRow | None
    operations: tuple[ActionRow, ...]
    description: str | None
    audience: str | None
    funding_text: str | None
    elected_referent: str | None
    coordinator: str | None
    reports: tuple[Report, ...]
    indicators: tuple[Followed, ...]
    changes: tuple[HistoryRow, ...]
    may_report: bool


def read_sheet(store: Store, reader: Reader, action_id: int, as_of: date) -> Sheet:
    """The sheet of an action at `as_of`; raises NotFound for who may not see it."""
    with store.read() as session:
        near = or_(Action.id == action_id, Action.parent_id == action_id, Action.id == _fiche_of(session, action_id))
        rows = {row.id: row for row in action_rows(session, reader, Selection(), as_of, only=near)}
        if action_id not in rows:
            raise NotFound("Cette action")
        action, stored = rows[action_id], session.get_one(Action, action_id)
        return Sheet(
            as_of=as_of,
            action=action,
            fiche=rows.get(action.parent_id) if action.parent_id else None,
            operations=tuple(row for row in rows.values() if row.parent_id == action_id),
            description=stored.description,
            audience=stored.audience,
            funding_text=stored.funding_text,
            elected_referent=stored.elected_referent,
            coordinator=stored.coordinator,
            reports=_reports(session, action_id),
            indicators=_indicators(session, reader, action, as_of),
            changes=tuple(history_rows(session, reader, action_id=action_id, limit=LAST_CHANGES)),
            may_report=may(session, reader, Right.REPORT, stored),
        )


def _fiche_of(session: Session, action_id: int) -> int | None:
    return session.scalar(select(Action.parent_id).where(Action.id == action_id))


def _reports(session: Session, action_id: int) -> tuple[Report, ...]:
    """Everything said, newest first, whatever the day asked: the history is not hidden."""
    asked = (
        select(
            ProgressReport.effective_on, ProgressReport.recorded_at, Account.name, ProgressReport.status,
            ProgressReport.percent, ProgressReport.confidence, ProgressReport.done_text, ProgressReport.next_text,
            ProgressReport.blocking_text, ProgressReport.decision_wanted, ProgressReport.reason,
            ProgressReport.resumes_on, ProgressReport.origin, Import.file_name,
        )
        .join(Account, Account.id == ProgressReport.author_id)
        .outerjoin(Import, Import.id == ProgressReport.import_id)
        .where(ProgressReport.action_id == action_id)
        .order_by(ProgressReport.effective_on.desc(), ProgressReport.id.desc())
    )  # fmt: skip
    rows: Iterable[Sequence[Any]] = session.execute(asked)
    return tuple(Report(*row) for row in rows)


def _indicators(session: Session, reader: Reader, action: ActionRow, as_of: date) -> tuple[Followed, ...]:
    every = indicator_rows(session, reader, Selection(conventions=(action.convention,)), as_of)
    own = [row for row in every if row.action_id == action.id]
    ids = [row.id for row in own]
    values, targets = _values(session, ids, as_of), _targets(session, ids)
    return tuple(Followed(row, tuple(values[row.id]), tuple(targets[row.id])) for row in own)


def _values(session: Session, ids: Sequence[int], as_of: date) -> Mapping[int, list[Value]]:
    asked = (
        select(
            IndicatorValue.indicator_id, IndicatorValue.on_date, IndicatorValue.value, IndicatorValue.text,
            IndicatorValue.source, IndicatorValue.comment, Account.name, IndicatorValue.recorded_at,
            IndicatorValue.origin, Import.file_name, IndicatorValue.until == IndicatorValue.on_date,
        )
        .join(Account, Account.id == IndicatorValue.author_id)
        .outerjoin(Import, Import.id == IndicatorValue.import_id)
        .where(among(IndicatorValue.indicator_id, ids), IndicatorValue.on_date <= as_of)
        .order_by(IndicatorValue.on_date, IndicatorValue.id)
    )  # fmt: skip
    found: dict[int, list[Value]] = defaultdict(list)
    rows: Iterable[Sequence[Any]] = session.execute(asked)
    for indicator_id, *told in rows:
        found[indicator_id].append(Value(*told))
    return found


def _targets(session: Session, ids: Iterable[int]) -> Mapping[int, list[tuple[date, float]]]:
    asked = select(IndicatorTarget.indicator_id, IndicatorTarget.on_date, IndicatorTarget.target)
    found: dict[int, list[tuple[date, float]]] = defaultdict(list)
    for indicator_id, on, target in session.execute(
        asked.where(among(IndicatorTarget.indicator_id, ids)).order_by(IndicatorTarget.on_date)
    ):
        found[indicator_id].append((on, target))
    return found

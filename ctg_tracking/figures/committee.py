"""What a committee of one convention looks at: progress beside elapsed time, axes, moves since the last one, points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.action_sheet import IndicatorSheet, indicator_sheets
from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.conventions import ConventionRow
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.facts import Facts
from ctg_tracking.figures.indicators import Rollup, indicator_rollup, indicator_rows, rollup_by_axe
from ctg_tracking.figures.renewals import RenewalRow, renewal_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import among
from ctg_tracking.figures.status import StatusRow, by_axe, by_commune, scope_of
from ctg_tracking.model import Action, Committee, IndicatorValue, Reader
from ctg_tracking.model.words import Confidence, MeetingKind, Status

DOUBTS = (Confidence.SUPPORT, Confidence.COMPROMISED)
"""Answers to « L’objectif sera-t-il atteint ? » that a committee hears about."""


@dataclass(frozen=True)
class MovedAction:
    """An action whose status or due date is not what it was at the last committee."""

    row: ActionRow
    status_before: Status
    due_before: date | None


@dataclass(frozen=True)
class MovedIndicator:
    """An indicator whose value in force is not the one of the last committee."""

    row: IndicatorSheet
    value_before: float | None
    text_before: str | None


@dataclass(frozen=True)
class CommitteeFigures:
    """The state of one convention at `as_of`.

    `since`: day of the last COPIL before, None when there was none; then nothing is said to have moved. `to_decide`:
    see the function of that name. `rates`: mean of
    the indicators' rates by axe id, None: under no axe.
    """

    as_of: date
    convention: ConventionRow
    renewal: RenewalRow
    total: Counts
    axes: tuple[StatusRow, ...]
    communes: tuple[StatusRow, ...]
    actions: tuple[ActionRow, ...]
    to_decide: tuple[ActionRow, ...]
    late: tuple[ActionRow, ...]
    indicators: tuple[IndicatorSheet, ...]
    mean: Rollup
    rates: Mapping[int | None, Rollup]
    since: date | None
    moved_actions: tuple[MovedAction, ...]
    moved_indicators: tuple[MovedIndicator, ...]


def committee_figures(
    session: Session, reader: Reader, reference: str, as_of: date, stale_days: int | None = None
) -> CommitteeFigures:
    """Figures of the convention of this reference. Raises NotFound when the reader may not see it."""
    selection = Selection(conventions=(reference,))
    renewals = renewal_rows(session, reader, selection, as_of)
    if not renewals:
        raise NotFound(f"La convention « {reference} »")
    renewal = renewals[0]
    scope = scope_of(session, reader, selection, as_of, stale_days)
    actions = tuple(action_rows(session, reader, selection, as_of, stale_days=stale_days))
    indicators = indicator_sheets(session, indicator_rows(session, reader, selection, as_of), as_of)
    since = _last_copil(session, renewal.convention.id, as_of)
    return CommitteeFigures(
        as_of=as_of,
        convention=renewal.convention,
        renewal=renewal,
        total=scope.total(),
        axes=by_axe(scope),
        communes=by_commune(scope),
        actions=actions,
        to_decide=tuple(to_decide(actions)),
        late=tuple(sorted((row for row in actions if row.late), key=lambda row: row.due_on or date.max)),
        indicators=indicators,
        mean=indicator_rollup(session, reader, selection, as_of),
        rates=rollup_by_axe(session, reader, selection, as_of),
        since=since,
        moved_actions=_moved_actions(session, actions, since),
        moved_indicators=_moved_indicators(session, indicators, since),
    )


def to_decide(rows: Iterable[ActionRow]) -> list[ActionRow]:
    """Points brought to a committee: open fiches late, blocked, in doubt or wanting a decision.

    Those that want a decision come first, then the late ones, the longest first.
    """
    brought = [row for row in rows if row.parent_id is None and not row.status.closed and _is_a_point(row)]
    return sorted(brought, key=lambda row: (not row.decision_wanted, not row.late, row.due_on or date.max))


def _is_a_point(row: ActionRow) -> bool:
    return bool(row.late or row.decision_wanted or row.blocking_text or row.confidence in DOUBTS)


def _last_copil(session: Session, convention_id: int, as_of: date) -> date | None:
    statement = (
        select(Committee.held_on)
        .where(Committee.convention_id == convention_id, Committee.kind == MeetingKind.COPIL, Committee.held_on < as_of)
        .order_by(Committee.held_on.desc())
        .limit(1)
    )
    return session.scalar(statement)


def _moved_actions(session: Session, rows: Sequence[ActionRow], since: date | None) -> tuple[MovedAction, ...]:
    if since is None or not rows:
        return ()
    facts = Facts(since)
    statement = facts.select(Action.id, facts.status, facts.due_on).where(Action.convention_id == rows[0].convention_id)
    before = {row[0]: (row[1], row[2]) for row in session.execute(statement)}
    moved = (MovedAction(row, *before[row.id]) for row in rows)
    return tuple(one for one in moved if (one.status_before, one.due_before) != (one.row.status, one.row.due_on))


def _moved_indicators(
    session: Session, sheets: Sequence[IndicatorSheet], since: date | None
) -> tuple[MovedIndicator, ...]:
    if since is None:
        return ()
    held = and_(IndicatorValue.on_date <= since, or_(IndicatorValue.until.is_(None), IndicatorValue.until > since))
    statement = select(IndicatorValue.indicator_id, IndicatorValue.value, IndicatorValue.text).where(
        among(IndicatorValue.indicator_id, {sheet.row.id for sheet in sheets}), held
    )
    before = {row[0]: (row[1], row[2]) for row in session.execute(statement)}
    moved = (MovedIndicator(sheet, *before.get(sheet.row.id, (None, None))) for sheet in sheets)
    return tuple(one for one in moved if (one.value_before, one.text_before) != (one.row.row.value, one.row.row.text))

"""The state of an action on a day, as SQL columns: the one place where late, stale and « done anew each year » live.

    facts = Facts(as_of)
    facts.select(Action.id, facts.status, facts.late).where(…)

- State at D: the report in force over [effective_on, until); none: « statut à préciser », never reported.
- A yearly action reported done in an earlier calendar year than D's is in progress: it is to be done anew, and
  its percent of then says nothing of now.
- Late: due before D (the due day itself is not late) and neither done nor dropped.
- Stale: open, and no report for more than `stale_days`; never reported, it counts from the convention's start,
  and is stale when that start is unknown.
"""

from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, case, func, literal, null, or_, select

from ctg_tracking.figures.sql import AnySelect, Column, Condition
from ctg_tracking.model import Action, ActionDue, Convention, ProgressReport
from ctg_tracking.model.words import Status
from ctg_tracking.settings import settings

FICHES: Condition = Action.parent_id.is_(None)
"""Condition on Action: it is no operation."""
CLOSED = tuple(status for status in Status if status.closed)
ENGAGED = (Status.IN_PROGRESS, Status.DONE)


class Facts:
    """Columns of the state of actions at `as_of`, to be selected through `select`.

    `stale_days`: days without a report after which an open action is stale; None: the instance's setting.
    """

    def __init__(self, as_of: date, stale_days: int | None = None) -> None:
        days = settings().stale_days if stale_days is None else stale_days
        self.as_of = as_of
        kind = ProgressReport.status.type
        anew = _done_another_year(as_of)
        self.status: ColumnElement[Status] = case(
            (ProgressReport.id.is_(None), literal(Status.TO_SPECIFY, kind)),
            (anew, literal(Status.IN_PROGRESS, kind)),
            else_=ProgressReport.status,
        )
        self.percent: ColumnElement[int | None] = case((anew, null()), else_=ProgressReport.percent)
        self.reported_on = ProgressReport.effective_on
        self.due_on = ActionDue.due_on
        self.open: Condition = self.status.not_in(CLOSED)
        self.never_reported: Condition = ProgressReport.id.is_(None)
        self.late: Condition = func.coalesce(and_(ActionDue.due_on < as_of, self.open), False)
        self.stale: Condition = and_(self.open, _silent_since(as_of - timedelta(days=days)))
        self.not_started_later: Condition = func.coalesce(
            and_(self.status == Status.NOT_STARTED, Action.starts_on > as_of), False
        )

    def select(self, *columns: Column) -> AnySelect:
        """`columns` of Action, Convention, the report and the due date in force, one row per action."""
        return (
            select(*columns)
            .select_from(Action)
            .join(Convention, Convention.id == Action.convention_id)
            .outerjoin(ProgressReport, _report_in_force(self.as_of))
            .outerjoin(ActionDue, _due_in_force(self.as_of))
        )


@lru_cache(maxsize=32)
def facts_at(as_of: date, stale_days: int) -> Facts:
    """The facts of a day, made once."""
    return Facts(as_of, stale_days)


def _done_another_year(as_of: date) -> Condition:
    """A yearly action whose last report, « done », is of a former calendar year."""
    return and_(
        Action.yearly, ProgressReport.status == Status.DONE, ProgressReport.effective_on < date(as_of.year, 1, 1)
    )


def _silent_since(limit: date) -> Condition:
    heard = func.coalesce(ProgressReport.effective_on, Convention.starts_on)
    return or_(heard.is_(None), heard < limit)


def _report_in_force(as_of: date) -> Condition:
    return and_(
        ProgressReport.action_id == Action.id,
        ProgressReport.effective_on <= as_of,
        or_(ProgressReport.until.is_(None), ProgressReport.until > as_of),
    )


def _due_in_force(as_of: date) -> Condition:
    return and_(
        ActionDue.action_id == Action.id,
        ActionDue.valid_from <= as_of,
        or_(ActionDue.valid_until.is_(None), ActionDue.valid_until > as_of),
    )

"""A pilot's list: the actions and operations where an actor tied to the account is a pilot."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.selection import ALL
from ctg_tracking.model import Action, Actor, Reader, action_pilot


def my_actions(session: Session, reader: Reader, as_of: date, stale_days: int | None = None) -> list[ActionRow]:
    """Actions and operations this reader pilots, late ones first, then by due date, the undated after, closed last."""
    mine = (
        select(action_pilot.c.action_id)
        .join(Actor, Actor.id == action_pilot.c.actor_id)
        .where(Actor.account_id == reader.account_id)
    )
    rows = action_rows(session, reader, ALL, as_of, only=Action.id.in_(mine), stale_days=stale_days)
    return sorted(rows, key=_urgency)


def _urgency(row: ActionRow) -> tuple[bool, bool, date]:
    return (row.status.closed, not row.late, row.due_on or date.max)

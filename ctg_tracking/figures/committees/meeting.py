"""What a committee holds: the points of its agenda, those invited, those who may carry its decisions."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.committees.rows import the_committee
from ctg_tracking.figures.sql import AnySelect, among, fetched
from ctg_tracking.model import Actor, AgendaItem, Attendance, Convention, Reader
from ctg_tracking.model.text import sort_key
from ctg_tracking.model.words import ActorKind, AgendaReason


@dataclass(frozen=True)
class ItemRow:
    """A point of the agenda; `minutes` None: no time given. `reason_code` None: added by hand.

    `said`: what was said on it; None: nothing noted.
    """

    id: int
    convention_id: int
    position: int
    title: str
    reason_code: AgendaReason | None
    reason: str | None
    minutes: int | None
    action_id: int | None
    indicator_id: int | None
    decision_id: int | None
    milestone: str | None
    said: str | None = None


@dataclass(frozen=True)
class AttendanceRow:
    """Somebody invited; `present` None: not ticked yet."""

    id: int
    name: str
    body: str | None
    present: bool | None


def agenda_of(session: Session, committee_id: int) -> tuple[ItemRow, ...]:
    """The points of a committee, in their order; the caller has checked who may see it."""
    item = AgendaItem
    statement: AnySelect = (
        select(
            item.id,
            item.convention_id,
            item.position,
            item.title,
            item.reason_code,
            item.reason,
            item.minutes,
            item.action_id,
            item.indicator_id,
            item.decision_id,
            item.milestone,
            item.said,
        )
        .where(item.committee_id == committee_id)
        .order_by(item.position, item.id)
    )
    return tuple(ItemRow(*row) for row in fetched(session, statement))


def attendance_of(session: Session, committee_id: int) -> tuple[AttendanceRow, ...]:
    """Those invited, in the order they were; the caller has checked who may see the committee."""
    statement = select(Attendance.id, Attendance.name, Attendance.body, Attendance.present)
    wanted = statement.where(Attendance.committee_id == committee_id).order_by(Attendance.id)
    return tuple(AttendanceRow(*row) for row in fetched(session, wanted))


def owners_of(session: Session, reader: Reader, committee_id: int) -> tuple[tuple[int, str, ActorKind | None], ...]:
    """Who may carry a decision of a committee: (actor id, name, kind), in the order of the names.

    They are those known on the territories of its conventions. Raises NotFound when the reader may not see it.
    """
    committee = the_committee(session, reader, committee_id)
    places = select(Convention.territory_id).where(among(Convention.id, [row[0] for row in committee.conventions]))
    statement = select(Actor.id, Actor.name, Actor.kind).where(Actor.territory_id.in_(places))
    found = sorted(fetched(session, statement), key=lambda row: (sort_key(row[1]), row[0]))
    return tuple((row[0], row[1], row[2]) for row in found)

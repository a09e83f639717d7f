"""Committees: agenda, attendance, decisions, and the frozen figures of the day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.base import Base, Tracked, Versioned
from ctg_tracking.model.convention import Convention
from ctg_tracking.model.plan import Action, Actor
from ctg_tracking.model.words import MeetingKind, MeetingState, Origin, Outcome, Status


class Committee(Tracked, Versioned, Base):
    """A COPIL, a COTECH or a theme group of one convention."""

    __tablename__ = "committee"

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    kind: Mapped[MeetingKind]
    held_on: Mapped[date]
    place: Mapped[str | None]
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PREPARED)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    note: Mapped[str | None]
    origin: Mapped[Origin | None]

    convention: Mapped[Convention] = relationship()
    agenda: Mapped[list["AgendaItem"]] = relationship(
        cascade="all, delete-orphan", order_by=lambda: AgendaItem.position
    )
    attendance: Mapped[list["Attendance"]] = relationship(cascade="all, delete-orphan", order_by=lambda: Attendance.id)
    decisions: Mapped[list["Decision"]] = relationship(back_populates="committee", order_by=lambda: Decision.id)


class AgendaItem(Tracked, Base):
    """A point of the agenda, about an action or free, with the reason it was proposed."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    reason: Mapped[str | None]
    action: Mapped[Action | None] = relationship()


class Attendance(Tracked, Base):
    """Someone invited, present or not (NULL: not ticked yet)."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    name: Mapped[str]
    body: Mapped[str | None]
    present: Mapped[bool | None]


class Decision(Tracked, Versioned, Base):
    """A decision of a committee, with who carries it and until when; open until `done_on`."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"), index=True)
    outcome: Mapped[Outcome | None]
    text: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]

    committee: Mapped[Committee] = relationship(back_populates="decisions")
    action: Mapped[Action | None] = relationship()
    owner: Mapped[Actor | None] = relationship()


class ActionSnapshot(Base):
    """An action as it stood when its committee opened; never changed after."""

    __tablename__ = "action_snapshot"
    __table_args__ = (
        UniqueConstraint("committee_id", "action_id"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    status: Mapped[Status]
    percent: Mapped[int | None]
    due_on: Mapped[date | None]
    late: Mapped[bool]
    stale: Mapped[bool]
    last_report_on: Mapped[date | None]


class IndicatorSnapshot(Base):
    """An indicator as it stood when its committee opened; never changed after."""

    __tablename__ = "indicator_snapshot"
    __table_args__ = (UniqueConstraint("committee_id", "indicator_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    value: Mapped[float | None]
    text: Mapped[str | None]
    value_on: Mapped[date | None]
    rate_raw: Mapped[float | None]

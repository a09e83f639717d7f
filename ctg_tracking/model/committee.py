"""Committees: who meets about which conventions, the agenda, attendance and decisions (frozen figures: snapshot.py)."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.base import Base, Tracked, Versioned
from ctg_tracking.model.convention import Convention
from ctg_tracking.model.indicator import Indicator
from ctg_tracking.model.plan import Action, Actor
from ctg_tracking.model.words import AgendaReason, MeetingKind, MeetingState, Origin, Outcome

_CHOSEN = JSON(none_as_null=True)

committee_convention = Table(
    "committee_convention",
    Base.metadata,
    Column("committee_id", ForeignKey("committee.id"), primary_key=True),
    Column("convention_id", ForeignKey("convention.id"), primary_key=True, index=True),
)


class Committee(Tracked, Versioned, Base):
    """A COPIL, a COTECH or a theme group, about one convention or several.

    `convention_id` is the first of `conventions`: the one whose history tells the committee. `frozen_on`: the day whose
    figures were frozen when it opened, `stale_days` the threshold they were judged by; both NULL until then.
    `touched_at` moves with every write on the committee, its agenda, its attendance or its decisions, which raises the
    version. `hour` is in people's words (« 14 h 30 – 16 h 30 »).
    `results`, `shown_actions`, `shown_indicators`: what is projected, ids in their order; NULL: not chosen.
    """

    __tablename__ = "committee"
    __untracked__ = frozenset({"touched_at"})
    __table_args__ = (CheckConstraint("(state = 'prepared') = (frozen_on IS NULL)", name="frozen_once_opened"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    kind: Mapped[MeetingKind]
    title: Mapped[str | None]
    held_on: Mapped[date]
    hour: Mapped[str | None]
    place: Mapped[str | None]
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PREPARED)
    frozen_on: Mapped[date | None]
    stale_days: Mapped[int | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    reopening_reason: Mapped[str | None]
    note: Mapped[str | None]
    origin: Mapped[Origin | None]
    touched_at: Mapped[datetime]
    results: Mapped[list[int] | None] = mapped_column(_CHOSEN)
    shown_actions: Mapped[list[int] | None] = mapped_column(_CHOSEN)
    shown_indicators: Mapped[list[int] | None] = mapped_column(_CHOSEN)

    convention: Mapped[Convention] = relationship()
    conventions: Mapped[list[Convention]] = relationship(
        secondary=committee_convention, order_by=lambda: (Convention.reference, Convention.id)
    )
    agenda: Mapped[list["AgendaItem"]] = relationship(
        cascade="all, delete-orphan", order_by=lambda: AgendaItem.position
    )
    attendance: Mapped[list["Attendance"]] = relationship(cascade="all, delete-orphan", order_by=lambda: Attendance.id)
    decisions: Mapped[list["Decision"]] = relationship(back_populates="committee", order_by=lambda: Decision.id)


class AgendaItem(Tracked, Base):
    """A point of the agenda: what it is about, why, and how many minutes it is given.

    About one thing at most: an action, an indicator, an earlier decision still open, or a step of the renewal
    (`milestone`, a key of figures.renewals.MILESTONES). `reason_code` NULL: added by hand; `reason` says it in words.
    `said`: what was said on it while the committee was open (« Échanges »).
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint("length(title) BETWEEN 1 AND 500", name="title"),
        CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id", use_alter=True), index=True)
    milestone: Mapped[str | None]
    position: Mapped[int]
    title: Mapped[str]
    reason_code: Mapped[AgendaReason | None]
    reason: Mapped[str | None]
    minutes: Mapped[int | None]
    said: Mapped[str | None]

    action: Mapped[Action | None] = relationship()
    indicator: Mapped[Indicator | None] = relationship()
    earlier: Mapped["Decision | None"] = relationship(foreign_keys=[decision_id])


class Attendance(Tracked, Base):
    """A person or a body invited (`name`), present or not (NULL: not ticked yet)."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    name: Mapped[str]
    body: Mapped[str | None]
    present: Mapped[bool | None]


class Decision(Tracked, Versioned, Base):
    """A decision of a committee, with who carries it and until when; open until `done_on`.

    `owner_name` and `subject` keep the words of the day (the owner, the action), for minutes that outlive a renaming.
    `report_id`: the report by which the decided change of status was made.
    """

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"), index=True)
    owner_name: Mapped[str | None]
    subject: Mapped[str | None]
    outcome: Mapped[Outcome | None]
    text: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    done_note: Mapped[str | None]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("progress_report.id"), index=True)

    committee: Mapped[Committee] = relationship(back_populates="decisions")
    action: Mapped[Action | None] = relationship()
    owner: Mapped[Actor | None] = relationship()


class CommitteeShare(Tracked, Base):
    """A link by which the minutes of a closed committee are read without an account, until a day included.

    Only the hash of its token is kept, and never in the history. `ended_at`: somebody ended it, or made another.
    """

    __tablename__ = "committee_share"
    __untracked__ = frozenset({"token_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    expires_on: Mapped[date]
    ended_at: Mapped[datetime | None]

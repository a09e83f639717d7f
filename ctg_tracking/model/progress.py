"""Progress reports: what was said of an action, by whom, and over which period it holds."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.account import Account
from ctg_tracking.model.base import Base, Tracked
from ctg_tracking.model.plan import Action
from ctg_tracking.model.words import Confidence, Origin, Status


class ProgressReport(Tracked, Base):
    """An append-only report. Its status and percent are the action's over [effective_on, until).

    `until` is bookkeeping kept at write: the effective date of the next report (the later recorded one wins a day).
    A file may state a status without the reason or the date of resumption that reporting on screen requires.
    """

    __tablename__ = "progress_report"
    __untracked__ = frozenset({"until"})
    __table_args__ = (
        CheckConstraint("until >= effective_on", name="period"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        Index("ix_progress_report_state", "action_id", "effective_on", "until", "status"),  # covers the state at a day
        Index("ix_progress_report_current", "action_id", unique=True, sqlite_where=text("until IS NULL"),
              postgresql_where=text("until IS NULL")),
        Index(None, "recorded_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    effective_on: Mapped[date]
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    status: Mapped[Status]
    percent: Mapped[int | None]
    confidence: Mapped[Confidence | None]
    done_text: Mapped[str | None]
    next_text: Mapped[str | None]
    blocking_text: Mapped[str | None]
    decision_wanted: Mapped[str | None]
    reason: Mapped[str | None]
    resumes_on: Mapped[date | None]
    origin: Mapped[Origin | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committee.id"), index=True)

    action: Mapped[Action] = relationship()
    author: Mapped[Account] = relationship()

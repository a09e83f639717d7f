"""Indicators and their values: zero is a value, absence is NULL; a value knows its date, source and author."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.account import Account
from ctg_tracking.model.base import Base, Tracked, Versioned
from ctg_tracking.model.convention import Convention
from ctg_tracking.model.plan import Action, Heading
from ctg_tracking.model.words import Direction, Nature, Origin, Periodicity


class Indicator(Tracked, Versioned, Base):
    """An indicator of an action, of a heading, or of the convention (neither).

    `target`/`target_on` are the final ones; `IndicatorTarget` holds those in between. `qualitative`: values are words.
    `touched_at` moves with each write on the indicator or its values, which raises the version.
    """

    __tablename__ = "indicator"
    __history_label__ = "name"
    __untracked__ = frozenset({"touched_at"})
    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 1 AND 500", name="name"),
        CheckConstraint("heading_id IS NULL OR action_id IS NULL", name="one_owner"),
        CheckConstraint(
            "baseline IS NULL OR target IS NULL OR direction = 'keep'"
            " OR (direction = 'up' AND target >= baseline) OR (direction = 'down' AND target <= baseline)",
            name="direction_agrees_with_target",
        ),
        Index(None, "convention_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    heading_id: Mapped[int | None] = mapped_column(ForeignKey("heading.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    position: Mapped[int]
    code: Mapped[str | None]
    name: Mapped[str]
    unit: Mapped[str | None]
    direction: Mapped[Direction] = mapped_column(default=Direction.UP)
    nature: Mapped[Nature | None]
    qualitative: Mapped[bool] = mapped_column(default=False)
    baseline: Mapped[float | None]
    baseline_on: Mapped[date | None]
    target: Mapped[float | None]
    target_text: Mapped[str | None]
    target_on: Mapped[date | None]
    periodicity: Mapped[Periodicity | None]
    source: Mapped[str | None]
    origin: Mapped[Origin | None]
    touched_at: Mapped[datetime]

    convention: Mapped[Convention] = relationship()
    heading: Mapped[Heading | None] = relationship()
    action: Mapped[Action | None] = relationship()


class IndicatorTarget(Tracked, Base):
    """A dated target before the final one."""

    __tablename__ = "indicator_target"
    __table_args__ = (UniqueConstraint("indicator_id", "on_date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    on_date: Mapped[date]
    target: Mapped[float]


class IndicatorValue(Tracked, Base):
    """A value at its reference date, in force over [on_date, until).

    `until` is bookkeeping kept at write; a correction of the same date leaves the former row an empty period.
    """

    __tablename__ = "indicator_value"
    __untracked__ = frozenset({"until"})
    __table_args__ = (
        CheckConstraint("until >= on_date", name="period"),
        CheckConstraint("value IS NOT NULL OR text IS NOT NULL", name="something"),
        Index(None, "indicator_id", "on_date"),
        Index("ix_indicator_value_current", "indicator_id", unique=True, sqlite_where=text("until IS NULL"),
              postgresql_where=text("until IS NULL")),
        Index(None, "recorded_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    on_date: Mapped[date]
    until: Mapped[date | None]
    value: Mapped[float | None]
    text: Mapped[str | None]
    source: Mapped[str | None]
    comment: Mapped[str | None]
    recorded_at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    origin: Mapped[Origin | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)

    indicator: Mapped[Indicator] = relationship()
    author: Mapped[Account] = relationship()

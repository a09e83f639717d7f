"""The plan of a convention: a tree of headings of up to three levels, and actions under them.

A code (« 3 », « 1.2 », « FA 4 ») is text and never alone a key: numbering restarts, runs on or is absent.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.account import Account
from ctg_tracking.model.base import Base, Tracked, Versioned
from ctg_tracking.model.convention import Convention
from ctg_tracking.model.territory import Territory
from ctg_tracking.model.words import ActorKind, Origin, Priority


def _list_of(owner: str, item: str, target: str) -> Table:
    """Link table whose own `id` keeps the order in which people were named."""
    return Table(
        f"{owner}_{item}",
        Base.metadata,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column(f"{owner}_id", ForeignKey(f"{owner}.id"), nullable=False),
        Column(f"{target}_id", ForeignKey(f"{target}.id"), nullable=False, index=True),
        UniqueConstraint(f"{owner}_id", f"{target}_id"),
    )


action_pilot = _list_of("action", "pilot", "actor")
action_partner = _list_of("action", "partner", "actor")
action_theme = _list_of("action", "theme", "theme")
action_commune = _list_of("action", "commune", "territory")


class Heading(Tracked, Base):
    """A heading of level 1 (an axe), 2 or 3. A document may number a heading without titling it: `title` is then NULL.

    `axe_id` is the level-1 heading above it, NULL on an axe itself, so that the axe is coalesce(axe_id, id).
    """

    __tablename__ = "heading"
    __history_label__ = "title"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
        CheckConstraint("(level = 1) = (parent_id IS NULL)", name="root_has_no_parent"),
        CheckConstraint("(level = 1) = (axe_id IS NULL)", name="axe_above"),
        Index(None, "convention_id", "level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("heading.id"), index=True)
    axe_id: Mapped[int | None] = mapped_column(ForeignKey("heading.id"), index=True)
    level: Mapped[int]
    position: Mapped[int]
    code: Mapped[str | None]
    title: Mapped[str | None]
    description: Mapped[str | None]
    origin: Mapped[Origin | None]

    convention: Mapped[Convention] = relationship()
    parent: Mapped["Heading | None"] = relationship(remote_side=[id], foreign_keys=[parent_id])


class Theme(Tracked, Base):
    """A theme of family policy; the ten national ones are there from the start, others are added by use."""

    __tablename__ = "theme"
    __history_label__ = "label"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    position: Mapped[int]


class Actor(Tracked, Base):
    """A person or an organisation of a territory, with or without an account; `key` is the folded name."""

    __tablename__ = "actor"
    __history_label__ = "name"
    __table_args__ = (UniqueConstraint("territory_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    name: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[ActorKind | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    territory: Mapped[Territory] = relationship()
    account: Mapped[Account | None] = relationship()
    aliases: Mapped[list["ActorAlias"]] = relationship(back_populates="actor", cascade="all, delete-orphan")


class ActorAlias(Tracked, Base):
    """Another way a file writes an actor's name; `key` is folded."""

    __tablename__ = "actor_alias"
    __table_args__ = (UniqueConstraint("actor_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    name: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    actor: Mapped[Actor] = relationship(back_populates="aliases")


class Action(Tracked, Versioned, Base):
    """A fiche action, or an operation inside one (`parent_id`), with its own pilots, dates and status.

    Its status and percent are held by its reports, its due date by `ActionDue`: both over periods, to ask the past.
    `yearly`: done anew each year. No commune listed: the whole territory. Amounts are in euro cents.
    `touched_at` moves with every write on the action, its lists, dates or reports, which raises the version.
    """

    __tablename__ = "action"
    __history_label__ = "title"
    __untracked__ = frozenset({"touched_at"})
    __table_args__ = (
        CheckConstraint("length(title) BETWEEN 1 AND 500", name="title"),
        CheckConstraint("budget_cents >= 0", name="budget"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        Index(None, "convention_id", "parent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    heading_id: Mapped[int | None] = mapped_column(ForeignKey("heading.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    position: Mapped[int]
    code: Mapped[str | None]
    title: Mapped[str]
    description: Mapped[str | None]
    audience: Mapped[str | None]
    starts_on: Mapped[date | None]
    calendar_text: Mapped[str | None]
    yearly: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[Priority | None]
    budget_cents: Mapped[int | None] = mapped_column(BigInteger)
    budget_text: Mapped[str | None]
    funding_text: Mapped[str | None]
    elected_referent: Mapped[str | None]
    coordinator: Mapped[str | None]
    origin: Mapped[Origin | None]
    touched_at: Mapped[datetime]

    convention: Mapped[Convention] = relationship()
    heading: Mapped[Heading | None] = relationship()
    parent: Mapped["Action | None"] = relationship(remote_side=[id])
    pilots: Mapped[list[Actor]] = relationship(secondary=action_pilot, order_by=action_pilot.c.id)
    partners: Mapped[list[Actor]] = relationship(secondary=action_partner, order_by=action_partner.c.id)
    themes: Mapped[list[Theme]] = relationship(secondary=action_theme, order_by=action_theme.c.id)
    communes: Mapped[list[Territory]] = relationship(secondary=action_commune, order_by=action_commune.c.id)


class ActionDue(Tracked, Base):
    """The due date of an action over [valid_from, valid_until); NULL `due_on`: no due date then."""

    __tablename__ = "action_due"
    __untracked__ = frozenset({"valid_until"})
    __table_args__ = (
        CheckConstraint("valid_until >= valid_from", name="period"),
        Index("ix_action_due_day", "action_id", "valid_from", "valid_until", "due_on"),  # covers the due date at a day
        Index("ix_action_due_current", "action_id", unique=True, sqlite_where=text("valid_until IS NULL"),
              postgresql_where=text("valid_until IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    due_on: Mapped[date | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]

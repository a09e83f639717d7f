"""Accounts, what they may do and where, and the web sessions they hold."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.base import Base, Tracked, Versioned
from ctg_tracking.model.territory import Territory
from ctg_tracking.model.words import Role


class Account(Tracked, Versioned, Base):
    """A person or a function that signs in or writes; `email` is kept in lower case.

    No `password_hash`: cannot sign in with a password. The hash never enters the history.
    `demonstration`: a profile of the demonstration store, offered without password on loopback.
    """

    __tablename__ = "account"
    __history_label__ = "email"
    __untracked__ = frozenset({"password_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    demonstration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    grants: Mapped[list["Grant"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", order_by=lambda: Grant.id
    )


class Grant(Tracked, Base):
    """A role on one territory, or on all of them when `territory_id` is NULL."""

    __tablename__ = "grant"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "territory_id"),
        Index("ix_grant_everywhere", "account_id", "role", unique=True, sqlite_where=text("territory_id IS NULL"),
              postgresql_where=text("territory_id IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    role: Mapped[Role]
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territory.id"), index=True)
    account: Mapped[Account] = relationship(back_populates="grants")
    territory: Mapped[Territory | None] = relationship()


class WebSession(Base):
    """A signed-in browser: only the hash of its token is kept; revoked by deleting the row."""

    __tablename__ = "web_session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]

"""The history: one row per changed field; a creation or a deletion is one row holding the whole record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.account import Account
from ctg_tracking.model.base import Base


class Change(Base):
    """Who changed which field of which row, when, from what to what, and where it came from.

    `entity` is a table name. `field` NULL: the whole record, in `after` (created) or `before` (deleted).
    `convention_id` and `action_id` say whose history it belongs to, `committee_id` the committee it was written for (no
    foreign key: history outlives its rows).
    `sheet` and `cell`: where an import read it; `cells`: column -> cell, for the fields of a record it created.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "entity", "entity_id"),
        Index(None, "convention_id", "id"),
        Index(None, "action_id", "id"),
        Index(None, "import_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entity: Mapped[str]
    entity_id: Mapped[int]
    convention_id: Mapped[int | None]
    action_id: Mapped[int | None]
    field: Mapped[str | None]
    before: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    after: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    effective_on: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    committee_id: Mapped[int | None]
    sheet: Mapped[str | None]
    cell: Mapped[str | None]
    cells: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))

    author: Mapped[Account] = relationship()


class StoreInfo(Base):
    """What a store says of itself: `demonstration` (« 1 ») and `demonstration_date` (ISO)."""

    __tablename__ = "store_info"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]

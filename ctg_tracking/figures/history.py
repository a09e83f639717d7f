"""Who changed what, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from ctg_tracking.figures.selection import visible
from ctg_tracking.figures.sql import Column, Condition, fetched
from ctg_tracking.model import Account, Change, Convention, Reader
from ctg_tracking.model.words import Role


@dataclass(frozen=True)
class HistoryRow:
    """A change. `entity` is a table; `field` None: the whole record, in `after` when created, `before` when deleted.

    `at` is when it was recorded (aware, UTC), `effective_on` from when it is true. `sheet` and `cell`: where an
    import read it.
    """

    id: int
    at: datetime
    author: str
    author_name: str
    entity: str
    entity_id: int
    convention_id: int | None
    action_id: int | None
    field: str | None
    before: Any
    after: Any
    effective_on: date | None
    import_id: int | None
    committee_id: int | None
    sheet: str | None
    cell: str | None


def history_rows(
    session: Session,
    reader: Reader,
    *,
    convention: str | None = None,
    action_id: int | None = None,
    limit: int | None = None,
    before_id: int | None = None,
) -> list[HistoryRow]:
    """Changes this reader may see, newest first: those of the conventions of the territories granted.

    What belongs to no convention (accounts, actors) is for the administrators of the whole. `convention` is a
    reference. `before_id` goes on from the last row of a former page.
    """
    statement = (
        select(*_COLUMNS)
        .join(Account, Account.id == Change.author_id)
        .where(_allowed(reader), *_asked(convention, action_id, before_id))
        .order_by(Change.id.desc())
        .limit(limit)
    )
    return [HistoryRow(*row) for row in fetched(session, statement)]


_COLUMNS: tuple[Column, ...] = (
    Change.id,
    Change.at,
    Account.email,
    Account.name,
    Change.entity,
    Change.entity_id,
    Change.convention_id,
    Change.action_id,
    Change.field,
    Change.before,
    Change.after,
    Change.effective_on,
    Change.import_id,
    Change.committee_id,
    Change.sheet,
    Change.cell,
)
"""The fields of HistoryRow, in their order."""


def _asked(convention: str | None, action_id: int | None, before_id: int | None) -> Iterator[Condition]:
    if convention is not None:
        yield Change.convention_id.in_(select(Convention.id).where(Convention.reference == convention))
    if action_id is not None:
        yield Change.action_id == action_id
    if before_id is not None:
        yield Change.id < before_id


def _allowed(reader: Reader) -> Condition:
    if not reader.everywhere:
        return Change.convention_id.in_(select(Convention.id).where(visible(reader)))
    administrates = any(grant.role is Role.ADMINISTRATOR and grant.territory_id is None for grant in reader.grants)
    return true() if administrates else Change.convention_id.is_not(None)

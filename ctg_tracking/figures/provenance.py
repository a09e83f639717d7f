"""Where each value of an action came from: the cell of which file, or who typed it, and when."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.selection import visible
from ctg_tracking.model import Account, Action, ActionDue, Change, Convention, Import, Reader

Key = tuple[str, int, str]
"""Table, id of the row, column or list."""
_OWN_CELL = {
    ("progress_report", "status"),
    ("action_due", "due_on"),
    ("indicator_value", "value"),
    ("indicator_value", "text"),
}
"""Columns whose cell is that of their record."""
_ROW = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who gave a value and when (aware, UTC); `file` None: typed in the application.

    `sheet` and `cell` are where the file says it; `cell` None: somewhere in `row` (counted from 1).
    """

    at: datetime
    author_name: str
    import_id: int | None = None
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None


@dataclass(frozen=True)
class Provenances:
    """Provenance of every value of an action, of its reports, due dates, indicators and values.

    `due_id`: the statement of its due date in force at the day asked.
    """

    fields: Mapping[Key, Provenance]
    due_id: int | None

    def of(self, entity: str, row_id: int | None, *columns: str) -> Provenance | None:
        """Where the first of these columns that was ever given came from."""
        found = (self.fields.get((entity, row_id or 0, column)) for column in columns)
        return next((one for one in found if one is not None), None)


def provenances(session: Session, reader: Reader, action_id: int, as_of: date) -> Provenances:
    """Where all that an action shows came from. Raises NotFound when the reader may not see it.

    A value put back by taking an import back has the provenance it had before that import.
    """
    seen = select(Action.id).join(Convention, Convention.id == Action.convention_id)
    if session.scalar(seen.where(Action.id == action_id, visible(reader))) is None:
        raise NotFound("Cette action")
    told = _Told()
    for row in _changes(session, action_id):
        told.add(row)
    return Provenances({key: stack[-1] for key, stack in told.stacks.items() if stack}, _due(session, action_id, as_of))


class _Told:
    """Provenances of each value, oldest first, as its history is read."""

    def __init__(self) -> None:
        self.stacks: dict[Key, list[Provenance]] = {}
        self._undone: dict[datetime, int] = {}

    def add(self, row: Any) -> None:
        """Read one history row, after those before it."""
        if row.undone_at is not None:
            self._undone[row.undone_at] = row.import_id
        taken_back = self._undone.get(row.at) if row.import_id is None else None
        fields = [row.field] if row.field is not None else list(row.after or ())
        for field in fields:
            stack = self.stacks.setdefault((row.entity, row.entity_id, field), [])
            if taken_back is None:
                stack.append(_provenance(row, field))
            else:
                _drop(stack, taken_back)


def _drop(stack: list[Provenance], import_id: int) -> None:
    """Forget what an import gave, and what came after it."""
    first = next((place for place, one in enumerate(stack) if one.import_id == import_id), len(stack))
    del stack[first:]


def _provenance(row: Any, field: str) -> Provenance:
    if row.import_id is None:
        return Provenance(row.at, row.author_name)
    alone = row.field is not None or (row.entity, field) in _OWN_CELL
    exact = row.cell if alone else (row.cells or {}).get(field)
    line = _ROW.search(exact or row.cell or "")
    return Provenance(
        row.at, row.author_name, row.import_id, row.file_name, row.sheet, exact, int(line[0]) if line else None
    )


def _changes(session: Session, action_id: int) -> Iterable[Any]:
    statement = (
        select(
            Change.entity, Change.entity_id, Change.field, Change.after, Change.at, Change.import_id,
            Change.sheet, Change.cell, Change.cells, Account.name.label("author_name"),
            Import.file_name, Import.undone_at,
        )
        .join(Account, Account.id == Change.author_id)
        .outerjoin(Import, Import.id == Change.import_id)
        .where(Change.action_id == action_id)
        .order_by(Change.id)
    )  # fmt: skip
    return session.execute(statement).all()


def _due(session: Session, action_id: int, as_of: date) -> int | None:
    return session.scalar(
        select(ActionDue.id).where(
            ActionDue.action_id == action_id,
            ActionDue.valid_from <= as_of,
            or_(ActionDue.valid_until.is_(None), ActionDue.valid_until > as_of),
        )
    )

"""Recording of ORM changes: listens to a write session's flushes and turns each into history rows.

A flush in a session without author is refused. Lists (pilots, themes) are recorded on their owner, and raise its
version.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import event
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.attributes import History

from ctg_tracking.errors import UntrackedWrite
from ctg_tracking.model import Base
from ctg_tracking.store import guard
from ctg_tracking.store.history import (
    Context,
    change_row,
    insert_changes,
    is_tracked,
    record,
    recorded_columns,
    recorded_lists,
    scopes,
)


class Recorder:
    """Records the flushes of one write session under one context."""

    def __init__(self, session: Session, context: Context) -> None:
        self._context = context
        self._deleted: list[tuple[Base, dict[str, Any]]] = []
        self._changed: list[tuple[Base, str, Any, Any]] = []
        self._created: list[Base] = []
        self._windows: list[Any] = []
        event.listen(session, "before_flush", self._before)
        event.listen(session, "after_flush", self._after)
        event.listen(session, "after_soft_rollback", self._close_windows)

    def _before(self, session: Session, _flush: UOWTransaction, _instances: Any) -> None:
        window = guard.audited(session.connection())
        window.__enter__()
        self._windows.append(window)
        for owner in session.dirty:
            self._touch_when_lists_moved(owner)
        self._created = [row for row in session.new if is_tracked(row)]
        self._deleted = [(row, _whole(row)) for row in session.deleted if is_tracked(row)]
        self._changed = [change for row in session.dirty if is_tracked(row) for change in _fields(row)]

    def _touch_when_lists_moved(self, owner: Any) -> None:
        """Make the mapper raise the version of an owner whose only change is a list."""
        if is_tracked(owner) and hasattr(owner, "touched_at") and any(_list_changes(owner)):
            owner.touched_at = self._context.at

    def _after(self, session: Session, _flush: UOWTransaction) -> None:
        rows = [*self._creations(session), *self._deletions(session), *self._changes(session)]
        insert_changes(session.connection(), rows)
        self._close_windows(session)

    def _close_windows(self, _session: Session, _previous: Any = None) -> None:
        while self._windows:
            self._windows.pop().__exit__(None, None, None)

    def _creations(self, session: Session) -> list[dict[str, Any]]:
        return [self._change(session, row, after=_whole(row)) for row in self._created]

    def _deletions(self, session: Session) -> list[dict[str, Any]]:
        return [self._change(session, row, before=whole) for row, whole in self._deleted]

    def _changes(self, session: Session) -> list[dict[str, Any]]:
        return [
            self._change(session, row, field=field, before=before, after=after)
            for row, field, before, after in self._changed
        ]

    def _change(self, session: Session, row: Any, **told: Any) -> dict[str, Any]:
        return change_row(self._context, type(row), row.id, _scope(session, row, _columns(row)), **told)


def refuse_flushes(session: Session) -> None:
    """A reading session writes nothing: no author, no write."""

    def refuse(_session: Session, _flush: UOWTransaction, _instances: Any) -> None:
        names = {type(row).__tablename__ for row in (*session.new, *session.dirty, *session.deleted)}
        raise UntrackedWrite(", ".join(sorted(names)))

    event.listen(session, "before_flush", refuse)


def _columns(row: Base) -> dict[str, Any]:
    return {
        attribute.key: getattr(row, attribute.key)
        for attribute in sa_inspect(row).mapper.column_attrs
        if attribute.key in row.__dict__
    }


def _whole(row: Base) -> dict[str, Any]:
    lists = {r.key: _labels(getattr(row, r.key)) for r in recorded_lists(type(row))}
    return record(type(row), {key: getattr(row, key) for key in recorded_columns(type(row))}, lists)


def _fields(row: Base) -> list[tuple[Base, str, Any, Any]]:
    state = sa_inspect(row)
    columns = ((key, state.attrs[key].load_history()) for key in recorded_columns(type(row)))
    moved = [
        (row, key, _one(history.deleted), _one(history.added)) for key, history in columns if history.has_changes()
    ]
    return [change for change in moved if change[2] != change[3]] + [(row, *change) for change in _list_changes(row)]


def _list_changes(row: Base) -> list[tuple[str, list[str], list[str]]]:
    state = sa_inspect(row)
    histories: list[tuple[str, History]] = [
        (r.key, state.attrs[r.key].load_history()) for r in recorded_lists(type(row))
    ]
    return [
        (key, _labels([*h.unchanged, *h.deleted]), _labels(getattr(row, key)))
        for key, h in histories
        if h.added or h.deleted
    ]  # fmt: skip


def _one(values: Sequence[Any] | None) -> Any:
    return values[0] if values else None


def _labels(items: Sequence[Any]) -> list[str]:
    return [str(getattr(item, item.__history_label__)) for item in items]


def _scope(session: Session, row: Base, values: dict[str, Any]) -> tuple[int | None, int | None]:
    return scopes(session.connection(), type(row), [values])[0]

"""Statements: their types, conditions on many ids at once, and how they are run."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, Select, bindparam
from sqlalchemy.orm import InstrumentedAttribute, Session

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]
Condition = ColumnElement[bool]
Column = ColumnElement[Any] | InstrumentedAttribute[Any]


def among(column: Column, ids: Iterable[int]) -> Condition:
    """`column IN (ids)`, the ids written in the statement: databases limit how many values may be bound, not these."""
    return column.in_(bindparam(None, sorted(ids), expanding=True, literal_execute=True))


def fetched(session: Session, statement: Executable) -> Sequence[AnyRow]:
    """All the rows of a statement on plain columns, without the detour that loading objects takes.

    What the session has not written yet is written first, as it would be by `session.execute`.
    """
    if session.new or session.dirty or session.deleted:
        session.flush()
    return session.connection().execute(statement).all()

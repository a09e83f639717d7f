"""Types of statements, and conditions on many ids at once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam
from sqlalchemy.orm import InstrumentedAttribute

AnySelect = Select[*tuple[Any, ...]]
Condition = ColumnElement[bool]
Column = ColumnElement[Any] | InstrumentedAttribute[Any]


def among(column: Column, ids: Iterable[int]) -> Condition:
    """`column IN (ids)`, the ids written in the statement: databases limit how many values may be bound, not these."""
    return column.in_(bindparam(None, sorted(ids), expanding=True, literal_execute=True))

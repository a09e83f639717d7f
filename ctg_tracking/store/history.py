"""What becomes a row of `change`: pure functions from rows to history records, shared by the ORM and the bulk path."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import Mapper, RelationshipProperty

from ctg_tracking.model import Action, Base, Change, Convention, Indicator, Tracked
from ctg_tracking.store.engine import plain, to_json
from ctg_tracking.store.rows import Encoded, Same, Values, write_rows

type_of_row = type[Base]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value comes from in a workbook; `fields`: cell of each column of a created record."""

    sheet: str
    cell: str
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Context:
    """What every history row of one transaction shares."""

    author_id: int
    at: datetime
    effective_on: date | None = None
    import_id: int | None = None
    committee_id: int | None = None


@cache
def recorded_columns(entity: type_of_row) -> tuple[str, ...]:
    """Attribute names of `entity` that enter the history."""
    untracked: frozenset[str] = getattr(entity, "__untracked__", frozenset())
    mapper: Mapper[Any] = sa_inspect(entity)
    return tuple(p.key for p in mapper.column_attrs if p.key not in untracked and p.key not in ("id", "version"))


@cache
def recorded_lists(entity: type_of_row) -> tuple[RelationshipProperty[Any], ...]:
    """Many-to-many lists of `entity`, recorded on their owner."""
    mapper: Mapper[Any] = sa_inspect(entity)
    return tuple(r for r in mapper.relationships if r.secondary is not None and not r.viewonly)


def is_tracked(entity: object) -> bool:
    """Whether rows of this class (or this object) enter the history."""
    return issubclass(entity, Tracked) if isinstance(entity, type) else isinstance(entity, Tracked)


def record(
    entity: type_of_row, row: Mapping[str, Any], lists: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Any]:
    """The whole of a row as history keeps it: no NULL, no secret, lists by the names of their items."""
    kept = {key: value for key in recorded_columns(entity) if (value := row.get(key)) is not None}
    return kept | {name: list(items) for name, items in (lists or {}).items() if items}


def change_row(
    context: Context, entity: type_of_row, entity_id: int, scope: tuple[int | None, int | None], *,
    field: str | None = None, before: Any = None, after: Any = None, cell: Cell | None = None,
) -> dict[str, Any]:  # fmt: skip
    """One row of `change`, ready to insert; `scope` is (convention id, action id)."""
    return {
        "at": context.at, "author_id": context.author_id, "entity": entity.__tablename__, "entity_id": entity_id,
        "convention_id": scope[0], "action_id": scope[1],
        "field": field, "before": plain(before), "after": plain(after),
        "effective_on": context.effective_on, "import_id": context.import_id, "committee_id": context.committee_id,
        "sheet": cell.sheet if cell else None, "cell": cell.cell if cell else None,
        "cells": dict(cell.fields) if cell and cell.fields else None,
    }  # fmt: skip


def creations(
    context: Context, entity: type_of_row, ids: Sequence[int], owners: Sequence[tuple[int | None, int | None]],
    records: Sequence[Mapping[str, Any]], cells: Mapping[int, Cell],
) -> dict[str, Values | Same | Encoded]:  # fmt: skip
    """Rows of `change` for the creation of `records`, by column; `cells` by place among the records."""
    places = [cells.get(index) for index in range(len(ids))]
    return {
        "at": Same(context.at), "author_id": Same(context.author_id), "entity": Same(entity.__tablename__),
        "entity_id": ids, "convention_id": [owner[0] for owner in owners], "action_id": [owner[1] for owner in owners],
        "after": Encoded(map(to_json, records)),
        "effective_on": Same(context.effective_on), "import_id": Same(context.import_id),
        "committee_id": Same(context.committee_id),
        "sheet": [place and place.sheet for place in places], "cell": [place and place.cell for place in places],
        "cells": Encoded(to_json(place.fields) if place and place.fields else None for place in places),
    }  # fmt: skip


def scopes(
    connection: Connection, entity: type_of_row, rows: Sequence[Mapping[str, Any]]
) -> list[tuple[int | None, int | None]]:
    """For each row (with its id), the convention and the action whose history it belongs to."""
    if entity is Convention:
        return [(row["id"], None) for row in rows]
    if entity is Action:
        return [(row["convention_id"], row["id"]) for row in rows]
    if rows and rows[0].get("indicator_id") is not None:
        owners = _lookup(connection, Indicator, {row["indicator_id"] for row in rows}, ("convention_id", "action_id"))
        return [owners.get(row["indicator_id"], (None, None)) for row in rows]
    return _scopes_by_action(connection, rows)


def _scopes_by_action(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[tuple[int | None, int | None]]:
    orphans = {
        row["action_id"] for row in rows if row.get("action_id") is not None and row.get("convention_id") is None
    }
    owners = _lookup(connection, Action, orphans, ("convention_id", "id"))
    return [
        (row.get("convention_id") or owners.get(row.get("action_id") or 0, (None,))[0], row.get("action_id"))
        for row in rows
    ]


def _lookup(
    connection: Connection, entity: type_of_row, ids: Iterable[int], columns: tuple[str, ...]
) -> dict[int, Any]:
    table = entity.__table__.c
    wanted, found = sorted(ids), {}
    for start in range(0, len(wanted), 10_000):
        chunk = wanted[start : start + 10_000]
        # a range costs less than ten thousand bound parameters
        condition = table.id.between(chunk[0], chunk[-1]) if len(chunk) > 500 else table.id.in_(chunk)
        for row in connection.execute(select(table.id, *(table[name] for name in columns)).where(condition)):
            found[row[0]] = tuple(row[1:])
    return found


def insert_changes(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write history rows."""
    if rows:
        insert_change_columns(connection, {name: [row[name] for row in rows] for name in rows[0]})


def insert_change_columns(connection: Connection, columns: Mapping[str, Values | Same | Encoded]) -> None:
    """Write history rows given by column."""
    table = Change.__table__
    assert isinstance(table, Table)
    write_rows(connection, table, columns)

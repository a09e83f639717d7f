"""The one audited bulk path: Core inserts, updates and deletes that write their own history rows.

For the importer's apply and the generator: no ORM object, ids known before the insert, lists (pilots, themes) as ids.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, select, text, update
from sqlalchemy.orm import RelationshipProperty

from ctg_tracking.model import Base
from ctg_tracking.store import guard
from ctg_tracking.store.history import (
    Cell,
    Context,
    change_row,
    creations,
    insert_change_columns,
    insert_changes,
    record,
    recorded_columns,
    recorded_lists,
    scopes,
)
from ctg_tracking.store.rows import write_rows

Row = Mapping[str, Any]
Origins = Mapping[tuple[int, str | None], Cell]
"""Cell of each (row id, field) of a bulk write; field None: the row as a whole."""
CHUNK = 5_000


class Bulk:
    """Audited bulk writes inside one unit of work."""

    def __init__(self, connection: Connection, context: Context) -> None:
        self._connection, self._context = connection, context

    def next_ids(self, entity: type[Base], count: int) -> list[int]:
        """`count` fresh ids of `entity`, reserved in this transaction (SQLite: under its write lock)."""
        table = _table(entity)
        if self._connection.dialect.name == "sqlite":
            last = self._connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
            return list(range(last + 1, last + 1 + count))
        name = self._connection.execute(
            text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": f'"{table.name}"'}
        ).scalar_one()
        ids = self._connection.execute(text("SELECT nextval(:s) FROM generate_series(1, :n)"), {"s": name, "n": count})
        return sorted(ids.scalars())

    def insert(self, entity: type[Base], rows: Sequence[Row], cells: Mapping[int, Cell] | None = None) -> list[int]:
        """Insert `rows` (attribute name -> value; a list name -> ids of its items); ids in the order of the rows.

        A row may carry its own "id" (from `next_ids`). `cells` gives, by index of the row, the cell it comes from.
        """
        if not rows:
            return []
        given = [row.get("id") for row in rows]
        ids = [int(i) for i in given if i is not None] if None not in given else self.next_ids(entity, len(rows))
        lists = recorded_lists(entity)
        names = {r.key: self._names(r, rows) for r in lists}
        columns = _columns(entity)
        whole = [
            _defaults(entity) | {k: v for k, v in row.items() if k in columns} | {"id": row_id}
            for row, row_id in zip(rows, ids, strict=True)
        ]
        self._insert_rows(_table(entity), {name: [row[name] for row in whole] for name in columns})
        for relationship in lists:
            self._insert_links(
                relationship,
                {i: row[relationship.key] for i, row in zip(ids, rows, strict=True) if row.get(relationship.key)},
            )
        self._record_insert(entity, rows, whole, names, cells or {})
        return ids

    def update(self, entity: type[Base], rows: Sequence[Row], cells: Origins | None = None) -> None:
        """Change the fields of each row ({"id": …, field: new}); unchanged values are left alone, versions raised."""
        for start in range(0, len(rows), CHUNK):
            self._update_chunk(entity, rows[start : start + CHUNK], cells or {})

    def delete(self, entity: type[Base], ids: Sequence[int]) -> None:
        """Delete rows and their lists; their whole records enter the history."""
        for start in range(0, len(ids), CHUNK):
            self._delete_chunk(entity, list(ids[start : start + CHUNK]))

    # -- insert --

    def _insert_rows(self, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
        """Rows by column; a column that no row fills is left to the database."""
        filled = {name: values for name, values in columns.items() if any(value is not None for value in values)}
        if filled:
            with guard.audited(self._connection):
                write_rows(self._connection, table, filled)

    def _record_insert(
        self,
        entity: type[Base],
        given: Sequence[Row],
        whole: Sequence[Row],
        names: Mapping[str, Mapping[int, str]],
        cells: Mapping[int, Cell],
    ) -> None:
        records = [
            record(entity, filled, {key: [found[i] for i in row.get(key) or ()] for key, found in names.items()})
            for row, filled in zip(given, whole, strict=True)
        ]
        owners = scopes(self._connection, entity, whole)
        with guard.audited(self._connection):
            insert_change_columns(
                self._connection,
                creations(self._context, entity, [row["id"] for row in whole], owners, records, cells),
            )

    # -- update --

    def _update_chunk(self, entity: type[Base], rows: Sequence[Row], cells: Origins) -> None:
        stored = self._stored(entity, [row["id"] for row in rows])
        lists = {r.key: r for r in recorded_lists(entity)}
        moved = [self._moved(entity, row, stored[row["id"]]) for row in rows]
        list_changes = self._list_changes(lists, rows)
        owners = scopes(self._connection, entity, [stored[row["id"]] for row in rows])
        changes = []
        for row, columns, scope in zip(rows, moved, owners, strict=True):
            before_after = {k: (stored[row["id"]][k], v) for k, v in columns.items() if k in recorded_columns(entity)}
            before_after |= list_changes.get(row["id"], {})
            changes += [
                change_row(self._context, entity, row["id"], scope, field=field, before=before, after=after,
                           cell=cells.get((row["id"], field)) or cells.get((row["id"], None)))
                for field, (before, after) in before_after.items()
            ]  # fmt: skip
        written = {
            row["id"]: columns for row, columns in zip(rows, moved, strict=True) if columns or row["id"] in list_changes
        }
        self._write_columns(entity, written, stored)
        self._record(changes)

    @staticmethod
    def _moved(entity: type[Base], row: Row, before: Row) -> dict[str, Any]:
        return {k: v for k, v in row.items() if k in _columns(entity) and k != "id" and before[k] != v}

    def _write_columns(
        self, entity: type[Base], written: Mapping[int, Mapping[str, Any]], stored: Mapping[int, Row]
    ) -> None:
        table, versioned = _table(entity), "version" in _columns(entity)
        by_shape: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row_id, columns in written.items():
            values = dict(columns) | ({"version": stored[row_id]["version"] + 1} if versioned else {})
            by_shape.setdefault(tuple(sorted(values)), []).append({"_id": row_id} | values)
        with guard.audited(self._connection):
            for shape, rows in by_shape.items():
                statement = (
                    update(table)
                    .where(table.c.id == bindparam("_id"))
                    .values({name: bindparam(name) for name in shape})
                )
                self._connection.execute(statement, rows)

    def _list_changes(
        self, lists: Mapping[str, RelationshipProperty[Any]], rows: Sequence[Row]
    ) -> dict[int, dict[str, tuple[list[str], list[str]]]]:
        changes: dict[int, dict[str, tuple[list[str], list[str]]]] = {}
        for key, relationship in lists.items():
            wanted = {row["id"]: list(row[key]) for row in rows if key in row}
            present = self._links(relationship, list(wanted)) if wanted else {}
            moved = {i: items for i, items in wanted.items() if present.get(i, []) != items}
            names = self._names(relationship, [{key: [*items, *present.get(i, [])]} for i, items in moved.items()])
            for owner, items in moved.items():
                changes.setdefault(owner, {})[key] = (
                    [names[i] for i in present.get(owner, [])],
                    [names[i] for i in items],
                )
            self._replace_links(relationship, moved)
        return changes

    # -- lists --

    def _names(self, relationship: RelationshipProperty[Any], rows: Sequence[Row]) -> dict[int, str]:
        ids = sorted({item for row in rows for item in row.get(relationship.key) or ()})
        target = relationship.mapper.class_
        label = getattr(target, target.__history_label__)
        names: dict[int, str] = {}
        for start in range(0, len(ids), 500):
            found = self._connection.execute(select(target.id, label).where(target.id.in_(ids[start : start + 500])))
            names |= {row[0]: str(row[1]) for row in found}
        return names

    def _links(self, relationship: RelationshipProperty[Any], owners: Sequence[int]) -> dict[int, list[int]]:
        table, owner, item = _link(relationship)
        found: dict[int, list[int]] = {}
        for start in range(0, len(owners), 500):
            rows = select(table.c[owner], table.c[item]).where(table.c[owner].in_(owners[start : start + 500]))
            for row in self._connection.execute(rows.order_by(table.c.id) if "id" in table.c else rows):
                found.setdefault(row[0], []).append(row[1])
        return found

    def _insert_links(self, relationship: RelationshipProperty[Any], lists: Mapping[int, Sequence[int]]) -> None:
        table, owner, item = _link(relationship)
        pairs = [(i, value) for i, items in lists.items() for value in items]
        self._insert_rows(table, {owner: [i for i, _ in pairs], item: [value for _, value in pairs]})

    def _replace_links(self, relationship: RelationshipProperty[Any], lists: Mapping[int, Sequence[int]]) -> None:
        self._delete_where(_link(relationship)[0], _link(relationship)[1], list(lists))
        self._insert_links(relationship, lists)

    # -- delete --

    def _delete_chunk(self, entity: type[Base], ids: list[int]) -> None:
        stored = self._stored(entity, ids)
        rows = list(stored.values())
        lists = {r.key: (r, self._links(r, ids)) for r in recorded_lists(entity)}
        owners = scopes(self._connection, entity, rows)
        labels = {
            key: (links, self._names(r, [{key: items} for items in links.values()]))
            for key, (r, links) in lists.items()
        }
        changes = []
        for row, scope in zip(rows, owners, strict=True):
            named = {key: [names[i] for i in links.get(row["id"], [])] for key, (links, names) in labels.items()}
            changes.append(change_row(self._context, entity, row["id"], scope, before=record(entity, row, named)))
        for relationship, _links in lists.values():
            self._delete_where(_link(relationship)[0], _link(relationship)[1], ids)
        self._delete_where(_table(entity), "id", ids)
        self._record(changes)

    def _delete_where(self, table: Table, column: str, ids: Sequence[int]) -> None:
        with guard.audited(self._connection):
            for start in range(0, len(ids), 500):
                self._connection.execute(delete(table).where(table.c[column].in_(ids[start : start + 500])))

    # -- both --

    def _stored(self, entity: type[Base], ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        table, found = _table(entity), {}
        for start in range(0, len(ids), 500):
            for row in self._connection.execute(
                select(table).where(table.c.id.in_(ids[start : start + 500]))
            ).mappings():
                found[row["id"]] = dict(row)
        return found

    def _record(self, changes: Sequence[Row]) -> None:
        with guard.audited(self._connection):
            for start in range(0, len(changes), CHUNK):
                insert_changes(self._connection, changes[start : start + CHUNK])


def _table(entity: type[Base]) -> Table:
    table = entity.__table__
    assert isinstance(table, Table)
    return table


@cache
def _columns(entity: type[Base]) -> frozenset[str]:
    return frozenset(_table(entity).c.keys())


def _defaults(entity: type[Base]) -> dict[str, Any]:
    """A value for every column, so that rows of different shapes share one statement; each row has its own list."""
    plain, made = _known_defaults(entity)
    return plain | {name: make(None) for name, make in made} if made else plain


@cache
def _known_defaults(entity: type[Base]) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """Defaults of the columns that are plain values, and those to be made anew for each row."""
    defaults: dict[str, Any] = {column.name: column.default for column in _table(entity).c}
    made = {name: default.arg for name, default in defaults.items() if default is not None and default.is_callable}
    plain = {name: default and default.arg for name, default in defaults.items() if name not in made}
    return plain, tuple(made.items())


def _link(relationship: RelationshipProperty[Any]) -> tuple[Table, str, str]:
    """Link table of a list, its owner column and its item column."""
    table = relationship.secondary
    assert isinstance(table, Table)
    owner, item = relationship.synchronize_pairs[0][1], (relationship.secondary_synchronize_pairs or ())[0][1]
    return table, str(owner.key), str(item.key)

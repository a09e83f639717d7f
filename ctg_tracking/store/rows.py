"""Many rows into one table by the shortest road of each database: COPY on Postgres, one prepared statement on SQLite.

Rows are given by column, so that what a type does to a value is looked up once for all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, repeat
from typing import Any

from psycopg import Error as PsycopgError
from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import JSON, TypeEngine

from ctg_tracking.store.engine import to_json

CHUNK = 5_000
Values = Iterable[Any]


@dataclass(frozen=True, slots=True)
class Same:
    """One value for every row of a column."""

    value: Any


@dataclass(frozen=True, slots=True)
class Encoded:
    """Values of a JSON column already written as JSON; None is NULL."""

    values: Values


def write_rows(connection: Connection, table: Table, columns: Mapping[str, Values | Same | Encoded]) -> None:
    """Insert rows given as column -> values in the order of the rows; columns left out take the database's default.

    Raises sqlalchemy.exc.DBAPIError, IntegrityError among them. The caller has checked that the write is recorded.
    """
    rows = zip(*(_stored(connection.dialect, table, name, given) for name, given in columns.items()), strict=False)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, tuple(columns), rows)
    else:
        _insert(connection, table, tuple(columns), rows)


def _stored(dialect: Dialect, table: Table, name: str, given: Values | Same | Encoded) -> Values:
    """Values of a column as the driver takes them."""
    if isinstance(given, Encoded):
        return given.values
    process = _processor(table.c[name].type, dialect)
    if isinstance(given, Same):
        return repeat(process(given.value) if process else given.value)
    return map(process, given) if process else given


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, JSON) and dialect.name == "postgresql":
        return lambda value: None if value is None and kind.none_as_null else to_json(value)
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _insert(connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    told = ", ".join(map(quote, names))
    statement = f"INSERT INTO {quote(table.name)} ({told}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        connection.exec_driver_sql(statement, chunk)


def _copy(connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    statement = f"COPY {quote(table.name)} ({', '.join(map(quote, names))}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except PsycopgError as error:
        raise DBAPIError.instance(statement, None, error, PsycopgError, dialect=connection.dialect) from error

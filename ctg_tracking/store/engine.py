"""The engine of each database, with what every connection needs.

SQLite: foreign keys on, WAL, a busy timeout, and transactions begun by us: BEGIN IMMEDIATE for writers, because a
deferred BEGIN that turns into a write fails at once whatever the timeout. Postgres: psycopg 3, checked before use.
"""

import json
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

POOL = 50
"""Streamlit runs each session in its own thread: as many connections may be wanted at once."""
BUSY_SECONDS = 30
WRITES = "ctg_writes"
"""Execution option of a connection that is going to write."""


def make_engine(url: str) -> Engine:
    """An engine on `url`; a SQLite file's folder is created when missing."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        return _sqlite(url, target.database)
    return create_engine(url, pool_size=10, max_overflow=POOL - 10, pool_pre_ping=True, json_serializer=to_json)


def _sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=POOL - 10,
        json_serializer=to_json,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin_sqlite`
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "cache_size=-64000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: dates in ISO, vocabularies by their key."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=plain, separators=(",", ":"))


def to_json(value: Any) -> str:
    """JSON as the store keeps it: accents as they are, dates in ISO."""
    return _ENCODER.encode(value)

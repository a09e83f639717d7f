"""No write goes round the history: DML on a tracked table passes only from the unit of work or its bulk path.

The check looks at each statement as the driver gets it, so ORM bulk calls, Core and text are all held alike.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from ctg_tracking.errors import UntrackedWrite
from ctg_tracking.model import Base, Tracked

_ALLOWED = "ctg_audited"
_DML = re.compile(
    r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|TRUNCATE(?:\s+TABLE)?"
    r"|MERGE\s+INTO|COPY|DROP\s+TABLE(?:\s+IF\s+EXISTS)?|ALTER\s+TABLE(?:\s+IF\s+EXISTS)?)\s+(?P<table>[\w.\"`\[\]]+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_STRING = re.compile(r"'(?:[^']|'')*'")


def _tracked_tables() -> frozenset[str]:
    """Tables of the tracked classes, and the link tables of their lists."""
    mappers = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Tracked)]
    own = {mapper.local_table.name for mapper in mappers}  # type: ignore[attr-defined]
    lists = {r.secondary.name for mapper in mappers for r in mapper.relationships if r.secondary is not None}  # type: ignore[attr-defined]
    return frozenset(own | lists | {"change"})


def install(engine: Engine) -> None:
    """Hold every connection of `engine` to the rule."""
    tables = _tracked_tables()

    def check(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if connection.info.get(_ALLOWED):
            return
        for table in _written(statement):
            if table in tables:
                raise UntrackedWrite(table)

    event.listen(engine, "before_cursor_execute", check)


def _written(statement: str) -> Iterator[str]:
    """Tables written by `statement`, bare of schema and quotes."""
    if statement.startswith(("SELECT", "BEGIN", "PRAGMA")) and ";" not in statement and "WITH" not in statement[:10]:
        return
    bare = _STRING.sub("''", _COMMENT.sub(" ", statement))
    for found in _DML.finditer(bare):
        yield found["table"].split(".")[-1].strip('"`[]').lower()


@contextmanager
def audited(connection: Connection) -> Iterator[None]:
    """While inside, writes on `connection` are known to be recorded by whoever opened it."""
    before = connection.info.get(_ALLOWED, False)
    connection.info[_ALLOWED] = True
    try:
        yield
    finally:
        connection.info[_ALLOWED] = before

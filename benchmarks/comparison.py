"""A figure beside the hand-written statements (benchmarks/sql/) that give the same answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from sqlalchemy import JSON, Boolean, ColumnClause, Date, Dialect, String, TextClause, TypeDecorator, column, text
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType, TypeEngine

from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Base, Reader
from ctg_tracking.settings import settings

FOLDER = Path(__file__).parent / "sql"
ALL = Selection()

Answers = Sequence[Sequence[Any]]
"""Rows of each statement of a comparison."""
Columns = tuple[ColumnClause[Any], ...]


@dataclass(frozen=True)
class Statement:
    """A file of benchmarks/sql/, and the types of its columns, in order (none: as the driver gives them)."""

    name: str
    columns: Columns = ()


@dataclass(frozen=True)
class Comparison:
    """A figure and what gives the same answer by hand.

    `ask` is the figure. `build` makes its answer of the rows of `statements`, in the plainest way. `comparable` is what
    must be equal on both sides, whatever the order of the rows.
    """

    name: str
    ask: Callable[[Session, Reader, date], Any]
    statements: tuple[Statement, ...]
    build: Callable[[Answers], Any]
    comparable: Callable[[Any], Sequence[Any]] = field(default=list)

    def ask_by_hand(self, session: Session, as_of: date) -> Any:
        """The same answer, from the hand-written statements."""
        return self.build(self.read(session, as_of))

    def read(self, session: Session, as_of: date) -> Answers:
        """The rows of the hand-written statements."""
        values = _parameters(session, as_of)
        return [_run(session, statement, values) for statement in self.statements]

    def agree(self, session: Session, reader: Reader, as_of: date) -> bool:
        """Whether both give the same answer."""
        ours, by_hand = self.ask(session, reader, as_of), self.ask_by_hand(session, as_of)
        return sorted(map(repr, self.comparable(ours))) == sorted(map(repr, self.comparable(by_hand)))


# -- types of the columns --


class Names(TypeDecorator[tuple[str, ...]]):
    """Names that the statement joined with « | »; NULL is no name."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        """The names, in their order."""
        return tuple(value.split(" | ")) if value else ()


class Listed(TypeDecorator[tuple[str, ...]]):
    """Names kept as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        """The names, in their order."""
        return tuple(value or ())


_TYPES: Mapping[Any, TypeEngine[Any]] = {
    date: Date(),
    datetime: Base.type_annotation_map[datetime],
    bool: Boolean(),
    tuple[str, ...]: Names(),
}


def typed(row: type, **others: TypeEngine[Any]) -> Columns:
    """Columns named and typed as the fields of a dataclass, for a statement that selects them in that order."""
    hints = get_type_hints(row)
    names = [one.name for one in fields(row)]
    return tuple(column(name, others.get(name, _type(hints[name]))) for name in names)


def _type(hint: Any) -> TypeEngine[Any]:
    known = [one for one in (hint, *get_args(hint)) if one is not NoneType]
    for one in known:
        if one in _TYPES:
            return _TYPES[one]
        if isinstance(one, type) and one in Base.type_annotation_map and one is not str:
            kind: TypeEngine[Any] = Base.type_annotation_map[one]
            return kind
    return NullType()


# -- running them --


def _run(session: Session, statement: Statement, values: Mapping[str, Any]) -> Sequence[Any]:
    clause, names = _clause(statement, session.get_bind().dialect.name)
    return session.execute(clause, {name: values[name] for name in names}).all()


@cache
def _clause(statement: Statement, dialect: str) -> tuple[Any, tuple[str, ...]]:
    """A statement, in this database's own words where it has its own file, and its parameters."""
    own = FOLDER / f"{statement.name}.{dialect}.sql"
    file = own if own.is_file() else FOLDER / f"{statement.name}.sql"
    clause: TextClause = text(file.read_text(encoding="utf-8"))
    return clause.columns(*statement.columns) if statement.columns else clause, tuple(clause.compile().params)


def _parameters(session: Session, as_of: date) -> Mapping[str, Any]:
    """Days as each driver binds them: SQLite keeps dates as ISO text."""
    days = {
        "as_of": as_of,
        "new_year": date(as_of.year, 1, 1),
        "silent_since": as_of - timedelta(days=settings().stale_days),
    }
    if session.get_bind().dialect.name == "sqlite":
        return {name: day.isoformat() for name, day in days.items()}
    return days

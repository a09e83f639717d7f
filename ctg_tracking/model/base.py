"""What every table shares: naming of constraints, column types, history marks and the version column.

A tracked class has every change of its rows recorded in `change` (see store/history.py):
columns in `__untracked__` are left out (secrets, and bookkeeping that a rule rebuilds),
many-to-many lists are recorded on their owner under the relationship's name.
"""

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from ctg_tracking.model import words

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BEGINNING = date(1900, 1, 1)
"""« Since always »: from when the first known due date of an action holds."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC on both databases; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn to UTC before storing."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored datetime must carry its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back an aware datetime (SQLite forgets the zone)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _keys(enum: type[Enum]) -> list[str]:
    return [str(member.value) for member in enum]


def vocabulary(enum: type[Enum], name: str | None = None) -> SqlEnum:
    """Column type of a vocabulary: its keys as text, held by a CHECK in the database.

    `name` tells the CHECK of a second column of the same vocabulary from the first's.
    """
    return SqlEnum(
        enum,
        values_callable=_keys,
        native_enum=False,
        create_constraint=True,
        length=24,
        name=name or enum.__name__.lower(),
    )


_VOCABULARIES = (
    words.Status,
    words.Confidence,
    words.Direction,
    words.Nature,
    words.Periodicity,
    words.Priority,
    words.TerritoryKind,
    words.ActorKind,
    words.SignatoryKind,
    words.Role,
    words.Origin,
    words.Precision,
    words.MeetingKind,
    words.MeetingState,
    words.AgendaReason,
    words.Outcome,
)


class Base(DeclarativeBase):
    """Root of the mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: String(),
        datetime: UtcDateTime(),
        **{enum: vocabulary(enum) for enum in _VOCABULARIES},
    }


class Tracked:
    """Mixin: each creation, change and deletion of a row is recorded with its author."""

    __untracked__: ClassVar[frozenset[str]] = frozenset()
    __history_label__: ClassVar[str] = "id"
    """Column whose value names a row in the lists of another row's history."""


class Versioned:
    """Mixin: a version raised by each write; a write made from an older version is refused."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        """Let the mapper check and raise the version."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]

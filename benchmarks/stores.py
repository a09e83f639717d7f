"""Generated stores kept in var/bench/ from one run to the next, as long as what makes them is the same."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url

import ctg_tracking.model
import ctg_tracking.store
from benchmarks import generate
from ctg_tracking.settings import settings
from ctg_tracking.store import Store

MAKERS = ("batch.py", "generate.py", "indicators.py", "plan.py", "portfolio.py", "vocabulary.py")


def folder() -> Path:
    """Where stores and results of the benchmarks lie."""
    made = settings().var / "bench"
    made.mkdir(parents=True, exist_ok=True)
    return made


def generated(conventions: int) -> str:
    """Address of a SQLite store of so many conventions, generated when there is none of today's making."""
    return kept(str(conventions), lambda store: generate.generate(store, conventions))


def kept(name: str, fill: Callable[[Store], object]) -> str:
    """Address of the SQLite store of that name, filled when there is none of today's making."""
    file = folder() / f"{name}-{_making()}.sqlite"
    if not file.is_file():
        for former in folder().glob(f"{name}-*.sqlite*"):
            former.unlink()
        _make(file, fill)
    return f"sqlite:///{file}"


@contextmanager
def copied(url: str, home: Path) -> Iterator[str]:
    """Address of a copy of a store that may be written in, removed at the end.

    A SQLite copy lies in `home`; a Postgres one in the same server, and nobody else may be connected to the original.
    """
    home.mkdir(parents=True, exist_ok=True)
    made = _copied_file(url, home) if url.startswith("sqlite") else _copied_database(url)
    with made as copy:
        yield copy


@contextmanager
def _copied_file(url: str, home: Path) -> Iterator[str]:
    copy = home / "copy.sqlite"
    original = sqlite3.connect(url.removeprefix("sqlite:///"))
    with closing(original) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    try:
        yield f"sqlite:///{copy}"
    finally:
        for left in home.glob(f"{copy.name}*"):
            left.unlink()


@contextmanager
def _copied_database(url: str) -> Iterator[str]:
    original = make_url(url)
    copy = f"{original.database}_copy"
    server = create_engine(original.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    removed = f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)'
    with server.connect() as connection:
        for statement in (removed, f'CREATE DATABASE "{copy}" TEMPLATE "{original.database}" STRATEGY FILE_COPY'):
            connection.exec_driver_sql(statement)
    try:
        yield original.set(database=copy).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(removed)


def _make(file: Path, fill: Callable[[Store], object]) -> None:
    """Under another name until it is whole."""
    unfinished = file.with_suffix(".unfinished")
    for left in folder().glob(f"{unfinished.name}*"):
        left.unlink()
    store = Store.open(f"sqlite:///{unfinished}")
    fill(store)
    store.dispose()
    unfinished.rename(file)


def _making() -> str:
    """What the generator, the model and the migrations are, in a few letters."""
    here = Path(__file__).parent
    model, store = (Path(str(module.__file__)).parent for module in (ctg_tracking.model, ctg_tracking.store))
    files = [
        *(here / name for name in MAKERS),
        *sorted(model.glob("*.py")),
        *sorted(store.glob("migrations/versions/*.py")),
    ]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]

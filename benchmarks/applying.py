"""Applying a workbook beside a Core bulk insert of the very same rows, those of the history among them.

Each sample is taken in a fresh store and ends with its commit. Our side also compares the file with what is stored.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select

from benchmarks.measuring import Goal, Measure, Samples, at_most, timed
from benchmarks.stores import kept
from benchmarks.workbooks import TARGET, workbook
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.importing import File, Source, Target, apply, read_one
from ctg_tracking.model import Base
from ctg_tracking.store import Store, guard
from ctg_tracking.store.engine import WRITES

LIMIT = 3.0
"""How many times a Core bulk insert applying may take."""
Rows = Mapping[Table, Sequence[Mapping[str, Any]]]
Fresh = Callable[[], AbstractContextManager[Store]]
"""Opens an empty migrated store, nobody else's; it is thrown away at the end of the block."""


def measure_applying_on_sqlite(actions: int, *, samples: int) -> Iterator[Measure]:
    """One measure: the workbook of so many actions applied to empty SQLite stores."""
    file = workbook(actions)
    source = read_one(File(file.name, file.read_bytes()))
    template = Path(kept("empty", Store.upgrade).removeprefix("sqlite:///"))
    yield measure_applying(source, TARGET, partial(copied, template), name="appliquer (sqlite)", samples=samples)


def measure_applying(source: Source, target: Target, fresh: Fresh, *, name: str, samples: int = 3) -> Measure:
    """Apply `source` to fresh stores, and insert the same rows into as many others, in turn."""
    rows = rows_applied(source, target, fresh)
    ours, reference = [], []
    for _ in range(samples):
        with fresh() as store:
            ours.append(timed(partial(apply, store, local_operator(store), source, target)))
        with fresh() as store:
            local_operator(store)
            reference.append(timed(partial(insert_rows, store, rows)))
    taken = Samples(tuple(ours)), Samples(tuple(reference))
    group = f"Import d’un tableau de {len(source.plan.actions)} actions"
    return Measure(group, name, *taken, goals=(_goal(*taken),))


def rows_applied(source: Source, target: Target, fresh: Fresh) -> Rows:
    """Every row that applying `source` adds to a fresh store, by table in the order they can be inserted."""
    with fresh() as store:
        author = local_operator(store)
        before = _keys(store)
        apply(store, author, source, target)
        with store.read() as session:
            return {
                table: [dict(row) for row in session.execute(select(table)).mappings() if _key(table, row) not in known]
                for table, known in before.items()
            }


def insert_rows(store: Store, rows: Rows) -> None:
    """One Core insert for each table, in one transaction."""
    engine = store.engine.execution_options(**{WRITES: True})
    with engine.begin() as connection, guard.audited(connection):
        for table, some in rows.items():
            if some:
                connection.execute(insert(table), some)


@contextmanager
def copied(template: Path) -> Iterator[Store]:
    """A store in a copy of a SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copyfile(template, Path(folder, "fresh.sqlite"))
        store = Store.open(f"sqlite:///{file}")
        try:
            yield store
        finally:
            store.dispose()


def _goal(ours: Samples, reference: Samples) -> Goal:
    return at_most(ours.p50 / reference.p50, LIMIT, "une insertion Core des mêmes lignes, historique compris")


def _keys(store: Store) -> dict[Table, frozenset[tuple[Any, ...]]]:
    """Keys of the rows a store holds."""
    with store.read() as session:
        return {
            table: frozenset(tuple(row) for row in session.execute(select(*table.primary_key.columns)))
            for table in Base.metadata.sorted_tables
        }


def _key(table: Table, row: Mapping[Any, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key.columns)

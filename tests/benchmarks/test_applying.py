"""Applying is measured against the very rows it writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from benchmarks.applying import LIMIT, copied, insert_rows, measure_applying, measure_applying_on_sqlite, rows_applied
from benchmarks.workbooks import TARGET, plan_rows
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.importing import File, Source, read_one
from ctg_tracking.model import Action, Change, Import
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.template import workbook_bytes
from ctg_tracking.store import Store


def a_source(actions: int) -> Source:
    return read_one(File("plan.xlsx", workbook_bytes({Table.PLAN: list(plan_rows(actions))})))


def test_the_reference_inserts_what_applying_writes_history_included(migrated_sqlite: Path) -> None:
    @contextmanager
    def fresh() -> Iterator[Store]:
        with copied(migrated_sqlite) as store:
            yield store

    rows = rows_applied(a_source(30), TARGET, fresh)
    counted = {table.name: len(some) for table, some in rows.items() if some}
    assert (counted["action"], counted["action_due"], counted["import_file"]) == (30, 30, 1)
    with fresh() as store:
        local_operator(store)
        insert_rows(store, rows)
        with store.read() as session:
            assert len(session.scalars(select(Action.id)).all()) == 30
            import_id = session.scalars(select(Import.id)).one()
            written = session.scalars(select(Change).where(Change.import_id == import_id)).all()
            assert len(written) == counted["change"] - 1  # the convention's own creation comes before the import
            assert any(row.cells for row in written)


def test_both_sides_are_timed_and_the_goal_is_told(migrated_sqlite: Path) -> None:
    measure = measure_applying(a_source(30), TARGET, lambda: copied(migrated_sqlite), name="trente actions", samples=2)
    assert len(measure.ours.milliseconds) == len(measure.reference.milliseconds) == 2
    (goal,) = measure.goals
    assert goal.kept is (measure.ratio <= LIMIT)


def test_a_workbook_of_any_size_is_measured_on_empty_stores() -> None:
    (measure,) = measure_applying_on_sqlite(25, samples=1)
    assert (measure.group, measure.name) == ("Import d’un tableau de 25 actions", "appliquer (sqlite)")

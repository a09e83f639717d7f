"""Every figure says what hand-written SQL says, on both databases, today and at a day gone by."""

from datetime import date

import pytest

from benchmarks import generate
from benchmarks.comparison import FOLDER
from benchmarks.figures import COMPARISONS, measure_figures
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.model import Reader, ReaderGrant
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store

DAYS = (generate.AS_OF, date(2024, 2, 29), date(2020, 12, 31))
EVERYWHERE = Reader(1, "essai@exemple.test", "Essai", (ReaderGrant(Role.ADMINISTRATOR, None),))


def test_figures_agree_with_hand_written_sql(store: Store) -> None:
    generate.generate(store, 8, seed=5)
    with store.read() as session:
        found = {
            (comparison.name, day): comparison.agree(session, EVERYWHERE, day)
            for comparison in COMPARISONS
            for day in DAYS
        }
    assert [case for case, agrees in found.items() if not agrees] == []


def test_figures_agree_on_an_empty_store(store: Store) -> None:
    local_operator(store)
    with store.read() as session:
        found = {comparison.name: comparison.agree(session, EVERYWHERE, DAYS[0]) for comparison in COMPARISONS}
    assert [name for name, agrees in found.items() if not agrees] == []


def test_every_statement_of_the_folder_is_used(sqlite_store: Store) -> None:
    used = {statement.name for comparison in COMPARISONS for statement in comparison.statements}
    assert used == {file.name.split(".")[0] for file in FOLDER.glob("*.sql")}


def test_a_measure_for_each_figure(sqlite_store: Store) -> None:
    generate.generate(sqlite_store, 3)
    measures = list(measure_figures(sqlite_store, "3 conventions", samples=3))
    assert [measure.name for measure in measures] == [comparison.name for comparison in COMPARISONS]
    assert all(measure.same for measure in measures)
    assert all(len(measure.ours.milliseconds) == 3 for measure in measures)


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.name)
def test_statements_exist_for_both_databases(comparison: object) -> None:
    for statement in comparison.statements:  # type: ignore[attr-defined]
        alike = (FOLDER / f"{statement.name}.sql").is_file()
        own = all((FOLDER / f"{statement.name}.{kind}.sql").is_file() for kind in ("sqlite", "postgresql"))
        assert alike is not own

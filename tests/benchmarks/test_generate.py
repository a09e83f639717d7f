"""A generated portfolio is what a real one could be: same seed, same rows; every period closed by the next."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from benchmarks import generate
from benchmarks.generate import AS_OF, COUNTED, census
from ctg_tracking.errors import Conflict
from ctg_tracking.model import (
    BEGINNING,
    Account,
    Action,
    ActionDue,
    Base,
    Change,
    Convention,
    Heading,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Tracked,
    action_commune,
    action_partner,
    action_pilot,
    action_theme,
    convention_predecessor,
)
from ctg_tracking.model.words import TerritoryKind
from ctg_tracking.store import Store, clock
from tests.databases import copied_file

SEED = 3
DRAWN = [
    mapper.local_table
    for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
    if issubclass(mapper.class_, Tracked) and mapper.class_ is not Account
]
LISTS = (action_pilot, action_partner, action_theme, action_commune, convention_predecessor)


def generated(template: Path, folder: Path, conventions: int, **options: int) -> Store:
    store = Store.open(copied_file(template, folder))
    generate.generate(store, conventions, **({"seed": SEED} | options))
    return store


@pytest.fixture(scope="module")
def eighty(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = generated(migrated_sqlite, tmp_path_factory.mktemp("eighty"), 80)
    yield store
    store.dispose()


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row the generator drew, history and accounts left out: those tell when it ran."""
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))]  # type: ignore[attr-defined]
            for table in (*DRAWN, *LISTS)
        }


def periods(store: Store, owner: Any, since: Any, until: Any) -> list[list[tuple[date, date | None]]]:
    """The periods of each owner, in the order in which they were known."""
    with store.read() as session:
        rows = session.execute(select(owner, since, until).order_by(owner, since, until.is_(None), owner.class_.id))
        return [[(row[1], row[2]) for row in some] for _owner, some in groupby(rows, key=lambda row: row[0])]


def assert_well_formed(store: Store) -> None:
    dues = periods(store, ActionDue.action_id, ActionDue.valid_from, ActionDue.valid_until)
    reports = periods(store, ProgressReport.action_id, ProgressReport.effective_on, ProgressReport.until)
    values = periods(store, IndicatorValue.indicator_id, IndicatorValue.on_date, IndicatorValue.until)
    assert {due[0][0] for due in dues} == {BEGINNING}
    for of_one in (*dues, *reports, *values):
        assert_closed_by_the_next(of_one)


def assert_closed_by_the_next(of_one: Sequence[tuple[date, date | None]]) -> None:
    assert of_one[-1][1] is None
    assert [until for _since, until in of_one[:-1]] == [since for since, _until in of_one[1:]]
    assert all(before <= after for (before, _), (after, _) in pairwise(of_one))


def test_one_convention_on_both_databases(store: Store) -> None:
    found = generate.generate(store, 1, SEED)
    assert found == census(store)
    assert found.rows["convention"] == 1
    assert all(found.rows[entity.__tablename__] for entity in COUNTED)
    assert_well_formed(store)


def test_the_history_is_whole(store: Store) -> None:
    generate.generate(store, 1, SEED)
    with store.read() as session:
        for entity in (Convention, Heading, Action, ActionDue, ProgressReport, Indicator, IndicatorValue):
            written = session.scalar(select(func.count()).select_from(entity))
            recorded = select(func.count()).select_from(Change).where(Change.entity == entity.__tablename__)
            assert session.scalar(recorded) == written, entity
        of_actions = select(Change).where(Change.entity == "indicator_value").limit(1)
        change = session.scalars(of_actions).one()
        assert change.convention_id is not None
        assert change.field is None
        assert change.after["on_date"] <= AS_OF.isoformat()


def test_the_store_says_it_is_a_demonstration_of_its_day(store: Store) -> None:
    generate.generate(store, 1, SEED)
    with store.read() as session:
        assert clock.today(session) == AS_OF
        profiles = session.scalars(select(Account.email).where(Account.demonstration)).all()
    assert set(profiles) == set(generate.PROFILES)


def test_a_store_that_holds_conventions_is_refused(sqlite_store: Store) -> None:
    generate.generate(sqlite_store, 1, SEED)
    with pytest.raises(Conflict):
        generate.generate(sqlite_store, 1, SEED)


def test_eighty_conventions_have_the_size_announced(eighty: Store) -> None:
    rows = census(eighty).rows
    assert rows["convention"] == 80
    assert 40 <= rows["action"] / 80 <= 52
    assert 1.8 <= rows["indicator"] / rows["action"] <= 2.2
    assert 6.5 <= rows["indicator_value"] / rows["indicator"] <= 9.5


def test_eighty_conventions_are_well_formed(eighty: Store) -> None:
    assert_well_formed(eighty)
    with eighty.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        said = (ProgressReport.effective_on, IndicatorValue.on_date)
        assert all(session.scalars(select(func.max(day))).one() <= AS_OF for day in said)
        recorded = (ProgressReport.recorded_at, IndicatorValue.recorded_at)
        assert all(session.scalars(select(func.max(moment))).one().date() <= AS_OF for moment in recorded)


def test_eighty_conventions_vary(eighty: Store) -> None:
    with eighty.read() as session:
        conventions = session.scalars(select(Convention)).all()
        kinds = {convention.territory.kind for convention in conventions}
        renewing = [convention for convention in conventions if convention.predecessors]
        renewed_in_order = [c.starts_on > c.predecessors[0].ends_on for c in renewing]  # type: ignore[operator]
        statuses = session.scalars(select(ProgressReport.status).distinct()).all()
        operations = session.scalar(select(func.count()).where(Action.parent_id.is_not(None)))
        put_off = session.scalar(select(func.count()).where(ActionDue.valid_until.is_not(None)))
        corrected = session.scalar(select(func.count()).where(IndicatorValue.until == IndicatorValue.on_date))
        zeros = session.scalar(select(func.count()).where(IndicatorValue.value == 0))
    assert kinds == {TerritoryKind.COMMUNE, TerritoryKind.EPCI}
    assert {4, 5} <= {convention.term_years for convention in conventions}
    assert {convention.territory.departement for convention in conventions} == {"91"}
    assert renewed_in_order
    assert all(renewed_in_order)
    assert len(statuses) == 7
    assert all((operations, put_off, corrected, zeros))


def test_same_seed_same_rows_whatever_the_size_and_the_units_of_work(
    eighty: Store, migrated_sqlite: Path, tmp_path: Path
) -> None:
    small = generated(migrated_sqlite, tmp_path, 12, chunk=5)
    few, many = contents(small), contents(eighty)
    small.dispose()
    assert len(few["convention"]) == 12
    assert all(rows == many[name][: len(rows)] for name, rows in few.items())


def test_another_seed_gives_another_portfolio(migrated_sqlite: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "3", tmp_path / "4"]
    for folder in folders:
        folder.mkdir()
    first, second = (generated(migrated_sqlite, folder, 1, seed=i + 3) for i, folder in enumerate(folders))
    assert contents(first)["action"] != contents(second)["action"]
    first.dispose()
    second.dispose()


def test_the_command_line_writes_a_file_and_tells_what_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "one.sqlite"
    assert generate.main(["--conventions", "1", "--out", str(out)]) == 0
    assert out.is_file()
    assert "convention 1" in capsys.readouterr().out


def test_too_many_conventions_are_refused(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--conventions", "90000", "--url", sqlite_url]) == 1
    assert "--conventions" in capsys.readouterr().err

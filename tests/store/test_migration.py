"""Migrations upgrade, check clean and downgrade, on both databases."""

import pytest
from alembic.util import CommandError
from sqlalchemy import inspect, text

from ctg_tracking.store import Store, migration


def test_the_newest_schema_is_the_model(store: Store) -> None:
    migration.check(store.engine)


def test_down_to_nothing_and_up_again(store: Store) -> None:
    migration.downgrade(store.engine)
    assert [name for name in inspect(store.engine).get_table_names() if name != "alembic_version"] == []
    store.upgrade()
    migration.check(store.engine)
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM theme")) == 10


def test_upgrading_twice_changes_nothing(store: Store) -> None:
    with store.read() as session:
        before = session.scalar(text("SELECT count(*) FROM territory"))
    store.upgrade()
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM territory")) == before > 36_000


def test_an_unknown_version_is_refused(store: Store) -> None:
    with pytest.raises(CommandError):
        migration.upgrade(store.engine, "9999")


def test_the_database_itself_holds_the_constraints(store: Store) -> None:
    tables = inspect(store.engine)
    for table in tables.get_table_names():
        if table != "alembic_version":
            assert tables.get_pk_constraint(table)["name"] == f"pk_{table}"
    names = {check["name"] for check in tables.get_check_constraints("indicator")}
    assert {"ck_indicator_direction_agrees_with_target", "ck_indicator_one_owner", "ck_indicator_direction"} <= names

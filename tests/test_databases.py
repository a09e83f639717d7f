"""The stores of the tests: each test has its own, with the territories of France in it."""

import pytest
from sqlalchemy import func, select

from ctg_tracking.model import StoreInfo, Territory
from ctg_tracking.store import Store
from ctg_tracking.store.engine import WRITES


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_store_is_fresh_and_holds_the_territories(store: Store, time: str) -> None:
    with store.read() as session:
        communes = session.scalar(select(func.count()).select_from(Territory))
        left = session.scalar(select(func.count()).select_from(StoreInfo).where(StoreInfo.key == "left"))
    assert communes is not None
    assert communes > 30_000
    assert left == 0, "another test's store was given"
    with store.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.exec_driver_sql("INSERT INTO store_info (key, value) VALUES ('left', 'behind')")


def test_the_two_databases_are_the_two_we_serve(store: Store, database_url: str) -> None:
    assert store.engine.dialect.name == database_url.partition(":")[0]

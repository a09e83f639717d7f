"""What every test may ask for: a fresh store of its own, on SQLite and on Postgres.

Stores are real ones. A test that asks for `store` or `database_url` runs twice, once on each
database; one that asks for `sqlite_store` runs once.
"""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from fasteners import InterProcessLock

from ctg_tracking.model import Reader
from ctg_tracking.settings import settings
from ctg_tracking.store import Store
from tests.committees import Plans, some_plans
from tests.databases import Postgres, copied_file, migrated_file, postgres_of_the_run
from tests.demonstration import fill_instance
from tests.factories import an_administrator

TEST_ONLY = "CTG_TEST_"
LONGEST = ("tests/browser/", "tests/test_demonstration.py", "tests/test_packaging.py", "tests/benchmarks/")

# Cores are shared, here and on the machines that check a change: how long an example takes says nothing.
# A check of a change draws the same examples each time: its verdict is about the change; wandering is for developers.
hypothesis.settings.register_profile(
    "shared cores", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI"))
)
hypothesis.settings.load_profile("shared cores")


def pytest_configure() -> None:
    """Forget the settings of the person who runs the tests; collect less often what a run keeps anyway."""
    gc.set_threshold(50_000, 20, 50)
    for name in [*os.environ]:
        if name.startswith("CTG_") and not name.startswith(TEST_ONLY):
            del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: the short ones fill what is left of each worker's time."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(autouse=True)
def _instance_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the instance of the checkout, nor the settings another one read."""
    monkeypatch.setenv("CTG_HOME", str(tmp_path / "instance"))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _no_cache_left() -> Iterator[None]:
    """Streamlit's caches outlive a run: what one test put there is not for the next."""
    yield
    streamlit = sys.modules.get("streamlit")
    if streamlit is not None:
        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, the territories of France in it, to be copied."""
    return migrated_file(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres(testrun_uid: str, worker_id: str) -> Iterator[Postgres]:
    """The Postgres server of this run, with a migrated template."""
    with postgres_of_the_run(testrun_uid, worker_id) as server:
        yield server


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """Address of a fresh migrated SQLite store."""
    return copied_file(migrated_sqlite, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a fresh migrated store, on each database in turn."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield request.getfixturevalue("sqlite_url")
        else:
            server: Postgres = request.getfixturevalue("postgres")
            yield stack.enter_context(server.copied())


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A fresh migrated store, on each database in turn."""
    opened = Store.open(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """A fresh migrated store on SQLite, for what does not depend on the database."""
    opened = Store.open(sqlite_url)
    yield opened
    opened.dispose()


@pytest.fixture
def author(store: Store) -> Reader:
    """Who may do everything in `store`."""
    return an_administrator(store)


@pytest.fixture
def plans(store: Store, author: Reader) -> Plans:
    """Ids of what two plans of `store` hold, a commune's and an intercommunality's."""
    return some_plans(store, author)


@pytest.fixture(scope="session")
def demo_instance(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """An instance folder whose SQLite store holds the demonstration, loaded once for all workers, to be copied."""
    mine = tmp_path_factory.getbasetemp()
    shared = (mine if worker_id == "master" else mine.parent) / "demonstration"
    with InterProcessLock(shared.with_suffix(".lock")):
        if not shared.exists():
            fill_instance(shared)
    return shared

"""A server over the demonstration, on one database or the other: for journeys that must hold on both."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.databases import Postgres
from tests.servers import free_port, load_demo, running

BOTH = ["sqlite", "postgresql"]


def served_on(database: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over the demonstration, stored in `database` (one of BOTH)."""
    folder, port = folders.mktemp("served"), free_port()
    command = (sys.executable, "-m", "ctg_tracking", "serve", "--port", str(port))
    with ExitStack() as stack:
        settings = {"CTG_HOME": str(folder / "instance")}
        if database == "sqlite":
            shutil.copytree(request.getfixturevalue("demo_instance"), folder / "instance")
        else:
            postgres: Postgres = request.getfixturevalue("postgres")
            template = postgres.filled("demonstration", _load)
            settings["CTG_DATABASE_URL"] = stack.enter_context(postgres.copied(template))
        yield stack.enter_context(running(command, port, folder=folder, settings=settings))


def _load(address: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        load_demo(CTG_HOME=home, CTG_DATABASE_URL=address)

"""A server over the demonstration, on one database or the other: for journeys that must hold on both."""

import shutil
import sys
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
            settings["CTG_DATABASE_URL"] = stack.enter_context(postgres.copied())
            load_demo(**settings)
        yield stack.enter_context(running(command, port, folder=folder, settings=settings))

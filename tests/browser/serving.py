"""Servers over the demonstration: a copy of its instance, or either database for journeys that must hold on both."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.databases import Postgres
from tests.demonstration import filled_template
from tests.servers import free_port, running

BOTH = ["sqlite", "postgresql"]


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Address of a server over an instance; it works and logs beside it."""
    port = free_port()
    command = (sys.executable, "-m", "ctg_tracking", "serve", "--port", str(port))
    with running(command, port, folder=home.parent, settings={"CTG_HOME": str(home)}) as address:
        yield address


@contextmanager
def served_copy(demo_instance: Path, folder: Path) -> Iterator[str]:
    """Address of a server over a copy of the demonstration made in `folder`."""
    with served(Path(shutil.copytree(demo_instance, folder / "instance"))) as address:
        yield address


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
            settings["CTG_DATABASE_URL"] = stack.enter_context(postgres.copied(filled_template(postgres)))
        yield stack.enter_context(running(command, port, folder=folder, settings=settings))

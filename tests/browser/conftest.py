"""Journeys: a real Chromium against a real server, over a copy of the demonstration loaded once for the run.

A missing Chromium is a failure that says what to do, never a skip.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.prepare import BROWSER_VARIABLE, find_browser
from tests.browser.messy import messy_workbook
from tests.browser.serving import served_copy
from tests.browser.visiting import Visitors

HERE = Path(__file__).resolve().parent
FLAGS = (
    "--no-sandbox",  # Chromium refuses its sandbox to root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, headless; closed after each file, for Playwright's event loop is in the way of others."""
    path = find_browser()
    if path is None:
        pytest.fail(
            "Aucun Chromium trouvé pour les tests. « make test » l'installe ; sinon : apt-get install chromium, "
            f"ou donnez son chemin dans {BROWSER_VARIABLE}.",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def served_demo(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over a copy of the demonstration, for the tests of a worker that write nothing there."""
    with served_copy(demo_instance, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture
def visitors(browser: Browser, served_demo: str) -> Iterator[Visitors]:
    """Opens the application as one person or several, each in a browser of their own."""
    opened = Visitors(browser, served_demo)
    yield opened
    opened.leave()


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A workbook as communes send them."""
    return messy_workbook(tmp_path)

"""Minutes opened by a link in a real browser, without an account: accessible, whole on a phone, in the dark too."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ctg_tracking.figures.committees import committee_rows
from ctg_tracking.follow_up.accounts import local_reader
from ctg_tracking.follow_up.committees import share_minutes
from ctg_tracking.store import Store
from tests.browser.serving import served
from tests.browser.visiting import SIZES, Visitors


@dataclass(frozen=True)
class Link:
    """A served demonstration, and the link to the minutes of its second COPIL."""

    address: str
    path: str


@pytest.fixture(scope="module")
def link(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Link]:
    home = Path(shutil.copytree(demo_instance, tmp_path_factory.mktemp("minutes") / "instance"))
    store = Store.open(f"sqlite:///{home / 'var' / 'ctg.sqlite'}")
    author = local_reader(store)
    with store.read() as session:
        (copil,) = (row for row in committee_rows(session, author) if row.held_on == date(2025, 11, 27))
    path = f"/partage/{share_minutes(store, author, copil.id).token}"
    store.dispose()
    with served(home) as address:
        yield Link(address, path)


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


Scheme = Literal["light", "dark"]
SEEN: tuple[tuple[str, Scheme], ...] = (("wide", "light"), ("laptop", "dark"), ("phone", "light"), ("phone", "dark"))


def test_shared_minutes_are_accessible_and_whole_at_every_size(browser: Browser, link: Link) -> None:
    visitors = Visitors(browser, link.address)
    refused: list[str] = []
    for size, scheme in SEEN:
        page = visitors.stranger(SIZES[size], scheme)
        page.on("console", lambda message: refused.append(message.text))
        page.goto(link.path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Relevé de décisions")
        expect(page.get_by_text("Page en lecture seule, partagée par la coordination")).to_be_visible()
        expect(page.get_by_text("Données de démonstration").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), size
        assert faults(page) == [], (size, scheme)
    assert refused == [], "the policy of the page refuses nothing of it"
    page = visitors.contexts[-1].pages[0]
    # on a phone each row is a card, and still a table for who listens
    record = page.get_by_role("table", name="Décisions prises par ce comité")
    expect(record.get_by_role("columnheader")).to_have_count(5)
    expect(record.get_by_role("row")).to_have_count(4)
    fill = page.locator("svg.barre rect").first
    assert fill.evaluate("e => getComputedStyle(e).fill") == "rgb(20, 164, 141)"
    answer = page.request.get(f"{link.path}/releve.pdf")
    assert (answer.status, answer.body()[:4]) == (200, b"%PDF")
    page.goto("/partage/inconnu")
    expect(page.get_by_text("Ce lien n’ouvre aucun relevé")).to_be_visible()
    assert faults(page) == []
    visitors.leave()

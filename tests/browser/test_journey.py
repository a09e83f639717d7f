"""The first walk through the house: a coordinator imports, a pilot reports, the overview changes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ctg_tracking.settings import DATA
from tests.browser.serving import served_on
from tests.browser.visiting import PHONE, WIDE, Visitors, choose, open_path, settle

TO_CORRECT = DATA / "demo" / "tableau-a-corriger.xlsx"
SEVREMOINE = "Sèvremoine"


@pytest.fixture(scope="module")
def served_demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server of its own over the demonstration; other journeys are on SQLite, or on both."""
    yield from served_on("postgresql", request, tmp_path_factory)


def engaged(page: Page) -> tuple[int, int]:
    """« 21 … sur 25 »: actions engaged, and those that count, as the overview says it."""
    open_path(page, "/vue-d-ensemble")
    found = re.search(r"(\d+) sur (\d+)\s+actions engagées", page.get_by_test_id("stMain").inner_text())
    assert found is not None
    return int(found[1]), int(found[2])


def done(page: Page) -> int:
    """Number of actions done, as the overview says it."""
    open_path(page, "/vue-d-ensemble")
    found = re.search(r"dont (\d+)\s+réalisées?", page.get_by_test_id("stMain").inner_text())
    assert found is not None
    return int(found[1])


def send(page: Page, file: Path) -> None:
    """Send a workbook to the convention of Sèvremoine."""
    open_path(page, "/imports")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="Ce que nous avons compris")).to_be_visible()
    settle(page)
    choose(page, "Pour quelle convention", SEVREMOINE)
    expect(page.get_by_role("heading", name="Appliquer")).to_be_visible()
    settle(page)


def test_a_workbook_comes_in_a_pilot_reports_the_coordinator_sees_it(visitors: Visitors) -> None:
    coordinator = visitors.signed_in("coordinator", WIDE)
    before = engaged(coordinator)
    done_before = done(coordinator)

    send(coordinator, TO_CORRECT)
    main = coordinator.get_by_test_id("stMain")
    expect(main.get_by_role("cell", name="31/02/2026", exact=True)).to_be_visible()
    coordinator.get_by_role("button", name=re.compile("Appliquer l’import")).click()
    expect(main.get_by_text(re.compile("Import enregistré"))).to_be_visible()
    after_import = engaged(coordinator)
    assert after_import[1] > before[1]

    pilot = visitors.signed_in("pilot", PHONE, path="/mes-actions")
    pilot.get_by_role("link", name=re.compile("Accompagner les porteurs de projets privés")).click()
    settle(pilot)
    pilot.get_by_role("radio", name=re.compile("Réalisée")).or_(
        pilot.get_by_test_id("stMain").get_by_role("button", name=re.compile("Réalisée"))
    ).first.click()
    settle(pilot)
    pilot.get_by_label("Qu’est-ce qui a avancé").fill("Deux micro-crèches accompagnées jusqu’à l’ouverture.")
    pilot.get_by_role("button", name="Enregistrer").first.click()
    expect(pilot.get_by_text(re.compile(r"Enregistré à \d+\sh\s\d\d"))).to_be_visible()
    expect(pilot.get_by_text("Deux micro-crèches accompagnées jusqu’à l’ouverture.").first).to_be_visible()

    assert done(coordinator) > done_before

    open_path(coordinator, "/imports")
    choose(coordinator, "Revenir sur un import", TO_CORRECT.name)
    coordinator.get_by_role("button", name="Annuler cet import").click()
    expect(main.get_by_text(re.compile("Import annulé"))).to_be_visible()
    assert engaged(coordinator)[1] == before[1]

"""« Exporter » in a real browser: chosen, made apart, taken, from the keyboard as well, each person their own file."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import faults
from tests.browser.visiting import PHONE, Visitors

MADE_WITHIN = 120_000
"""Milliseconds: the child starts and makes the file with what the other tests leave of the processor."""


def ask(page: Page, form: str) -> None:
    """Open the panel and ask a form."""
    page.get_by_role("button", name="Exporter").click()
    page.get_by_role("button", name=form, exact=True).click()
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()


def taken(page: Page) -> tuple[str, bytes]:
    """Name and content of the file, taken from the keyboard: the focus is on it."""
    button = page.get_by_role("button", name=re.compile(r"^Télécharger .+ · .+o$"))
    expect(button).to_be_focused(timeout=MADE_WITHIN)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_two_people_take_each_their_own_file_away(visitors: Visitors) -> None:
    coordinator = visitors.signed_in("coordinator", path="/plan-d-actions")
    adviser = visitors.signed_in("coordinator-2", PHONE, path="/renouvellements")
    ask(coordinator, "Excel")
    ask(adviser, "CSV")
    assert faults(coordinator) == []
    name, content = taken(coordinator)
    assert re.fullmatch(r"plan-CTG-SEVREMOINE-.*\.xlsx", name)
    assert content[:2] == b"PK"
    assert faults(coordinator) == []
    name, content = taken(adviser)
    assert re.fullmatch(r"portefeuille-.*\.csv", name)
    assert "Sèvremoine" not in content.decode("utf-8-sig")
    expect(coordinator.get_by_role("button", name=re.compile("^Télécharger Excel"))).to_be_visible()


def test_an_export_can_be_given_up(visitors: Visitors) -> None:
    page = visitors.signed_in("coordinator", path="/plan-d-actions")
    ask(page, "PowerPoint")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("button", name="PowerPoint", exact=True)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)

"""Every screen, light and dark: axe-core (WCAG 2.2 A and AA, best practices) finds no fault of ours, nor English."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from ctg_tracking.model.words import Role
from ctg_tracking.screen.pages import ACTION, SCREENS, Screen
from tests.browser.reading_words import english
from tests.browser.visiting import Visitors, open_path

STREAMLITS_OWN = {
    "list": "stSidebarNavItems",  # sections of the menu stand in its list
    "listitem": "st-emotion-cache",
    "presentation-role-conflict": "stFileUploaderDropzone",
    "target-size": "data-type=",  # day, month and year of a date field are narrow
}
"""Faults of Streamlit's own widgets, by rule, and what marks their markup."""


def faults(page: Page) -> list[str]:
    """What axe finds, but for what Streamlit alone can mend."""
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
        if STREAMLITS_OWN.get(violation["id"], "\0") not in node["html"]
    ]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.url_path)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_is_accessible(visitors: Visitors, screen: Screen, scheme: Literal["light", "dark"]) -> None:
    profile = "coordinator" if Role.COORDINATOR in screen.roles else "pilot"
    page = visitors.signed_in(profile, scheme=scheme, path=f"/{screen.url_path}")
    if screen is ACTION:
        open_path(page, "/plan-d-actions")
        page.locator("a.ctg-lien[href^='/fiche']").first.click()
        page.get_by_role("heading", name="Points d’étape").wait_for()
    assert faults(page) == []
    assert english(page) == []

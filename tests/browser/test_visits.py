"""Every screen by its address, as a bookmark opens it: the door first, then the screen itself, at three sizes."""

import re

import pytest
from playwright.sync_api import expect

from ctg_tracking.model.words import Role
from ctg_tracking.screen.pages import SCREENS, Screen
from tests.browser.visiting import SIZES, Visitors, settle

LISTED = [screen for screen in SCREENS if not screen.hidden]


def named(value: object) -> str | None:
    """The name of a test's parameter: the address of a screen."""
    return value.url_path if isinstance(value, Screen) else None


@pytest.mark.parametrize("screen", SCREENS, ids=named)
def test_a_stranger_is_led_to_the_door_then_back(visitors: Visitors, screen: Screen) -> None:
    page = visitors.stranger()
    page.goto(f"/{screen.url_path}")
    expect(page).to_have_url(re.compile(r"/connexion\?vers="))
    expect(page.get_by_test_id("stApp")).to_have_count(0)
    page.locator("button[name=profile][value=administrator]").click()
    settle(page)
    expect(page).to_have_url(re.compile(rf"/{screen.url_path}(\?.*)?$"))


@pytest.mark.parametrize("screen", LISTED, ids=named)
@pytest.mark.parametrize("size", SIZES)
def test_a_screen_is_drawn_whole(visitors: Visitors, screen: Screen, size: str) -> None:
    profile = "administrator" if Role.ADMINISTRATOR in screen.roles else "pilot"
    page = visitors.signed_in(profile, SIZES[size], path=f"/{screen.url_path}")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.title().startswith(screen.title)
    beyond = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert beyond <= 0, "the page scrolls sideways"


def test_a_convention_of_the_list_opens_its_plan(visitors: Visitors) -> None:
    page = visitors.signed_in("reader", path="/plan-d-actions")
    page.locator("a.ctg-lien[href*='convention=']").first.click()
    settle(page)
    expect(page).to_have_url(re.compile(r"/plan-d-actions\?convention="))
    expect(page.get_by_role("button", name="Exporter")).to_be_visible()

"""Every screen by its address, as a bookmark opens it: the door first, then the screen itself, at three sizes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ctg_tracking.model.words import Role
from ctg_tracking.screen.pages import SCREENS, Screen
from tests.browser.serving import served_copy
from tests.browser.visiting import LAPTOP, PHONE, WIDE, Visitors, settle


@pytest.fixture(scope="module")
def served_demo(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that nobody has visited."""
    with served_copy(demo_instance, tmp_path_factory.mktemp("unvisited")) as address:
        yield address


def named(value: object) -> str | None:
    """The name of a test's parameter: the address of a screen."""
    return value.url_path if isinstance(value, Screen) else None


@pytest.mark.parametrize("screen", SCREENS, ids=named)
def test_a_stranger_is_led_to_the_door_then_back_to_a_screen_drawn_whole(visitors: Visitors, screen: Screen) -> None:
    page = visitors.stranger(PHONE)
    page.goto(f"/{screen.url_path}")
    expect(page).to_have_url(re.compile(r"/connexion\?vers="))
    expect(page.get_by_test_id("stApp")).to_have_count(0)
    profile = "administrator" if Role.ADMINISTRATOR in screen.roles else "pilot"
    page.locator(f"button[name=profile][value={profile}]").click()
    settle(page)
    expect(page).to_have_url(re.compile(rf"/{screen.url_path}(\?.*)?$"))
    for size in (PHONE, LAPTOP, WIDE):
        page.set_viewport_size(size)
        settle(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        beyond = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert beyond <= 0, f"the page scrolls sideways at {size}"
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.title().startswith(screen.title)


def test_a_convention_of_the_list_opens_its_plan(visitors: Visitors) -> None:
    page = visitors.signed_in("reader", path="/plan-d-actions")
    page.locator("a.ctg-lien[href*='convention=']").first.click()
    settle(page)
    expect(page).to_have_url(re.compile(r"/plan-d-actions\?convention="))
    expect(page.get_by_role("button", name="Exporter")).to_be_visible()

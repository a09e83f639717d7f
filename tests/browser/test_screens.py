"""What only a real browser tells of the screens: links, fonts, width on a phone."""

import re
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import PHONE, Visitors, open_path, settle


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_statuses_lie_on_the_two_backgrounds_they_were_chosen_for(
    visitors: Visitors, scheme: Literal["light", "dark"]
) -> None:
    page = visitors.signed_in("coordinator", scheme=scheme, path="/vue-d-ensemble")
    behind = page.eval_on_selector(".stApp", "e => getComputedStyle(e).backgroundColor")
    assert behind == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 31)"}[scheme]


def test_the_font_is_our_own(visitors: Visitors) -> None:
    page = visitors.signed_in("coordinator", path="/vue-d-ensemble")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Inter', '●►○→■×▲◊'))")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert "Inter" in loaded


def test_a_link_to_a_sheet_is_followed_without_reloading(visitors: Visitors) -> None:
    page = visitors.signed_in("pilot", path="/mes-actions")
    page.evaluate("window.unreloaded = true")
    page.locator("a.ctg-carte").first.click()
    expect(page).to_have_url(re.compile(r"/fiche\?action=\d+"))
    expect(page.get_by_role("heading", name="Faire le point")).to_be_visible()
    assert page.evaluate("window.unreloaded") is True


def test_a_filter_stays_in_the_address_and_comes_back_with_it(visitors: Visitors) -> None:
    page = visitors.signed_in("coordinator", path="/plan-d-actions")
    everything = page.locator(".ctg-plan li").count()
    page.get_by_role("radio", name="En retard").or_(page.get_by_role("button", name="En retard")).first.click()
    expect(page).to_have_url(re.compile(r"montrer=En(\+|%20)retard"))
    expect(page.locator(".ctg-plan li")).not_to_have_count(everything)
    settle(page)
    shown = page.locator(".ctg-plan li").count()
    assert 0 < shown < everything
    open_path(page, page.url)
    expect(page.locator(".ctg-plan li")).to_have_count(shown)


def test_a_sheet_fits_a_phone(visitors: Visitors) -> None:
    page = visitors.signed_in("pilot", PHONE, path="/mes-actions")
    page.locator("a.ctg-carte").first.click()
    expect(page.get_by_role("button", name="Enregistrer").first).to_be_visible()
    settle(page)
    beyond = page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth")
    assert beyond <= 0


def test_an_action_of_elsewhere_is_refused_in_french(visitors: Visitors) -> None:
    page = visitors.signed_in("pilot", path="/fiche?action=999999")
    expect(page.get_by_text(re.compile("Cette action est introuvable"))).to_be_visible()


@pytest.mark.parametrize("profile", ["reader", "pilot"])
def test_who_may_not_import_is_told_so(visitors: Visitors, profile: str) -> None:
    page = visitors.signed_in(profile, path="/imports")
    expect(page.get_by_text(re.compile("Votre profil ne permet pas"))).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)

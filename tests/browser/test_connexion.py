"""The door as people see it: three sizes, two schemes, the keyboard, and what axe finds."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.visiting import SIZES, Visitors, settle


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:100]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_sign_in_page_fits_and_is_accessible(
    visitors: Visitors, size: str, scheme: Literal["light", "dark"]
) -> None:
    page = visitors.stranger(SIZES[size], scheme)
    page.goto("/connexion")
    assert fits(page)
    assert not violations(page)
    page.get_by_label("Adresse e-mail").fill(f"{size}-{scheme}@exemple.fr")
    page.get_by_label("Mot de passe", exact=True).fill("ce n’est pas lui")
    page.get_by_role("button", name="Se connecter").click()
    refused = page.get_by_role("alert")
    expect(refused).to_have_text("Adresse e-mail ou mot de passe incorrect.")
    expect(refused).to_be_in_viewport()
    assert fits(page)
    assert not violations(page)


def test_signing_in_and_out_with_the_keyboard_alone(visitors: Visitors) -> None:
    page = visitors.stranger()
    page.goto("/plan-d-actions")
    page.keyboard.press("Tab")
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert focused == "solid"
    page.keyboard.press("Enter")
    settle(page)
    expect(page).to_have_title("Plan d’actions")
    page.get_by_role("link", name="Se déconnecter").press("Enter")
    expect(page.get_by_role("heading", name="Se déconnecter")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="Se déconnecter").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Vous êtes déconnecté·e.")
    page.goto("/plan-d-actions")
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()


@pytest.mark.parametrize("profile", ["reader", "pilot", "coordinator", "coordinator-2", "administrator"])
def test_each_profile_of_the_demonstration_enters(visitors: Visitors, profile: str) -> None:
    page = visitors.signed_in(profile)
    expect(page.get_by_role("link", name="Se déconnecter")).to_be_visible()
    first = "Mes actions" if profile == "pilot" else "Vue d’ensemble"
    expect(page.get_by_role("heading", name=first, level=1)).to_be_visible()


def test_an_address_that_leads_nowhere_is_french(visitors: Visitors) -> None:
    page = visitors.signed_in("reader")
    page.goto("/nulle-part")
    expect(page.get_by_role("heading", name="Page introuvable")).to_be_visible()
    assert not violations(page)
    page.get_by_role("link", name="Revenir à l’accueil").click()
    settle(page)

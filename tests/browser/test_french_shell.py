"""What Streamlit says of its own is put in French too; a session that ends leads back to the door."""

import re
from pathlib import Path

from playwright.sync_api import expect

from ctg_tracking.screen.pages import IMPORTS
from tests.browser.reading_words import english
from tests.browser.visiting import Visitors, open_path, settle


def test_the_calendar_is_french(visitors: Visitors) -> None:
    page = visitors.signed_in("coordinator")
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    expect(page.get_by_test_id("stDateInputCalendar")).to_be_visible()
    assert not english(page)


def test_a_file_that_is_refused_is_refused_in_french(visitors: Visitors, tmp_path: Path) -> None:
    page = visitors.signed_in("coordinator", path=f"/{IMPORTS.url_path}")
    uploader = page.get_by_test_id("stFileUploaderDropzone")
    expect(uploader.get_by_text("Choisir un fichier", exact=True)).to_be_visible()
    expect(uploader.get_by_text("Upload", exact=True)).to_have_count(0)
    wrong = tmp_path / "programme.exe"
    wrong.write_bytes(b"x")
    page.locator("input[type=file]").first.set_input_files(wrong)
    expect(page.get_by_text("Ce type de fichier n’est pas accepté.")).to_be_visible()
    assert not english(page)


def test_a_page_left_open_after_its_session_ended_leads_back_to_the_door(visitors: Visitors) -> None:
    """As after a night: the websocket is gone, and the gate does not let it come back."""
    page = visitors.signed_in("reader", path="/plan-d-actions")
    other = page.context.new_page()
    other.goto("/deconnexion")
    other.get_by_role("button", name="Se déconnecter").click()
    page.evaluate("fetch('/_stcore/host-config')")
    expect(page).to_have_url(re.compile(r"/connexion\?vers=/plan-d-actions$"))
    page.locator("button[name=profile][value=reader]").click()
    settle(page)
    assert page.url.endswith("/plan-d-actions")


def test_a_click_after_the_session_ended_says_so(visitors: Visitors) -> None:
    page = visitors.signed_in("reader")
    other = page.context.new_page()
    other.goto("/deconnexion")
    other.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("link", name="Renouvellements").first.click()
    expect(page.get_by_text("Votre session est terminée.")).to_be_visible()
    page.get_by_role("link", name="Se connecter de nouveau").click()
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()


def test_a_page_of_another_role_says_so_in_french(visitors: Visitors) -> None:
    page = visitors.signed_in("reader")
    open_path(page, f"/{IMPORTS.url_path}")
    expect(page.get_by_text("Votre profil ne permet pas de consulter cette page.")).to_be_visible()
    assert not english(page)

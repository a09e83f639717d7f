"""A committee projected: read from five metres, led from the keyboard, live, and losing nothing of what is typed."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from ctg_tracking.figures.committees import agenda_of, committee_rows
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.committees import open_committee
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model.words import MeetingState, Status
from ctg_tracking.store import Store
from tests.browser.reading_slides import faults
from tests.browser.serving import served
from tests.browser.visiting import PHONE, WIDE, Visitors

SMALL = ViewportSize(width=1280, height=720)
NEWS_WITHIN = 5_000
"""Milliseconds in which a report made during the meeting shows."""


@pytest.fixture(scope="module")
def home(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance served, a copy of the demonstration."""
    return Path(shutil.copytree(demo_instance, tmp_path_factory.mktemp("projected") / "instance"))


@pytest.fixture(scope="module")
def served_demo(home: Path) -> Iterator[str]:
    """Address of the server over it."""
    with served(home) as address:
        yield address


@pytest.fixture(scope="module")
def store(home: Path) -> Iterator[Store]:
    """The store of the server, for what a colleague does meanwhile."""
    (file,) = (home / "var").glob("*.sqlite")
    opened = Store.open(f"sqlite:///{file}")
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def committee(store: Store) -> int:
    """The prepared COPIL of the demonstration, opened."""
    author = local_operator(store)
    with store.read() as session:
        row = next(row for row in committee_rows(session, author) if row.state is not MeetingState.CLOSED)
    open_committee(store, author, row.id)
    return row.id


def projected(
    visitors: Visitors, committee: int, *, size: ViewportSize = SMALL, slide: str = "", profile: str = "coordinator"
) -> Page:
    page = visitors.stranger(size)
    entered = page.request.post("/connexion/demonstration", form={"profile": profile}, max_redirects=0)
    assert entered.status == 303
    page.goto(f"/projection/{committee}{slide and '#' + slide}")
    expect(page.locator("html.pret")).to_be_attached()
    return page


def shown(page: Page) -> str:
    return page.locator(".diapo.courante").get_attribute("data-cle") or ""


def closed(page: Page) -> None:
    """Escape, once the panel is gone: a key pressed while one is still open is not for the slides."""
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def a_point(store: Store, committee: int) -> tuple[int, int]:
    """A point about an action: its id, and the action's."""
    with store.read() as session:
        return next((item.id, item.action_id) for item in agenda_of(session, committee) if item.action_id is not None)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["1920", "1280"])
def test_every_slide_is_read_from_five_metres(visitors: Visitors, committee: int, size: ViewportSize) -> None:
    page = projected(visitors, committee, size=size)
    assert faults(page) == []
    page.keyboard.press("s")
    expect(page.locator("html")).to_have_attribute("data-apparence", "sombre")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 31)"
    assert faults(page) == []


def test_on_a_phone_every_slide_is_read_in_one_column(visitors: Visitors, committee: int) -> None:
    page = projected(visitors, committee, size=PHONE)
    assert faults(page, smallest=16, fits=False) == []


def test_the_keyboard_leads_and_a_reload_returns_there(visitors: Visitors, committee: int) -> None:
    page = projected(visitors, committee)
    number = page.locator("#numero")
    last = page.locator(".diapo").count()
    for key in ("ArrowRight", "PageDown", "Space", "ArrowLeft"):
        page.keyboard.press(key)
    expect(number).to_have_text(f"3/{last}")
    page.keyboard.press("End")
    expect(number).to_have_text(f"{last}/{last}")
    page.keyboard.press("g")
    page.get_by_role("dialog").get_by_role("button", name="État des actions").first.click()
    assert shown(page) == "axes"
    page.reload()
    assert shown(page) == "axes"
    page.keyboard.press("Digit2")
    expect(page.locator(".filtre")).to_contain_text("Enjeu 2")
    expect(page.locator("#numero")).not_to_have_text(f"4/{last}")
    page.reload()
    expect(page.locator(".filtre")).to_contain_text("Enjeu 2")
    assert shown(page) == "axes"
    page.keyboard.press("0")
    expect(page.locator(".filtre")).to_be_hidden()
    expect(number).to_have_text(f"4/{last}")


def test_a_report_made_meanwhile_shows_and_frozen_figures_stay(
    visitors: Visitors, committee: int, store: Store
) -> None:
    point, action = a_point(store, committee)
    page = projected(visitors, committee, slide=f"point-{point}", profile="reader")
    frozen = page.locator("[data-cle=avancement]").inner_html()
    page.evaluate("document.querySelector('.courante h2').focus()")
    report_progress(store, local_operator(store), action, Progress(Status.DONE, done="Inauguré ce matin"))
    said = time.monotonic()
    expect(page.locator(".courante .nouvelles")).to_contain_text("Réalisée", timeout=NEWS_WITHIN)
    assert time.monotonic() - said < NEWS_WITHIN / 1_000
    assert page.locator("[data-cle=avancement]").inner_html() == frozen
    assert page.evaluate("document.activeElement.id") == f"titre-point-{point}"
    expect(page.locator("#annonce")).to_contain_text("Mis à jour")
    assert page.locator("#decision").count() == 0


def test_the_timer_of_a_point_survives_a_reload(visitors: Visitors, committee: int, store: Store) -> None:
    point, _action = a_point(store, committee)
    page = projected(visitors, committee, slide=f"point-{point}")
    page.keyboard.press("t")
    expect(page.locator("#minuterie")).to_contain_text("reste")
    page.get_by_role("button", name="Arrêter la minuterie").click()
    expect(page.get_by_role("button", name="Lancer la minuterie")).to_contain_text("(arrêtée)")
    gone = {"spent": {str(point): 13 * 60_000}, "running": None, "since": 0}
    page.evaluate(
        "times => localStorage.setItem(Object.keys(localStorage).find(name => name.endsWith(':minuterie')), times)",
        json.dumps(gone),
    )
    page.reload()
    expect(page.locator("#minuterie")).to_contain_text("min de plus (arrêtée)")


def test_a_decision_typed_survives_the_death_of_the_page_and_of_the_network(
    visitors: Visitors, committee: int, store: Store
) -> None:
    point, _action = a_point(store, committee)
    page = projected(visitors, committee, slide=f"point-{point}")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("d")
    page.keyboard.press("Digit1")
    page.keyboard.type("Ouvrir le samedi matin")
    page.keyboard.press("Tab")
    page.keyboard.type("Centre social")
    page.keyboard.press("Tab")
    page.keyboard.type("fin juin 2027")
    address = page.url
    page.close()  # before anything was sent
    page = page.context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("d")
    expect(page.get_by_label("En quelques mots")).to_have_value("Ouvrir le samedi matin")
    expect(page.get_by_label("Poursuivre")).to_be_checked()
    page.context.set_offline(True)
    page.get_by_label("En quelques mots").press("Control+Enter")
    expect(page.locator("#decision-refus")).to_contain_text("gardé sur ce poste")
    page.context.set_offline(False)
    expect(page.locator("#decision-refus")).to_contain_text("pour le 30 juin 2027", timeout=20_000)
    taken = page.request.get(f"/projection/{committee}/seance").json()["decisions"]
    assert [(row["texte"], row["porteur"], row["echeance"]) for row in taken] == [
        ("Ouvrir le samedi matin", "Centre social", "30/06/2027")
    ]
    expect(page.locator("#decision-prises")).to_contain_text("Ouvrir le samedi matin")
    page.keyboard.press("Escape")
    expect(page.locator(".diapo.courante")).to_contain_text("Ouvrir le samedi matin")


def test_exchanges_and_attendance_are_stored_as_they_are_written(
    visitors: Visitors, committee: int, store: Store
) -> None:
    point, _action = a_point(store, committee)
    page = projected(visitors, committee, slide=f"point-{point}")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    page.keyboard.type("Le calendrier est rappelé.")
    expect(page.locator("#echanges-etat")).to_contain_text("Enregistré à")
    closed(page)
    page.keyboard.press("p")
    page.locator("#presents-liste input").first.check()
    expect(page.locator("#presents-etat")).to_contain_text("Enregistré à")
    told = page.request.get(f"/projection/{committee}/seance").json()
    assert next(one for one in told["points"] if one["id"] == point)["echanges"] == "Le calendrier est rappelé."
    assert told["presents"][0]["present"] is True


def test_slides_and_panels_are_accessible(visitors: Visitors, committee: int, store: Store) -> None:
    point, _action = a_point(store, committee)
    page = projected(visitors, committee)
    page.wait_for_load_state("networkidle")
    found = []
    for slide in ("titre", "avancement", "axes", "changements", f"point-{point}", "renouvellement", "decisions"):
        page.evaluate("key => { location.hash = key; }", slide)
        expect(page.locator(f"[data-cle={slide}]")).to_be_visible()
        found += _violations(page)
    for key in ("g", "?", "d", "p"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        found += _violations(page)
        closed(page)
    page.keyboard.press("s")
    found += _violations(page)
    assert found == []


def _violations(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in violations for node in one["nodes"]]

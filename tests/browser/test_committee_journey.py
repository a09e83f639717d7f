"""A committee from its preparation to its minutes: prepared, exported, opened, projected, decided, closed, shared."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import BOTH, served_on
from tests.browser.test_accessibility import faults
from tests.browser.visiting import LAPTOP, PHONE, Visitors, open_path, settle

DECIDED = "Présenter deux lieux au prochain comité"


@pytest.fixture(scope="module", params=BOTH)
def served_demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over the demonstration, on each database in turn."""
    yield from served_on(request.param, request, tmp_path_factory)


def press(page: Page, name: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def part(page: Page, name: str) -> None:
    """Look at a part of the committee’s room."""
    main = page.get_by_test_id("stMain")
    main.get_by_role("radio", name=name, exact=True).or_(main.get_by_role("button", name=name, exact=True)).click()
    settle(page)


def type_day(page: Page, label: str, day: str) -> None:
    """Type a day, as `30062026`, in the field of this label."""
    page.get_by_role("spinbutton", name=f"jour, {label}").focus()
    page.keyboard.type(day)


def prepared(page: Page) -> str:
    """Prepare a committee of today and give its address."""
    open_path(page, "/comites?vue=Préparer+un+comité")
    type_day(page, "Date", "30062026")
    page.get_by_role("textbox", name="Heure").fill("17 h")
    page.get_by_label("Intitulé").fill("Comité de bilan")
    press(page, "Préparer ce comité")
    expect(page.get_by_text("Comité préparé.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"comite=\d+"))
    return page.url


def invited(page: Page) -> None:
    """Take the former list, and add somebody."""
    part(page, "Invités")
    page.get_by_role("button", name=re.compile("Reprendre la liste")).click()
    settle(page)
    box = page.get_by_role("textbox", name=re.compile("Une personne ou un organisme par ligne"))
    box.fill(f"{box.input_value()}\nCamille Essai, Département")
    press(page, "Enregistrer la liste")
    expect(page.get_by_text(re.compile(r"Liste enregistrée\s*: \d+\sinvités"))).to_be_visible()


def agenda(page: Page) -> None:
    """Fill the agenda, and move its second point up from the keyboard: the focus follows it."""
    part(page, "Ordre du jour")
    press(page, "Proposer l’ordre du jour")
    titles = page.locator("[class*='st-key-ctg_odj_'] .stHtml b")
    second = re.sub(r"^2\. ", "", titles.nth(1).inner_text())
    up = page.get_by_role("button", name="↑ Monter").nth(1)
    up.focus()
    page.keyboard.press("Enter")
    expect(titles.first).to_have_text(f"1. {second}")
    settle(page)
    assert faults(page) == []


def exported(page: Page) -> None:
    """Take the deck away before the meeting."""
    page.get_by_role("button", name="Exporter").click()
    page.get_by_role("button", name="Diaporama (PDF)").click()
    ready = page.get_by_role("button", name=re.compile("Télécharger Diaporama"))
    with page.expect_download(timeout=120_000) as download:
        ready.click(timeout=120_000)
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.keyboard.press("Escape")


def forward(slides: Page, key: str) -> None:
    """Press the right arrow until the slide of this key shows."""
    shown = slides.locator(".diapo.courante")
    for _step in range(slides.locator(".diapo").count()):
        if (shown.get_attribute("data-cle") or "").startswith(key):
            return
        slides.keyboard.press("ArrowRight")
    raise AssertionError(f"no slide {key}")


def projected(page: Page) -> None:
    """Go through the slides, filter, and decide from the keyboard."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Projeter", exact=True).click()
    slides = opened.value
    expect(slides.locator("html.pret")).to_be_attached()
    expect(slides.locator("#numero")).to_have_text(re.compile(r"^1/\d+$"))
    forward(slides, "axes")
    slides.keyboard.press("Digit1")
    expect(slides.locator("p.filtre")).to_be_visible()
    slides.keyboard.press("0")
    expect(slides.locator("p.filtre")).to_be_hidden()
    forward(slides, "point-")
    slides.keyboard.press("d")
    slides.get_by_label("En quelques mots").fill(DECIDED)
    slides.get_by_label("Qui la porte").fill("Service petite enfance de Sèvremoine")
    slides.get_by_label("Pour quand").fill("30/09/2026")
    slides.keyboard.press("Control+Enter")
    expect(slides.locator("#decision-prises")).to_contain_text(DECIDED)
    slides.close()


def test_a_committee_from_its_preparation_to_its_minutes(visitors: Visitors) -> None:
    page = visitors.signed_in("coordinator", LAPTOP)
    address = prepared(page)
    number = re.search(r"comite=(\d+)", address)
    assert number is not None
    invited(page)
    agenda(page)
    exported(page)

    press(page, "Ouvrir la séance")
    press(page, "Ouvrir et figer les chiffres")
    expect(page.get_by_text(re.compile("Séance ouverte"))).to_be_visible()
    projected(page)

    open_path(page, f"/comites?comite={number[1]}&volet=Présents")
    press(page, "Tout le monde est là")
    expect(page.get_by_text(re.compile(r"(\d+)\sprésents sur \1\sinvités"))).to_be_visible()
    part(page, "Séance")
    expect(page.get_by_text(DECIDED).first).to_be_visible()
    assert faults(page) == []

    press(page, "Clore la séance")
    expect(page.get_by_text(re.compile("sans décision ni échanges"))).to_be_visible()
    press(page, "Clore quand même")
    expect(page.get_by_text("Comité clos.")).to_be_visible()
    expect(page.get_by_role("button", name="Rouvrir le comité")).to_have_count(0)
    minutes = page.request.get(f"/releve/{number[1]}/releve.pdf")
    assert minutes.body().startswith(b"%PDF")

    press(page, "Créer un lien de partage")
    link = page.get_by_label(re.compile("Lien à copier maintenant")).input_value()
    guest = visitors.stranger(PHONE)
    guest.goto(link)
    expect(guest.get_by_text(DECIDED).first).to_be_visible()

    page.get_by_role("button", name="Préparer le prochain comité").click()
    type_day(page, "Date du prochain comité", "24062027")
    press(page, "Préparer")
    expect(page.get_by_role("heading", level=1, name=re.compile("24 juin 2027"))).to_be_visible()
    asked = re.compile(rf"Demandé par le COPIL du 30\sjuin 2026\s*: {DECIDED}")
    expect(page.locator("[class*='st-key-ctg_odj_']").get_by_text(asked)).to_be_visible()

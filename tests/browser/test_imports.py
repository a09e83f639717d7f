"""A messy workbook, from its first reading to its undoing: corrected on screen, sent back, corrected by its sender."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.messy import annotated, send
from tests.browser.serving import served_on
from tests.browser.test_accessibility import faults
from tests.browser.visiting import LAPTOP, Visitors, choose, open_path, settle


@pytest.fixture(scope="module")
def served_demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server of its own over the demonstration; another journey imports on PostgreSQL."""
    yield from served_on("sqlite", request, tmp_path_factory)


def counted(page: Page) -> dict[str, int]:
    """What would become of the rows: « Ajoutées » and the others, with their counts."""
    items = page.locator("ul.ctg-comptes > li").all_inner_texts()
    found = [re.fullmatch(r"(\d+)\s*(?:▲\s*)?(.+)", one.strip(), re.DOTALL) for one in items]
    return {one[2].strip(): int(one[1]) for one in found if one}


def apply(page: Page) -> None:
    page.get_by_role("button", name="Appliquer l’import").click()
    expect(page.get_by_text(re.compile("Import enregistré"))).to_be_visible()
    settle(page)


def undo(page: Page, file: str) -> None:
    open_path(page, "/imports")
    choose(page, "Revenir sur un import", file)
    page.get_by_role("button", name="Annuler cet import").click()
    expect(page.get_by_text(re.compile("Import annulé"))).to_be_visible()


def unfold(main: Locator, folder: str, inside: str) -> None:
    """Open what is folded; it opens by itself when something in it is uncertain."""
    if not main.get_by_text(inside, exact=True).is_visible():
        main.get_by_text(folder, exact=True).click()
    expect(main.get_by_text(inside, exact=True)).to_be_visible()


def test_a_messy_workbook_is_understood_sent_back_corrected_and_undone(
    visitors: Visitors, messy: Path, tmp_path: Path
) -> None:
    page = visitors.signed_in("coordinator", LAPTOP)
    main = send(page, messy)
    assert counted(page)["Refusées"] == 1
    assert counted(page)["Ajoutées"] == 2

    unfold(main, "Corriger la lecture", "Les feuilles")
    choose(page, "« Zzz »", "Partenaires")
    expect(main.get_by_text("Dit par vous").first).to_be_visible()
    choose(page, "Le mot « Quasi bouclé » veut dire", "En cours")
    expect(main.get_by_role("cell", name="31/02/2026", exact=True)).to_be_visible()
    assert faults(page) == []

    returned = annotated(page, tmp_path)
    apply(page)
    report = main.get_by_role("table", name="Ce qui a été fait")
    expect(report.get_by_text("Suivi, E5")).to_be_visible()

    book = openpyxl.load_workbook(returned)
    cell = book["Suivi"]["E5"]
    assert cell.value == "31/02/2026"
    assert cell.comment is not None
    assert "ce jour n’existe pas" in cell.comment.text
    cell.value, cell.comment = date(2026, 2, 28), None
    book.save(returned)

    send(page, returned)
    expect(main.get_by_text(re.compile("Lecture reprise de l’import du"))).to_be_visible()
    assert {name: counted(page)[name] for name in ("Ajoutées", "Modifiées", "Refusées")} == {
        "Ajoutées": 1,
        "Modifiées": 0,
        "Refusées": 0,
    }
    apply(page)

    open_path(page, "/plan-d-actions")
    expect(page.get_by_text("Ouvrir un café des parents").first).to_be_visible()
    undo(page, returned.name)
    undo(page, messy.name)
    open_path(page, "/plan-d-actions")
    expect(page.get_by_text("Mettre en place un outil de suivi").first).to_be_visible()
    expect(page.get_by_text("Lancer un bus des familles")).to_have_count(0)

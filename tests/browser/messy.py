"""A messy workbook as communes send them, sent on the page of imports, and received again annotated."""

from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import choose, open_path, settle

SEVREMOINE = "Sèvremoine"
HEADERS = ("Enjeux", "N°", "Fiche action", "Porteur", "Échéance", "Où on en est", "Zzz")
ROWS = (
    ("Enjeu 9 : Aller vers", "1", "Lancer un bus des familles", "CCAS", "31/12/2026", "En cours", "Caf ; MSA"),
    ("Enjeu 9 : Aller vers", "2", "Ouvrir un café des parents", "Centre social", "31/02/2026", "En cours", ""),
    ("Enjeu 9 : Aller vers", "3", "Écrire une charte de l’accueil", "Ville", "2027", "Quasi bouclé", "PMI"),
)


def messy_workbook(folder: Path) -> Path:
    """A workbook as communes send them: a title, an unknown header, a word of status, a day that does not exist."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Suivi"
    sheet.append(["Suivi de la CTG"])
    sheet.append([])
    for row in (HEADERS, *ROWS):
        sheet.append(row)
    for cell in sheet[3]:
        cell.fill = PatternFill("solid", fgColor="FFD9E1F2")
    book.create_sheet("Mode d’emploi").append(["Une ligne par action."])
    path = folder / "tableau de suivi.xlsx"
    book.save(path)
    return path


def send(page: Page, file: Path) -> Locator:
    """Send a workbook to the convention of Sèvremoine; the main part of the page, once it is compared."""
    open_path(page, "/imports")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="Ce que nous avons compris")).to_be_visible()
    settle(page)
    choose(page, "Pour quelle convention", SEVREMOINE)
    expect(page.get_by_role("heading", name="Appliquer")).to_be_visible()
    settle(page)
    return page.get_by_test_id("stMain")


def annotated(page: Page, folder: Path) -> Path:
    """The sender's workbook, annotated, as the browser receives it."""
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Télécharger le tableau annoté").click()
    assert downloading.value.suggested_filename == "tableau de suivi-à-corriger.xlsx"
    path = folder / "corrigé.xlsx"
    downloading.value.save_as(path)
    return path

"""« Imports »: a workbook comes in, is read before it is applied, and may be taken back."""

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ctg_tracking.screen.imports import NEW
from ctg_tracking.screen.pages import IMPORTS, PLAN
from ctg_tracking.settings import DATA
from tests.pages.conftest import People, Plan, Visit, html_of, words_of

SEVREMOINE_FILE = DATA / "demo" / "ctg-sevremoine-2023.xlsx"
WRONG_FILE = DATA / "demo" / "tableau-a-corriger.xlsx"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(app: AppTest, file: Path) -> AppTest:
    return app.file_uploader(key="import_file").upload(file.name, file.read_bytes(), EXCEL).run()


def for_a_new_convention(app: AppTest) -> AppTest:
    app.selectbox(key="import_convention").set_value(NEW).run()
    app.date_input(key="import_start").set_value(date(2023, 1, 1))
    return app.selectbox(key="import_term").set_value(4).run()


def applied(app: AppTest) -> AppTest:
    return app.button(key="import_apply").click().run()


def test_a_new_convention_comes_in_and_shows_in_the_plan(visit: Visit, people: People) -> None:
    app = sent(for_a_new_convention(visit(IMPORTS, people.coordinator)), SEVREMOINE_FILE)
    shown = html_of(app)
    assert "La convention sera créée\u202f: CTG-49301-2023" in shown
    assert "Plan d&#x27;actions" in shown
    applied(app)
    assert "Import enregistré dans CTG" in app.success[0].value
    assert "ctg-sevremoine-2023.xlsx" in html_of(app)
    assert "Enjeu 3 (sans titre dans le document)" in html_of(visit(PLAN, people.reader))


def test_the_same_file_twice_changes_nothing(visit: Visit, people: People) -> None:
    app = applied(sent(for_a_new_convention(visit(IMPORTS, people.coordinator)), SEVREMOINE_FILE))
    assert "Ce fichier ne change rien" in words_of(app)
    assert not [button for button in app.button if button.key == "import_apply"]


def test_a_preview_shows_each_cell_before_and_after(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(IMPORTS, people.coordinator)
    app.selectbox(key="import_convention").set_value("Sèvremoine · 2023-2026").run()
    sent(app, SEVREMOINE_FILE)
    kinds = app.segmented_control(key="import_kind").options
    assert any(kind.startswith("Ajoutées") for kind in kinds)
    missing = next(kind for kind in kinds if kind.startswith("Absentes"))
    app.segmented_control(key="import_kind").set_value(missing).run()
    assert "Ouvrir un guichet" in html_of(app)


def test_problems_are_told_by_sheet_and_cell(visit: Visit, people: People) -> None:
    shown = html_of(sent(for_a_new_convention(visit(IMPORTS, people.coordinator)), WRONG_FILE))
    assert "Problèmes du fichier" in shown
    assert "▲" in shown
    assert "Plan d&#x27;actions, " in shown


def test_an_import_is_taken_back(visit: Visit, people: People) -> None:
    app = applied(sent(for_a_new_convention(visit(IMPORTS, people.coordinator)), SEVREMOINE_FILE))
    undo = next(box for box in app.selectbox if box.label == "Annuler un import")
    undo.set_value(undo.options[0])
    next(button for button in app.button if button.label == "Annuler cet import").click().run()
    assert "Import annulé" in words_of(app)


def test_a_file_that_is_no_workbook_is_refused_in_french(visit: Visit, people: People, tmp_path: Path) -> None:
    fake = tmp_path / "photo.xlsx"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    app = sent(for_a_new_convention(visit(IMPORTS, people.coordinator)), fake)
    assert "ne peut pas être lu" in app.error[0].value


def test_nothing_imported_yet_says_so(visit: Visit, people: People) -> None:
    assert "Aucun import." in html_of(visit(IMPORTS, people.coordinator))


def test_a_reader_has_no_import_page(visit: Visit, people: People) -> None:
    app = visit(IMPORTS, people.reader)
    assert "Votre profil ne permet pas" in app.error[0].value

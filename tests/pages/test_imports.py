"""« Imports »: a workbook comes in, is read before it is applied, and may be taken back."""

import pytest
from sqlalchemy import select

from ctg_tracking.follow_up.importing import File
from ctg_tracking.model import Action
from ctg_tracking.screen.pages import IMPORTS, PLAN
from ctg_tracking.store import Store
from tests.pages.conftest import People, Plan, Visit, html_of, words_of
from tests.pages.imports import (
    HEADERS,
    SEVREMOINE,
    SEVREMOINE_FILE,
    a_file,
    applied,
    for_a_new_convention,
    for_sevremoine,
    key,
    keys,
    sent,
)


def test_nothing_imported_yet_says_what_to_do(visit: Visit, people: People) -> None:
    app = visit(IMPORTS, people.coordinator)
    assert "Aucun import. Envoyez le tableau de la commune" in html_of(app)
    assert keys(app, "download_button") == ["import_template"]


def test_a_reader_has_no_import_page(visit: Visit, people: People) -> None:
    app = visit(IMPORTS, people.reader)
    assert "Votre profil ne permet pas" in app.error[0].value
    assert not app.file_uploader


def test_a_new_convention_comes_in_and_shows_in_the_plan(visit: Visit, people: People) -> None:
    app = for_a_new_convention(sent(visit(IMPORTS, people.coordinator), SEVREMOINE_FILE), SEVREMOINE_FILE)
    assert "La convention sera créée" in words_of(app)
    assert "une convention nouvelle, CTG-49301-2023" in html_of(app)
    applied(app)
    assert "Import enregistré" in app.success[0].value
    assert "ctg-sevremoine-2023.xlsx" in html_of(app)
    assert "Enjeu 3 (sans titre dans le document)" in html_of(visit(PLAN, people.reader))


def test_the_same_file_twice_changes_nothing(visit: Visit, people: People) -> None:
    app = for_a_new_convention(sent(visit(IMPORTS, people.coordinator), SEVREMOINE_FILE), SEVREMOINE_FILE)
    applied(app)
    assert "Ce fichier ne change rien" in words_of(app)
    assert "import_apply" not in keys(app, "button")


def test_several_files_make_one_report(visit: Visit, people: People, plan: Plan) -> None:
    first = a_file(
        ("Enjeu 1 : Modes de garde", "7", "Bâtir une maison de la petite enfance", "CCAS", "2026", "En cours"),
        name="a.xlsx",
    )
    second = a_file(("Enjeu 1 : Modes de garde", "8", "Fêter l’été", "MJC", "31/02/2026", "En cours"), name="b.xlsx")
    broken = File("c.xlsx", b"")
    app = visit(IMPORTS, people.coordinator)
    sent(app, first, second, broken)
    assert "« c.xlsx » ne peut pas être lu" in app.error[0].value
    for file in (first, second):
        app.selectbox(key=f"import_convention_{key(file)}").set_value(SEVREMOINE)
    applied(app.run())
    report = html_of(app).split("Ce qui a été fait")[-1].split("</table>")[0]
    assert "a.xlsx" in report
    assert "b.xlsx" in report
    assert "Plan, E2" in report
    assert "c.xlsx" not in report


def test_a_file_that_names_its_territory_proposes_its_convention(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(
        ("Enjeu 1 : Modes de garde", "1", "Bâtir une maison de la petite enfance", "CCAS", "2026", ""),
        name="Plan CTG Sèvremoine.xlsx",
    )
    app = sent(visit(IMPORTS, people.coordinator), file)
    assert app.selectbox(key=f"import_convention_{key(file)}").value == SEVREMOINE
    assert "Proposée d’après" in words_of(app)


def test_an_import_is_taken_back(visit: Visit, people: People) -> None:
    app = for_a_new_convention(sent(visit(IMPORTS, people.coordinator), SEVREMOINE_FILE), SEVREMOINE_FILE)
    applied(app)
    back = app.selectbox(key="import_back")
    back.set_value(back.options[0]).run()
    assert "Rien n’a été modifié depuis" in words_of(app)
    assert any(one.startswith("import_original_") for one in keys(app, "download_button"))
    app.button(key="import_undo").click().run()
    assert "Import annulé" in words_of(app)


def test_an_import_edited_since_tells_what_was(visit: Visit, people: People, plan: Plan, sqlite_store: Store) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "9", "Planter un verger", "Ville", "2026", "En cours"))
    app = applied(for_sevremoine(visit(IMPORTS, people.coordinator), file))
    with sqlite_store.write(people.coordinator) as work:
        planted = work.session.scalars(select(Action).where(Action.title == "Planter un verger")).one()
        planted.title = "Planter deux vergers"
    back = app.selectbox(key="import_back")
    back.set_value(back.options[0]).run()
    assert "ne peut pas être annulé" in app.warning[0].value
    assert "«\u00a0Planter deux vergers\u00a0»" in html_of(app)
    assert "Planter un verger → Planter deux vergers" in html_of(app)
    assert "import_undo" not in keys(app, "button")


def test_a_file_that_is_no_workbook_is_refused_in_french(visit: Visit, people: People) -> None:
    app = sent(visit(IMPORTS, people.coordinator), File("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100)))
    assert "ne peut pas être lu" in app.error[0].value
    assert [one.value for one in app.header] == ["1. Quel(s) fichier(s)\u202f?", "Journal des imports"]


@pytest.mark.parametrize("sign", ["=", "<script>", "**gras**", "[lien](https://exemple.fr)"])
def test_what_a_file_says_is_shown_as_it_was_typed(visit: Visit, people: People, plan: Plan, sign: str) -> None:
    file = a_file(
        ("Enjeu 1 : Modes de garde", "1", f"{sign}Ouvrir", "CCAS", "2026", f"{sign}pas vu"),
        headers=(*HEADERS[:5], "Statut"),
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert not app.exception
    assert "<script>" not in html_of(app)

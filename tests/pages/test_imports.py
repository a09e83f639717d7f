"""« Imports »: a workbook comes in, is read before it is applied, and may be taken back."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from ctg_tracking.errors import Conflict
from ctg_tracking.follow_up.importing import File
from ctg_tracking.model import Action
from ctg_tracking.model.words import Status
from ctg_tracking.screen.import_targets import NEW
from ctg_tracking.screen.pages import IMPORTS, PLAN
from ctg_tracking.settings import DATA
from ctg_tracking.spreadsheet import returning
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.told import Strategy
from ctg_tracking.store import Store
from tests.pages.conftest import People, Plan, Visit, html_of, words_of
from tests.spreadsheet.workbooks import xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEVREMOINE = "Sèvremoine · 2023-2026"
HEADERS = ("Enjeu", "N°", "Action", "Pilotes", "Échéance", "Statut")


def demo(name: str) -> File:
    path = DATA / "demo" / name
    return File(path.name, path.read_bytes())


SEVREMOINE_FILE = demo("ctg-sevremoine-2023.xlsx")
WRONG_FILE = demo("tableau-a-corriger.xlsx")


def a_file(
    *rows: Sequence[Any], headers: Sequence[str] = HEADERS, name: str = "plan.xlsx", sheet: str = "Plan"
) -> File:
    return xlsx({sheet: [headers, *rows]}, name=name)


def coloured(rgb: str) -> File:
    """A plan whose statuses are told by the colour of its rows alone."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEADERS[:5],
        ("Enjeu 1 : Modes de garde", "9", "Planter un verger", "Ville", "2026"),
        ("", "10", "Lire"),
    ):
        sheet.append(row)
    for cell in sheet[2]:
        cell.fill = PatternFill("solid", fgColor=f"FF{rgb}")
    content = io.BytesIO()
    book.save(content)
    return File("couleurs.xlsx", content.getvalue())


def key(file: File) -> str:
    """What ends the keys of the widgets that speak of a file."""
    return file.sha256[:8]


def sent(app: AppTest, *files: File) -> AppTest:
    uploads = [(file.name, file.content, EXCEL) for file in files]
    return app.file_uploader(key="import_files").set_value(uploads).run()


def for_a_new_convention(app: AppTest, file: File) -> AppTest:
    app.selectbox(key=f"import_convention_{key(file)}").set_value(NEW).run()
    app.date_input(key=f"import_start_{key(file)}").set_value(date(2023, 1, 1))
    return app.selectbox(key=f"import_term_{key(file)}").set_value(4).run()


def for_sevremoine(app: AppTest, *files: File) -> AppTest:
    sent(app, *files)
    for file in files:
        app.selectbox(key=f"import_convention_{key(file)}").set_value(SEVREMOINE)
    return app.run()


def applied(app: AppTest) -> AppTest:
    return app.button(key="import_apply").click().run()


def seen(app: AppTest) -> str:
    """Everything the page says."""
    headings = "\n".join(str(one.value) for one in (*app.header, *app.subheader))
    return f"{html_of(app)}\n{words_of(app)}\n{headings}"


def keys(app: AppTest, *kinds: str) -> list[str]:
    return [str(getattr(one, "key", None)) for kind in kinds for one in app.get(kind)]


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


def test_what_was_understood_is_told_before_any_choice(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(
        (
            "Enjeu 1 : Modes de garde",
            "1",
            "Bâtir une maison de la petite enfance",
            "CCAS",
            "2026",
            "En cours",
            "à revoir",
        ),
        headers=(*HEADERS, "Remarques internes de la directrice"),
    )
    shown = html_of(sent(visit(IMPORTS, people.coordinator), file))
    assert "<b>1\u00a0action lue</b>" in shown
    assert "Tableau des actions" in shown
    assert "en-têtes à la ligne 1" in shown
    assert "6\u00a0colonnes sûres" in shown
    assert "Laissée de côté" in shown
    assert "à revoir" in shown


def test_a_column_set_right_changes_the_result_at_once(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(
        ("Enjeu 1 : Modes de garde", "1", "Bâtir une maison de la petite enfance", "CCAS", "2026", "En cours", "PMI"),
        headers=(*HEADERS, "Zzz"),
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    box = app.selectbox(key=f"import_column_{key(file)}_Plan!G")
    assert box.value == ""
    box.set_value("partners").run()
    assert "Dit par vous" in html_of(app)
    assert app.selectbox(key=f"import_column_{key(file)}_Plan!G").value == "partners"
    applied(app)
    assert "PMI" in html_of(visit(PLAN, people.coordinator)) or "Import enregistré" in app.success[0].value
    app.button(key=f"import_afresh_{key(file)}").click().run()
    assert app.selectbox(key=f"import_column_{key(file)}_Plan!G").value == ""


def test_a_word_of_status_is_asked_and_the_answer_taken(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(
        ("Enjeu 1 : Modes de garde", "1", "Bâtir une maison de la petite enfance", "CCAS", "2026", "Quasi bouclé")
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "Quasi bouclé" in html_of(app)
    question = f"import_question_{key(file)}_status_Quasi bouclé"
    assert app.selectbox(key=question).value == ""
    app.selectbox(key=question).set_value(Status.IN_PROGRESS).run()
    assert app.selectbox(key=question).value == Status.IN_PROGRESS
    assert "n’est pas un statut connu" not in html_of(app)
    app.selectbox(key=question).set_value("").run()
    assert "n’est pas un statut connu" in html_of(app)


def test_a_colour_is_asked_with_its_name_and_its_swatch(visit: Visit, people: People, plan: Plan) -> None:
    file = coloured("C6EFCE")
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "La couleur vert clair" in html_of(app)
    assert 'class="ctg-pastille" style="background:#C6EFCE"' in html_of(app)
    assert "<span>vert clair</span>" in html_of(app)
    app.selectbox(key=f"import_question_{key(file)}_colour_C6EFCE").set_value(Status.DONE).run()
    assert "Réalisée" in html_of(app)
    applied(app)
    assert "Import enregistré" in app.success[0].value
    assert "Réalisée" in html_of(visit(PLAN, people.coordinator)).split("Planter un verger")[1]


def test_a_sheet_left_aside_leaves_the_plan(visit: Visit, people: People, plan: Plan) -> None:
    rows = [
        HEADERS,
        ("Enjeu 1 : Modes de garde", "1", "Bâtir une maison de la petite enfance", "CCAS", "2026", "En cours"),
    ]
    more = [HEADERS, ("Enjeu 1 : Modes de garde", "2", "Fêter l’été au parc", "CCAS", "2026", "En cours")]
    file = xlsx({"Plan": rows, "Ancien plan": more})
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "<b>2\u00a0actions lues</b>" in html_of(app)
    app.selectbox(key=f"import_sheet_{key(file)}_1").set_value("").run()
    assert "<b>1\u00a0action lue</b>" in html_of(app)


def test_a_file_without_any_known_header_is_read_with_the_person(visit: Visit, people: People, plan: Plan) -> None:
    file = xlsx(
        {
            "Feuil1": [
                ("Quoi", "Zzz", "Yyy"),
                ("Bâtir une maison de la petite enfance", "CCAS", "2026"),
                ("Fêter", "MJC", "2027"),
            ]
        }
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "aucun tableau d’actions n’y a été trouvé" in app.warning[0].value
    app.selectbox(key=f"import_sheet_{key(file)}_0").set_value(Table.PLAN).run()
    app.selectbox(key=f"import_column_{key(file)}_Feuil1!A").set_value("title").run()
    app.selectbox(key=f"import_column_{key(file)}_Feuil1!B").set_value("pilots").run()
    assert "<b>2\u00a0actions lues</b>" in html_of(app)
    applied(app)
    assert "Import enregistré" in app.success[0].value


def test_a_preview_shows_each_cell_before_and_after(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "Camille Pilote", "31/03/2026", ""))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    shown = html_of(app)
    assert '<span class="ctg-avant">28/02/2026</span> → <span class="ctg-apres">31/03/2026</span>' in shown
    assert "Plan, E2" in shown


def test_the_strategy_changes_what_would_change(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "", "31/03/2026", ""))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "31/03/2026</span>" in html_of(app)
    strategy = f"import_strategy_{key(file)}"
    app.radio(key=strategy).set_value(Strategy.FILL).run()
    assert "Ce fichier ne change rien" in words_of(app)
    app.radio(key=strategy).set_value(Strategy.REPLACE).run()
    assert '<span class="ctg-avant">Camille Pilote</span> → <span class="ctg-apres">vide</span>' in html_of(app)


def test_problems_are_told_by_place_and_filtered(visit: Visit, people: People, plan: Plan) -> None:
    app = for_sevremoine(visit(IMPORTS, people.coordinator), WRONG_FILE)
    shown = html_of(app)
    assert "Plan d&#x27;actions, G4" in shown
    assert "31/02/2026" in shown
    app.selectbox(key=f"import_filter_column_{key(WRONG_FILE)}").set_value("Avancement (%)").run()
    assert "Plan d&#x27;actions, J7" in html_of(app)
    assert "Plan d&#x27;actions, G4" not in html_of(app)
    assert f"import_annotated_{key(WRONG_FILE)}" in keys(app, "download_button")


def test_a_row_close_to_a_stored_action_waits_for_an_answer(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 2", "1", "Ouvrir un guichets", "CCAS", "", "Réalisée"))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "Ces lignes ressemblent à ce qui est déjà suivi" in seen(app)
    assert "import_apply" not in keys(app, "button")
    answer = next(one for one in app.segmented_control if str(one.key).startswith("import_match_"))
    answer.set_value("C’est une action nouvelle").run()
    assert "1\u00a0ligne ajoutée" in html_of(app)
    app.button(key=f"import_match_none_{key(file)}").click().run()
    app.button(key=f"import_match_all_{key(file)}").click().run()
    assert "0\u00a0ligne ajoutée, 1\u00a0modifiée" in html_of(app)
    applied(app)
    assert "Ouvrir un guichets" in html_of(visit(PLAN, people.coordinator))


def test_a_missing_action_is_kept_or_dropped_with_a_reason(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "Camille Pilote", "28/02/2026", ""))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    gone, reason = (f"import_{what}_{key(file)}_{plan.done}" for what in ("gone", "reason"))
    assert app.segmented_control(key=gone).value == "Garder telle quelle"
    app.segmented_control(key=gone).set_value("Abandonnée").run()
    assert app.text_input(key=reason).value == ""
    app.text_input(key=reason).set_value("Le guichet est repris par France services.").run()
    assert "1\u00a0abandonnée" in html_of(app)
    applied(app)
    assert "Import enregistré" in app.success[0].value
    assert "Abandonnée" in html_of(visit(PLAN, people.coordinator))


def test_dropping_without_a_reason_waits(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(
        ("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "Camille Pilote", "31/03/2026", ""),
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    app.segmented_control(key=f"import_gone_{key(file)}_{plan.done}").set_value("Abandonnée").run()
    assert app.button(key="import_apply").disabled
    assert "Indiquez pourquoi l’action est abandonnée" in app.warning[0].value


def test_a_file_too_large_to_come_back_annotated_is_told_so(
    visit: Visit, people: People, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = for_sevremoine(visit(IMPORTS, people.coordinator), WRONG_FILE)
    desk = app.session_state["import_desks"][WRONG_FILE.sha256]
    monkeypatch.setattr(returning, "TIMEOUT", 0.01)  # seconds: no workbook is written that fast
    with pytest.raises(Conflict, match="trop grand pour être rendu annoté"):
        desk.annotated(desk.source.plan.problems)
    app.run()
    assert "trop grand pour être rendu annoté" in app.warning[0].value
    assert f"import_annotated_{key(WRONG_FILE)}" not in keys(app, "download_button")


def test_what_was_read_aside_is_told_before_any_choice(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "7", "Bâtir une maison", "CCAS", "2026", "En cours"), ("* à compléter",))
    app = sent(visit(IMPORTS, people.coordinator), file)
    assert "À savoir sur cette lecture" in html_of(app)
    assert "laissée de côté\u202f: «\u00a0* à compléter\u00a0»" in html_of(app)
    assert "Choisissez la convention (étape 2)" in html_of(app)
    assert [str(one.value) for one in app.header][-2:] == ["4. Ce qui va changer", "Journal des imports"]


def test_what_a_new_row_brings_is_shown_in_words(visit: Visit, people: People, plan: Plan) -> None:
    headers = (*HEADERS, "Communes", "Budget")
    file = a_file(
        ("Enjeu 1 : Modes de garde", "7", "Bâtir une maison", "CCAS", "2026", "En cours", "Sèvremoine", "12 500"),
        headers=headers,
    )
    shown = html_of(for_sevremoine(visit(IMPORTS, people.coordinator), file))
    assert "Pilotes\u202f: CCAS" in shown
    assert "Échéance\u202f: 31/12/2026" in shown
    assert "Budget\u202f: 12\u202f500\u00a0€" in shown
    assert "Communes concernées\u202f: Sèvremoine" in shown


def test_an_unanswered_question_is_recalled_beside_the_button(visit: Visit, people: People, plan: Plan) -> None:
    app = for_sevremoine(visit(IMPORTS, people.coordinator), coloured("C6EFCE"))
    assert "question sans réponse (étape 3)" in words_of(app)


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


def test_a_reading_known_from_a_former_import_is_taken_up_or_not(visit: Visit, people: People, plan: Plan) -> None:
    headers = (*HEADERS, "Zzz")
    file = a_file(
        ("Enjeu 1 : Modes de garde", "7", "Bâtir une maison de la petite enfance", "CCAS", "2026", "En cours", "PMI"),
        headers=headers,
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    app.selectbox(key=f"import_column_{key(file)}_Plan!G").set_value("partners").run()
    applied(app)
    again = a_file(
        ("Enjeu 1 : Modes de garde", "8", "Fêter l’été", "MJC", "2027", "En cours", "Caf"),
        headers=headers,
        name="2027.xlsx",
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), again)
    assert "Lecture reprise de l’import du" in app.info[0].value
    assert app.selectbox(key=f"import_column_{key(again)}_Plan!G").value == "partners"
    app.button(key=f"import_forget_{key(again)}").click().run()
    assert app.selectbox(key=f"import_column_{key(again)}_Plan!G").value == ""
    assert not any("Lecture reprise" in one.value for one in app.info)


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

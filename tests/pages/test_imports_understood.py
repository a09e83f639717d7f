"""« Imports », what was understood of a file: told before any choice, and set right."""

import io

import openpyxl
from openpyxl.styles import PatternFill

from ctg_tracking.follow_up.importing import File
from ctg_tracking.model.words import Status
from ctg_tracking.screen.pages import IMPORTS, PLAN
from ctg_tracking.spreadsheet.columns import Table
from tests.pages.conftest import People, Plan, Visit, html_of, words_of
from tests.pages.imports import HEADERS, a_file, applied, for_sevremoine, key, sent
from tests.spreadsheet.workbooks import xlsx


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


def test_what_was_read_aside_is_told_before_any_choice(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "7", "Bâtir une maison", "CCAS", "2026", "En cours"), ("* à compléter",))
    app = sent(visit(IMPORTS, people.coordinator), file)
    assert "À savoir sur cette lecture" in html_of(app)
    assert "laissée de côté\u202f: «\u00a0* à compléter\u00a0»" in html_of(app)
    assert "Choisissez la convention (étape 2)" in html_of(app)
    assert [str(one.value) for one in app.header][-2:] == ["4. Ce qui va changer", "Journal des imports"]


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


def test_an_unanswered_question_is_recalled_beside_the_button(visit: Visit, people: People, plan: Plan) -> None:
    app = for_sevremoine(visit(IMPORTS, people.coordinator), coloured("C6EFCE"))
    assert "question sans réponse (étape 3)" in words_of(app)

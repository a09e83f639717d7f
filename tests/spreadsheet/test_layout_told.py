"""What the person says of a sheet wins over what was found, column by column."""

from dataclasses import replace
from typing import Any

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.plan import FoundColumn, ParsedPlan
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import plan_of, sheet, workbook


def column(plan: ParsedPlan, letter: str) -> FoundColumn:
    return next(one for one in plan.tables[0].fields if one.letter == letter)


def test_every_column_is_listed_with_samples_those_left_aside_too() -> None:
    plan = plan_of(
        ["Axe", "Action", "Couleur du dossier", "", "Structure porteus", "Vide"],
        ["Axe 1", "A", "bleu", 3, "CCAS", ""],
        ["Axe 1", "B", "vert", "", "Caf", ""],
        ["Axe 1", "C", "bleu", 4.5, "CCAS", ""],
        ["Axe 1", "D", "rose", "", "MSA", ""],
        ["Axe 1", "E", "gris", "", "Ville", ""],
    )
    assert [(one.letter, one.header, one.field, one.samples) for one in plan.tables[0].fields] == [
        ("A", "Axe", "axe", ("Axe 1",)),
        ("B", "Action", "title", ("A", "B", "C")),
        ("C", "Couleur du dossier", None, ("bleu", "vert", "rose")),
        ("D", "", None, ("3", "4,5")),
        ("E", "Structure porteus", "pilots", ("CCAS", "Caf", "MSA")),
        ("F", "Vide", None, ()),
    ]
    assert column(plan, "B").confidence == 100
    assert 80 <= column(plan, "E").confidence < 100
    assert [(one.severity.value, one.cell) for one in plan.problems] == [("warning", "E1")]


def test_a_column_told_by_its_letter_wins_over_its_header() -> None:
    told = Understanding({"Feuil1!C": "title", "Feuil1!B": "description", "Action": "pilots"})
    plan = plan_of(["Axe", "Action", "Détail"], ["Axe 1", "long texte", "Créer un relais"], told=told)
    assert [(one.title, one.value("description")) for one in plan.actions] == [
        ("Créer un relais", "Action : long texte")
    ]
    assert (column(plan, "C").told, column(plan, "C").confidence, column(plan, "A").told) == (True, 100, False)


def test_two_columns_of_one_header_are_told_apart_by_their_letters() -> None:
    told = Understanding({"Feuil1!B": "partners", "Feuil1!C": "pilots"})
    plan = plan_of(["Action", "Qui", "Qui"], ["Créer un relais", "Caf", "CCAS"], told=told)
    (action,) = plan.actions
    assert [one.name for one in action.value("pilots")] == ["CCAS"]
    assert [one.name for one in action.value("partners")] == ["Caf"]


def test_a_header_told_for_one_sheet_says_nothing_of_another() -> None:
    rows = [["Action", "Statut", "Bloc"], ["Créer un relais", "En cours", "Enfance"]]
    others = [["Action", "Statut", "Bloc"], ["Former", "À venir", "Jeunesse"]]
    plan = understand(workbook(rows, name="Plan", Suite=others), Understanding({"Plan!Bloc": "axe"}))
    assert [one.title for one in plan.headings] == ["Enfance"]
    assert [table.ignored for table in plan.tables] == [(), ("Bloc",)]


def test_a_header_that_looks_like_letters_is_a_header() -> None:
    told = Understanding({"Feuil1!AXE": None})
    plan = plan_of(["AXE", "Action", "Statut"], ["Axe 1", "Créer un relais", "En cours"], told=told)
    assert plan.headings == ()
    assert plan.tables[0].ignored == ("AXE",)


def test_a_column_without_header_may_be_told() -> None:
    told = Understanding({"Feuil1!C": "pilots"})
    plan = plan_of(["Axe", "Action", ""], ["Axe 1", "Créer un relais", "CCAS"], told=told)
    assert [one.name for one in plan.actions[0].value("pilots")] == ["CCAS"]


def test_levels_told_keep_their_rank() -> None:
    told = Understanding({"Bloc": "objective", "Famille": "axe"})
    plan = plan_of(["Bloc", "Famille", "Action"], ["1.1 Aider", "Enfance", "Créer un relais"], told=told)
    assert [(one.level, one.title) for one in plan.headings] == [(1, "Enfance"), (2, "Aider")]


def test_a_sheet_named_like_a_notice_is_read_when_told_so() -> None:
    rows = [["Axe", "Action"], ["Axe 1", "Créer un relais"]]
    others = [["Axe", "Action"], ["Axe 1", "Former"]]
    book = workbook(rows, name="Notice", Plan=others)
    assert [one.title for one in understand(book).actions] == ["Former"]
    both = understand(book, Understanding(sheets={"Notice": Table.PLAN}))
    assert [one.title for one in both.actions] == ["Créer un relais", "Former"]
    other = understand(book, Understanding(sheets={"Notice": Table.PLAN, "PLAN": None}))
    assert [one.title for one in other.actions] == ["Créer un relais"]
    assert other.sheets_ignored == ("Plan",)


def test_a_hidden_sheet_is_read_when_told_so() -> None:
    rows: list[list[Any]] = [["Axe", "Action"], ["Axe 1", "Créer un relais"]]
    shown, hidden = sheet("Plan", [["Axe", "Action"], ["Axe 1", "Former"]]), sheet("Brouillon", rows)
    book = Workbook("plan.xlsx", "0" * 64, "xlsx", (shown, replace(hidden, hidden=True)))
    assert understand(book).sheets_ignored == ("Brouillon",)
    told = understand(book, Understanding(sheets={"Brouillon": Table.PLAN}))
    assert [one.title for one in told.actions] == ["Former", "Créer un relais"]


def test_the_headers_are_where_the_person_says() -> None:
    rows = [["Action", "Statut"], ["Ancien plan", "2019"], ["Titre long", "Ce qu’on fait"], ["x", "Créer un relais"]]
    told = Understanding({"Feuil1!B": "title"}, header_rows={"Feuil1": 3})
    plan = plan_of(*rows, told=told)
    assert [(one.title, one.cell) for one in plan.actions] == [("Créer un relais", "B4")]
    assert plan.tables[0].header_row == 3


def test_next_year_s_file_of_the_same_model_has_the_same_shape() -> None:
    def filled(year: int, *titles: str, name: str) -> ParsedPlan:
        rows = [["Axe", "Action", f"Bilan {year}"], *(["Axe 1", title, "lancé"] for title in titles)]
        return understand(workbook(rows, name=name))

    first, second = filled(2024, "A", "B", name="Suivi 2024"), filled(2025, "C", name="Suivi 2025")
    assert first.shape == second.shape
    assert len(first.shape) == 32
    assert first.shape != plan_of(["Axe", "Action", "Pilote"], ["Axe 1", "A", "CCAS"]).shape


def test_the_shape_is_that_of_the_file_whatever_was_said_of_it() -> None:
    rows = [["Axe", "Action", "Bloc"], ["Axe 1", "A", "x"]]
    told = Understanding({"Feuil1!C": "pilots"}, header_rows={"Feuil1": 1})
    assert plan_of(*rows, told=told).shape == plan_of(*rows).shape


def test_titles_that_no_word_names_are_guessed_shown_and_corrected() -> None:
    rows = [
        ["Axe", "Ce que nous voulons faire", "Pilote", "Statut", "Lieu-dit"],
        ["Axe 1", "Créer un relais", "CCAS", "En cours", "bourg"],
        ["Axe 1", "Former les assistants maternels", "Caf", "À venir", "bourg"],
    ]
    plan = plan_of(*rows)
    assert [one.title for one in plan.actions] == ["Créer un relais", "Former les assistants maternels"]
    assert (column(plan, "B").confidence, column(plan, "B").told) == (50, False)
    assert [(one.severity.value, one.cell) for one in plan.problems] == [("warning", "B1")]
    told = plan_of(*rows, told=Understanding({"Ce que nous voulons faire": "title"}))
    assert (column(told, "B").confidence, column(told, "B").told, told.problems) == (100, True, ())
    assert told.shape == plan.shape


def test_headers_all_misspelt_are_taken_and_told() -> None:
    plan = plan_of(["Acitons", "Piltoe", "Échance"], ["Créer un relais", "CCAS", "31/12/2026"])
    assert [(one.title, one.value("pilots")[0].name) for one in plan.actions] == [("Créer un relais", "CCAS")]
    assert [(one.severity.value, one.cell) for one in plan.problems] == [
        ("warning", "A1"),
        ("warning", "B1"),
        ("warning", "C1"),
    ]

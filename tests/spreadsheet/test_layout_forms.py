"""Sheets filled as forms, one action each: read as rows of a table, every value at its own cell."""

from collections.abc import Sequence
from typing import Any

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import plan_of, sheet

FICHE: Sequence[Sequence[Any]] = (
    ["FICHE ACTION N° 1", ""],
    ["", ""],
    ["Axe", "Axe 1 : Petite enfance"],
    ["Objectif", "1.1 Accueillir"],
    ["Intitulé de l’action", "Créer un relais"],
    ["Pilote :", "CCAS"],
    ["Partenaires", "Caf"],
    ["", "MSA"],
    ["Contexte", "Peu de places"],
    ["Calendrier", "2025-2027"],
    ["Indicateurs d’évaluation", "Places créées"],
    ["Budget", 12000],
    ["Statut", "En cours"],
)


def book(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> Workbook:
    return Workbook("fiches.xlsx", "0" * 64, "xlsx", tuple(sheet(name, rows) for name, rows in sheets))


def other(title: str, **changes: Any) -> list[list[Any]]:
    rows = [[row[0], changes.get(row[0], row[1])] for row in FICHE]
    rows[4][1] = title
    return rows


def test_one_sheet_per_action() -> None:
    plan = understand(book(("Fiche 1", FICHE), ("Fiche 2", other("Former", Statut="Réalisée"))))
    assert [(one.title, one.sheet, one.cell, one.row) for one in plan.actions] == [
        ("Créer un relais", "Fiche 1", "B5", 5),
        ("Former", "Fiche 2", "B5", 5),
    ]
    first = plan.actions[0]
    assert [one.name for one in first.value("pilots")] == ["CCAS"]
    assert [one.name for one in first.value("partners")] == ["Caf", "MSA"]
    assert (first.code, first.value("status"), first.value("budget_cents")) == ("1", Status.IN_PROGRESS, 1_200_000)
    assert (first.given["status"].cell, first.given["partners"].cell) == ("B13", "B7")
    assert [(one.level, one.title) for one in plan.headings] == [(1, "Petite enfance"), (2, "Accueillir")]
    assert [(one.name, one.cell) for one in plan.indicators] == [("Places créées", "B11"), ("Places créées", "B11")]
    assert plan.sheets_ignored == ()
    assert plan.problems == ()


def test_a_problem_is_told_at_its_cell_in_the_form() -> None:
    plan = understand(book(("Fiche 1", [*FICHE, ["Date de fin", "31/02/2026"]])))
    assert [(one.sheet, one.cell) for one in plan.errors] == [("Fiche 1", "B14")]


def test_labels_with_their_values_in_one_cell_and_two_by_row() -> None:
    plan = plan_of(
        ["Fiche action n° 3 : Ouvrir un local"],
        ["Axe 2 : Jeunesse"],
        ["Pilote : MJC", "", "Échéance :", "31/12/2026"],
        ["Public visé", "11-17 ans", "Statut", "À venir"],
        ["Description"],
        ["Un lieu pour se retrouver"],
        ["et préparer des projets"],
    )
    (action,) = plan.actions
    assert (action.code, action.title, action.cell) == ("3", "Ouvrir un local", "A1")
    assert [one.name for one in action.value("pilots")] == ["MJC"]
    assert (action.value("audience"), action.value("status")) == ("11-17 ans", Status.NOT_STARTED)
    assert (action.given["due_on"].cell, action.given["description"].cell) == ("D3", "A6")
    assert action.value("description") == "Un lieu pour se retrouver\net préparer des projets"
    assert [(one.code, one.title) for one in plan.headings] == [("2", "Jeunesse")]


def test_forms_one_under_another() -> None:
    plan = plan_of(*FICHE, [], *other("Former"))
    assert [(one.title, one.cell) for one in plan.actions] == [("Créer un relais", "B5"), ("Former", "B19")]


def test_a_table_laid_on_its_side() -> None:
    plan = plan_of(
        ["Axe", "Axe 1", "Axe 1", "Axe 2"],
        ["Action", "Créer un relais", "Former", "Ouvrir un local"],
        ["Pilote", "CCAS", "Caf", "MJC"],
        ["Échéance", "31/12/2026", "", "30/06/2027"],
        ["Statut", "En cours", "À venir", "Réalisée"],
    )
    assert [(one.title, one.cell) for one in plan.actions] == [
        ("Créer un relais", "B2"),
        ("Former", "C2"),
        ("Ouvrir un local", "D2"),
    ]
    assert [one.given["status"].cell for one in plan.actions] == ["B5", "C5", "D5"]


def test_where_a_table_lists_the_actions_their_forms_complete_them() -> None:
    table = [["Axe", "Action", "Statut"], ["Axe 1", "Créer un relais", "En cours"]]
    both = book(("Suivi", table), ("Fiche 1", FICHE))
    plan = understand(both)
    assert [(one.title, one.sheet) for one in plan.actions] == [("Créer un relais", "Suivi")]
    assert plan.actions[0].value("description") is not None
    assert [table.sheet for table in plan.tables] == ["Suivi", "Fiche 1"]
    assert plan.sheets_ignored == ()
    assert understand(both, Understanding(sheets={"Fiche 1": None})).sheets_ignored == ("Fiche 1",)
    told = understand(both, Understanding(sheets={"Suivi": None, "Fiche 1": Table.PLAN}))
    assert [one.sheet for one in told.actions] == ["Fiche 1"]


def test_labels_may_be_told_by_their_words() -> None:
    rows = [*FICHE, ["Bloc", "Petite enfance"]]
    assert understand(book(("Fiche 1", rows))).tables[0].ignored == ()
    told = understand(book(("Fiche 1", rows)), Understanding({"Contexte": None}))
    assert told.actions[0].value("description") is None
    assert [column.header for column in told.tables[0].fields if column.field is None] == ["Contexte"]


def test_labels_may_be_told_by_the_letters_of_their_columns() -> None:
    plan = understand(book(("Fiche 1", FICHE)))
    letter = next(column.letter for column in plan.tables[0].fields if column.header == "Contexte")
    told = understand(book(("Fiche 1", FICHE)), Understanding({f"Fiche 1!{letter}": "comment"}))
    assert told.actions[0].value("comment") == "Contexte : Peu de places"


def test_every_form_of_one_model_has_one_shape() -> None:
    one = understand(book(("Fiche 1", FICHE)))
    two = understand(book(("F1", FICHE), ("F2", other("Former"))))
    assert one.shape == two.shape


@pytest.mark.parametrize(
    "rows",
    [
        [["Axe", "Petite enfance"], ["Pilote", "CCAS"]],
        [["Axe", ""], ["Action", ""], ["Pilote", ""], ["Statut", ""]],
        [["Axe"], ["Action"], ["Pilote"], ["Statut"]],
    ],
)
def test_a_form_that_names_no_action_is_refused(rows: list[list[Any]]) -> None:
    with pytest.raises(UnreadableFile):
        plan_of(*rows)


def test_a_table_is_no_form() -> None:
    plan: ParsedPlan = plan_of(
        ["Axe", "Action", "Pilote", "Statut"],
        *(["Axe 1", f"Action {number}", "Élus", "En cours"] for number in range(1, 40)),
    )
    assert len(plan.actions) == 39
    assert plan.tables[0].header_row == 1

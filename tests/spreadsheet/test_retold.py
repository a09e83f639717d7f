"""Actions told on two sheets are one action each, unless the sheets disagree."""

from datetime import date
from typing import Any

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import sheet

SUMMARY: list[list[Any]] = [["N°", "Action", "Statut"], [1, "Créer un relais", "En cours"], [2, "Former", "À venir"]]
DETAIL: list[list[Any]] = [
    ["Axe", "N°", "Action", "Pilote", "Échéance"],
    ["Axe 1 : Enfance", 1, "Créer un relais", "CCAS", "31/12/2026"],
    ["", 2, "Former", "Caf", "31/12/2027"],
]


def read(*sheets: tuple[str, list[list[Any]]]) -> ParsedPlan:
    return understand(Workbook("plan.xlsx", "0" * 64, "xlsx", tuple(sheet(name, rows) for name, rows in sheets)))


def test_a_summary_and_a_detail_are_read_together() -> None:
    plan = read(("Récap", SUMMARY), ("Détail", DETAIL))
    assert [(one.code, one.title, one.sheet) for one in plan.actions] == [
        ("1", "Créer un relais", "Récap"),
        ("2", "Former", "Récap"),
    ]
    first = plan.actions[0]
    assert (first.value("status"), first.value("due_on")) == (Status.IN_PROGRESS, date(2026, 12, 31))
    assert [plan.headings[one.heading].title for one in plan.actions if one.heading is not None] == ["Enfance"] * 2
    assert "lues ensemble" in plan.notes[-1]
    assert plan.problems == ()


def test_operations_and_indicators_follow_their_action() -> None:
    detail: list[list[Any]] = [
        ["N°", "Action", "Opération", "Indicateurs"],
        [1, "Créer un relais", "", "Places"],
        [1, "Créer un relais", "Trouver un local", ""],
        [2, "Former", "", "Sessions"],
        [3, "Ouvrir", "", "Jeunes"],
    ]
    plan = read(("Récap", SUMMARY), ("Détail", detail))
    assert [(one.title, one.parent) for one in plan.actions] == [
        ("Créer un relais", None),
        ("Former", None),
        ("Trouver un local", 0),
        ("Ouvrir", None),
    ]
    assert [(one.name, one.action) for one in plan.indicators] == [("Places", 0), ("Sessions", 1), ("Jeunes", 3)]


def test_a_few_disagreements_are_told_at_their_cells() -> None:
    titles = [f"Action numéro {number} du plan" for number in range(6)]
    first: list[list[Any]] = [["Action", "Statut"], *([title, "En cours"] for title in titles)]
    again: list[list[Any]] = [["Action", "Statut", "Pilote"], *([title, "En cours", "CCAS"] for title in titles)]
    again[3][1] = "Réalisée"
    plan = read(("Récap", first), ("Détail", again))
    assert len(plan.actions) == 6
    assert {one.value("status") for one in plan.actions} == {Status.IN_PROGRESS}
    assert [(one.sheet, one.cell, one.severity.value) for one in plan.problems] == [("Détail", "B4", "warning")]


def test_sheets_that_tell_otherwise_of_the_same_actions_are_left_apart() -> None:
    other: list[list[Any]] = [SUMMARY[0], [1, "Créer un relais", "Réalisée"], [2, "Former", "Abandonnée"]]
    plan = read(("Commune A", SUMMARY), ("Commune B", other))
    assert len(plan.actions) == 4
    assert "ne disent pas la même chose" in plan.notes[-1]


def test_the_same_title_under_two_axes_is_two_actions() -> None:
    rows: list[list[Any]] = [["Action", "Pilote"], ["Communiquer", "CCAS"]]
    plan = read(("Axe 1", rows), ("Axe 2", rows))
    assert len(plan.actions) == 2
    assert plan.notes == ()

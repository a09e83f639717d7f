"""Several tables in one sheet: each is found with its own extent, and nothing of one is read in another."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Merge, Workbook
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import plan_of, sheet, workbook

Rows = Sequence[Sequence[Any]]


def actions(plan: ParsedPlan) -> list[tuple[str | None, str]]:
    """Axe and title of each action."""
    return [
        (
            None if one.heading is None else plan.headings[one.heading].title or plan.headings[one.heading].code,
            one.title,
        )
        for one in plan.actions
    ]


def found(plan: ParsedPlan) -> list[tuple[Table, int]]:
    return [(table.kind, table.header_row) for table in plan.tables]


def test_one_table_per_axe_one_under_another() -> None:
    plan = plan_of(
        ["Plan d’actions de la CTG"],
        [],
        ["Axe 1 : Petite enfance"],
        ["N°", "Action", "Statut"],
        [1, "Créer un relais", "En cours"],
        [2, "Former", "À venir"],
        [],
        ["Axe 2 : Jeunesse"],
        ["N°", "Action", "Statut"],
        [3, "Ouvrir un local", "Réalisée"],
    )
    assert actions(plan) == [
        ("Petite enfance", "Créer un relais"),
        ("Petite enfance", "Former"),
        ("Jeunesse", "Ouvrir un local"),
    ]
    assert plan.problems == ()


def test_titles_without_the_word_axe_are_headings_when_headers_come_again_under_them() -> None:
    plan = plan_of(
        ["Petite enfance"],
        ["Action", "Statut"],
        ["Créer un relais", "En cours"],
        [],
        ["Jeunesse"],
        ["Action", "Statut"],
        ["Ouvrir un local", "Réalisée"],
    )
    assert actions(plan) == [("Petite enfance", "Créer un relais"), ("Jeunesse", "Ouvrir un local")]


def test_headers_repeated_on_each_page_belong_to_one_table() -> None:
    plan = plan_of(
        ["Axe", "Action", "Calendrier", ""],
        ["", "", "Date de début", "Date de fin"],
        ["Axe 1 : Enfance", "Créer un relais", "", "31/12/2026"],
        ["Axe", "Action", "Calendrier", ""],
        ["", "", "Date de début", "Date de fin"],
        ["", "Former", "", "31/12/2027"],
        merges=[Merge(0, 2, 0, 3)],
    )
    assert actions(plan) == [("Enfance", "Créer un relais"), ("Enfance", "Former")]
    assert len(plan.tables) == 1


def test_indicators_below_the_plan_are_a_table_of_their_own() -> None:
    plan = plan_of(
        ["Axe", "Action", "Pilote", "Statut"],
        ["Axe 1", "Créer un relais", "CCAS", "En cours"],
        [],
        ["Indicateurs de suivi"],
        ["Indicateur", "Unité", "Valeur 2024", "Cible", "Source"],
        ["Places", "places", 12, 20, "Caf"],
    )
    assert found(plan) == [(Table.PLAN, 1), (Table.INDICATORS, 5)]
    assert actions(plan) == [("1", "Créer un relais")]
    assert [(one.name, one.given["target"].value, one.cell) for one in plan.indicators] == [("Places", 20, "A6")]
    assert [(one.value, one.cell) for one in plan.values] == [(12, "C6")]
    assert plan.problems == ()


def test_tables_side_by_side_are_read_apart() -> None:
    plan = plan_of(
        ["Action", "Statut", "", "Indicateur", "Cible", "Action"],
        ["Créer un relais", "En cours", "", "Places", 20, "Former"],
        ["Former", "À venir", "", "", "", ""],
        ["", "", "", "Familles", 30, "Créer un relais"],
    )
    assert [one.title for one in plan.actions] == ["Créer un relais", "Former"]
    assert [(one.name, one.ref.title, one.cell) for one in plan.indicators] == [
        ("Places", "Former", "D2"),
        ("Familles", "Créer un relais", "D4"),
    ]
    assert plan.problems == ()


def test_two_plans_side_by_side() -> None:
    plan = plan_of(
        ["Axe 1 : Enfance", "", "", "Axe 2 : Jeunesse", ""],
        ["Action", "Statut", "", "Action", "Statut"],
        ["Créer un relais", "En cours", "", "Ouvrir un local", "Réalisée"],
        ["", "", "", "Former", "À venir"],
    )
    assert [(one.title, one.cell) for one in plan.actions] == [
        ("Créer un relais", "A3"),
        ("Ouvrir un local", "D3"),
        ("Former", "D4"),
    ]
    assert plan.problems == ()


def test_a_legend_beside_and_one_below_are_no_actions() -> None:
    plan = plan_of(
        ["Axe", "Action", "Statut", "", "Légende"],
        ["Axe 1", "Créer un relais", "En cours", "", "Vert : réalisé"],
        ["", "", "", "", "Orange : en cours"],
        ["", "", "", "", "Rouge : en retard"],
        [],
        ["Légende"],
        ["Vert", "réalisé"],
    )
    assert actions(plan) == [("1", "Créer un relais")]
    assert plan.problems == ()


def test_a_blank_column_inside_a_table_is_only_blank() -> None:
    plan = plan_of(
        ["Axe", "Action", "", "Pilote", "Échéance"],
        ["Axe 1", "Créer un relais", "", "CCAS", "31/12/2026"],
        ["Axe 1", "Former", "", "Caf", ""],
    )
    assert len(plan.tables) == 1
    assert [one.name for action in plan.actions for one in action.value("pilots")] == ["CCAS", "Caf"]


def test_a_table_far_below_a_long_text() -> None:
    text = [[f"Ligne {number} du préambule de la convention"] for number in range(90)]
    plan = plan_of(*text, [], ["Axe", "Action"], ["Axe 1", "Créer un relais"])
    assert actions(plan) == [("1", "Créer un relais")]
    assert found(plan) == [(Table.PLAN, 92)]


def test_a_summary_above_does_not_hide_the_plan() -> None:
    plan = plan_of(
        ["Axe", "Nombre d’actions", "Réalisées"],
        ["Axe 1", 2, 1],
        [],
        ["Axe", "Action", "Pilote", "Statut"],
        ["Axe 1", "Créer un relais", "CCAS", "Réalisée"],
    )
    assert found(plan) == [(Table.PLAN, 4)]
    assert actions(plan) == [("1", "Créer un relais")]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Légende", [["Couleur", "Action"], ["vert", "réalisée"]]),
        ("Légende des couleurs", [["Axe", "Action"], ["bleu", "à relire"]]),
        ("TCD", [["Étiquettes de lignes", "Action", "Pilote"], ["Axe 1", 3, 4]]),
        ("Aide", [["Colonne", "Ce qu’il faut écrire"], ["Action", "son titre"]]),
    ],
)
def test_sheets_of_guidance_and_pivots_are_passed_over(name: str, rows: Rows) -> None:
    sheets = (sheet("Plan", [["Axe", "Action"], ["Axe 1", "Créer un relais"]]), sheet(name, rows))
    plan = understand(Workbook("plan.xlsx", "0" * 64, "xlsx", sheets))
    assert plan.sheets_ignored == (name,)
    assert len(plan.actions) == 1


def test_the_day_of_the_situation_holds_for_every_table_of_the_sheet() -> None:
    plan = plan_of(
        ["Situation au 30/06/2026"],
        [],
        ["Petite enfance"],
        ["Action", "Statut"],
        ["Créer un relais", "En cours"],
        [],
        ["Jeunesse"],
        ["Action", "Statut"],
        ["Ouvrir un local", "Réalisée"],
    )
    assert [action.given["as_of"].cell for action in plan.actions] == ["A1", "A1"]


def test_a_list_of_actions_is_a_plan_whatever_its_sheet_is_called() -> None:
    plan = understand(workbook([["Axe", "Action"], ["Axe 1", "Créer un relais"]], name="Liste des actions"))
    assert actions(plan) == [("1", "Créer un relais")]


def test_dated_statuses_in_our_own_words_are_reports_whatever_the_sheet() -> None:
    plan = plan_of(
        ["Axe", "N°", "Action", "Date", "Statut", "Ce qui a avancé"],
        ["Axe 1", "1", "Créer un relais", date(2025, 1, 1), "En cours", "Local trouvé"],
        ["Axe 1", "1", "Créer un relais", date(2025, 6, 1), "Réalisée", "Ouvert"],
    )
    assert [(report.on_date, report.given["done_text"].value) for report in plan.reports] == [
        (date(2025, 1, 1), "Local trouvé"),
        (date(2025, 6, 1), "Ouvert"),
    ]
    assert plan.actions == ()

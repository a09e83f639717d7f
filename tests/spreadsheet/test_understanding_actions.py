"""What a row says of its action: operations, pilots, dates, budget, indicators beside it."""

from datetime import date
from typing import Any

import pytest

from ctg_tracking.model.words import ActorKind
from ctg_tracking.spreadsheet.parsed import Severity
from tests.spreadsheet.workbooks import plan_of, tree


def test_operations_hang_under_their_action() -> None:
    plan = plan_of(
        ["Axe", "Action", "Opération", "Pilote"],
        ["Axe 1", "FA 1 : Créer un relais", "", "CCAS"],
        ["Axe 1", "FA 1 : Créer un relais", "Former", "Caf"],
        ["Axe 1", "FA 2 : Ouvrir", "Trouver un local", "MJC"],
    )
    assert [(action.parent, action.title) for action in plan.actions] == [
        (None, "Créer un relais"),
        (0, "Former"),
        (None, "Ouvrir"),
        (2, "Trouver un local"),
    ]


def test_one_action_told_twice_is_an_error_unless_numbers_tell_them_apart() -> None:
    twice = plan_of(["Axe", "Action"], ["Axe 1", "Créer un relais"], ["Axe 1", "Créer un relais"])
    assert (twice.refused_rows, twice.problems[0].cell) == (1, "B3")
    apart = plan_of(["Axe", "Action"], ["Axe 1", "1.1 Créer un relais"], ["Axe 1", "1.2 Créer un relais"])
    assert apart.refused_rows == 0


def test_blank_total_and_repeated_header_rows_are_passed_over() -> None:
    plan = plan_of(
        ["Axe", "Action", "Budget"],
        ["Axe 1", "Créer un relais", 100],
        ["", "", ""],
        ["Axe", "Action", "Budget"],
        ["Axe 1", "Former", 200],
        ["Total", "", 300],
    )
    assert [action.title for action in plan.actions] == ["Créer un relais", "Former"]
    assert plan.problems == ()


def test_a_row_without_title_is_refused_at_its_title_cell() -> None:
    plan = plan_of(["Axe", "Action", "Statut"], ["Axe 1", "", "En cours"], ["Axe 1", "Former", "En cours"])
    assert (plan.refused_rows, plan.errors[0].cell) == (1, "B2")


def test_pilots_of_several_columns_are_joined_with_their_kind() -> None:
    plan = plan_of(["Action", "Structure pilote", "Personne pilote"], ["Créer un relais", "CCAS, Caf", "Anne Durand"])
    assert [(one.name, one.kind) for one in plan.actions[0].value("pilots")] == [
        ("CCAS", ActorKind.ORGANISATION),
        ("Caf", ActorKind.ORGANISATION),
        ("Anne Durand", ActorKind.PERSON),
    ]


@pytest.mark.parametrize(
    ("header", "cell", "starts", "due", "words"),
    [
        ("Échéance", "T1 2027", None, date(2027, 3, 31), "T1 2027"),
        ("Échéance", "2025-2027", date(2025, 1, 1), date(2027, 12, 31), "2025-2027"),
        ("Échéance", "Pas avant le second semestre 2026", None, None, "Pas avant le second semestre 2026"),
        ("Échéance", date(2026, 5, 1), None, date(2026, 5, 1), None),
        ("Calendrier", "Dernier trimestre 2025", None, date(2025, 12, 31), "Dernier trimestre 2025"),
        ("Calendrier", "2025-2027", date(2025, 1, 1), date(2027, 12, 31), "2025-2027"),
        ("Calendrier", "2 fois par an", None, None, "2 fois par an"),
        ("Date de début", "2024", date(2024, 1, 1), None, "2024"),
        ("Date de début", "À partir de septembre 2026", date(2026, 9, 1), None, "À partir de septembre 2026"),
    ],
)
def test_dates_are_derived_only_when_certain(
    header: str, cell: Any, starts: date | None, due: date | None, words: str | None
) -> None:
    (action,) = plan_of(["Action", header], ["Créer un relais", cell]).actions
    assert (action.value("starts_on"), action.value("due_on"), action.value("calendar_text")) == (starts, due, words)


def test_words_for_a_budget_are_kept() -> None:
    plan = plan_of(["Action", "Budget"], ["Créer un relais", "Entre 200 et 500"], ["Former", "5 k€"])
    assert plan.actions[0].value("budget_text") == "Entre 200 et 500"
    assert plan.actions[1].value("budget_cents") == 500_000
    assert plan.problems[0].severity is Severity.WARNING


def test_indicators_named_beside_an_action_are_its_own() -> None:
    plan = plan_of(["Action", "Indicateurs"], ["Créer un relais", "Nombre de familles\nTaux de satisfaction"])
    assert [(one.name, one.action) for one in plan.indicators] == [
        ("Nombre de familles", 0),
        ("Taux de satisfaction", 0),
    ]


def test_indicators_measured_beside_their_action_share_its_rows() -> None:
    plan = plan_of(
        ["Axe", "N°", "Action", "Échéance", "Statut", "Indicateur", "Valeur de départ", "Cible", "2024", "Couleur"],
        ["Axe 1", 1, "Créer un relais", "31/12/2026", "En cours", "Places", 10, 20, 12, "bleu"],
        ["", "", "", "", "", "Familles", 5, 30, "", ""],
        ["Axe 2", 1, "Ouvrir un local", "", "À venir", "", "", "", "", ""],
    )
    assert [action.title for action in plan.actions] == ["Créer un relais", "Ouvrir un local"]
    assert plan.actions[0].value("due_on") == date(2026, 12, 31)
    assert [(one.name, one.ref.title, one.given["target"].value) for one in plan.indicators] == [
        ("Places", "Créer un relais", 20),
        ("Familles", "Créer un relais", 30),
    ]
    assert [(one.indicator, one.on_date, one.value) for one in plan.values] == [("Places", date(2024, 12, 31), 12)]
    assert plan.problems == ()
    assert {table.ignored for table in plan.tables} == {("Couleur",)}


def test_a_level_called_objectif_measures_nothing() -> None:
    plan = plan_of(
        ["Axe", "Objectif", "Action", "Indicateurs"], ["Axe 1", "1.1 Aider", "Créer un relais", "Places\nFamilles"]
    )
    assert [heading.level for heading in plan.headings] == [1, 2]
    assert [one.name for one in plan.indicators] == ["Places", "Familles"]


def test_the_number_of_an_axe_in_a_column_of_its_own() -> None:
    plan = plan_of(["N° axe", "Intitulé axe", "N° action", "Action"], [1, "Petite enfance", 1, "Créer un relais"])
    assert [(one.code, one.title) for one in plan.headings] == [("1", "Petite enfance")]
    alone = plan_of(["N° axe", "Action"], [1, "Créer un relais"])
    assert [(one.code, one.title) for one in alone.headings] == [("1", None)]


def test_a_level_that_shifts_to_the_next_column_midway() -> None:
    plan = plan_of(
        ["Axe", "Objectif stratégique", "Objectif opérationnel", "Action"],
        ["Axe 1", "Objectif stratégique 1. Piloter", "", "A"],
        ["Axe 1", "", "Objectif stratégique 2. Suivre", "B"],
    )
    assert tree(plan) == [("Piloter", "A"), ("Suivre", "B")]
    assert [heading.level for heading in plan.headings] == [1, 2, 2]

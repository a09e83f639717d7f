"""Tables found by themselves and read as a person would: under what, in which words, and what is refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ctg_tracking.errors import BadInput, UnreadableFile
from ctg_tracking.follow_up.importing import File
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.columns import SHEET_NAMES, TABLES, Table
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.reading import read_workbook
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import read_mapping, understand
from tests.spreadsheet.workbooks import plan_of, tree, workbook

DEMO = Path(__file__).parents[2] / "data" / "demo"


def fields(plan: ParsedPlan) -> dict[str, str]:
    return dict(plan.tables[0].columns)


# -- finding the table --


def test_title_rows_above_and_instructions_beside_are_passed_over() -> None:
    plan = understand(
        workbook(
            [["Convention territoriale globale 2023-2026"], [], ["Axe", "Action"], ["Axe 1", "Créer un relais"]],
            name="Suivi",
            Notice=[["Action", "Statut"], ["ce qu’il faut écrire", "un mot"]],
            Listes=[["Statut"], ["En cours"]],
        )
    )
    assert tree(plan) == [("n° 1", "Créer un relais")]
    assert plan.sheets_ignored == ("Notice", "Listes")
    assert (plan.tables[0].sheet, plan.tables[0].header_row) == ("Suivi", 3)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("🟢 Intitulé de l’action\n(obligatoire)", "title"),
        ("TITRE DE LA FICHE ACTION", "title"),
        ("Fiche-action", "title"),
        ("Opérations nécessaires à l'action", "operation"),
        ("Porteur /pilote", "pilots"),
        ("Pilote(s)", "pilots"),
        ("Acteurs et partenaires mobilisés", "partners"),
        ("Public(s) cible(s)", "audience"),
        ("Source de financement / budget prévisionnel", "funding"),
        ("Date de fin prévisionnelle", "due_on"),
        ("Echéances", "due_on"),
        ("Élu(e) référent(e)", "elected_referent"),
        ("Niveau de priorité ", "priority"),
        ("Budget prévisionnel (€)", "budget"),
        ("Observations", "comment"),
        ("Taux d'avancement", "percent"),
    ],
)
def test_headers_of_other_workbooks(header: str, field: str) -> None:
    rows = [["Axe", "Libellé de l’action", header], ["Axe 1", "Créer un relais", ""]]
    if field == "title":
        rows = [["Axe", header], ["Axe 1", "Créer un relais"]]
    assert fields(plan_of(*rows))[" ".join(header.split())] == field


def test_a_close_header_is_taken_with_its_confidence() -> None:
    plan = plan_of(["Axe", "Action", "Structure porteus"], ["Axe 1", "Créer un relais", "CCAS"])
    assert fields(plan)["Structure porteus"] == "pilots"
    assert 80 <= plan.tables[0].confidence["Structure porteus"] < 100


def test_columns_left_aside_are_listed() -> None:
    plan = plan_of(["Axe", "Action", "Couleur du dossier"], ["Axe 1", "Créer un relais", "bleu"])
    assert plan.tables[0].ignored == ("Couleur du dossier",)


def test_every_header_of_every_sheet_is_its_own_field() -> None:
    for kind in Table:
        headers = [column.header for column in TABLES[kind]]
        row: list[Any] = ["x" if column.field in ("title", "indicator") else "" for column in TABLES[kind]]
        rows = [headers, row]
        try:
            plan = understand(workbook(rows, name="Feuil1" if kind is Table.PLAN else SHEET_NAMES[kind]))
        except UnreadableFile:  # pragma: no cover - would be the failure
            pytest.fail(f"{kind.value} not found")
        assert list(plan.tables[0].columns.values()) == [column.field for column in TABLES[kind]]


def test_headers_on_two_rows_with_groups() -> None:
    plan = plan_of(
        ["Axe", "Action", "Calendrier", "", "Suivi", ""],
        ["", "", "Date de début", "Date de fin", "Statut", "Commentaires"],
        ["Axe 1", "Créer un relais", date(2025, 1, 1), date(2026, 1, 1), "En cours", "lancé"],
    )
    (action,) = plan.actions
    assert (action.value("starts_on"), action.value("due_on"), action.value("status")) == (
        date(2025, 1, 1),
        date(2026, 1, 1),
        Status.IN_PROGRESS,
    )


def test_avancement_holds_words_or_percents() -> None:
    words = plan_of(["Axe", "Action", "Avancement"], ["Axe 1", "Créer un relais", "En cours"])
    shares = plan_of(["Axe", "Action", "Avancement"], ["Axe 1", "Créer un relais", 0.45], ["Axe 1", "Ouvrir", 1])
    assert words.actions[0].value("status") is Status.IN_PROGRESS
    assert [action.value("percent") for action in shares.actions] == [45, 100]


@pytest.mark.parametrize(
    "rows",
    [[], [["Liste des élus", "Téléphone"], ["Mme le maire", "01"]], [["Un texte seul"]], [[1, 2], [3, 4]]],
)
def test_a_file_that_is_no_plan_is_refused_in_a_sentence(rows: list[list[Any]]) -> None:
    with pytest.raises(UnreadableFile, match=r"Le fichier « plan.xlsx » ne peut pas être lu"):
        understand(workbook(rows))


# -- the demonstration --


@pytest.mark.parametrize(
    "name", ["ctg-sevremoine-2023.xlsx", "ctg-latitude-nord-gironde-2022.xlsx", "ctg-bauge-en-anjou-2024.xlsx"]
)
def test_the_plans_of_the_documents_are_read_without_a_problem(name: str) -> None:
    plan = understand(read_workbook(File(name, (DEMO / name).read_bytes())))
    assert plan.actions
    assert plan.problems == ()
    assert [ignored for table in plan.tables for ignored in table.ignored] == []


# -- what the person says --


def test_a_mapping_document() -> None:
    told = read_mapping({"columns": {"Bloc": "axe", "Couleur": None}, "statuses": {"vert": "done"}})
    assert told == Understanding({"Bloc": "axe", "Couleur": None}, {"vert": Status.DONE})


@pytest.mark.parametrize(
    "document", [[], {"colonnes": {}}, {"columns": []}, {"columns": {"Bloc": "bloc"}}, {"statuses": {"vert": "green"}}]
)
def test_a_wrong_mapping_says_what_is_expected(document: Any) -> None:
    with pytest.raises(BadInput, match="attendu"):
        read_mapping(document)


# -- what is written around the table --


def test_one_sheet_per_axe() -> None:
    plan = understand(
        workbook(
            [["Action", "Statut"], ["Créer un relais", "En cours"]],
            name="Axe 1",
            Axe_2=[["Axe 2 : Jeunesse"], ["Action", "Statut"], ["Ouvrir un local", "À venir"]],
        )
    )
    assert tree(plan) == [("n° 1", "Créer un relais"), ("Jeunesse", "Ouvrir un local")]


def test_the_day_of_the_situation_may_be_above_the_table() -> None:
    plan = plan_of(
        ["Suivi de la CTG : situation au 30 juin 2026"],
        ["Action", "Statut"],
        ["Créer un relais", "En cours"],
        ["Former", ""],
    )
    assert [action.value("as_of") for action in plan.actions] == [date(2026, 6, 30), None]
    assert plan.actions[0].given["as_of"].cell == "A1"


def test_numbers_that_excel_took_for_something_else() -> None:
    plan = plan_of(["N°", "Action"], [1.2, "A"], [date(2026, 2, 1), "B"], [3.0, "C"], ["4.1", "D"])
    assert [action.code for action in plan.actions] == ["1.2", "1.2", "3", "4.1"]


def test_somebody_else_s_identifiers_are_numbers_of_the_plan() -> None:
    plan = plan_of(["ID", "Action"], [7, "Créer un relais"])
    assert (plan.actions[0].code, plan.actions[0].key) == ("7", None)

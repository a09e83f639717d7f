"""Tables found by themselves and read as a person would: headings, titles, dates, words, and what is refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ctg_tracking.errors import BadInput, UnreadableFile
from ctg_tracking.follow_up.importing import File
from ctg_tracking.model.words import ActorKind, Status
from ctg_tracking.spreadsheet.columns import SHEET_NAMES, TABLES, Table
from ctg_tracking.spreadsheet.grid import Merge
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.reading import read_workbook
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import read_mapping, understand
from tests.spreadsheet.workbooks import plan_of, workbook

DEMO = Path(__file__).parents[2] / "data" / "demo"


def tree(plan: ParsedPlan) -> list[tuple[str | None, str]]:
    """Each action under its heading."""
    return [
        (
            None
            if action.heading is None
            else plan.headings[action.heading].title or f"n° {plan.headings[action.heading].code}",
            action.title,
        )
        for action in plan.actions
    ]


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


# -- headings --


def test_an_axe_given_once_per_group_holds_for_the_rows_under_it() -> None:
    plan = plan_of(
        ["Enjeux stratégiques", "Objectif", "Intitulé"],
        ["Enjeu 1 : Petite enfance", "1.1 Accueillir", "Créer un relais"],
        ["", "", "Former"],
        ["", "1.2 Informer", "Écrire un guide"],
        ["Enjeu 2", "", "Ouvrir un local"],
    )
    assert plan.level_names == ("Enjeu", "Objectif", None)
    assert tree(plan) == [
        ("Accueillir", "Créer un relais"),
        ("Accueillir", "Former"),
        ("Informer", "Écrire un guide"),
        ("n° 2", "Ouvrir un local"),
    ]


def test_a_merged_axe_is_repeated() -> None:
    plan = plan_of(
        ["Axe", "Action"],
        ["1. Petite enfance", "Créer un relais"],
        ["", "Former"],
        merges=[Merge(1, 0, 2, 0)],
    )
    assert tree(plan) == [("Petite enfance", "Créer un relais"), ("Petite enfance", "Former")]


def test_banner_rows_name_the_axe_of_what_follows() -> None:
    plan = plan_of(
        ["N°", "Action", "Statut"],
        ["Axe 1 : Petite enfance", "", ""],
        ["1", "Créer un relais", "En cours"],
        ["Axe 2 : Jeunesse", "", ""],
        ["2", "Ouvrir un local", "À venir"],
    )
    assert tree(plan) == [("Petite enfance", "Créer un relais"), ("Jeunesse", "Ouvrir un local")]
    assert plan.level_names[0] == "Axe"


def test_a_row_with_only_an_axe_is_a_heading() -> None:
    plan = plan_of(["Axe", "Action"], ["Axe 1 : Vide", ""], ["Axe 2 : Plein", "Créer un relais"])
    assert [heading.title for heading in plan.headings] == ["Vide", "Plein"]
    assert (len(plan.actions), plan.refused_rows) == (1, 0)


def test_one_axe_written_in_several_ways_is_one() -> None:
    plan = plan_of(
        ["Axe", "Objectif", "Action"],
        ["AXE 4 : SANTÉ", "4.2. Déployer l’offre", "A"],
        ["Axe 4 - Santé", "4.2 : Déployer l'offre", "B"],
        ["Axe 4", "4.2 Déployer l’offre", "C"],
    )
    assert [(heading.level, heading.code, heading.title) for heading in plan.headings] == [
        (1, "4", "Santé"),
        (2, "4.2", "Déployer l’offre"),
    ]


def test_levels_go_by_the_order_of_their_columns() -> None:
    plan = plan_of(
        ["Thématique", "Enjeu", "Objectif opérationnel", "Action"],
        ["Famille", "Enjeu 1", "1.1 Aider", "Créer un relais"],
    )
    assert [heading.level for heading in plan.headings] == [1, 2, 3]
    assert plan.level_names == ("Thématique", "Enjeu", "Objectif opérationnel")


def test_a_plan_may_have_no_heading_at_all() -> None:
    plan = plan_of(["N°", "Intitulé", "Pilote"], [1, "1. Créer un relais", "CCAS"], [2, "2. Ouvrir un local", "MJC"])
    assert [(action.code, action.title, action.heading) for action in plan.actions] == [
        ("1", "Créer un relais", None),
        ("2", "Ouvrir un local", None),
    ]


def test_a_column_of_national_themes_beside_the_axe_holds_themes() -> None:
    plan = plan_of(["Axe", "Thématique", "Action"], ["Axe 1", "Petite enfance", "Créer un relais"])
    assert plan.actions[0].value("themes") == ("Petite enfance",)


# -- actions --


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


# -- the ADEME model --


ADEME = tuple(
    """Axe (x)|Sous-axe (x.x)|Sous-sous axe (x.x.x)|Titre de la fiche action|Titre de la sous-action|Descriptif
Instances de gouvernance|Objectifs|Indicateurs liés|Structure pilote|Moyens humains et techniques|Partenaires
Direction ou service pilote|Personne pilote|Élu·e référent·e|Participation Citoyenne|Financements|Financeur 1
Montant € HT|Financeur 2|Montant € HT|Financeur 3|Montant € HT|Budget prévisionnel total € HT|Statut
Niveau de priorité|Date de début|Date de fin|Action en amélioration continue|Mesures liées|Actions liées
Notes|Documents et liens""".replace("\n", "|").split("|")
)
GROUPS = ("Présentation de l’action", *[""] * 6, "Objectifs et indicateurs", "", "Acteurs", *[""] * 6, "Modalités")
TYPES = tuple("Champ date" if "Date" in header else "Champ texte\n(séparateur virgule)" for header in ADEME)
ADVICE = tuple("Saisissez un nombre" if "Montant" in header else "Indiquez d'abord le numéro" for header in ADEME)
EXAMPLE = (
    "1. Un territoire désirable",
    "1.1. L'air",
    "1.1.1. Informer",
    "Action 1 - Assurer la coordination de la transition écologique\n (ou)\n1.1.1.1. Assurer la coordination",
    "Ces informations devront être saisies directement sur la plateforme après l'import.",
)


def ademe(*rows: dict[str, Any]) -> ParsedPlan:
    """The model of ADEME's tool, filled under its rows of types, advice and example."""
    filled = []
    for row in rows:
        cells: list[Any] = [row.get(header.strip(), "") for header in ADEME]
        filled.append(cells)
    return understand(workbook([GROUPS, ADEME, TYPES, ADVICE, EXAMPLE, *filled], name="Fichier dimport"))


def test_the_ademe_model_is_read_below_its_rows_of_guidance() -> None:
    plan = ademe(
        {
            "Axe (x)": "1. Petite enfance",
            "Sous-axe (x.x)": "1.1. Accueillir",
            "Titre de la fiche action": "1.1.1. Créer un relais",
            "Objectifs": "Accueillir mieux",
            "Structure pilote": "CCAS, Caf (Essonne, siège)",
            "Personne pilote": "Anne Durand",
            "Financeur 1": "Région",
            "Montant € HT": 12000,
            "Budget prévisionnel total € HT": 124566,
            "Statut": "Bloqué ",
            "Niveau de priorité": "eleve",
            "Date de début": date(2024, 1, 1),
            "Date de fin": 47727,
            "Action en amélioration continue": "FAUX",
        }
    )
    (action,) = plan.actions
    assert tree(plan) == [("Accueillir", "Créer un relais")]
    assert action.row == 6
    assert [one.name for one in action.value("pilots")] == ["CCAS", "Caf (Essonne, siège)", "Anne Durand"]
    assert (action.value("status"), action.value("due_on")) == (Status.SUSPENDED, date(2030, 9, 1))
    assert action.value("description") == "Objectifs : Accueillir mieux"
    assert str(action.value("funding")).startswith("Région (12")
    assert action.value("yearly") is False
    assert plan.level_names[:2] == ("Axe", "Sous-axe")
    assert set(plan.tables[0].ignored) == {
        "Participation Citoyenne",
        "Mesures liées",
        "Actions liées",
        "Documents et liens",
    }


def test_an_action_in_the_place_of_the_example_is_read() -> None:
    filled = [*EXAMPLE[:3], "Créer un relais", *[""] * 29]
    plan = understand(workbook([GROUPS, ADEME, TYPES, ADVICE, filled], name="Fichier dimport"))
    assert [action.title for action in plan.actions] == ["Créer un relais"]


def test_a_model_left_empty_says_where_to_begin() -> None:
    with pytest.raises(UnreadableFile, match="ligne 6"):
        ademe()


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

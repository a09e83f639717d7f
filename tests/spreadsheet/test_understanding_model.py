"""The model that ADEME’s tool gives, read below its rows of guidance."""

from datetime import date
from typing import Any

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import tree, workbook

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

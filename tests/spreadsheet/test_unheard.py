"""A mapping that speaks of what the file has not is told so."""

import pytest

from ctg_tracking.spreadsheet.understanding import read_mapping, understand
from tests.spreadsheet.workbooks import workbook

ROWS = [("Rubrique", "Action", "2025", None), ("Enfance", "Créer un relais", "X", "Caf")]


@pytest.mark.parametrize(
    ("told", "notes"),
    [
        ({"columns": {"Rubrique": "axe", "Plan!RUBRIQUE": "axe", "Plan!D": "partners", "plan!2025": None}}, []),
        ({"sheets": {"PLAN": "plan"}, "header_rows": {"plan": 1}}, []),
        (
            {"columns": {"Rubriques": "axe", "Action": "title"}},
            ["Correspondances\u202f: la colonne « Rubriques » n’est pas dans ce fichier."],
        ),
        (
            {"columns": {"Autre!D": "axe", "Pilote": "pilots"}, "header_rows": {"Absente": 3}},
            [
                "Correspondances\u202f: la feuille « Absente » n’est pas dans ce fichier.",
                "Correspondances\u202f: les colonnes « Autre!D », « Pilote » ne sont pas dans ce fichier.",
            ],
        ),
    ],
)
def test_what_a_mapping_names_in_vain_is_told(told: object, notes: list[str]) -> None:
    assert list(understand(workbook(ROWS, "Plan"), read_mapping(told)).notes) == notes

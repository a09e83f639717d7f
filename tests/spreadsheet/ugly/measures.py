"""Indicators: beside their action or on a sheet of their own."""

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import csv, xlsx
from tests.spreadsheet.ugly.shapes import shape


@shape("""
Axe 1
  * - Créer un relais B2
    indicator Nombre de familles
    indicator Taux de satisfaction
    indicator Places (0-3 ans, 4-6 ans)
  * - Former B3
    indicator Agents formés
""")
def indicators_named_beside_the_action() -> File:
    rows = [
        ["Axe", "Action", "Indicateurs d'évaluation"],
        ["Axe 1", "Créer un relais", "Nombre de familles ; Taux de satisfaction\nPlaces (0-3 ans, 4-6 ans)"],
        ["Axe 1", "Former", "Agents formés"],
    ]
    return xlsx(("Plan", rows))


@shape("""
Axe 1
  * - Créer un relais B2 | pilots=CCAS
  * - Former B4 | pilots=Caf
indicator Places (Axe 1 / Créer un relais) | baseline=10.0 | target=20.0
indicator Familles (Axe 1 / Créer un relais) | baseline=5.0 | target=30.0
indicator Ambiance (Axe 1 / Former)
value Places 31/12/2024 = 12 G2
value Places 31/12/2025 = 15 H2
value Familles 31/12/2024 = 8 G3
value Ambiance 31/12/2024 = bonne G4
value Ambiance 31/12/2025 = meilleure H4
note Fichier texte lu en UTF-8.
""")
def indicators_measured_on_the_rows_of_their_action() -> File:
    return csv(
        """
Axe|Action|Pilote|Indicateur|Valeur de départ|Cible|2024|2025
Axe 1|Créer un relais|CCAS|Places|10|20|12|15
|||Familles|5|30|8|
Axe 1|Former|Caf|Ambiance|||bonne|meilleure
"""
    )


@shape("""
Axe 1
  * 1.1 Créer un relais C2
  * 1.2 Former C3
indicator Places (1.1 / Créer un relais) | baseline=10.0 | target=20.0 | unit=places
indicator Accueil des familles (1.1 / Créer un relais) | target_text=bon
indicator Part formée (1.2 / Former) | baseline=10.0 | target=80.0 | unit=%
value Places 31/12/2023 = 12 G2
value Places 31/12/2024 = 15 H2
value Accueil des familles 31/12/2023 = moyen G3
value Accueil des familles 31/12/2024 = assez bon H3
value Part formée 31/12/2023 = 0.25 G4
value Part formée 31/12/2024 = Entre 30 et 40 H4
warning Indicateurs!A3 N° action: L’action n’est pas répétée : lue comme au-dessus, « 1.1 / Créer un relais ».
warning Indicateurs!E3 Valeur de départ: « moyen » : cette valeur de départ n’est pas reprise : un nombre est
      attendu.
""")
def indicators_on_their_own_sheet() -> File:
    return xlsx(
        ("Plan", [["Axe", "N°", "Action"], ["Axe 1", "1.1", "Créer un relais"], ["Axe 1", "1.2", "Former"]]),
        (
            "Indicateurs",
            [
                ["N° action", "Action", "Indicateur", "Unité", "Valeur initiale", "Valeur cible", "2023", "2024"],
                ["1.1", "Créer un relais", "Places", "places", 10, 20, 12, 15],
                [None, None, "Accueil des familles", None, "moyen", "bon", "moyen", "assez bon"],
                ["1.2", "Former", "Part formée", "%", "10 %", "80 %", 0.25, "Entre 30 et 40"],
                [None, "Total", None, None, 20, 100, None, None],
            ],
        ),
    )

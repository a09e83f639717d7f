"""What is said without words: colours, crosses, calendars of marks; and the yearly columns of notes."""

from ctg_tracking.follow_up.importing import File
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.told import Understanding
from tests.spreadsheet.ugly.files import both, coloured, csv, xlsx
from tests.spreadsheet.ugly.shapes import shape

GREEN, ORANGE, RED, GREY = "92D050", "FFC000", "FF0000", "D9D9D9"
ACTIONS = [
    ["Axe 1", "Créer un relais", None],
    ["Axe 1", "Former", None],
    ["Axe 2", "Informer", None],
    ["Axe 2", "Ouvrir", None],
]
COLOURED = {"C2": GREEN, "C3": ORANGE, "C4": GREEN}


def coloured_statuses() -> File:
    return xlsx(
        ("Suivi", [["Axe", "Action", "Statut"], *ACTIONS], coloured({"A1": GREY, "B1": GREY, "C1": GREY} | COLOURED))
    )


@shape("""
Axe 1
  * - Créer un relais B2
  * - Former B3
Axe 2
  * - Informer B4
  * - Ouvrir B5
warning Suivi!C2 : Le statut de 2 lignes n’est dit que par une couleur : dites ce qu’elle veut dire.
warning Suivi!C3 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
question colour 92D050 x2 Suivi!C2 (Créer un relais)
question colour FFC000 x1 Suivi!C3 (Former)
""")
def a_status_told_by_colours() -> File:
    return coloured_statuses()


@shape(
    """
Axe 1
  * - Créer un relais B2 | status=done
  * - Former B3 | status=in_progress
Axe 2
  * - Informer B4 | status=done
  * - Ouvrir B5
""",
    Understanding(colours={GREEN: Status.DONE, ORANGE: Status.IN_PROGRESS}),
)
def a_status_told_by_colours_once_explained() -> File:
    return coloured_statuses()


@shape("""
Axe 1
  * - Créer un relais B5
  * - Former B6
Axe 2
  * - Informer B7
  * - Ouvrir B8
warning Suivi!C5 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
warning Suivi!C6 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
warning Suivi!C8 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
question colour 92D050 x1 Suivi!C5 (Créer un relais) -> done?
question colour FFC000 x1 Suivi!C6 (Former) -> in_progress?
question colour FF0000 x1 Suivi!C8 (Ouvrir)
""")
def colours_with_their_legend() -> File:
    rows = [["Réalisé", None, None], ["En cours", None, None], [], ["Axe", "Action", "Statut"], *ACTIONS]
    return xlsx(("Suivi", rows, coloured({"A1": GREEN, "A2": ORANGE, "C5": GREEN, "C6": ORANGE, "C8": RED})))


@shape("""
Axe 1
  * - Créer un relais B2
  * - Former B3
Axe 2
  * - Informer B4
  * - Ouvrir B5
""")
def banded_rows_ask_nothing() -> File:
    bands = {f"{letter}{row}": "DDEBF7" for row in (2, 4) for letter in "ABC"}
    return xlsx(("Suivi", [["Axe", "Action", "Pilote"], *ACTIONS], coloured(bands)))


@shape("""
Axe 1
  * - Créer un relais B2
  * - Former B3
Axe 2
  * - Informer B4
  * - Ouvrir B5
""")
def axes_in_colour_ask_nothing() -> File:
    axes = {f"{letter}{row}": GREEN if row < 4 else ORANGE for row in (2, 3, 4, 5) for letter in "AB"}
    return xlsx(("Suivi", [["Axe", "Action", "Pilote"], *ACTIONS], coloured(axes)))


@shape("""
Axe 1
  * - Créer un relais B2
  * - Former B3
Axe 2
  * - Informer B4
  * - Ouvrir B5
warning Suivi!B2 : Le statut de 2 lignes n’est dit que par une couleur : dites ce qu’elle veut dire.
warning Suivi!B3 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
question colour 92D050 x2 Suivi!B2 (Créer un relais)
question colour FF0000 x1 Suivi!B3 (Former)
""")
def titles_in_colour_without_a_column_of_status() -> File:
    return xlsx(("Suivi", [["Axe", "Action", "Pilote"], *ACTIONS], coloured({"B2": GREEN, "B3": RED, "B4": GREEN})))


@shape("""
Axe 1
  * - Créer un relais B2 | status=done
  * - Former B3 | status=in_progress
Axe 2
  * - Informer B4 | status=not_started
  * - Ouvrir B5
  * - Dire B6
warning !D5 En cours: « En cours », « Réalisée » sont cochés ensemble : un seul statut est attendu.
note Fichier texte lu en UTF-8.
""")
def crosses_under_statuses() -> File:
    return csv(
        """
Axe|Action|Non démarrée|En cours|Réalisée
Axe 1|Créer un relais|||X
Axe 1|Former||x|
Axe 2|Informer|●||
Axe 2|Ouvrir||X|X
Axe 2|Dire|||
"""
    )


@shape("""
Axe 1
  * - Créer un relais B2 | calendar_text=2024, 2025 | due_on=31/12/2025 | starts_on=01/01/2024
  * - Former B3 | calendar_text=2026 | due_on=31/12/2026 | starts_on=01/01/2026
Axe 2
  * - Informer B4 | calendar_text=2024, 2026 | due_on=31/12/2026 | starts_on=01/01/2024
  * - Ouvrir B5
note Fichier texte lu en UTF-8.
""")
def a_calendar_of_crosses() -> File:
    return csv(
        """
Axe|Action|2024|2025|2026
Axe 1|Créer un relais|X|X|
Axe 1|Former|||x
Axe 2|Informer|●||●
Axe 2|Ouvrir|||
"""
    )


@shape("""
Axe 1
  * - Créer un relais B2 | calendar_text=T1 2026, T2 2026 | due_on=30/06/2026 | starts_on=01/01/2026
  * - Former B3 | calendar_text=T2 2026 | due_on=30/06/2026 | starts_on=01/04/2026
""")
def a_calendar_of_coloured_quarters() -> File:
    rows = [
        ["Axe", "Action", "T1 2026", "T2 2026", "T3 2026"],
        ["Axe 1", "Créer un relais"],
        ["Axe 1", "Former", None, "x"],
    ]
    return xlsx(("Plan", rows, both(coloured({"C2": GREEN, "D2": GREEN}))))


@shape("""
Axe 1
  * - Créer un relais B2 | notes=31/12/2023 Étude faite; 31/12/2024 Local trouvé; 31/12/2025 Travaux lancés |
        status=in_progress
  * - Former B3 | notes=31/12/2024 12 agents formés | status=done
note Fichier texte lu en UTF-8.
""")
def yearly_columns_of_notes() -> File:
    return csv(
        """
Axe|Action|Statut|Bilan 2023|Bilan 2024|Commentaires 2025
Axe 1|Créer un relais|En cours|Étude faite|Local trouvé|Travaux lancés
Axe 1|Former|Réalisé||12 agents formés|
"""
    )

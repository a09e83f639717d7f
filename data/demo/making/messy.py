"""The file to correct: a plan with exactly five errors and a word to explain, to try the Imports screen with."""

from datetime import date

from making.workbooks import Cell, SheetOf

HEADERS = (
    "Axe", "N°", "Action", "Pilotes", "Thèmes", "Début", "Échéance", "Budget (€)", "Statut", "Avancement (%)",
    "Situation au",
)  # fmt: skip
_AS_OF = date(2026, 6, 15)
_ONE, _TWO = "Axe 1 : Mieux accueillir les jeunes enfants", "Axe 2 : Donner leur place aux jeunes"
ROWS: tuple[tuple[Cell, ...], ...] = (
    (_ONE, "1", "Ouvrir une halte-garderie itinérante", "Service petite enfance", "Petite enfance",
     date(2025, 9, 1), date(2026, 12, 31), 12000, "En cours", 50, _AS_OF),
    (_ONE, "2", "Former les équipes aux gestes de premiers secours", "RPE", "Petite enfance",
     date(2025, 1, 6), "31/02/2026", 2400, "En cours", 25, _AS_OF),
    (_ONE, "3", "Publier un guide des modes d’accueil", "Service communication", "Petite enfance",
     date(2025, 3, 3), date(2025, 12, 19), 1800, "Presque fini", 75, _AS_OF),
    (_TWO, "1", "Ouvrir l’espace jeunes le samedi", "Service jeunesse", "Jeunesse",
     date(2025, 9, 1), date(2026, 6, 30), -4000, "En cours", 75, _AS_OF),
    (_TWO, "2", "Organiser un chantier citoyen par trimestre", "Service jeunesse", "Jeunesse",
     date(2025, 2, 3), date(2026, 12, 18), 3200, "En cours", 150, _AS_OF),
    (_TWO, "3", None, "Mission locale", "Jeunesse",
     date(2025, 4, 1), date(2026, 9, 30), 1500, "Non démarrée", 0, _AS_OF),
    (_TWO, "4", "Créer un conseil des jeunes", "Service jeunesse", "Jeunesse",
     date(2024, 9, 2), "27/13/2025", 2000, "En cours", 75, _AS_OF),
)  # fmt: skip


def sheets() -> list[SheetOf]:
    """Seven actions: one is right, one has a status that only the sender knows, five have one error each."""
    return [SheetOf("Plan d'actions", HEADERS, ROWS, ("Plan d’actions à corriger (exemple)",))]

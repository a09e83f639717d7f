"""Files of a plan as a commune fills it, and what came of applying them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File, ImportResult, Target
from ctg_tracking.model import Reader
from ctg_tracking.spreadsheet.preview import Change as Kind
from ctg_tracking.store import Store
from tests.factories import SEVREMOINE
from tests.spreadsheet.workbooks import xlsx

HEADERS = (
    "Axe",
    "N°",
    "Action",
    "Pilotes",
    "Échéance",
    "Statut",
    "Avancement (%)",
    "Budget (€)",
    "Thèmes",
    "Situation au",
)
TWO = (
    (
        "Axe 1 : Petite enfance",
        "1",
        "Créer un relais",
        "CCAS ; Caf",
        date(2026, 12, 31),
        "En cours",
        40,
        12500,
        "Petite enfance",
    ),
    ("Axe 2 : Jeunesse", "1", "Ouvrir un local", "MJC", None, "À venir", None, None, "Jeunesse ; Mobilité"),
)
INDICATORS = (
    "Axe",
    "N°",
    "Action",
    "Indicateur",
    "Unité",
    "Sens",
    "Valeur de départ",
    "Cible",
    "Date cible",
    "Valeur 2024",
    "Valeur 2025",
)
REPORTS = ("Axe", "N°", "Action", "Date", "Statut", "Avancement (%)", "Ce qui a avancé")
VALUES = ("Indicateur", "N°", "Axe", "Date", "Valeur", "Source")
NEW = Target(territory_code=SEVREMOINE, starts_on=date(2023, 1, 1), term_years=4, signed_on=date(2023, 2, 3))


def a_file(*rows: Sequence[Any], points: Sequence[Sequence[Any]] = (), **others: Sequence[Sequence[Any]]) -> File:
    """A workbook in the template's shape; `points` are its reports, other sheets are keywords."""
    sheets: dict[str, Sequence[Sequence[Any]]] = {"Plan d'actions": [HEADERS, *rows], **others}
    return xlsx(sheets | ({"Points d'étape": points} if points else {}))


def applied(store: Store, author: Reader, file: File, target: Target = NEW, **options: Any) -> ImportResult:
    return importing.apply(store, author, importing.read_one(file), target, **options)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    told = result.preview.counts
    return told[Kind.ADDED], told[Kind.CHANGED], told[Kind.UNCHANGED], told[Kind.MISSING]

"""Columns of a table of dated reports on actions."""

from ctg_tracking.model.words import Confidence
from ctg_tracking.spreadsheet.columns.course import (
    STATUSES,
)
from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, either, labels
from ctg_tracking.spreadsheet.columns.naming import (
    AXE,
    CODE,
    OPERATION,
    ORIGIN,
    TITLE,
)

REPORTS = (
    Column(
        "id",
        "Identifiant",
        Kind.ID,
        12,
        "Celui de l’action, rempli par l’application\u202f; à ne pas changer.",
    ),
    AXE,
    CODE,
    TITLE,
    OPERATION,
    Column(
        "on_date",
        "Date",
        Kind.DATE,
        13,
        "Date du point. Obligatoire.",
        synonyms=either("date du point | date du point d'étape | situation au"),
    ),
    Column(
        "status",
        "Statut",
        Kind.STATUS,
        16,
        "Un mot de la liste. Obligatoire.",
        synonyms=either("état | état d'avancement | avancement"),
        choices=STATUSES,
    ),
    Column(
        "percent",
        "Avancement (%)",
        Kind.PERCENT,
        12,
        "De 0 à 100. Facultatif.",
        synonyms=either("avancement % | % avancement | taux d'avancement | %"),
    ),
    Column(
        "confidence",
        "Confiance",
        Kind.CHOICE,
        16,
        "L’objectif sera-t-il atteint à l’échéance ?",
        synonyms=("météo", "niveau de confiance"),
        choices=labels(Confidence),
    ),
    Column(
        "done_text",
        "Ce qui a avancé",
        Kind.LONG_TEXT,
        40,
        "",
        synonyms=either("avancées | réalisé | ce qui a été fait | commentaire | bilan"),
    ),
    Column(
        "next_text",
        "Prochaine étape",
        Kind.LONG_TEXT,
        34,
        "",
        synonyms=either("prochaines étapes | à venir | perspectives | suite à donner"),
    ),
    Column(
        "blocking_text",
        "Ce qui bloque",
        Kind.LONG_TEXT,
        34,
        "",
        synonyms=either("freins | difficultés | difficultés rencontrées | points de blocage | risques"),
    ),
    Column(
        "decision_wanted",
        "Décision attendue",
        Kind.LONG_TEXT,
        34,
        "",
        synonyms=either("décision | arbitrage attendu | décision à prendre"),
    ),
    Column(
        "reason",
        "Motif",
        Kind.TEXT,
        26,
        "Pourquoi l’action est suspendue ou abandonnée.",
        synonyms=either("motif d'abandon | motif de suspension | raison"),
    ),
    Column(
        "resumes_on",
        "Date de reprise",
        Kind.DATE,
        13,
        "Quand une action reportée doit reprendre.",
        synonyms=("reprise", "reportée au"),
    ),
    ORIGIN,
)
"""Columns of « Points d'étape »."""

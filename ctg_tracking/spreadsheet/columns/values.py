"""Columns of a table of dated values: one row a value."""

from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, either
from ctg_tracking.spreadsheet.columns.naming import (
    AXE,
    CODE,
    OPERATION_NAMED,
    ORIGIN,
    TITLE,
)

VALUES = (
    Column(
        "id",
        "Identifiant",
        Kind.ID,
        12,
        "Celui de l’indicateur, rempli par l’application\u202f; à ne pas changer.",
    ),
    Column(
        "indicator",
        "Indicateur",
        Kind.TITLE,
        44,
        "Nom de l’indicateur, comme dans la feuille « Indicateurs ». Obligatoire.",
        synonyms=either("""indicateurs | nom de l'indicateur | intitulé de l'indicateur | identifiant indic"""),
    ),
    AXE,
    CODE,
    Column(
        "title",
        "Action",
        Kind.TITLE,
        40,
        "Action de l’indicateur, s’il y en a une.",
        synonyms=TITLE.synonyms,
    ),
    OPERATION_NAMED,
    Column(
        "on_date",
        "Date",
        Kind.DATE,
        13,
        "Date à laquelle la valeur est vraie. Obligatoire.",
        synonyms=either("date de la valeur | date valeur | date de mesure | année | au"),
    ),
    Column(
        "value",
        "Valeur",
        Kind.VALUE,
        14,
        "Nombre, ou texte pour un indicateur qualitatif. Obligatoire.",
        synonyms=either("valeur constatée | valeur mesurée | résultat | mesure"),
    ),
    Column(
        "source",
        "Source",
        Kind.TEXT,
        24,
        "D’où vient la donnée.",
        synonyms=("source de la donnée", "sources"),
    ),
    Column(
        "comment",
        "Commentaire",
        Kind.LONG_TEXT,
        34,
        "",
        synonyms=either("commentaires | observations | remarques"),
    ),
    ORIGIN,
)
"""Columns of « Valeurs »."""

"""Columns of a table of indicators, with their baseline and target."""

from ctg_tracking.model.words import Direction, Nature, Periodicity
from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, either, labels
from ctg_tracking.spreadsheet.columns.naming import (
    AXE,
    CODE,
    OPERATION_NAMED,
    ORIGIN,
    TITLE,
)

INDICATORS = (
    Column(
        "id",
        "Identifiant",
        Kind.ID,
        12,
        "Rempli par l’application\u202f; à ne pas changer.",
        synonyms=("id", "identifiant de l'indicateur"),
    ),
    AXE,
    CODE,
    Column(
        "title",
        "Action",
        Kind.TITLE,
        40,
        "Action mesurée\u202f; vide pour un indicateur de l’axe ou de la convention.",
        synonyms=TITLE.synonyms,
    ),
    OPERATION_NAMED,
    Column(
        "indicator",
        "Indicateur",
        Kind.TITLE,
        44,
        "Nom de l’indicateur. Obligatoire.",
        synonyms=either(
            """indicateurs | nom de l'indicateur | intitulé de l'indicateur | libellé de l'indicateur |
               titre de l'indicateur | indicateur d'évaluation | indicateur de suivi | indicateur de résultat"""
        ),
    ),
    Column(
        "unit",
        "Unité",
        Kind.TEXT,
        14,
        "places, %, familles…",
        synonyms=("unité de mesure", "unités"),
    ),
    Column(
        "direction",
        "Sens",
        Kind.CHOICE,
        14,
        "À la hausse, à la baisse ou à maintenir.",
        synonyms=either("sens d'évolution | tendance attendue | évolution attendue"),
        choices=labels(Direction),
    ),
    Column(
        "nature",
        "Nature",
        Kind.CHOICE,
        14,
        "Moyens, réalisation ou résultat.",
        synonyms=either("type d'indicateur | type | nature de l'indicateur"),
        choices=labels(Nature),
    ),
    Column(
        "baseline",
        "Valeur de départ",
        Kind.VALUE,
        14,
        "Valeur avant l’action.",
        synonyms=either(
            """valeur initiale | état initial | valeur de référence | situation initiale | valeur initiale vi |
               point de départ | départ"""
        ),
    ),
    Column(
        "baseline_on",
        "Date de départ",
        Kind.DATE,
        13,
        "Date de la valeur de départ.",
        synonyms=either("""date de la valeur initiale | date initiale | année de référence | date de référence"""),
    ),
    Column(
        "target",
        "Cible",
        Kind.VALUE,
        14,
        "Valeur visée.",
        synonyms=either(
            """valeur cible | objectif | objectif cible | cible finale | valeur visée | objectif chiffré |
               valeur attendue"""
        ),
    ),
    Column(
        "target_on",
        "Date cible",
        Kind.DATE,
        13,
        "Date à laquelle la cible doit être atteinte.",
        synonyms=either("échéance | date de la cible | échéance cible | année cible"),
    ),
    Column(
        "periodicity",
        "Périodicité",
        Kind.CHOICE,
        16,
        "À quel rythme une valeur est attendue.",
        synonyms=either("fréquence | fréquence de suivi | périodicité de suivi | rythme"),
        choices=labels(Periodicity),
    ),
    Column(
        "source",
        "Source",
        Kind.TEXT,
        24,
        "D’où vient la donnée.",
        synonyms=either(
            """source de la donnée | sources | source des données | mode de calcul | producteur | fournisseur"""
        ),
    ),
    ORIGIN,
    Column(
        "current",
        "Valeur actuelle",
        Kind.VALUE,
        14,
        "",
        synonyms=either("""valeur | valeur constatée | dernière valeur | réalisé | résultat | valeur actuelle va"""),
    ),
    Column(
        "current_on",
        "Date de la valeur",
        Kind.DATE,
        13,
        "",
        synonyms=either("date valeur | date de la dernière valeur | date de mesure"),
    ),
)
"""Columns of « Indicateurs », then those read from other workbooks only; « Valeur 2024 » columns may follow."""

"""Columns that say which action a row speaks of: its levels, number and title; every table may have them."""

from ctg_tracking.model.words import Origin
from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, either, labels

ORIGIN = Column(
    "origin",
    "Origine",
    Kind.CHOICE,
    12,
    "« document » quand le texte signé le dit, « simulé » dans une démonstration\u202f; à laisser vide sinon.",
    synonyms=("provenance de la donnée",),
    choices=labels(Origin),
)
AXE = Column(
    "axe",
    "Axe",
    Kind.HEADING,
    34,
    "Numéro et titre : « Axe 1 : Petite enfance ». Répétez-le sur chaque ligne ou donnez-le une fois par groupe.",
    synonyms=either(
        """axe x | axes | axe stratégique | axes stratégiques | axe prioritaire | axe de travail | axe ctg |
           intitulé de l'axe | titre de l'axe | nom de l'axe | enjeu | enjeux | enjeu stratégique |
           enjeux stratégiques | enjeu prioritaire | thématique | thématiques | thématique ctg | champ |
           champ d'intervention | orientation | orientations | orientation stratégique |
           orientations stratégiques | volet | défi | ambition | priorité stratégique | domaine |
           domaine d'intervention | catégorie niveau 1 | niveau 1 | chapitre | pilier"""
    ),
)
OBJECTIVE = Column(
    "objective",
    "Objectif",
    Kind.HEADING,
    30,
    "Deuxième niveau, s’il existe : « 1.1 Soutenir les assistants maternels ».",
    synonyms=either(
        """sous axe | sous axe x x | sous axes | objectif stratégique | objectifs stratégiques |
           objectif général | objectifs généraux | objectif spécifique | intitulé de l'objectif |
           sous thématique | sous orientation | axe prioritaire de niveau 2 | levier | catégorie niveau 2 |
           niveau 2 | objectif"""
    ),
)
SUB_OBJECTIVE = Column(
    "sub_objective",
    "Sous-objectif",
    Kind.HEADING,
    26,
    "Troisième niveau, s’il existe.",
    synonyms=either(
        """sous sous axe | sous sous axe x x x | sous objectifs | objectif opérationnel |
           objectifs opérationnels | catégorie niveau 3 | niveau 3"""
    ),
)
CODE = Column(
    "code",
    "N°",
    Kind.CODE,
    8,
    "Numéro de l’action dans le plan, tel qu’il est écrit (« 1.2 », « FA 3 »).",
    synonyms=either(
        """n | num | numéro | no | numéro d'action | numéro de l'action | n° action | n° d'action |
           n° de l'action | n° fiche | n° fiche action | n° de fiche | n° de la fiche action | numéro de fiche
           | numérotation | numérotation de l'action | code | code action | réf | référence | repère | id |
           id action | identifiant de l'action"""
    ),
)
TITLE = Column(
    "title",
    "Action",
    Kind.TITLE,
    44,
    "Intitulé de l’action. Obligatoire.",
    synonyms=either(
        """actions | intitulé | intitulé de l'action | intitulé des actions | intitulé action |
           intitulé de la fiche action | titre | titre de l'action | titre action | titre de la fiche action |
           titre de la fiche | nom de l'action | nom de la fiche action | libellé | libellé de l'action |
           fiche action | fiches actions | fiche actions | fiche | mesure | action prioritaire |
           actions prioritaires | actions à mettre en oeuvre | actions à mener | actions prévues |
           action prévue | action proposée | projet | intitulé du projet | action ou projet"""
    ),
)
OPERATION = Column(
    "operation",
    "Opération",
    Kind.TITLE,
    30,
    "Partie d’une action qui a ses propres pilotes et dates\u202f; à laisser vide sur la ligne de l’action elle-même.",
    synonyms=either(
        """opérations | opération nécessaire | opérations nécessaires à l'action | titre de la sous action |
           sous action | sous actions | intitulé de l'opération | intitulé de la sous action | étape | étapes |
           tâche"""
    ),
)
OPERATION_NAMED = Column(
    "operation",
    "Opération",
    Kind.TITLE,
    30,
    "Opération de l’action, s’il s’agit de l’une d’elles.",
)
"""The operation that a row beside the plan speaks of, by our own header only."""

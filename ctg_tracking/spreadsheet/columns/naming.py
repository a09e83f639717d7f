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
           domaine d'intervention | catégorie niveau 1 | niveau 1 | chapitre | pilier | axe d'intervention |
           axes d'intervention | axe de développement | axe thématique | axes de travail | axes prioritaires |
           axe de la ctg | axe du projet | axe de rattachement | axe s | axe n | enjeu s | enjeux prioritaires
           | enjeu de la ctg | enjeu ctg | enjeux ctg | grand enjeu | grands enjeux | champs d'intervention |
           champ d'action | champ thématique | champs thématiques | champ de la ctg | orientation politique |
           orientation prioritaire | orientations prioritaires | grande orientation | intitulé de l'enjeu |
           intitulé de l'orientation | intitulé du volet | intitulé de la thématique | thématique principale |
           thématique de la ctg | grande thématique | volets | volet thématique | défis | ambitions |
           priorités stratégiques | domaines | domaine d'action | chapitres | piliers | politique publique"""
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
           niveau 2 | objectif | objectifs spécifiques | objectif prioritaire | objectifs prioritaires |
           objectif ctg | objectif de la ctg | objectif s | objectif s stratégique s | objectif s général aux |
           intitulé de l'objectif stratégique | sous thématiques | sous thème | sous enjeu | sous enjeux |
           sous volet | sous domaine | sous champ | leviers d'action | sous orientations |
           orientation opérationnelle | objectif de rattachement | objectif visé | objectifs visés"""
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
           objectifs opérationnels | catégorie niveau 3 | niveau 3 | objectif s opérationnel s |
           intitulé de l'objectif opérationnel | sous objectif opérationnel | objectif op | sous objectif s"""
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
           id action | identifiant de l'action | n° de l'action ou de la fiche | n° fa | fa | fa n° | action n°
           | n° d'ordre | n° ordre | ordre | index | réf action | réf fiche | référence action |
           référence de l'action | référence de la fiche | code de l'action | code fiche | fiche n° |
           fiche action n° | numéro fiche | numéro action | numéro de la fiche | numéro de la fiche action |
           numéro de fiche action | n° projet | n° mesure"""
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
           action prévue | action proposée | projet | intitulé du projet | action ou projet | action s |
           actions proposées | actions envisagées | action envisagée | actions retenues | action retenue |
           actions opérationnelles | action opérationnelle | actions concrètes | actions à conduire |
           actions à réaliser | actions à engager | actions à développer | actions du plan | actions de la ctg
           | action ctg | actions ctg | action de la ctg | action à mettre en oeuvre | action à mener |
           action à réaliser | intitulé de la fiche | intitulé fiche action | intitulé fiche |
           intitulé de la mesure | intitulé du projet ou de l'action | nom de l'action ou du projet |
           nom action | nom du projet | nom de la fiche | nom du dispositif | désignation de l'action |
           désignation | dénomination | dénomination de l'action | titre du projet | titre de la mesure |
           libellé action | libellé de la fiche action | libellé du projet | projets | projet ou action |
           mesures | dispositif | dispositifs | actions et projets | quelle action | quoi faire | fiche projet
           | fiche action intitulé"""
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
           tâche | opération s | opérations prévues | opérations à mener | nom de l'opération |
           libellé de l'opération | sous actions prévues | sous action s | tâches | sous tâche |
           étapes de réalisation | étapes de mise en oeuvre | étape de l'action | détail des opérations |
           sous projet | actions détaillées"""
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

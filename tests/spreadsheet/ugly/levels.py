"""Levels above the action, whatever they are called and wherever they are written."""

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import csv, merged, ods, xlsx
from tests.spreadsheet.ugly.shapes import shape


@shape("""
Enjeu 1 Grandir
  Objectif stratégique 1.1 Accueillir
    Objectif opérationnel 1.1.1 Les tout-petits
      * 1 Créer un relais D2
      * 2 Former D3
    Objectif opérationnel 1.1.2 Les parents
      * 3 Écouter D4
  Objectif stratégique 1.2 Informer
    Objectif opérationnel 1.2.1 Dire
      * 4 Écrire un guide D5
Enjeu 2 Vivre
  Objectif stratégique 2.1 Habiter
    Objectif opérationnel 2.1.1 Se loger
      * 5 Rénover D6
""")
def levels_in_merged_cells() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Enjeu", "Objectif stratégique", "Objectif opérationnel", "Fiche action"],
                ["Enjeu 1 : Grandir", "1.1 Accueillir", "1.1.1 Les tout-petits", "FA 1 : Créer un relais"],
                [None, None, None, "FA 2 : Former"],
                [None, None, "1.1.2 Les parents", "FA 3 : Écouter"],
                [None, "1.2 Informer", "1.2.1 Dire", "FA 4 : Écrire un guide"],
                ["Enjeu 2 : Vivre", "2.1 Habiter", "2.1.1 Se loger", "FA 5 : Rénover"],
            ],
            merged("A2:A5", "B2:B4", "C2:C3"),
        )
    )


@shape("""
Axe 1 PETITE ENFANCE
  Objectif 1.1 Accueillir
    * 1 Créer un relais B4 | pilots=CCAS
    * 2 Former B5 | pilots=Caf
  Objectif 1.2 Informer
    * 3 Écrire un guide B7 | pilots=CCAS
Axe 2 JEUNESSE
  Objectif 2.1 Aller vers
    * 1 Créer un relais B10 | pilots=MJC
""")
def banner_rows_on_two_levels() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["N°", "Intitulé de l'action", "Pilote"],
                ["AXE 1 – PETITE ENFANCE"],
                ["Objectif 1.1 : Accueillir"],
                ["1", "Créer un relais", "CCAS"],
                ["2", "Former", "Caf"],
                ["Objectif 1.2 : Informer"],
                ["3", "Écrire un guide", "CCAS"],
                ["AXE 2 – JEUNESSE"],
                ["Objectif 2.1 : Aller vers"],
                ["1", "Créer un relais", "MJC"],
            ],
            merged("A2:C2", "A8:C8"),
        )
    )


@shape("""
niveau 1 1
  niveau 2 1.1
    * 1.1.1 Créer un relais A2 | pilots=CCAS
    * 1.1.2 Former A3 | pilots=Caf
  niveau 2 1.2
    * 1.2.1 Écrire un guide A4 | pilots=CCAS
niveau 1 2
  niveau 2 2.1
    * 2.1.1 Ouvrir un local A5 | pilots=MJC
note Fichier texte lu en UTF-8.
""")
def levels_in_the_number_of_the_title() -> File:
    return csv(
        """
Action|Pilote
1.1.1 Créer un relais|CCAS
1.1.2 Former|Caf
1.2.1 Écrire un guide|CCAS
2.1.1 Ouvrir un local|MJC
"""
    )


@shape("""
niveau 1 1 Petite enfance
  * 1.1 Créer un relais B3 | pilots=CCAS
  * 1.2 Former B4 | pilots=Caf
niveau 1 2 Jeunesse
  * 2.1 Ouvrir un local B6 | pilots=MJC
""")
def levels_in_a_column_of_numbers() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["N°", "Action", "Pilote"],
                ["1", "Petite enfance"],
                ["1.1", "Créer un relais", "CCAS"],
                ["1.2", "Former", "Caf"],
                ["2", "Jeunesse"],
                ["2.1", "Ouvrir un local", "MJC"],
            ],
        )
    )


@shape("""
Axe 1 Piloter
  Objectif 1 Suivre
    Objectif 1 Dire
      * - Réunir D2
  Objectif 2 Animer
    * - Inviter D3
""")
def a_column_that_shifts_midway() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Objectif stratégique", "Objectif opérationnel", "Action"],
                ["Axe 1 : Piloter", "Objectif stratégique 1 : Suivre", "Objectif opérationnel 1 : Dire", "Réunir"],
                ["Axe 1 : Piloter", None, "Objectif stratégique 2 : Animer", "Inviter"],
            ],
        )
    )


@shape("""
Orientation O1 Grandir
  Objectif 1 Accueillir
    * A Créer un relais D2 | pilots=CCAS | themes=Enfance
      + - Trouver un local E3 | pilots=Caf | themes=Enfance
      + - Recruter E4 | pilots=Commune | themes=Enfance
  Objectif 2 Informer
    * B Écrire un guide D5 | pilots=CCAS | themes=Enfance
note Fichier texte lu en UTF-8.
""")
def three_levels_repeated_on_each_row() -> File:
    return csv(
        """
Thématique|Orientation|Objectif|Action|Opération|Pilote
Enfance|O1. Grandir|1. Accueillir|A. Créer un relais||CCAS
Enfance|O1. Grandir|1. Accueillir|A. Créer un relais|Trouver un local|Caf
Enfance|O1. Grandir|1. Accueillir|A. Créer un relais|Recruter|Commune
Enfance|O1. Grandir|2. Informer|B. Écrire un guide||CCAS
""",
        separator="\t",
        name="plan.csv",
    )


@shape("""
Axe 1 Grandir
  * - Créer un relais B2 | due_on=31/12/2026 | pilots=CCAS
    + - Trouver un local C3 | due_on=30/06/2025 | pilots=Commune
    + - Recruter C4 | calendar_text=T4 2025 | due_on=31/12/2025 | pilots=Caf
  * - Former B5
    + - Choisir un organisme C5 | pilots=Caf
""")
def operations_given_once_under_their_action() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Action", "Opération", "Pilote", "Échéance"],
                ["Axe 1 : Grandir", "Créer un relais", None, "CCAS", "31/12/2026"],
                [None, None, "Trouver un local", "Commune", "30/06/2025"],
                [None, None, "Recruter", "Caf", "T4 2025"],
                [None, "Former", "Choisir un organisme", "Caf", None],
            ],
        )
    )


@shape("""
Axe 1 Petite enfance
  * 1 Créer un relais C2
  * 2 Former C3
Axe 2 Jeunesse
  * 1 Ouvrir un local C4
  * 2 Former C5
note Fichier texte lu en UTF-8.
""")
def numbering_restarts_in_each_axe() -> File:
    return csv(
        """
Axe|N°|Action
1. Petite enfance|1|Créer un relais
|2|Former
2. Jeunesse|1|Ouvrir un local
|2|Former
"""
    )


@shape("""
Axe I Petite enfance
  * I.1 Créer un relais B2 | pilots=CCAS
  * I.2 Former B3 | pilots=Caf
Axe II Jeunesse
  * II.1 Ouvrir un local B4 | pilots=MJC
note Fichier texte lu en UTF-8.
""")
def roman_numbers() -> File:
    return csv(
        """
Axe|Action|Pilote
I. Petite enfance|I.1 Créer un relais|CCAS
I. Petite enfance|I.2 Former|Caf
II – Jeunesse|II.1 Ouvrir un local|MJC
"""
    )


@shape("""
Axe 4 Santé
  Objectif 4.2 Déployer l’offre
    * - Ouvrir un accueil C2
    * - Former C3
    * - Informer C4
    * - Aller vers C5
""")
def one_axe_written_in_four_ways() -> File:
    return ods(
        "Plan",
        ("Axe", "Objectif", "Action"),
        ("AXE 4 : SANTÉ", "4.2. Déployer l’offre", "Ouvrir un accueil"),
        ("Axe 4 - Santé", "4.2 : Déployer l'offre", "Former"),
        ("axe n° 4 : santé ", "4.2 Déployer l’offre", "Informer"),
        ("Axe 4", "4.2 – DÉPLOYER L’OFFRE", "Aller vers"),
    )


@shape("""
* - Créer un relais A2 | calendar_text=2026 | due_on=31/12/2026 | pilots=CCAS
* - Former A3 | calendar_text=2027 | due_on=31/12/2027 | pilots=Caf
note Fichier texte lu en UTF-8.
""")
def no_level_at_all() -> File:
    return csv(
        """
Intitulé|Responsable|Échéance
Créer un relais|CCAS|2026
Former|Caf|2027
"""
    )


@shape("""
Axe 1 Petite enfance
  * 1.1 Créer un relais D2
  * 1.2 Former D3
Axe 2 Jeunesse
Axe 3 Seniors
  * 3.1 Rendre visite D5
""")
def an_axe_without_action_and_an_axe_in_a_short_column() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["N° axe", "Intitulé de l'axe", "N° action", "Action"],
                [1, "Petite enfance", "1.1", "Créer un relais"],
                [1, "Petite enfance", "1.2", "Former"],
                [2, "Jeunesse", None, None],
                [3, "Seniors", 3.1, "Rendre visite"],
            ],
        )
    )

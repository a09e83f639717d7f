"""Habits of communes: legends in the table, several roles in a cell, crosses under names, fiches beside the table."""

from datetime import date
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import coloured, merged, xlsx
from tests.spreadsheet.ugly.shapes import shape
from tests.spreadsheet.ugly.xls import xls

HEADERS = ["Axe", "Action", "Pilote"]
AXE = "Axe 1 : Petite enfance"


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | pilots=CCAS
  * - Former B3 | pilots=Caf
  * - Informer B4 | pilots=Caf
warning Plan!B2 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
warning Plan!B3 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
warning Plan!B4 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
question colour 00B050 x1 Plan!B2 (Créer un relais) -> done?
question colour FFC000 x1 Plan!B3 (Former) -> in_progress?
question colour FF0000 x1 Plan!B4 (Informer)
note Feuille « Plan » : ligne 6 laissée de côté : « Vert : réalisé ».
note Feuille « Plan » : ligne 7 laissée de côté : « En orange = en cours ».
note Feuille « Plan » : ligne 8 laissée de côté : « Rouge : prioritaire ».
""")
def a_legend_of_colours_in_the_column_of_titles() -> File:
    rows = [
        HEADERS,
        [AXE, "Créer un relais", "CCAS"],
        [None, "Former", "Caf"],
        [None, "Informer", "Caf"],
        [],
        [None, "Vert : réalisé"],
        [None, "En orange = en cours"],
        [None, "Rouge : prioritaire"],
    ]
    fills = {"B2": "00B050", "B3": "FFC000", "B4": "FF0000", "B6": "00B050", "B7": "FFC000", "B8": "FF0000"}
    return xlsx(("Plan", rows, coloured(fills)))


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | pilots=CCAS
  * - Former B3 | pilots=Caf
warning Plan!B2 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
warning Plan!B3 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
question colour 00B050 x1 Plan!B2 (Créer un relais) -> done?
question colour FFC000 x1 Plan!B3 (Former) -> in_progress?
""")
def a_legend_of_colours_beside_the_table() -> File:
    rows = [
        [*HEADERS, None, "Vert : réalisé"],
        [AXE, "Créer un relais", "CCAS", None, "Orange : en cours"],
        [None, "Former", "Caf"],
    ]
    return xlsx(("Plan", rows, coloured({"B2": "00B050", "B3": "FFC000", "E1": "00B050", "E2": "FFC000"})))


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | partners=Caf; MSA | pilots=CCAS
  * - Former B3 | partners=MSA | pilots=CCAS; Caf
  * - Écouter B4 | partners=Caf; MSA | pilots=CCAS
  * - Informer B5 | pilots=Commune; partenaires
""")
def pilots_and_partners_in_one_cell() -> File:
    rows = [
        ["Axe", "Action", "Pilotage", "Partenaires financiers"],
        [AXE, "Créer un relais", "Pilote : CCAS\nPartenaires : Caf, MSA", None],
        [None, "Former", "Pilotes : CCAS et Caf / Partenaires : MSA", None],
        [None, "Écouter", "Pilote :\nCCAS\nPartenaires :\nCaf\nMSA", None],
        [None, "Informer", "Commune ; partenaires", None],
    ]
    return xlsx(("Plan", rows))


@shape("""
Orientation O1 Grandir
  Objectif stratégique OS 2 Accueillir
    Objectif opérationnel OO 1.2 Garder
      * - Créer un relais D2
  Objectif stratégique OS 3 Écouter
    Objectif opérationnel 3 Parler
      * - Former D3
Orientation O2 Vieillir
  Objectif stratégique OS3.1 Aider
    Objectif opérationnel 3 Parler
      * - O2 Services à domicile D4
""")
def levels_named_by_initials() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Orientation", "Objectif stratégique", "Objectif opérationnel", "Action"],
                ["O1. Grandir", "OS 2 – Accueillir", "OO 1.2 : Garder", "Créer un relais"],
                ["O1. Grandir", "OS 3 Écouter", "Obj. 3 : Parler", "Former"],
                ["O2 : Vieillir", "OS3.1 Aider", "Obj 3 - Parler", "O2 Services à domicile"],
            ],
        )
    )


@shape("""
* - Créer des places A2
* - Former A3
* - Aider A4
indicator Nombre de places (Créer des places) | baseline=20.0 | baseline_on=31/12/2022 | target=40.0 |
      target_on=31/12/2026 | unit=places
indicator Nombre de formés (Former) | target_on=31/12/2026 | target_text=Entre 20 et 30
indicator Aides versées (Aider) | baseline=1000.0 | baseline_on=31/12/2022 | target_on=31/12/2026 |
      target_text=beaucoup | unit=€
value Nombre de places 31/12/2024 = 28 E2
value Nombre de formés 31/12/2024 = 12 environ E3
value Aides versées 31/12/2024 = 12 familles E4
warning Suivi!E2 : « 28 places » : lu comme 28, unité « places ».
warning Suivi!F3 Cible: « Entre 20 et 30 » : ce n’est pas un nombre ; la cible est gardée avec ses mots.
""")
def values_with_their_unit_and_targets_in_words() -> File:
    return xlsx(
        (
            "Suivi",
            [
                ["Action", "Indicateur", "Unité", "Valeur 2022 (initiale)", "Réalisé 2024", "Objectif 2026"],
                ["Créer des places", "Nombre de places", None, 20, "28 places", 40],
                ["Former", "Nombre de formés", None, "n.c.", "12 environ", "Entre 20 et 30"],
                ["Aider", "Aides versées", "€", 1000, "12 familles", "beaucoup"],
            ],
        )
    )


@shape("""
Axe - Petite enfance
  * - Créer un relais B2 | pilots=CCAS
Axe - Jeunesse
  * - Former B4 | pilots=Caf
Axe 3 Logement
note Feuille « Plan » : ligne 6 laissée de côté : « Les dates sont données à titre indicatif ».
""")
def lines_under_the_table_in_the_column_of_levels() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Thématique", "Action", "Pilote"],
                ["Petite enfance", "Créer un relais", "CCAS"],
                ["Jeunesse"],
                [None, "Former", "Caf"],
                ["Axe 3 : Logement"],
                ["Les dates sont données à titre indicatif"],
            ],
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B3 | communes=Bourg | partners=Caf; Département | pilots=CCAS | themes=Petite enfance
  * - Former B4 | communes=Bourg; Val | partners=MSA | pilots=Caf | themes=Logement
warning Plan!F4 Département: « à voir » : une croix est attendue.
""")
def crosses_under_partners_communes_and_themes() -> File:
    rows = [
        ["Axe", "Action", "Pilote", "Partenaires", None, None, "Communes concernées", None, "Thèmes", None],
        [None, None, None, "Caf", "MSA", "Département", "Bourg", "Val", "Petite enfance", "Logement"],
        [AXE, "Créer un relais", "CCAS", "x", None, "x", "X", None, "✓", None],
        [None, "Former", "Caf", "non", "X", "à voir", "x", "x", None, "x"],
    ]
    return xlsx(("Plan", rows, merged("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:H1", "I1:J1")))


@shape("""
Axe 1 Petite enfance
  * 1 Créer un relais C2 | pilots=CCAS
  * 2 Former C3 | pilots=Caf
Axe 2 Jeunesse
  * 1 Ouvrir un local C4 | pilots=MJC
  * 2 bis Partir C5 | pilots=MJC
  * 3 Loger C6 | pilots=MJC
warning Plan!B1 : La colonne B, sans en-tête, est comprise comme « N° » (sûr à 60 %) : à vérifier dans les
      correspondances de colonnes.
""")
def numbers_without_a_header_left_of_the_titles() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", None, "Action", "Pilote"],
                [AXE, 1, "Créer un relais", "CCAS"],
                [None, 2, "Former", "Caf"],
                ["Axe 2 : Jeunesse", 1, "Ouvrir un local", "MJC"],
                [None, "2 bis", "Partir", "MJC"],
                [None, 3, "Loger", "MJC"],
            ],
        )
    )


@shape("""
* - Créer un relais B2 | pilots=CCAS
* - Former B3 | pilots=Caf
* - Loger B4 | pilots=Caf
""")
def numbers_of_axes_without_a_header_are_no_numbers_of_actions() -> File:
    rows = [[None, "Action", "Pilote"], [1, "Créer un relais", "CCAS"], [1, "Former", "Caf"], [2, "Loger", "Caf"]]
    return xlsx(("Plan", rows))


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | budget_cents=4474100 | due_on=30/06/2026 | starts_on=01/01/2024
  * - Former B3 | calendar_text=2025 | due_on=30/06/2026 | starts_on=01/01/2025
note Ce classeur compte les jours depuis 1904 (réglage des anciens Mac) : les dates écrites comme des nombres
      sont lues ainsi.
""")
def days_counted_from_1904() -> File:
    def of_a_mac(sheet: Any) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904

    rows = [
        ["Axe", "Action", "Début", "Échéance", "Budget"],
        [AXE, "Créer un relais", 43830, date(2026, 6, 30), 44741],
        [None, "Former", 2025, 44741, None],
    ]
    return xlsx(("Plan", rows, of_a_mac))


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | due_on=30/06/2026
note Les couleurs et les lignes masquées d’un classeur .xls ne sont pas lues : si elles comptent,
      enregistrez-le en .xlsx.
note Ce classeur compte les jours depuis 1904 (réglage des anciens Mac) : les dates écrites comme des nombres
      sont lues ainsi.
""")
def days_counted_from_1904_in_an_old_workbook() -> File:
    return xls("Plan", [["Axe", "Action", "Échéance"], [AXE, "Créer un relais", 44741.0]], since_1904=True)


def fiche(number: str, title: str, pilot: str, *more: tuple[str, str]) -> list[list[Any]]:
    """The rows of a fiche on a sheet of its own."""
    told = [("Intitulé de l'action", title), ("Pilote", pilot), ("Partenaires", "MSA, Caf"), ("Public", "Familles")]
    return [[f"Fiche action n° {number}"], *([label, value] for label, value in (*told, *more))]


@shape("""
Axe 1 Petite enfance
  * 1.1 Créer un relais C2 | audience=Familles | description=Un lieu | partners=Caf [organisation]; MSA
        [organisation] | pilots=CCAS | status=in_progress
  * 1.2 Former C3 | audience=Familles | partners=MSA [organisation]; Caf [organisation] | pilots=Caf
  * 1.3 Informer C4 | pilots=MSA
  * 1.4 Écouter C5 | pilots=MSA
error FA 1.4!B6 Échéance: « 31/02/2026 » : ce jour n’existe pas ; attendu : jour/mois/année.
warning FA 1.2!B6 État d'avancement: « en cogitation » n’est pas un statut connu ; attendu : Réalisée, En
      cours, Non démarrée, Reportée, Suspendue, Abandonnée, Statut à préciser.
warning FA 1.2!B2 : La fiche de l’action n° 1.2 l’intitule autrement que la feuille « Plan » en C3 : c’est
      l’intitulé du tableau qui est gardé.
warning FA 1.2!B3 : La feuille « Plan » dit autre chose de cette action en D3 : c’est ce qui y est écrit qui
      est gardé.
question status en cogitation x1 FA 1.2!B6 (Former les agents)
note 2 fiches complètent les actions du tableau : « FA 1.1 », « FA 1.2 ».
note 2 fiches laissées de côté, sans action sûre du même intitulé ou du même numéro dans le tableau : « Ouvrir
      une piscine (FA 1.3) », « Une autre action (FA 9) ».
refused 1
""")
def a_table_and_the_fiche_of_each_action() -> File:
    table = [
        ["Axe", "N°", "Action", "Pilote", "Partenaires", "Statut"],
        [AXE, "1.1", "Créer un relais", "CCAS", "Caf ; MSA", "En cours"],
        [None, "1.2", "Former", "Caf", None, None],
        [None, "1.3", "Informer", "MSA", None, None],
        [None, "1.4", "Écouter", "MSA", None, None],
    ]
    return xlsx(
        ("FA 1.1", fiche("1.1", "Créer un relais", "CCAS", ("Description", "Un lieu"), ("Statut", "En cours"))),
        ("Plan", table),
        ("FA 1.2", fiche("1.2", "Former les agents", "Commune", ("État d'avancement", "en cogitation"))),
        ("FA 1.3", fiche("1.3", "Ouvrir une piscine", "Commune")),
        ("FA 1.4", fiche("1.4", "Écouter", "MSA", ("Échéance", "31/02/2026"))),
        ("FA 9", fiche("9", "Une autre action", "Commune")),
    )

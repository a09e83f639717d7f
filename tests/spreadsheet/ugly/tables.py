"""Where the table is: sheets passed over, rows around it, headers on several rows, guidance, totals, offsets."""

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import both, csv, merged, xlsx
from tests.spreadsheet.ugly.shapes import shape

ROW = ["Axe 1 : Petite enfance", "Créer un relais", "CCAS"]


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | pilots=CCAS
""")
def instructions_and_lists_beside() -> File:
    return xlsx(
        ("Mode d'emploi", [["Remplissez la feuille « Suivi »"], ["Action", "Statut"], ["ce qu’il faut écrire", "x"]]),
        ("Suivi", [["Axe", "Action", "Pilote"], ROW]),
        ("Listes", [["Statut", "Pilote"], ["En cours", "CCAS"]]),
    )


@shape("""
Axe 1 Petite enfance
  * 1 Créer un relais B3 | status=in_progress
  * 2 Former B4 | status=not_started
Axe 2 Jeunesse
  * 1 Créer un relais B3 | status=done
""")
def one_sheet_per_axe() -> File:
    headers = ["N°", "Action", "Statut"]
    return xlsx(
        ("Axe 1", [["Axe 1 : Petite enfance"], headers, [1, "Créer un relais", "En cours"], [2, "Former", "A venir"]]),
        ("Axe 2", [["Axe 2 : Jeunesse"], headers, [1, "Créer un relais", "Terminé"]]),
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B5 | as_of=30/06/2026 | pilots=CCAS | status=in_progress
""")
def title_rows_above() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["CTG 2023-2027"],
                ["Communauté de communes", None, "Situation au 30 juin 2026"],
                [],
                ["Axe", "Action", "Pilote", "Etat d'avancement"],
                [*ROW, "En cours"],
            ],
            merged("A1:D1"),
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B3 | due_on=31/12/2026 | partners=Caf [organisation]; MSA [organisation] | pilots=CCAS |
        starts_on=01/09/2025 | status=in_progress
""")
def headers_on_two_rows_with_merged_groups() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Plan d'actions", None, "Acteurs", None, "Calendrier", None, "Suivi"],
                ["Axe", "Action", "Pilote", "Partenaires", "Début", "Fin", "Statut"],
                [*ROW, "Caf, MSA", "01/09/2025", "31/12/2026", "en cours"],
            ],
            merged("A1:B1", "C1:D1", "E1:F1"),
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B4 | calendar_text=juin 2026 | due_on=30/06/2026 | partners=Caf [organisation] |
        pilots=CCAS
""")
def headers_on_three_rows() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Suivi du plan", None, None, None, None],
                [None, None, "Qui ?", None, "Quand ?"],
                ["Axe", "Action", "Pilote", "Partenaires", "Échéance"],
                [*ROW, "Caf", "juin 2026"],
            ],
            merged("A1:E1", "C2:D2"),
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B4 | due_on=31/12/2026 | status=not_started
""")
def types_and_example_under_the_header() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Action", "Échéance", "Statut"],
                ["Champ texte", "Champ texte", "Champ date", "Liste déroulante"],
                ["Exemple : Axe 1", "Exemple : ouvrir un lieu", "31/12/2025", "En cours"],
                ["Axe 1 : Petite enfance", "Créer un relais", "31/12/2026", "A venir"],
            ],
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | budget_cents=1000000 | pilots=CCAS
  * - Former B4 | budget_cents=200000 | pilots=Caf
Axe 2 Jeunesse
  * - Total respect : une campagne B7 | budget_cents=50000 | pilots=MJC
""")
def blank_and_total_rows() -> File:
    return xlsx(
        (
            "Budget",
            [
                ["Axe", "Action", "Pilote", "Budget"],
                ["Axe 1 : Petite enfance", "Créer un relais", "CCAS", 10000],
                [],
                ["Axe 1 : Petite enfance", "Former", "Caf", 2000],
                ["Sous-total axe 1", None, None, 12000],
                [None, " ", None, None],
                ["Axe 2 : Jeunesse", "Total respect : une campagne", "MJC", 500],
                [None, None, "Total axe 2", 500],
                ["TOTAL GÉNÉRAL", None, None, 12500],
            ],
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais E4 | pilots=CCAS
  * - Former E5 | pilots=Caf
""")
def everything_offset_by_three_columns() -> File:
    blank = [None, None, None]
    return xlsx(
        (
            "Plan",
            [
                [],
                [],
                [*blank, "Axe", "Action", "Pilote"],
                [*blank, *ROW],
                [*blank, None, "Former", "Caf"],
            ],
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | pilots=CCAS
  * - Former B4 | pilots=Caf
  * - Informer B6 | pilots=MSA
""")
def header_repeated_on_each_page() -> File:
    header = ["Axe", "Action", "Pilote"]
    return xlsx(
        (
            "Plan",
            [header, ROW, ["axe", "ACTION", "Pilote "], [None, "Former", "Caf"], header, [None, "Informer", "MSA"]],
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | pilots=CCAS
note Feuille « Plan » : ligne 4 laissée de côté : « * sous réserve du budget ».
note Feuille « Plan » : ligne 5 laissée de côté : « NB : les dates sont indicatives ».
note Feuille « Plan » : ligne 6 laissée de côté : « Source : diagnostic partagé 2022 ».
note Feuille « Plan » : ligne 7 laissée de côté : « Fait à Bourg-Test, le 3 mars 2025 ».
note Feuille « Plan » : ligne 8 laissée de côté : « Le Maire ; La directrice de la Caf ».
""")
def footnotes_and_signatures_under_the_table() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Action", "Pilote"],
                ROW,
                [],
                ["* sous réserve du budget"],
                ["NB : les dates sont indicatives"],
                ["Source : diagnostic partagé 2022"],
                ["Fait à Bourg-Test, le 3 mars 2025"],
                ["Le Maire", None, "La directrice de la Caf"],
            ],
        )
    )


@shape("""
Axe 1 Petite enfance
  * 1 Créer un relais B3 | pilots=CCAS
Axe 2 Jeunesse
  * 1 Ouvrir un local B8 | pilots=MJC
""")
def two_tables_in_one_sheet() -> File:
    return xlsx(
        (
            "Suivi",
            [
                ["Axe 1 : Petite enfance"],
                ["N°", "Action", "Pilote"],
                [1, "Créer un relais", "CCAS"],
                [],
                [],
                ["Axe 2 : Jeunesse"],
                ["N°", "Action", "Pilote"],
                [1, "Ouvrir un local", "MJC"],
            ],
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | pilots=CCAS
  * - Former le groupe A B3 | pilots=Caf
  * - Former le groupe B B4 | pilots=Caf
  * - Former le groupe C B5 | pilots=Caf
  * - Former le groupe D B6 | pilots=Caf
note Feuille « Plan » : 2 lignes masquées sont lues aussi : 3 et 5.
note Feuille « Plan » : 1 colonne masquée est lue aussi : « Pilote ».
""")
def hidden_rows_and_columns() -> File:
    def hide(sheet: object) -> None:
        for row in (3, 5):
            sheet.row_dimensions[row].hidden = True  # type: ignore[attr-defined]
        sheet.column_dimensions["C"].hidden = True  # type: ignore[attr-defined]

    rows = [["Axe", "Action", "Pilote"], ROW, *[["Axe 1", f"Former le groupe {letter}", "Caf"] for letter in "ABCD"]]
    return xlsx(("Plan", rows, hide))


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | pilots=CCAS
  * - Former B3 | pilots=Caf
note Feuille « Plan » : 1 ligne masquée est lue aussi : 3.
""")
def filtered_rows() -> File:
    def filter_out(sheet: object) -> None:
        sheet.auto_filter.ref = "A1:C3"  # type: ignore[attr-defined]
        sheet.auto_filter.add_filter_column(2, ["CCAS"])  # type: ignore[attr-defined]
        sheet.row_dimensions[3].hidden = True  # type: ignore[attr-defined]

    return xlsx(("Plan", [["Axe", "Action", "Pilote"], ROW, ["Axe 1", "Former", "Caf"]], filter_out))


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | partners=Caf [organisation]; MSA [organisation]; PMI [organisation] |
        status=in_progress
  * - Former B5 | partners=CCAS [organisation] | status=done
""")
def merged_title_with_one_partner_per_row() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Action", "Partenaires", "Statut"],
                ["Axe 1 : Petite enfance", "Créer un relais", "Caf", "En cours"],
                [None, None, "MSA", None],
                [None, None, "PMI", None],
                [None, "Former", "CCAS", "Réalisé"],
            ],
            both(merged("A2:A5", "B2:B4", "D2:D4")),
        )
    )


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | partners=Caf [organisation]; MSA [organisation]; PMI [organisation] |
        status=in_progress
  * - Former B5 | partners=CCAS [organisation] | status=done
warning !B3 Action: Ligne lue comme la suite de l’action de la ligne 2.
warning !B4 Action: Ligne lue comme la suite de l’action de la ligne 2.
note Fichier texte lu en UTF-8.
""")
def one_partner_per_row_without_merges() -> File:
    return csv(
        """
Axe|Action|Partenaires|Statut
Axe 1 : Petite enfance|Créer un relais|Caf|En cours
||MSA|
||PMI|
Axe 1 : Petite enfance|Former|CCAS|Réalisé
"""
    )

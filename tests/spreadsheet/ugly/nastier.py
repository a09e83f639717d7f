"""Files that bend several rules at once."""

from datetime import date
from typing import Any

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import both, coloured, csv, merged, xlsx
from tests.spreadsheet.ugly.shapes import shape


@shape("""
niveau 1 - Petite enfance
  * - Créer un relais A2 | pilots=CCAS | status=in_progress
niveau 1 - Jeunesse
  * - Ouvrir un local A2 | pilots=MJC | status=not_started
""")
def one_sheet_per_theme_without_the_word() -> File:
    headers = ["Action", "Pilote", "Statut"]
    return xlsx(
        ("Petite enfance", [headers, ["Créer un relais", "CCAS", "En cours"]]),
        ("Jeunesse", [headers, ["Ouvrir un local", "MJC", "À venir"]]),
    )


@shape("""
Axe 1
  * - Créer un relais B3 | comment=livré | status=done
  * - Former B4 | status=in_progress
Axe 2
  * - Informer B5 | comment=RAS | status=not_started
""")
def crosses_under_one_merged_header() -> File:
    return xlsx(
        (
            "Suivi",
            [
                ["Axe", "Action", "Statut", None, None, "Commentaires"],
                [None, None, "Réalisé", "En cours", "À venir", None],
                ["Axe 1", "Créer un relais", "x", None, None, "livré"],
                ["Axe 1", "Former", None, "X", None, None],
                ["Axe 2", "Informer", None, None, "✓", "RAS"],
            ],
            merged("C1:E1", "A1:A2", "B1:B2", "F1:F2"),
        )
    )


@shape("""
Axe 1
  * 1.1 Créer un relais C2 | calendar_text=31/12
  * 1.2 Former C3 | calendar_text=2026 | due_on=31/12/2026
  * 1.3 Informer C4 | due_on=31/12/2026
warning Plan!D2 Échéance: « 31/12 » : aucune date sûre n’en est déduite ; les mots sont gardés au calendrier.
""")
def numbers_that_excel_took_for_dates() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "N°", "Action", "Échéance"],
                ["Axe 1", date(2026, 1, 1), "Créer un relais", "31/12"],
                ["Axe 1", 1.2, "Former", 2026],
                ["Axe 1", "'1.3", "Informer", "2026-12-31T00:00:00"],
            ],
        )
    )


@shape("""
* - Créer un relais A2 | due_on=31/12/2026
note Ce classeur compte les jours depuis 1904 (réglage des anciens Mac) : les dates écrites comme des nombres
      sont lues ainsi.
""")
def the_calendar_of_1904() -> File:
    from io import BytesIO

    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(["Action", "Échéance"])
    sheet.append(["Créer un relais", date(2026, 12, 31)])
    content = BytesIO()
    book.save(content)
    return File("plan.xlsx", content.getvalue())


@shape("""
Axe 1 "Grandir"
  * - Créer B4 | description=Une ligne⏎une autre; fin
note Fichier texte lu en Windows-1252.
""")
def csv_that_names_its_separator() -> File:
    lines = (
        "sep=;",
        "Plan d'actions;;",
        ";;",
        "Axe;Action;Description",
        '"Axe 1 : ""Grandir""";Créer;"Une ligne\r\nune autre; fin"',
        ";;",
    )
    text = "\r\n".join(lines)
    return File("plan.csv", text.encode("cp1252"))


@shape("""
Axe 1
  * - Créer un relais B2 | pilots=CCAS
note Fichier texte lu en UTF-16.
""")
def unicode_text_of_excel() -> File:
    return File("plan.csv", "Axe\tAction\tPilote\r\nAxe 1\tCréer un relais\tCCAS\r\n".encode("utf-16"))


@shape("""
Axe 1 Grandir
  Objectif 1.1 Accueillir
    * FA1 Créer un relais B5 | budget_cents=1200000 | pilots=CCAS
    * FA2 Former B6 | budget_cents=300000 | pilots=Caf
Axe 2 Vivre
  * FA3 Rénover B10 | pilots=Commune
""")
def totals_between_banners_on_three_levels() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["PLAN D'ACTIONS CTG"],
                ["N° fiche", "Fiche action", "Porteur(s)", "Coût"],
                ["Axe 1 – Grandir"],
                ["Objectif 1.1 – Accueillir"],
                ["FA1", "Créer un relais", "CCAS", "12 000 €"],
                ["FA2", "Former", "Caf", "3 000 €"],
                ["Sous-total Objectif 1.1", None, None, "15 000 €"],
                ["Total Axe 1", None, None, 15000],
                ["Axe 2 – Vivre"],
                ["FA3", "Rénover", "Commune", None],
                ["TOTAL", None, None, 15000],
            ],
            merged("A1:D1", "A3:D3", "A4:D4", "A9:D9"),
        )
    )


@shape("""
Axe 1
  * - Créer un relais D2 | comment=lancé⏎⏎à revoir | pilots=CCAS
  * - Former D5 | pilots=Caf
""")
def an_empty_first_column_and_gaps() -> File:
    return xlsx(
        (
            "Plan",
            [
                [None, "Axe", None, "Action", None, "Pilote", None, "Remarques", "Remarques"],
                [None, "Axe 1", None, "Créer un relais", None, "CCAS", None, "lancé", "à revoir"],
                [],
                [],
                [None, None, None, "Former", None, "Caf"],
            ],
        )
    )


@shape("""
Axe 1
  * - Créer un relais B2 | status=done
  * - Former B3
  * - Informer B4
Axe 2
  * - Ouvrir B5 | status=in_progress
warning Plan!C3 : Le statut d’une ligne n’est dit que par une couleur : dites ce qu’elle veut dire.
question colour 00B050 x1 Plan!C3 (Former) -> done?
""")
def a_coloured_title_and_a_status_half_filled() -> File:
    rows: list[list[Any]] = [
        ["Axe", "Action", "Statut"],
        ["Axe 1", "Créer un relais", "Réalisé"],
        ["Axe 1", "Former", None],
        ["Axe 1", "Informer", None],
        ["Axe 2", "Ouvrir", "En cours"],
    ]
    return xlsx(("Plan", rows, both(coloured({"C2": "00B050", "C3": "00B050", "C5": "FFC000"}))))


@shape("""
Axe 1 Soutenir
  * 1.1 Ouvrir une ludothèque (la rentrée, à confirmer) B2 | budget_text=environ 5 000 € | calendar_text=à la
        rentrée, si possible avant la Toussaint | partners=École; parents d’élèves (FCPE, PEEP); associations
        locales | pilots=service jeunesse de la commune; Caf
warning Plan!E2 Quand ?: « à la rentrée, si possible avant la Toussaint » : aucune date sûre n’en est déduite
      ; les mots sont gardés au calendrier.
warning Plan!F2 Combien ?: « environ 5 000 € » : ce n’est pas un nombre ; les mots sont gardés.
warning Plan!G2 Où en est-on ?: « Ça avance bien » n’est pas un statut connu ; attendu : Réalisée, En cours,
      Non démarrée, Reportée, Suspendue, Abandonnée, Statut à préciser.
question status Ça avance bien x1 Plan!G2 (1.1 - Ouvrir une ludothèque (la rentrée, à confirmer))
""")
def prose_in_every_cell() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Intitulé", "Qui ?", "Avec qui ?", "Quand ?", "Combien ?", "Où en est-on ?"],
                [
                    "Axe 1 - Soutenir",
                    "1.1 - Ouvrir une ludothèque (la rentrée, à confirmer)",
                    "le service jeunesse de la commune et la Caf",
                    "École, parents d’élèves (FCPE, PEEP) et associations locales, etc.",
                    "à la rentrée, si possible avant la Toussaint",
                    "environ 5 000 €",
                    "Ça avance bien",
                ],
            ],
        )
    )


@shape("""
Axe 1
  * - Créer un relais B2 | partners=Caf [organisation]; MSA [organisation]; PMI [organisation] | pilots=CCAS |
        status=in_progress
  * - Former B5 | partners=MSA [organisation] | pilots=Caf | status=not_started
warning !B3 Action: Ligne lue comme la suite de l’action de la ligne 2.
warning !B4 Action: Ligne lue comme la suite de l’action de la ligne 2.
note Fichier texte lu en UTF-8.
""")
def one_row_per_partner_with_everything_repeated() -> File:
    return csv(
        """
Axe|Action|Pilote|Partenaires|Statut
Axe 1|Créer un relais|CCAS|Caf|En cours
Axe 1|Créer un relais|CCAS|MSA|En cours
Axe 1|Créer un relais|CCAS|PMI|En cours
Axe 1|Former|Caf|MSA|À venir
"""
    )


@shape("""
Axe 1
  * - Créer un relais B2 | comment=Statut : Réalisé en 2024 | status=done
  * - Former B3 | comment=Statut : Terminée (12/03/2025) | status=done
  * - Informer B4 | percent=50 | status=in_progress
  * - Ouvrir B5 | percent=50
  * - Loger B6
  * - Animer B7 | comment=Statut : Suspendue depuis janvier 2025 | status=suspended
warning !C6 Statut: « Reportée à la rentrée » n’est pas un statut connu ; attendu : Réalisée, En cours, Non
      démarrée, Reportée, Suspendue, Abandonnée, Statut à préciser.
question status Reportée à la rentrée x1 !C6 (Loger)
note Fichier texte lu en UTF-8.
""")
def statuses_with_a_date_or_a_percent_beside() -> File:
    return csv(
        """
Axe|Action|Statut
Axe 1|Créer un relais|Réalisé en 2024
Axe 1|Former|Terminée (12/03/2025)
Axe 1|Informer|En cours - 50 %
Axe 1|Ouvrir|50 %
Axe 1|Loger|Reportée à la rentrée
Axe 1|Animer|Suspendue depuis janvier 2025
"""
    )


@shape("""
Axe 1 Grandir
  * - Créer un relais B2 | pilots=CCAS
  * - Former B3 | pilots=Caf
Axe 2 Vivre
  * - Loger B4 | pilots=Commune
  * - Rénover B5 | pilots=Commune
""")
def headings_continued_on_the_next_page() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Action", "Pilote"],
                ["Axe 1 : Grandir", "Créer un relais", "CCAS"],
                ["Axe 1 : Grandir (suite)", "Former", "Caf"],
                ["Axe 2 : Vivre", "Loger", "Commune"],
                ["AXE 2 : VIVRE - suite", "Rénover", "Commune"],
            ],
        )
    )


@shape("""
Axe 1
  * 1.8 Former le groupe a C2
  * 1.9 Former le groupe b C3
  * 1.10 Former le groupe c C4
  * 1.11 Former le groupe d C5
""")
def numbers_from_nine_to_eleven() -> File:
    rows = [
        ["Axe 1", number, f"Former le groupe {letter}"]
        for number, letter in ((1.8, "a"), (1.9, "b"), (1.1, "c"), (1.11, "d"))
    ]
    return xlsx(("Plan", [["Axe", "N°", "Action"], *rows]))


@shape("""
Axe 1
  * - Créer un relais B2
  * - Former B3
report 30/06/2025 (Créer un relais) | done_text=Local trouvé | status=in_progress
report 31/12/2025 (Créer un relais) | done_text=Ouvert | status=done
error Points d'étape!B4 Date: « 31/02/2025 » : ce jour n’existe pas ; attendu : jour/mois/année.
error Points d'étape!C5 Statut: « Statut » n’a pas pu être lu.
warning Points d'étape!A3 Action: L’action n’est pas répétée : lue comme au-dessus, « Créer un relais ».
warning Points d'étape!C5 Statut: « Ça avance » n’est pas un statut connu ; attendu : Réalisée, En cours, Non
      démarrée, Reportée, Suspendue, Abandonnée, Statut à préciser.
question status Ça avance x1 Points d'étape!C5 (Informer)
refused 2
""")
def a_report_sheet_beside_the_plan() -> File:
    return xlsx(
        ("Plan", [["Axe", "Action"], ["Axe 1", "Créer un relais"], ["Axe 1", "Former"]]),
        (
            "Points d'étape",
            [
                ["Action", "Date", "Statut", "Ce qui a avancé", "Ce qui bloque"],
                ["Créer un relais", "30/06/2025", "En cours", "Local trouvé", "néant"],
                [None, "31/12/2025", "Terminé", "Ouvert", None],
                ["Former", "31/02/2025", "En cours", None, None],
                ["Informer", "30/06/2025", "Ça avance", None, None],
            ],
        ),
    )


@shape("""
Axe 1
  * 1.1 Créer un relais C2
    + - Trouver un local E2 | pilots=Commune | status=done
    + - Recruter E3 | pilots=CCAS | status=in_progress
  * 1.2 Former C4 | pilots=Caf | status=not_started
""")
def operations_numbered_like_their_action() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "N°", "Action", "N° opération", "Opération", "Pilote", "Statut"],
                ["Axe 1", "1.1", "Créer un relais", "a", "Trouver un local", "Commune", "Fait"],
                [None, None, None, "b", "Recruter", "CCAS", "En cours"],
                [None, "1.2", "Former", None, None, "Caf", "Non commencé"],
            ],
            merged("B2:B3", "C2:C3", "A2:A4"),
        )
    )

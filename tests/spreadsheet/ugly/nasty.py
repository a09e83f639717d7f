"""Worse than what anyone sent so far."""

from typing import Any

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import csv, merged, xlsx
from tests.spreadsheet.ugly.shapes import shape


@shape("""
Axe 1 Petite enfance
  * - Créer un relais B2 | due_on=31/12/2026 | pilots=CCAS | status=in_progress
""")
def spaces_and_emojis_everywhere() -> File:
    return xlsx(
        (
            "  Suivi 2026 ",
            [
                [" 🎯 AXE ", "\u00a0Action\u00a0(obligatoire)\n", "👤 Pilote(s)", "📅 Échéance ", "Statut\u202f:"],
                [
                    "Axe 1\u00a0: Petite  enfance",
                    "  Créer\u00a0un relais ",
                    "\u00a0CCAS\u00a0",
                    " 31/12/2026 ",
                    " En cours ",
                ],
                ["\u00a0", " ", "", "\u200b", ""],
            ],
        )
    )


@shape("""
Axe 1
  * - - Créer un relais - Former - Informer B2 | pilots=CCAS
  * - Un titre sur deux lignes B3 | pilots=Caf
warning Plan!B2 Actions: « - Créer un relais - Former - Informer » : 3 actions semblent listées dans cette
      cellule : lues comme une seule.
""")
def several_actions_in_one_cell() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Axe", "Actions", "Pilote"],
                ["Axe 1", "- Créer un relais\n- Former\n- Informer", "CCAS"],
                ["Axe 1", "Un titre\nsur deux lignes", "Caf"],
            ],
        )
    )


@shape("""
Axe 1
  * - Communiquer B2 | pilots=CCAS
Axe 2
  * - Communiquer B3 | pilots=Caf
  x - communiquer B4 | pilots=MSA
error !B4 Action: « communiquer » : cette action est déjà décrite en B3 ; une seule ligne par action est
      attendue.
note Fichier texte lu en UTF-8.
refused 1
""")
def the_same_title_under_two_axes_and_twice_under_one() -> File:
    return csv(
        """
Axe|Action|Pilote
Axe 1|Communiquer|CCAS
Axe 2|Communiquer|Caf
Axe 2|communiquer |MSA
"""
    )


@shape("""
Axe 1
  * - Créer un relais B2 | calendar_text=2026 | due_on=31/12/2026 | pilots=CCAS
error !B3 Action: L’intitulé de l’action manque sur cette ligne (« Axe 1 »…) ; un intitulé est attendu.
error !B4 Action: L’intitulé de l’action manque sur cette ligne (« Axe 1 »…) ; un intitulé est attendu.
note Fichier texte lu en UTF-8.
refused 2
""")
def rows_without_a_title() -> File:
    return csv(
        """
Axe|Action|Pilote|Échéance
Axe 1|Créer un relais|CCAS|2026
Axe 1||Caf|2027
Axe 1|-|Caf|2027
Axe 1|N/A||
"""
    )


@shape("""
Axe 1
  * - Créer un relais B2
  * - Former B3
note Fichier texte lu en UTF-8.
""")
def placeholders_in_every_cell() -> File:
    return csv(
        """
Axe|Action|Pilote|Partenaires|Échéance|Statut|Budget|Priorité|Description
Axe 1|Créer un relais|néant|RAS|?|-|NC|N/A|/
Axe 1|Former|-|Aucun|NC|…|sans objet|.|néant
"""
    )


@shape("""
Axe 1 Grandir
  * - Former les agents B2 | pilots=Caf
note Fichier texte lu en UTF-8.
""")
def control_characters_and_tabulations() -> File:
    return csv("Axe|Action|Pilote\nAxe\t1 : Grandir|Former\x07 les agents|Ca\u200bf")


@shape("""
Axe 1
  * - Créer un relais neuf B2 | pilots=CCAS
""")
def rich_text_and_cached_formulas() -> File:
    def write(sheet: Any) -> None:
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        sheet["B2"] = CellRichText("Créer ", TextBlock(InlineFont(b=True), "un relais"), " neuf")
        sheet["C2"] = "CCAS"
        sheet["C2"].hyperlink = "https://exemple.fr"

    return xlsx(("Plan", [["Axe", "Action", "Pilote"], ["Axe 1", None, None]], write))


@shape("""
Axe 1 Grandir
  Objectif - Accueillir
    * - Créer un relais B3 | pilots=CCAS
    * - Former B4 | pilots=Caf
Axe 2 Vivre
  Objectif - Se loger
    * - Rénover B6 | pilots=Commune
""")
def a_banner_merged_across_with_a_level_column_beside() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Objectif", "Action", "Pilote"],
                ["Axe 1 : Grandir", None, None],
                ["Accueillir", "Créer un relais", "CCAS"],
                [None, "Former", "Caf"],
                ["Axe 2 : Vivre", None, None],
                ["Se loger", "Rénover", "Commune"],
            ],
            merged("A2:C2", "A5:C5"),
        )
    )


@shape("""
Axe 1
  * - Créer un relais B2 | status=in_progress
note Fichier texte lu en UTF-8.
""")
def a_legend_under_the_table_and_a_count() -> File:
    return csv(
        """
Axe|Action|Statut
Axe 1|Créer un relais|En cours
||
Légende||
Réalisé||
En cours||
Nombre d'actions : 1||
Page 1/1||
"""
    )

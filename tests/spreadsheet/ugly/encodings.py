"""The same table in each kind of file."""

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import csv, ods
from tests.spreadsheet.ugly.shapes import shape
from tests.spreadsheet.ugly.xls import xls

TABLE = """
Axe|Intitulé|Échéance|Budget
Axe 1 : Été|Créer un lieu d’accueil à Évry|31/12/2026|12 500,50 €
"""


@shape("""
Axe 1 Été
  * - Créer un lieu d’accueil à Évry B2 | budget_cents=1250050 | due_on=31/12/2026
note Fichier texte lu en UTF-8.
""")
def csv_in_utf8() -> File:
    return csv(TABLE)


@shape("""
Axe 1 Été
  * - Créer un lieu d’accueil à Évry B2 | budget_cents=1250050 | due_on=31/12/2026
note Fichier texte lu en UTF-8.
""")
def csv_in_utf8_with_its_mark() -> File:
    return csv(TABLE, "utf-8-sig")


@shape("""
Axe 1 Été
  * - Créer un lieu d’accueil à Évry B2 | budget_cents=1250050 | due_on=31/12/2026
note Fichier texte lu en Windows-1252.
""")
def csv_in_cp1252() -> File:
    return csv(TABLE, "cp1252")


@shape("""
Axe 1 Été
  * - Créer un lieu d’accueil à Évry B2 | budget_cents=1250050 | due_on=31/12/2026
note Fichier texte lu en Windows-1252.
""")
def csv_with_tabs() -> File:
    return csv(TABLE, "cp1252", "\t")


@shape("""
Axe 1 Été
  * - Créer un lieu d’accueil à Évry B2 | budget_cents=1250050 | due_on=31/12/2026
note Fichier texte lu en UTF-8.
""")
def csv_with_commas() -> File:
    return csv(TABLE.replace("12 500,50", '"12 500,50').replace("€", '€"'), separator=",")


@shape("""
Axe 1 Été
  * 1 Créer un lieu d’accueil à Évry B2 | budget_cents=1250050 | due_on=31/12/2026
  * 2 Former B3 | budget_cents=500000 | calendar_text=T1 2027 | due_on=31/03/2027
note Les couleurs et les lignes masquées d’un classeur .xls ne sont pas lues : si elles comptent,
      enregistrez-le en .xlsx.
""")
def xls_of_excel_97() -> File:
    rows: list[list[str | float | None]] = [
        ["Axe", "Intitulé", "Échéance", "Budget", "N°"],
        ["Axe 1 : Été", "Créer un lieu d’accueil à Évry", 46387.0, 12500.5, 1.0],
        [None, "Former", "T1 2027", "5 k€", 2.0],
    ]
    return xls("Plan d'actions", rows, [(1, 2, 0, 0)])


@shape("""
Axe 1 Été
  * - Créer un lieu B2 | due_on=31/12/2026 | percent=45 | pilots=CCAS
  * - Former B3 | pilots=Caf
""")
def ods_with_merges_and_repeated_cells() -> File:
    axe = '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Axe 1 : Été</text:p>'
    share = (
        '<table:table-cell office:value-type="percentage" office:value="0.45"><text:p>45 %</text:p></table:table-cell>'
    )
    day = '<table:table-cell office:value-type="date" office:date-value="2026-12-31"><text:p>31/12/26</text:p>'
    return ods(
        "Plan",
        ("Axe", "Intitulé", "Échéance", "Taux d'avancement", "Pilote"),
        (f"{axe}</table:table-cell>", "Créer un lieu", f"{day}</table:table-cell>", share, "CCAS"),
        ("<table:covered-table-cell/>", "Former", '<table:table-cell table:number-columns-repeated="2"/>', "Caf"),
    )

"""The sheets of a workbook: which columns each table may have and must have, and the sheets that hold none."""

from types import MappingProxyType

from ctg_tracking.spreadsheet.columns.indicators import INDICATORS
from ctg_tracking.spreadsheet.columns.kinds import Table
from ctg_tracking.spreadsheet.columns.plan import PLAN
from ctg_tracking.spreadsheet.columns.reports import REPORTS
from ctg_tracking.spreadsheet.columns.values import VALUES

TABLES = MappingProxyType(
    {Table.PLAN: PLAN, Table.INDICATORS: INDICATORS, Table.VALUES: VALUES, Table.REPORTS: REPORTS}
)
SHEET_NAMES = MappingProxyType(
    {
        Table.PLAN: "Plan d'actions",
        Table.INDICATORS: "Indicateurs",
        Table.VALUES: "Valeurs",
        Table.REPORTS: "Points d'étape",
    }
)
GUIDE_SHEET, LISTS_SHEET = "Mode d'emploi", "Listes"
PASSED_OVER = (
    "mode d'emploi",
    "mode demploi",
    "notice",
    "guide",
    "listes",
    "liste",
    "listes deroulantes",
    "lisez moi",
    "lisezmoi",
    "readme",
    "legende",
    "sommaire",
    "instructions",
    "aide",
    "parametres",
    "parametrage",
    "nomenclature",
    "releve des problemes",
)
"""Names of sheets that never hold a plan."""
LEFT_ASIDE = (
    "actions liées",
    "mesures liées",
    "documents et liens",
    "participation citoyenne",
    "nombre d'actions",
    "date de signature",
    "documents",
    "liens",
    "convention",
    "code du territoire",
    "nom du territoire",
    "année de signature",
    "durée de la convention",
    "en retard",
    "budget en toutes lettres",
)
"""Headers known to mean nothing here, although they look like one of ours: never matched by closeness."""
REQUIRED = MappingProxyType(
    {
        Table.PLAN: ("title",),
        Table.INDICATORS: ("indicator",),
        Table.VALUES: ("indicator", "on_date", "value"),
        Table.REPORTS: ("title", "on_date", "status"),
    }
)
"""Fields without which a table is not one of these."""

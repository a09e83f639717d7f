"""The ordered table of columns of each sheet: one definition for import, template and export.

`header` is the word of our own workbook; `synonyms` are what communes and other tools write instead
(the 33 headers of ADEME's action plan model among them). Words are compared by `key_words`: accents,
case, signs, emoji, line breaks and trailing spaces do not count.
"""

from ctg_tracking.spreadsheet.columns.contents import NATIONAL_THEMES
from ctg_tracking.spreadsheet.columns.course import STATUSES
from ctg_tracking.spreadsheet.columns.indicators import INDICATORS
from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, Table
from ctg_tracking.spreadsheet.columns.plan import PLAN
from ctg_tracking.spreadsheet.columns.reports import REPORTS
from ctg_tracking.spreadsheet.columns.sheets import (
    GUIDE_SHEET,
    LEFT_ASIDE,
    LISTS_SHEET,
    PASSED_OVER,
    REQUIRED,
    SHEET_NAMES,
    TABLES,
)
from ctg_tracking.spreadsheet.columns.values import VALUES
from ctg_tracking.spreadsheet.columns.yearly import YEARLY

__all__ = [
    "GUIDE_SHEET",
    "INDICATORS",
    "LEFT_ASIDE",
    "LISTS_SHEET",
    "NATIONAL_THEMES",
    "PASSED_OVER",
    "PLAN",
    "REPORTS",
    "REQUIRED",
    "SHEET_NAMES",
    "STATUSES",
    "TABLES",
    "VALUES",
    "YEARLY",
    "Column",
    "Kind",
    "Table",
]

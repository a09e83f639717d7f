"""Counts of actions by axe, territory, signature year… at a day: the table behind most charts.

Counts are of fiches: an operation counts within its fiche, except by pilot, where it counts for its own pilots. An
action in two themes (or with two pilots, or serving two communes) counts in both rows, and once in the total.
What is missing is the last row, its key None. Only rows that hold an action are given.

tables          a table, whatever its rows are
rows            what a table is made of, and the scope it counts in
of_conventions  by convention, territory, signature year, term
of_plans        by axe, theme, pilot, status
of_communes     by commune served
"""

from ctg_tracking.figures.status.of_communes import by_commune
from ctg_tracking.figures.status.of_conventions import ConventionCounts, by_convention, rows_of
from ctg_tracking.figures.status.of_plans import by_axe, by_theme
from ctg_tracking.figures.status.rows import By, Key, Scope, StatusRow, StatusTable, scope_of
from ctg_tracking.figures.status.tables import status_table

__all__ = [
    "By",
    "ConventionCounts",
    "Key",
    "Scope",
    "StatusRow",
    "StatusTable",
    "by_axe",
    "by_commune",
    "by_convention",
    "by_theme",
    "rows_of",
    "scope_of",
    "status_table",
]

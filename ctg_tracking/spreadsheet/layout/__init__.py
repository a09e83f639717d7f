"""Where the tables of a sheet are, whatever its shape, and what each of their columns is."""

from ctg_tracking.spreadsheet.layout.corrections import Corrections, corrections
from ctg_tracking.spreadsheet.layout.forms import Forms, read_forms
from ctg_tracking.spreadsheet.layout.found import found_table, shape_of
from ctg_tracking.spreadsheet.layout.guessing import guessed_tables
from ctg_tracking.spreadsheet.layout.guidance import is_guidance, passed_over
from ctg_tracking.spreadsheet.layout.place import SURE, Matched, Place
from ctg_tracking.spreadsheet.layout.sharing import is_plan
from ctg_tracking.spreadsheet.layout.tables import find_table, find_tables

__all__ = [
    "SURE",
    "Corrections",
    "Forms",
    "Matched",
    "Place",
    "corrections",
    "find_table",
    "find_tables",
    "found_table",
    "guessed_tables",
    "is_guidance",
    "is_plan",
    "passed_over",
    "read_forms",
    "shape_of",
]

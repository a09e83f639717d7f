"""Imports: read files, preview, apply, undo. One transaction each, by an author, journalled and reversible.

source = importing.read_one(File(name, content))
importing.preview(store, author, source, Target(reference="CTG-49301-2023"))
importing.apply(store, author, source, Target(territory_code="49301", starts_on=…, term_years=4))
"""

from ctg_tracking.follow_up.importing.journal import Journalled, imports, original_file
from ctg_tracking.follow_up.importing.telling import ToldChange, told_changes
from ctg_tracking.follow_up.importing.undoing import Undone, undo
from ctg_tracking.follow_up.importing.verbs import (
    ImportResult,
    Source,
    Target,
    apply,
    mapping_of,
    preview,
    problem_record,
    read,
    read_one,
    refused_sentence,
)
from ctg_tracking.spreadsheet.reading import File

__all__ = [
    "File",
    "ImportResult",
    "Journalled",
    "Source",
    "Target",
    "ToldChange",
    "Undone",
    "apply",
    "imports",
    "mapping_of",
    "original_file",
    "preview",
    "problem_record",
    "read",
    "read_one",
    "refused_sentence",
    "told_changes",
    "undo",
]

"""Imports: read files, preview, apply, undo. One transaction each, by an author, journalled and reversible.

source = importing.read_one(File(name, content))
importing.preview(store, author, source, Target(reference="CTG-49301-2023"))
importing.apply(store, author, source, Target(territory_code="49301", starts_on=…, term_years=4))
"""

from ctg_tracking.follow_up.importing.applying import ImportResult, apply, apply_many, preview, refused_sentence
from ctg_tracking.follow_up.importing.journal import Journalled, imports, mapping_of, original_file, problem_record
from ctg_tracking.follow_up.importing.remembering import Remembered, remembered
from ctg_tracking.follow_up.importing.since import EditSince, edits_since
from ctg_tracking.follow_up.importing.sources import Source, read, read_one, understood
from ctg_tracking.follow_up.importing.targets import Target, proposed_target
from ctg_tracking.follow_up.importing.telling import ToldChange, told_changes
from ctg_tracking.follow_up.importing.undoing import Undone, undo
from ctg_tracking.spreadsheet.reading import File

__all__ = [
    "EditSince",
    "File",
    "ImportResult",
    "Journalled",
    "Remembered",
    "Source",
    "Target",
    "ToldChange",
    "Undone",
    "apply",
    "apply_many",
    "edits_since",
    "imports",
    "mapping_of",
    "original_file",
    "preview",
    "problem_record",
    "proposed_target",
    "read",
    "read_one",
    "refused_sentence",
    "remembered",
    "told_changes",
    "understood",
    "undo",
]

"""From sheets of cells to a plan: finds the tables by itself, then reads them row by row.

A row with an error is refused alone; what could not be read is a `Problem` at its cell. Pure: no store, no clock.
"""

from collections.abc import Sequence
from dataclasses import replace

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet import plan_rows, side_rows
from ctg_tracking.spreadsheet.collector import collector_at_rest
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.fiches import completed
from ctg_tracking.spreadsheet.finding import Found, doubts, find, found_tables
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.layout import Place
from ctg_tracking.spreadsheet.mapping import FIELDS, mapping_document, read_decisions, read_mapping
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.retold import told_once
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.unheard import unheard
from ctg_tracking.spreadsheet.written import as_written


@collector_at_rest()
def understand(workbook: Workbook, told: Understanding | None = None) -> ParsedPlan:
    """The plan of a workbook. Raises `UnreadableFile` when no table of any known kind is found."""
    told = told or Understanding()
    found = find(workbook, told)
    if not found.places:
        raise UnreadableFile(workbook.file, _nothing_found(workbook))
    sink = Sink(told, workbook.sheets)
    sink.problems += doubts(found.places)
    for place in found.places:
        _READERS[place.kind](place, sink)
    plan = sink.plan(workbook.file, workbook.sha256)
    if not plan.rows and not plan.headings and len(plan.problems) == len(doubts(found.places)):
        raise UnreadableFile(workbook.file, _no_row(found.places))
    read = replace(
        plan,
        tables=found_tables(found.places),
        sheets_ignored=found.aside,
        shape=found.shape,
        notes=(*workbook.notes, *unheard(workbook, told), *plan.notes),
    )
    read = told_once(as_written(read, found.forms))
    return _with_fiches(read, found, workbook, told) if found.fiches else read


def _with_fiches(plan: ParsedPlan, found: Found, workbook: Workbook, told: Understanding) -> ParsedPlan:
    """The plan completed by the fiches beside its table, read apart: they bring no heading of their own."""
    sink = Sink(told, workbook.sheets)
    sink.problems += doubts(found.fiches)
    for place in found.fiches:
        plan_rows.read_plan_rows(place, sink)
    fiches = replace(sink.plan(workbook.file, workbook.sha256), tables=found_tables(found.fiches))
    return completed(plan, as_written(fiches, found.forms))


_READERS = {
    Table.PLAN: plan_rows.read_plan_rows,
    Table.INDICATORS: side_rows.read_indicator_rows,
    Table.VALUES: side_rows.read_value_rows,
    Table.REPORTS: side_rows.read_report_rows,
}


def _nothing_found(workbook: Workbook) -> str:
    if not any(sheet.rows for sheet in workbook.sheets):
        return "toutes ses feuilles sont vides"
    if workbook.sheets and all(sheet.hidden for sheet in workbook.sheets):
        return "toutes ses feuilles sont masquées"
    return (
        "aucun tableau d’actions n’y a été trouvé\u202f; attendu\u202f: une ligne d’en-têtes avec au moins "
        "l’intitulé des actions (« Action », « Intitulé », « Titre de la fiche action »…) "
        "et une autre colonne (axe, pilote, échéance, statut…)"
    )


def _no_row(places: Sequence[Place]) -> str:
    place = places[0]
    where = f"de la feuille « {place.sheet.name} »" if place.sheet.name else "du fichier"
    return f"le tableau {where} ne contient encore aucune action (à remplir à partir de la ligne {place.first + 1})"


__all__ = ["FIELDS", "mapping_document", "read_decisions", "read_mapping", "understand"]

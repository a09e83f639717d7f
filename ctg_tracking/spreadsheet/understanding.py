"""From sheets of cells to a plan: finds the tables by itself, then reads them row by row.

A row with an error is refused alone; what could not be read is a `Problem` at its cell. Pure: no store, no clock.
"""

from types import MappingProxyType

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet import plan_rows, side_rows
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.layout import Place, find_table, find_tables, passed_over
from ctg_tracking.spreadsheet.mapping import FIELDS, mapping_document, read_decisions, read_mapping
from ctg_tracking.spreadsheet.plan import FoundTable, ParsedPlan
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.told import Understanding


def understand(workbook: Workbook, told: Understanding | None = None) -> ParsedPlan:
    """The plan of a workbook. Raises `UnreadableFile` when no table of any known kind is found."""
    told = told or Understanding()
    places, aside = _places(workbook, told)
    if not places:
        raise UnreadableFile(workbook.file, _nothing_found(workbook))
    sink = Sink(told)
    for place in places:
        _READERS[place.kind](place, sink)
    plan = sink.plan(workbook.file, workbook.sha256)
    if not plan.rows and not plan.problems and not plan.headings:
        raise UnreadableFile(workbook.file, _no_row(places))
    return ParsedPlan(
        **{name: getattr(plan, name) for name in plan.__dataclass_fields__}
        | {
            "tables": tuple(_found(place) for place in places),
            "sheets_ignored": aside,
            "notes": (*workbook.notes, *plan.notes),
        }
    )


_READERS = {
    Table.PLAN: plan_rows.read_plan_rows,
    Table.INDICATORS: side_rows.read_indicator_rows,
    Table.VALUES: side_rows.read_value_rows,
    Table.REPORTS: side_rows.read_report_rows,
}


def _places(workbook: Workbook, told: Understanding) -> tuple[list[Place], tuple[str, ...]]:
    """Tables in the order plan, indicators, values, reports; and the names of the sheets left aside."""
    found: list[Place] = []
    aside = []
    sheets = [sheet for sheet in workbook.sheets if not sheet.hidden and not passed_over(sheet)]
    firsts = [find_table(sheet, told.asked) for sheet in sheets]
    plan_somewhere = any(place is not None and place.kind is Table.PLAN for place in firsts)
    for sheet in workbook.sheets:
        places = find_tables(sheet, told.asked, plan_elsewhere=plan_somewhere) if sheet in sheets else []
        if not places:
            aside.append(sheet.name)
        found += places
    order = list(Table)
    return sorted(found, key=lambda place: order.index(place.kind)), tuple(name for name in aside if name)


def _found(place: Place) -> FoundTable:
    return FoundTable(
        place.kind,
        place.sheet.name,
        place.header + 1,
        MappingProxyType({column.header: column.field for column in place.columns}),
        MappingProxyType({column.header: min(column.confidence, 100) for column in place.columns}),
        place.ignored,
        MappingProxyType({column.index: column.field for column in place.columns}),
    )


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


def _no_row(places: list[Place]) -> str:
    place = places[0]
    where = f"de la feuille « {place.sheet.name} »" if place.sheet.name else "du fichier"
    return f"le tableau {where} ne contient encore aucune action (à remplir à partir de la ligne {place.first + 1})"


__all__ = ["FIELDS", "mapping_document", "read_decisions", "read_mapping", "understand"]

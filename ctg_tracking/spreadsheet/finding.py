"""The tables of a workbook, sheet by sheet, and the sheets left aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ctg_tracking.spreadsheet.columns import TABLES, YEARLY, Table
from ctg_tracking.spreadsheet.grid import Sheet, Workbook, cell_name, column_letters
from ctg_tracking.spreadsheet.layout import (
    SURE,
    Corrections,
    Forms,
    Matched,
    Place,
    corrections,
    find_table,
    find_tables,
    found_table,
    guessed_tables,
    is_plan,
    passed_over,
    read_forms,
    shape_of,
)
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import FoundTable
from ctg_tracking.spreadsheet.told import Understanding


@dataclass(frozen=True, slots=True)
class Found:
    """Tables in the order plan, indicators, values, reports; names of the sheets `aside`; signature of their shape.

    `forms`: for each sheet read as forms, where the cells of the tables made of them stand in it. `fiches`: the forms
    that tell again actions that a table lists.
    """

    places: tuple[Place, ...]
    aside: tuple[str, ...]
    shape: str
    forms: Mapping[str, Mapping[str, str]]
    fiches: tuple[Place, ...] = ()


def find(workbook: Workbook, told: Understanding) -> Found:
    """The tables of a workbook, as the person corrected them; its shape is that of the file left to itself."""
    found = _find(workbook, told)
    if told.columns or told.sheets or told.header_rows:
        return replace(found, shape=_find(workbook, Understanding()).shape)
    return found


def _find(workbook: Workbook, told: Understanding) -> Found:
    said = [(sheet, corrections(told, sheet)) for sheet in workbook.sheets]
    read = [(sheet, of) for sheet, of in said if _is_read(sheet, of)]
    forms = _forms(read, told)
    found = _tables([(sheet, of) for sheet, of in read if id(sheet) not in forms])
    again: dict[int, Forms] = {}
    if any(is_plan(place) for places in found.values() for place in places):
        told_so = {id(sheet) for sheet, of in read if of.kind is Table.PLAN}
        again = {key: one for key, one in forms.items() if key not in told_so}
        forms = {key: one for key, one in forms.items() if key in told_so}
    if not forms and not any(found.values()):
        found = {id(sheet): guessed_tables(sheet, of) for sheet, of in read}
    places = [place for sheet in workbook.sheets for place in _of(sheet, found, forms)]
    aside = tuple(sheet.name for sheet in workbook.sheets if sheet.name and not _of(sheet, found, forms))
    order = list(Table)
    return Found(
        tuple(sorted(places, key=lambda place: order.index(place.kind))),
        aside,
        shape_of(places),
        MappingProxyType({one.sheet: one.written for one in (*forms.values(), *again.values())}),
        tuple(place for one in again.values() for place in one.places),
    )


def _of(sheet: Sheet, found: Mapping[int, Sequence[Place]], forms: Mapping[int, Forms]) -> Sequence[Place]:
    return forms[id(sheet)].places if id(sheet) in forms else found.get(id(sheet), ())


def _forms(read: Sequence[tuple[Sheet, Corrections]], told: Understanding) -> dict[int, Forms]:
    """Sheets filled as forms; where a table lists the actions, they tell them again, and complete them."""
    forms = {}
    for sheet, of in read:
        if of.header is None and of.kind in (None, Table.PLAN) and (one := read_forms(sheet, told)) is not None:
            forms[id(sheet)] = one
    return forms


def _tables(read: Sequence[tuple[Sheet, Corrections]]) -> dict[int, list[Place]]:
    firsts = [find_table(sheet, of) for sheet, of in read]
    plans = [place is not None and is_plan(place) for place in firsts]
    return {
        id(sheet): find_tables(sheet, of, plan_elsewhere=any(plans[:rank] + plans[rank + 1 :]))
        for rank, (sheet, of) in enumerate(read)
    }


def _is_read(sheet: Sheet, told: Corrections) -> bool:
    """Whether a sheet is looked at: as the person said, else when it is shown and holds no instructions nor lists."""
    if told.aside:
        return False
    return told.kind is not None or told.header is not None or not (sheet.hidden or passed_over(sheet))


def found_tables(places: Sequence[Place]) -> tuple[FoundTable, ...]:
    """How each table was read; of two that share their rows, each tells its own columns and the first the rest."""
    tables = []
    for place in places:
        partners = [one for one in places if one is not place and place.shared and _same_rows(one, place)]
        indexes = {column.index for one in partners for column in one.columns}
        rest = set() if not partners or place.kind is Table.PLAN else set(range(len(place.headers)))
        tables.append(found_table(place, indexes | rest))
    return tuple(tables)


def _same_rows(one: Place, other: Place) -> bool:
    return one.sheet.name == other.sheet.name and one.header == other.header and one.shared


def doubts(places: Sequence[Place]) -> list[Problem]:
    """A warning for each header taken for one of ours though it is only close to it."""
    return [_doubt(place, column) for place in places for column in place.columns if _is_doubtful(column)]


def _is_doubtful(column: Matched) -> bool:
    return column.confidence < SURE and not column.told and column.year is None and column.field != "status_mark"


def _doubt(place: Place, column: Matched) -> Problem:
    meant = next(one.header for one in (*TABLES[place.kind], *YEARLY[place.kind]) if one.field == column.field)
    cell = cell_name(place.header + place.span - 1, column.index)
    named = f"« {column.header} »" if column.header else f"{column_letters(column.index)}, sans en-tête,"
    message = (
        f"La colonne {named} est comprise comme « {meant} » (sûr à {column.confidence}\u202f%)\u202f: "
        "à vérifier dans les correspondances de colonnes."
    )
    return Problem(Severity.WARNING, place.sheet.name, cell, column.header, column.header, message)

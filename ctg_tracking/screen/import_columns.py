"""The columns of a file as people name them: what each one means, how sure that is, and the key of its answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ctg_tracking.model import french
from ctg_tracking.model.words import Look
from ctg_tracking.spreadsheet.columns import TABLES, YEARLY, Column, Table
from ctg_tracking.spreadsheet.grid import Sheet, column_letters
from ctg_tracking.spreadsheet.plan import FoundColumn, FoundTable

TABLE_WORDS: Mapping[Table, str] = {
    Table.PLAN: "Tableau des actions",
    Table.INDICATORS: "Indicateurs",
    Table.VALUES: "Valeurs d’indicateurs",
    Table.REPORTS: "Points d’étape",
}
ASIDE = "Laisser de côté"
_SURE = 100
"""Confidence of a header that is one of those we know."""
_LOOKED_AT = 200
"""Rows in which examples are looked for."""
_OWN_WORDS = {
    "axe": "Niveau 1 du plan (axe, enjeu, orientation…)",
    "objective": "Niveau 2 du plan (objectif, sous-axe…)",
    "sub_objective": "Niveau 3 du plan (sous-objectif…)",
    "axe_code": "Numéro du niveau 1",
    "objective_code": "Numéro du niveau 2",
    "code": "Numéro de l’action",
    "title": "Intitulé de l’action",
    "operation": "Opération dans l’action",
    "id": "Identifiant de l’application",
    "note_at": "Bilan d’une année",
    "mark_at": "Période cochée (calendrier)",
    "status_mark": "Statut coché dans cette colonne",
    "value_at": "Valeur à une date",
    "target_at": "Cible à une date",
}


class Certainty(StrEnum):
    """How a meaning was found."""

    SURE = "sure"
    TO_CHECK = "to_check"
    TOLD = "told"
    ASIDE = "aside"


LOOKS: Mapping[Certainty, Look] = {
    Certainty.SURE: Look("Sûr", "●", "#14A48D"),
    Certainty.TO_CHECK: Look("À vérifier", "◊", "#B27EBA"),
    Certainty.TOLD: Look("Dit par vous", "►", "#2855F1"),
    Certainty.ASIDE: Look("Laissée de côté", "○", "#67696C"),
}


@dataclass(frozen=True)
class FileColumn:
    """One column, or several of the same header in tables alike; `keys` of its answer in `Understanding.columns`."""

    keys: tuple[str, ...]
    header: str
    places: tuple[str, ...]
    kind: Table
    field: str | None
    certainty: Certainty
    samples: tuple[str, ...]


def columns_of(tables: Sequence[FoundTable]) -> list[FileColumn]:
    """The columns of every table, in the order of the file; those of one header and kind are one."""
    shared = _shared(tables)
    found: dict[tuple[Table, str], list[tuple[FoundTable, FoundColumn]]] = {}
    for table in tables:
        for column in table.fields:
            name = column.header if column.header in shared else f"{table.sheet}!{column.letter}"
            found.setdefault((table.kind, name), []).append((table, column))
    kinds: dict[str, set[Table]] = {}
    for kind, name in found:
        kinds.setdefault(name, set()).add(kind)
    return [_column(kind, name, of, alone=len(kinds[name]) == 1) for (kind, name), of in found.items()]


def bare_table(sheet: Sheet, kind: Table, header_row: int, told: Mapping[str, str | None]) -> FoundTable:
    """A sheet as a table of which nothing is understood but what was `told`: header row from 1, columns below it."""
    rows = sheet.rows[header_row - 1 :]
    columns = []
    for index in range(len(rows[0]) if rows else 0):
        cells = dict.fromkeys(str(row[index]) for row in rows[1:_LOOKED_AT] if row[index] != "")
        header, letter = str(rows[0][index]), column_letters(index)
        if cells or header:
            field = told.get(f"{sheet.name}!{letter}", told.get(header))
            columns.append(FoundColumn(index, letter, header, field, None, 0, field is not None, tuple(cells)[:3]))
    return FoundTable(kind, sheet.name, header_row, {}, {}, (), {}, tuple(columns))


def first_row(sheet: Sheet) -> int:
    """Row, counted from 1, where headers may be: the first with several cells filled."""
    filled = (rank for rank, row in enumerate(sheet.rows, 1) if sum(value != "" for value in row) > 1)
    return next(filled, 1)


def field_words(kind: Table, field: str | None) -> str:
    """What a column means, in French."""
    if field is None:
        return ASIDE
    named = (column.header for column in _offered(kind) if column.field == field)
    return _OWN_WORDS.get(field) or french.typeset(next(named, field))


def possible(kind: Table, present: str | None) -> list[str | None]:
    """What a column of such a table may mean: nothing first, then every field, and what it means now."""
    fields = [column.field for column in _offered(kind)]
    extra = [present] if present is not None and present not in fields else []
    return [None, *extra, *fields]


def _offered(kind: Table) -> Sequence[Column]:
    return (*TABLES[kind], *YEARLY.get(kind, ()))


def _shared(tables: Iterable[FoundTable]) -> set[str]:
    """Headers that name one column of a table at most."""
    seen: set[str] = set()
    twice: set[str] = set()
    for table in tables:
        headers = [column.header for column in table.fields]
        twice |= {header for header in headers if not header.strip() or headers.count(header) > 1}
        seen |= set(headers)
    return seen - twice


def _column(kind: Table, name: str, of: Sequence[tuple[FoundTable, FoundColumn]], *, alone: bool) -> FileColumn:
    first = of[0][1]
    places = tuple(f"{table.sheet}!{column.letter}" if table.sheet else column.letter for table, column in of)
    keys = (name,) if alone and name == first.header else tuple(f"{table.sheet}!{c.letter}" for table, c in of)
    samples = tuple(dict.fromkeys(sample for _, column in of for sample in column.samples))[:3]
    worst = min((column for _, column in of), key=lambda column: column.confidence)
    return FileColumn(keys, first.header, places, kind, first.field, _certainty(worst), samples)


def _certainty(column: FoundColumn) -> Certainty:
    if column.told:
        return Certainty.TOLD
    if column.field is None:
        return Certainty.ASIDE
    return Certainty.SURE if column.confidence >= _SURE else Certainty.TO_CHECK

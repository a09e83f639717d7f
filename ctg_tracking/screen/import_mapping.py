"""Step 3, « Corriger la lecture »: which sheets, which header row, what each column means; the result shows at once."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ctg_tracking.model import french
from ctg_tracking.screen.import_columns import (
    ASIDE,
    TABLE_WORDS,
    Certainty,
    FileColumn,
    bare_table,
    columns_of,
    field_words,
    first_row,
    possible,
)
from ctg_tracking.screen.import_desk import Desk, show
from ctg_tracking.screen.plain import plain
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.plan import FoundTable

NOTHING = ""
"""What is left aside, in a list: a list where nothing is chosen is another thing."""
_FEW = 9
_FAR = 1_000
"""Headers lie above this row."""


def correct(desk: Desk) -> None:
    """Everything a person may set right in the reading of a file."""
    columns = columns_of([*desk.source.plan.tables, *_unfound(desk)])
    doubtful = desk.doubt is not None or any(one.certainty is Certainty.TO_CHECK for one in columns)
    with st.expander("Corriger la lecture", expanded=doubtful, key=f"import_correct_{desk.key}"):
        if desk.doubt is not None:
            st.warning(plain(desk.doubt))
        _sheets(desk)
        _columns(desk, columns)
        if not desk.told.empty:
            st.button(
                "Revenir à la lecture d’origine", key=f"import_afresh_{desk.key}", on_click=desk.forget, type="tertiary"
            )


def _unfound(desk: Desk) -> list[FoundTable]:
    """Sheets that the person says hold a table, where none was found: their columns, for want of any meaning."""
    found = {table.sheet for table in desk.source.plan.tables}
    told = desk.told.sheets
    return [
        bare_table(sheet, kind, desk.told.header_rows.get(sheet.name, first_row(sheet)), desk.told.columns)
        for sheet in desk.source.workbook.sheets
        if (kind := told.get(sheet.name)) is not None and sheet.name not in found
    ]


# -- sheets --


def _sheets(desk: Desk) -> None:
    read = {table.sheet: table.kind for table in desk.source.plan.tables}
    st.markdown("**Les feuilles**")
    for rank, sheet in enumerate(desk.source.workbook.sheets):
        kind, row = st.columns([3, 1], vertical_alignment="bottom")
        with kind:
            _kind(desk, sheet, rank, read.get(sheet.name))
        if sheet.name in read or desk.told.sheets.get(sheet.name) is not None:
            with row:
                _header_row(desk, sheet, rank)


def _kind(desk: Desk, sheet: Sheet, rank: int, kind: Table | None) -> None:
    key = f"import_sheet_{desk.key}_{rank}"
    label = f"Feuille « {sheet.name} »" if sheet.name else "Le tableau"
    show(key, str(desk.told.sheets.get(sheet.name, kind) or NOTHING))
    st.selectbox(
        plain(french.typeset(f"{label}{' (masquée)' if sheet.hidden else ''} : à lire comme")),
        [*map(str, TABLE_WORDS), NOTHING],
        format_func=lambda one: TABLE_WORDS[Table(one)] if one else ASIDE,
        key=key,
        on_change=lambda: _say_kind(desk, sheet, _table(st.session_state[key])),
    )


def _table(said: str) -> Table | None:
    return Table(said) if said else None


def _say_kind(desk: Desk, sheet: Sheet, kind: Table | None) -> None:
    """A table that was not found needs its header row too: the one that shows beside is taken until it is changed."""
    if kind is not None and not any(table.sheet == sheet.name for table in desk.source.plan.tables):
        rows = {sheet.name: first_row(sheet), **desk.told.header_rows}
        desk.say(replace(desk.told, sheets={**desk.told.sheets, sheet.name: kind}, header_rows=rows))
    else:
        desk.say_more("sheets", sheet.name, kind)


def _header_row(desk: Desk, sheet: Sheet, rank: int) -> None:
    key = f"import_header_{desk.key}_{rank}"
    found = next((one.header_row for one in desk.source.plan.tables if one.sheet == sheet.name), first_row(sheet))
    last = min(max(len(sheet.rows), 1), _FAR)
    show(key, min(desk.told.header_rows.get(sheet.name, found), last))
    st.number_input(
        "Ligne des en-têtes",
        1,
        last,
        key=key,
        on_change=lambda: desk.say_more("header_rows", sheet.name, int(st.session_state[key])),
    )


# -- columns --


def _columns(desk: Desk, columns: Sequence[FileColumn]) -> None:
    """Uncertain columns first; the sure ones, and many left aside, on demand, for a table may have fifty."""
    if not columns:
        return
    st.markdown("**Les colonnes**")
    sure = [one for one in columns if one.certainty is Certainty.SURE]
    aside = [one for one in columns if one.certainty is Certainty.ASIDE]
    others = [one for one in columns if one not in sure and one not in aside]
    _meanings(desk, others)
    if len(aside) <= _FEW or _wanted(desk, "aside", aside, "colonne laissée de côté", "colonnes laissées de côté"):
        _meanings(desk, aside)
    if not (others or aside) or (sure and _wanted(desk, "sure", sure, "colonne sûre", "colonnes sûres")):
        _meanings(desk, sure)


def _wanted(desk: Desk, which: str, columns: Sequence[FileColumn], singular: str, plural: str) -> bool:
    words = f"Montrer aussi {french.counted(len(columns), singular, plural)}"
    return st.toggle(words, key=f"import_show_{which}_{desk.key}")


def _meanings(desk: Desk, columns: Sequence[FileColumn]) -> None:
    for start in range(0, len(columns), 3):
        for place, one in zip(st.columns(3), columns[start : start + 3], strict=False):
            with place:
                _meaning(desk, one)


def _meaning(desk: Desk, one: FileColumn) -> None:
    key = f"import_column_{desk.key}_{one.places[0]}"
    where = one.places[0].rpartition("!")[2]
    name = f"« {one.header} »" if one.header.strip() else "Sans en-tête"
    show(key, one.field or NOTHING)
    st.selectbox(
        plain(french.typeset(f"{name} (colonne {where})")),
        [field or NOTHING for field in possible(one.kind, one.field)],
        format_func=lambda field: field_words(one.kind, field or None),
        key=key,
        on_change=lambda: _said(desk, one, st.session_state[key] or None),
        help=plain(" · ".join(one.samples)) or None,
    )


def _said(desk: Desk, one: FileColumn, field: str | None) -> None:
    for key in one.keys:
        desk.say_more("columns", key, field)

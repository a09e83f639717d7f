"""The import workbook: the columns of `columns.py` with their lists, hints and frozen headers, and a page of guidance.

The same workbook, filled, is the export of a plan: what is written here is read back unchanged.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.spreadsheet.columns import (
    GUIDE_SHEET,
    LISTS_SHEET,
    REQUIRED,
    SHEET_NAMES,
    TABLES,
    Column,
    Kind,
    Table,
)

LAST_ROW = 2_000
"""Lists and hints reach this row."""

Filled = Mapping[Table, Sequence[Mapping[str, Any]]]
"""Rows to write in each sheet, by field."""

_INK, _PAPER, _ACCENT, _RULE = "FF14181F", "FFFFFFFF", "FF2855F1", "FFD5D7DB"
_FORMATS = MappingProxyType(
    {
        Kind.DATE: "DD/MM/YYYY",
        Kind.START: "DD/MM/YYYY",
        Kind.DUE: "DD/MM/YYYY",
        Kind.MONEY: "#,##0.00",
        Kind.CODE: "@",
        Kind.ID: "@",
    }
)
_FREE_LISTS = frozenset(("themes",))
"""Fields whose list is offered and not imposed: a cell may hold several items, or another word."""

_GUIDE = (
    ("Importer le plan d’actions d’une convention territoriale globale", "title"),
    ("Ce classeur se remplit feuille par feuille. Seule « Plan d'actions » est nécessaire.", ""),
    ("", ""),
    ("Plan d'actions", "part"),
    ("Une ligne par action. Seul l’intitulé est obligatoire\u202f; une cellule vide n’efface jamais rien.", ""),
    ("Axe : « Axe 1 : Petite enfance », « Enjeu 3 » ou un simple titre. Objectif et Sous-objectif s’il y en a.", ""),
    ("Opération : une partie d’une action qui a ses propres pilotes et dates. Répétez l’action dans « Action ».", ""),
    ("Pilotes, partenaires, thèmes, communes : plusieurs noms se séparent par des points-virgules.", ""),
    ("Dates : 31/12/2026. « T1 2027 », « fin 2026 » ou « 2025-2027 » sont compris, et leurs mots sont gardés.", ""),
    ("Un calendrier sans date sûre (« Pas avant le second semestre 2026 ») va dans « Calendrier ».", ""),
    ("Statut : un mot de la liste. Le retard ne se saisit pas, il se calcule d’après l’échéance.", ""),
    ("Motif : attendu pour une action suspendue ou abandonnée. Date de reprise : pour une action reportée.", ""),
    ("Situation au : la date à laquelle le statut est vrai\u202f; vide, c’est le jour de l’import.", ""),
    ("", ""),
    ("Indicateurs et Valeurs", "part"),
    ("Indicateurs : un par ligne, avec sa valeur de départ, sa cible et leurs dates. Vide n’est pas zéro.", ""),
    ("L’action se nomme par son axe et son numéro, ou son intitulé. Sans action : indicateur de l’axe.", ""),
    ("Valeurs : une valeur par ligne, avec sa date et sa source. Une colonne « Valeur 2024 » vaut le 31/12/2024.", ""),
    ("", ""),
    ("Points d'étape", "part"),
    ("L’historique : ce qui a été dit de chaque action, à quelle date. Facultatif.", ""),
    ("", ""),
    ("Importer de nouveau", "part"),
    ("Le même classeur peut être complété et importé de nouveau : seules les différences sont écrites.", ""),
    ("L’identifiant, rempli par l’export, retrouve l’action même si son titre ou son numéro a changé.", ""),
    ("Avant d’écrire, l’application montre ce qui est ajouté, modifié, inchangé ou absent, cellule par cellule.", ""),
)


def write_template(path: Path) -> None:
    """Write the empty import workbook at `path`."""
    path.write_bytes(workbook_bytes({}))


def workbook_bytes(filled: Filled) -> bytes:
    """The import workbook with these rows, as the content of an .xlsx file."""
    content = BytesIO()
    plan_workbook(filled).save(content)
    return content.getvalue()


def plan_workbook(filled: Filled) -> Workbook:
    """The import workbook, its sheets filled with rows by field."""
    book = Workbook()
    book.properties.creator = "ctg-tracking"
    book.properties.title = "Plan d’actions d’une convention territoriale globale"
    guide = book.worksheets[0]
    guide.title = GUIDE_SHEET
    _write_guide(guide)
    lists = _lists()
    for kind in Table:
        _write_table(book.create_sheet(SHEET_NAMES[kind]), kind, lists, filled.get(kind, ()))
    _write_lists(book.create_sheet(LISTS_SHEET), lists)
    book.active = 1
    return book


def template_columns(kind: Table) -> Sequence[Column]:
    """Columns of a sheet of the workbook, in order: those with a hint, or a header of their own in the format."""
    return tuple(column for column in TABLES[kind] if column.field not in _READ_ONLY[kind])


_READ_ONLY = MappingProxyType(
    {
        Table.PLAN: frozenset(("indicators", "axe_code", "objective_code")),
        Table.INDICATORS: frozenset(("current", "current_on")),
        Table.VALUES: frozenset[str](),
        Table.REPORTS: frozenset[str](),
    }
)
"""Fields read from other workbooks, that have a better place in ours."""


# -- sheets --


def _write_table(
    sheet: Worksheet, kind: Table, lists: Mapping[tuple[str, ...], str], rows: Sequence[Mapping[str, Any]]
) -> None:
    columns = template_columns(kind)
    for index, column in enumerate(columns, 1):
        _write_header(sheet, index, column, required=column.field in REQUIRED[kind])
        _offer(sheet, index, column, lists)
    sheet.row_dimensions[1].height = 32
    frozen = next(index for index, column in enumerate(columns, 1) if column.field in ("title", "indicator")) + 1
    sheet.freeze_panes = f"{get_column_letter(min(frozen, 8))}2"
    for number, row in enumerate(rows, 2):
        for index, column in enumerate(columns, 1):
            _write_value(sheet.cell(number, index), row.get(column.field), column)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(rows) + 1, 2)}"
    _print_well(sheet)


def _write_header(sheet: Worksheet, index: int, column: Column, *, required: bool) -> None:
    cell = sheet.cell(1, index, column.header)
    cell.font = Font(bold=True, color=_PAPER)
    cell.fill = PatternFill("solid", fgColor=_ACCENT if required else _INK)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = Border(bottom=Side("thin", color=_RULE))
    width = sheet.column_dimensions[get_column_letter(index)]
    width.width = column.width
    width.number_format = _FORMATS.get(column.kind, "General")
    width.alignment = Alignment(vertical="top", wrap_text=column.kind in (Kind.LONG_TEXT, Kind.TITLE, Kind.TEXT))


def _offer(sheet: Worksheet, index: int, column: Column, lists: Mapping[tuple[str, ...], str]) -> None:
    """The column's list and its hint, shown when a cell is entered."""
    if not column.hint and not column.choices:
        return
    rule = DataValidation(allow_blank=True)
    if column.choices:
        rule.type = "list"
        rule.formula1 = lists[column.choices]
        rule.showErrorMessage = column.field not in _FREE_LISTS
        rule.errorTitle, rule.error = column.header[:32], "Choisissez un mot de la liste."
        rule.errorStyle = "warning"
    if column.hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.header[:32], column.hint[:255]
    letter = get_column_letter(index)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _write_value(cell: Cell | MergedCell, value: Any, column: Column) -> None:
    """A value as a person would type it; text that looks like a formula stays text."""
    if value is None or value == () or isinstance(cell, MergedCell):
        return
    if isinstance(value, (tuple, list)):
        value = " ; ".join(str(item) for item in value)
    if isinstance(value, bool):
        value = "Oui" if value else "Non"
    label = getattr(value, "label", None)
    cell.value = label if label is not None else value
    if isinstance(cell.value, str):
        cell.data_type = "s"
    if isinstance(value, (date, datetime)):
        cell.number_format = "DD/MM/YYYY"
    elif column.kind in _FORMATS:
        cell.number_format = _FORMATS[column.kind]
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _print_well(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write_guide(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 110
    for number, (text, style) in enumerate(_GUIDE, 1):
        cell = sheet.cell(number, 1, text or None)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if style:
            cell.font = Font(bold=True, size=16 if style == "title" else 12, color=_ACCENT)


def _lists() -> dict[tuple[str, ...], str]:
    """Each list of choices and the range that holds it in « Listes »."""
    found = dict.fromkeys(column.choices for kind in Table for column in template_columns(kind) if column.choices)
    return {
        choices: f"'{LISTS_SHEET}'!${get_column_letter(index)}$2:${get_column_letter(index)}${len(choices) + 1}"
        for index, choices in enumerate(found, 1)
    }


def _write_lists(sheet: Worksheet, lists: Mapping[tuple[str, ...], str]) -> None:
    names = {
        column.choices: column.header for kind in Table for column in reversed(template_columns(kind)) if column.choices
    }
    for index, choices in enumerate(lists, 1):
        sheet.cell(1, index, names[choices]).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(index)].width = 26
        for row, choice in enumerate(choices, 2):
            sheet.cell(row, index, choice)

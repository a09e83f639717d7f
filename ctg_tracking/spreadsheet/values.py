"""Values of every sheet as calamine reads them, made safe: from A1, no blank edges, no infinite number.

Imported by the reading child, which alone imports calamine.
"""

import io
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ctg_tracking.spreadsheet.inspection import BROKEN, LOCKED, MAX_AREA, NotAPlanError

_ENGLISH = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_FRENCH = ("#N/D", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#PROPAGATION!")
ERRORS = frozenset(_ENGLISH + _FRENCH)
"""Words of a formula in error, as Excel shows them in English and in French."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that no cell shows, and that neither a database nor a workbook takes back."""


@dataclass
class Values:
    """One sheet: `errors` are the cells whose value was an error or no number at all, by (row, column)."""

    name: str
    hidden: bool
    rows: list[list[Any]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def read_values(content: bytes, tick: Callable[[float, str], None]) -> list[Values]:
    """Every worksheet in order; calamine knows no merges of ODS and XLSB. `NotAPlanError` when calamine refuses it."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for place, meta in enumerate(workbook.sheets_metadata):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            tick(place / len(workbook.sheet_names), meta.name)
            sheet = workbook.get_sheet_by_name(meta.name)
            if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > 4 * MAX_AREA:
                raise NotAPlanError("une de ses feuilles est démesurée\u202f; effacez ce qui se trouve loin du tableau")
            merges = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
            hidden = meta.visible is not SheetVisibleEnum.Visible
            sheets.append(values(meta.name, hidden, sheet.to_python(skip_empty_area=False), merges))
        return sheets
    except PasswordError as error:
        raise NotAPlanError(LOCKED) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise NotAPlanError(BROKEN) from error


def values(
    name: str, hidden: bool, rows: list[list[Any]], merges: tuple[tuple[int, int, int, int], ...] = ()
) -> Values:
    """A sheet of these rows; errors, infinite numbers and control characters are taken out."""
    errors: dict[tuple[int, int], str] = {}
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            kind = type(value)
            if kind is float:
                if not math.isfinite(value):
                    errors[index, column] = "#NUM!"
                    row[column] = ""
            elif kind is str and value:
                if value[0] == "#" and value in ERRORS:
                    errors[index, column] = value
                    row[column] = ""
                elif not value.isprintable():
                    row[column] = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return Values(name, hidden, trimmed(rows), merges, errors)


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """`rows` without the blank rows at the end and the blank columns at the right."""
    while rows and not any(value != "" for value in rows[-1]):
        rows.pop()
    width = max((last_filled(row) for row in rows), default=0)
    return [row[:width] for row in rows]


def last_filled(row: list[Any]) -> int:
    """Number of cells up to the last filled one."""
    for index in range(len(row), 0, -1):
        if row[index - 1] != "":
            return index
    return 0

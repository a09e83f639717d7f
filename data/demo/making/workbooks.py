"""Writing workbooks that are the same bytes each time: fixed dates in the archive and in its properties."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None
MADE = datetime(2026, 6, 30, 12, 0, 0)  # noqa: DTZ001 - a property of the file, not a moment of history
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_HEADER = PatternFill("solid", fgColor="FFE8EDF7")


@dataclass(frozen=True)
class SheetOf:
    """One sheet: lines above the table, headers, rows."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = ()


def write_workbook(path: Path, title: str, sheets: Sequence[SheetOf]) -> None:
    """Write an .xlsx whose cells, properties and archive dates depend on nothing but the arguments."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = "Démonstration"
    book.properties.created = MADE
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), _without_blank_columns(sheet))
    raw = BytesIO()
    book.save(raw)
    path.write_bytes(_still(raw.getvalue()))


def _without_blank_columns(sheet: SheetOf) -> SheetOf:
    """Communes delete the columns they do not use; so do these files."""
    kept = [i for i in range(len(sheet.headers)) if any(row[i] not in (None, "") for row in sheet.rows)]
    rows = [[row[i] for i in kept] for row in sheet.rows]
    return SheetOf(sheet.name, [sheet.headers[i] for i in kept], rows, sheet.above)


def _fill(target: Worksheet, sheet: SheetOf) -> None:
    for line in sheet.above:
        target.append([line])
        target.cell(target.max_row, 1).font = Font(bold=True, size=13)
    target.append(list(sheet.headers))
    top = target.max_row
    for cell in target[top]:
        cell.font, cell.fill = Font(bold=True), _HEADER
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row in sheet.rows:
        target.append(list(row))
    for row in target.iter_rows(min_row=top + 1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    for index, header in enumerate(sheet.headers, 1):
        longest = max([len(header), *(len(str(row[index - 1] or "")) for row in sheet.rows)])
        target.column_dimensions[get_column_letter(index)].width = min(48, max(11, longest + 2))
    target.freeze_panes = f"A{top + 1}"


def _still(content: bytes) -> bytes:
    """The same archive with no trace of when it was written."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            body = old.read(name)
            if name == "docProps/core.xml":
                body = _MODIFIED.sub(rb"\g<1>" + MADE.isoformat().encode() + rb"Z\g<2>", body)
            info = zipfile.ZipInfo(name, (2026, 6, 30, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, body, compresslevel=9)
    return out.getvalue()

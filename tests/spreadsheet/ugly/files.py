"""Files made by script: .xlsx through openpyxl, .ods from raw XML, .csv from text."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.follow_up.importing import File

Rows = Sequence[Sequence[Any]]
Touch = Callable[[Worksheet], object]
"""What else is done to a sheet once its rows are there: merges, colours, hidden rows."""


def xlsx(*sheets: tuple[Any, ...], name: str = "plan.xlsx") -> File:
    """A workbook of sheets: name, rows (None leaves a cell empty), then what is done to it (`Touch`)."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for title, rows, *touches in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for touch in touches:
            touch(sheet)
    content = io.BytesIO()
    book.save(content)
    return File(name, content.getvalue())


def merged(*ranges: str) -> Touch:
    """Merge ranges."""
    return lambda sheet: [sheet.merge_cells(one) for one in ranges]


def coloured(colours: Mapping[str, str]) -> Touch:
    """Fill cells: name of a cell -> RRGGBB."""

    def touch(sheet: Worksheet) -> None:
        for cell, colour in colours.items():
            sheet[cell].fill = PatternFill("solid", fgColor=f"FF{colour}")

    return touch


def both(*touches: Touch) -> Touch:
    """Several touches, one after the other."""
    return lambda sheet: [touch(sheet) for touch in touches]


def csv(text: str, encoding: str = "utf-8", separator: str = ";", name: str = "plan.csv") -> File:
    """A text file whose columns are written with « | » in `text`."""
    lines = "\r\n".join(separator.join(part.strip() for part in line.split("|")) for line in text.strip().splitlines())
    return File(name, lines.encode(encoding))


def ods(name: str, *rows: Sequence[str]) -> File:
    """An OpenDocument sheet; a cell is text, or raw XML when it begins with « < »."""
    body = "".join(f"<table:table-row>{''.join(_ods_cell(cell) for cell in row)}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="{escape(name)}">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return File("plan.ods", file.getvalue())


_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _ods_cell(cell: str) -> str:
    if cell.startswith("<"):
        return cell
    if not cell:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'

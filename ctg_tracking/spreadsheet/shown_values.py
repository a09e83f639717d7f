"""What formulas last showed, put back in a workbook written anew.

openpyxl writes formulas without their values: a workbook sent back before anybody opened it would read as blank there.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FORMULA = re.compile(
    r'<c r="(?P<cell>[A-Z]{1,3}[0-9]{1,7})"(?P<more>[^<>]*)>'
    r"(?P<formula><f\b[^<>]*(?:/>|>[^<]*</f>))<v\s*(?:/>|>\s*</v>)</c>"
)
_TYPE = re.compile(r'\s+t="[^"]*"')
_KEPT = frozenset(("str", "b", "e", "n"))

Shown = Mapping[str, tuple[str, str]]
"""Cell -> type and value, as the file writes them."""


def with_shown_values(before: bytes, after: bytes) -> bytes:
    """`after` (as openpyxl wrote it) with the values that formulas had in `before`."""
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    known, places = _sheet_parts(old), _sheet_parts(new)
    changed = {
        places[name]: _put_back(new.read(places[name]).decode("utf-8"), shown)
        for name, part in known.items()
        if name in places and (shown := _shown(old, part))
    }
    if not changed:
        return after
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in new.infolist():
            text = changed.get(entry.filename)
            written.writestr(entry, new.read(entry) if text is None else text.encode("utf-8"))
    return made.getvalue()


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet -> its part of the archive."""
    names = {name.lower(): name for name in archive.namelist()}
    book = next((names[name] for name in ("xl/workbook.xml", "workbook.xml") if name in names), None)
    if book is None:
        return {}
    folder = posixpath.dirname(book)
    links = posixpath.join(folder, "_rels", posixpath.basename(book) + ".rels")
    targets = {
        link.get("Id"): _target(folder, link.get("Target", ""))
        for link in ET.fromstring(archive.read(links)).iter(_PACKAGE)  # noqa: S314 - looked into before
    }
    root = ET.fromstring(archive.read(book))  # noqa: S314 - looked into before
    return {
        sheet.get("name", ""): targets[sheet.get(_RELATED)]
        for sheet in root.iter(f"{_MAIN}sheet")
        if targets.get(sheet.get(_RELATED)) in archive.namelist()
    }


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _shown(archive: zipfile.ZipFile, part: str) -> Shown:
    """What each formula of a sheet showed; one part is walked cell by cell, and forgotten as it goes."""
    found = {}
    with archive.open(part) as content:
        for _, element in ET.iterparse(content):  # noqa: S314 - looked into before
            if element.tag == f"{_MAIN}c":
                value = element.findtext(f"{_MAIN}v")
                kind = element.get("t", "n")
                if value is not None and kind in _KEPT and element.find(f"{_MAIN}f") is not None:
                    found[element.get("r", "")] = (kind, value)
            if element.tag == f"{_MAIN}row":
                element.clear()
    return found


def _put_back(sheet: str, shown: Shown) -> str:
    def filled(match: re.Match[str]) -> str:
        known = shown.get(match["cell"])
        if known is None:
            return match[0]
        kind, value = known
        more = _TYPE.sub("", match["more"]) + (f' t="{kind}"' if kind != "n" else "")
        return f'<c r="{match["cell"]}"{more}>{match["formula"]}<v>{escape(value)}</v></c>'

    return _FORMULA.sub(filled, sheet)

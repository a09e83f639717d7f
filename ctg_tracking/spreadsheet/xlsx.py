"""An XLSX archive before calamine opens it: what each sheet's values do not say, and what would stop calamine.

Imported by the reading child: standard library only.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from ctg_tracking.spreadsheet.inspection import open_archive, part, pieces
from ctg_tracking.spreadsheet.marks import Marks
from ctg_tracking.spreadsheet.xlsx_marks import KNOWN_ERRORS, Seen, look_through
from ctg_tracking.spreadsheet.xlsx_styles import Styles, local, parse, read_styles

MAX_PART = 20_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ERROR = re.compile(
    rb"(\st\s{0,9}=\s{0,9}[\"']e[\"'][^<>]{0,300}>"
    rb"(?:<(?:[\w.-]{1,31}:)?f[^<>]{0,1000}>[^<]{0,9000}(?:</(?:[\w.-]{1,31}:)?f>)?)?\s{0,99}"
    rb"<(?:[\w.-]{1,31}:)?v>)([^<>]{1,40})(?=</)"
)
NO_STYLES = "Les couleurs et les formats de nombre de ce classeur n’ont pas pu être lus."

Tick = Callable[[float, str], None]
"""Told how much of the sheets is read, from 0 to 1, and the name of the sheet."""


@dataclass
class Look:
    """What was seen: marks by name of sheet, French notes, and the content that calamine can read."""

    content: bytes
    marks: dict[str, Marks] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def look_at(content: bytes, tick: Tick) -> Look:
    """Look through every sheet; `NotAPlanError` when the archive or a sheet is hostile."""
    archive = open_archive(content)
    look = Look(content)
    styles = _styles(archive, look.notes)
    names = _sheet_names(archive)
    entries = [entry for entry in archive.infolist() if entry.filename in names or _SHEET.fullmatch(entry.filename)]
    total, done = max(sum(entry.file_size for entry in entries), 1), 0
    odd: list[str] = []
    for entry in entries:
        name = names.get(entry.filename, "")

        def read(size: int, name: str = name) -> None:
            nonlocal done
            done += size
            tick(min(done / total, 1.0), name)

        seen: Seen = look_through(archive, entry, styles, read)
        look.marks[name] = seen.marks
        if seen.odd_errors:
            odd.append(entry.filename)
    if odd:
        look.content = _with_known_errors(archive, odd)
    return look


def _styles(archive: zipfile.ZipFile, notes: list[str]) -> Styles:
    """Styles of the workbook; broken or endless ones leave it without colours, and say so."""
    written = part(archive, "xl/styles.xml", MAX_PART)
    theme = part(archive, "xl/theme/theme1.xml", MAX_PART)
    try:
        return read_styles(written, theme) if written else Styles()
    except (expat.ExpatError, ValueError):
        notes.append(NO_STYLES)
        return Styles()


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of the sheet held by each part of the archive; empty when the parts that say it are broken."""
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(tag: str, said: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            targets[said.get("Id", "")] = _path(said.get("Target", ""))

    def sheet(tag: str, said: dict[str, str]) -> None:
        if local(tag) == "sheet":
            link = next((value for name, value in said.items() if local(name) == "id" and ":" in name), "")
            names[targets.get(link, "")] = said.get("name", "")

    try:
        parse(part(archive, "xl/_rels/workbook.xml.rels", MAX_PART), relation, None)
        parse(part(archive, "xl/workbook.xml", MAX_PART), sheet, None)
    except (expat.ExpatError, ValueError):
        return {}
    present = {entry.filename.lower(): entry.filename for entry in archive.infolist()}
    return {present[path.lower()]: name for path, name in names.items() if path.lower() in present}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _with_known_errors(archive: zipfile.ZipFile, odd: list[str]) -> bytes:
    """The archive with the words of error that calamine refuses (« #SPILL! ») written « #VALUE! »: marks keep them."""

    def known(found: re.Match[bytes]) -> bytes:
        return found[1] + (found[2] if found[2].decode("utf-8", "replace") in KNOWN_ERRORS else b"#VALUE!")

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith((".xml", ".rels")):
                continue
            written = b"".join(pieces(archive, entry))
            copy.writestr(entry.filename, _ERROR.sub(known, written) if entry.filename in odd else written)
    return out.getvalue()

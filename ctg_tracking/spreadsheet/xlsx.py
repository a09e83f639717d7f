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
from ctg_tracking.spreadsheet.marks import SINCE_1904, Marks
from ctg_tracking.spreadsheet.xlsx_marks import KNOWN_ERRORS, Seen, look_through
from ctg_tracking.spreadsheet.xlsx_styles import Styles, local, parse, read_styles

MAX_PART = 20_000_000
_NAME = "workbook.xml"
_WORKBOOK = f"xl/{_NAME}"
"""Where calamine looks; Excel on line may number the part (« workbook22.xml »)."""
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
    parts = _parts(archive)
    styles, names = _styles(archive, parts, look.notes), parts.sheets
    entries = [entry for entry in archive.infolist() if entry.filename in names or _SHEET.fullmatch(entry.filename)]
    total, done = max(sum(entry.file_size for entry in entries), 1), 0
    odd: list[str] = []
    if parts.since_1904:
        look.notes.append(SINCE_1904)
    for entry in entries:
        name = names.get(entry.filename, "")

        def read(size: int, name: str = name) -> None:
            nonlocal done
            done += size
            tick(min(done / total, 1.0), name)

        seen: Seen = look_through(archive, entry, styles, read)
        look.marks[name] = seen.marks
        seen.marks.since_1904 = parts.since_1904
        if seen.odd_errors:
            odd.append(entry.filename)
    if odd or parts.workbook.lower() != _WORKBOOK:
        look.content = _readable_copy(archive, odd, parts.workbook)
    return look


def _styles(archive: zipfile.ZipFile, parts: "_Parts", notes: list[str]) -> Styles:
    """Styles of the workbook; broken or endless ones leave it without colours, and say so."""
    written, theme = part(archive, parts.styles, MAX_PART), part(archive, parts.theme, MAX_PART)
    try:
        return read_styles(written, theme) if written else Styles()
    except (expat.ExpatError, ValueError):
        notes.append(NO_STYLES)
        return Styles()


@dataclass
class _Parts:
    """Where things are in the archive: `sheets` gives the name of the sheet that a part holds."""

    workbook: str = _WORKBOOK
    styles: str = "xl/styles.xml"
    theme: str = "xl/theme/theme1.xml"
    sheets: dict[str, str] = field(default_factory=dict)
    since_1904: bool = False


def _parts(archive: zipfile.ZipFile) -> _Parts:
    """Places told by the archive's relations; the usual ones when these are broken."""
    found = _Parts()
    links: dict[str, str] = {}

    def sheet(tag: str, said: dict[str, str]) -> None:
        if local(tag) == "sheet":
            link = next((value for name, value in said.items() if local(name) == "id" and ":" in name), "")
            found.sheets[links.get(link, "").lower()] = said.get("name", "")
        elif local(tag) == "workbookPr":
            found.since_1904 = said.get("date1904", "").lower() in ("1", "true", "on")

    try:
        root = [target for _, kind, target in _relations(archive, "") if kind == "officeDocument"]
        found.workbook = root[0] if root else _WORKBOOK
        for name, kind, target in _relations(archive, found.workbook):
            links[name] = target
            if kind == "styles":
                found.styles = target
            elif kind == "theme":
                found.theme = target
        parse(part(archive, found.workbook, MAX_PART), sheet, None)
    except (expat.ExpatError, ValueError):
        found.sheets.clear()
    present = {entry.filename.lower(): entry.filename for entry in archive.infolist()}
    found.sheets = {present[path]: name for path, name in found.sheets.items() if path in present}
    return found


def _relations(archive: zipfile.ZipFile, path: str) -> list[tuple[str, str, str]]:
    """Name, kind and target of the relations of a part (of the archive itself: an empty path)."""
    folder, name = posixpath.split(path)
    found: list[tuple[str, str, str]] = []

    def relation(tag: str, said: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            target = posixpath.normpath(posixpath.join("/" + folder, said.get("Target", ""))).lstrip("/")
            found.append((said.get("Id", ""), said.get("Type", "").rpartition("/")[2], target))

    parse(part(archive, posixpath.join(folder, "_rels", f"{name}.rels"), MAX_PART), relation, None)
    return found


def _readable_copy(archive: zipfile.ZipFile, odd: list[str], workbook: str) -> bytes:
    """The archive as calamine can read it.

    Words of error that it refuses (« #SPILL! ») are written « #VALUE! » (marks keep them) in the parts named by
    `odd`; the workbook's own part takes its usual name.
    """

    def known(found: re.Match[bytes]) -> bytes:
        return found[1] + (found[2] if found[2].decode("utf-8", "replace") in KNOWN_ERRORS else b"#VALUE!")

    out = io.BytesIO()
    usual = {workbook: _WORKBOOK, f"xl/_rels/{posixpath.basename(workbook)}.rels": f"xl/_rels/{_NAME}.rels"}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith((".xml", ".rels")):
                continue
            written = b"".join(pieces(archive, entry))
            if entry.filename == "_rels/.rels":
                written = written.replace(workbook.encode(), _WORKBOOK.encode())
            copy.writestr(
                usual.get(entry.filename, entry.filename),
                _ERROR.sub(known, written) if entry.filename in odd else written,
            )
    return out.getvalue()

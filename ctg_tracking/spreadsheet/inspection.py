"""A look at a stranger's file before any parser opens it: what it really is, and how big it claims to be.

Imported by the reading child: standard library only. Each refusal is the end of a French sentence
(« Le fichier … ne peut pas être lu : <why>. »).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from ctg_tracking.spreadsheet.grid import cell_name

MAX_FILE = 40_000_000
MAX_ENTRIES = 5_000
MAX_UNZIPPED = 300_000_000
MAX_RATIO = 250
RATIO_FROM = 20_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_AREA = 8_000_000

LOCKED = "il est protégé par un mot de passe\u202f; enregistrez-le sans mot de passe"
INCOMPLETE = "il est abîmé ou incomplet (transfert interrompu\u202f?)"
BROKEN = "il est abîmé, ou n’est pas un vrai tableur"

_CHUNK = 1 << 20
_WORKBOOK = re.compile(r"xl/workbook\d{0,3}\.xml", re.IGNORECASE)
"""Excel on line numbers the parts it writes."""
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"\x89PNG", "c’est une image (PNG), pas un tableur"),
    (b"\xff\xd8\xff", "c’est une image (JPEG), pas un tableur"),
    (b"GIF8", "c’est une image (GIF), pas un tableur"),
    (b"BM", "c’est une image (BMP), pas un tableur"),
    (b"%PDF", "c’est un PDF, pas un tableur\u202f; demandez le tableau d’origine (Excel, LibreOffice ou CSV)"),
    (b"{\\rtf", "c’est un document de traitement de texte, pas un tableur"),
    (b"Rar!", "c’est une archive compressée\u202f; extrayez-en d’abord le tableur"),
    (b"7z\xbc\xaf", "c’est une archive compressée\u202f; extrayez-en d’abord le tableur"),
    (b"\x1f\x8b", "c’est une archive compressée\u202f; extrayez-en d’abord le tableur"),
)
_TEXT_ENDINGS = ("csv", "tsv", "txt")


class NotAPlanError(Exception):
    """The file cannot be read; the text is the reason, in French, without a final stop."""


def file_kind(name: str, content: bytes) -> str:
    """Real kind of a file from its content: xlsx, xlsb, ods, xls or csv; `NotAPlanError` for anything else."""
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise NotAPlanError("il est vide")
    if len(content) > MAX_FILE:
        raise NotAPlanError(f"il dépasse {MAX_FILE // 1_000_000} Mo")
    for signature, why in _SIGNATURES:
        if content.startswith(signature) and not (signature == b"BM" and name.lower().endswith(_TEXT_ENDINGS)):
            raise NotAPlanError(why)
    if content.startswith(b"PK"):
        return _zip_kind(content)
    if content.startswith(_OLE):
        return _ole_kind(content)
    return _text_kind(name, content)


def _zip_kind(content: bytes) -> str:
    with _archive(content) as archive:
        names = set(archive.namelist())
        if any(map(_WORKBOOK.fullmatch, names)):
            return "xlsx"
        if "xl/workbook.bin" in names:
            return "xlsb"
        if "content.xml" in names:
            return "ods"
        if "word/document.xml" in names:
            raise NotAPlanError("c’est un document de traitement de texte, pas un tableur")
        if "ppt/presentation.xml" in names:
            raise NotAPlanError("c’est une présentation, pas un tableur")
        if any(name.lower().endswith((".xlsx", ".xls", ".ods", ".csv")) for name in names):
            raise NotAPlanError("c’est une archive\u202f; extrayez-en d’abord le tableur")
    raise NotAPlanError("ce n’est pas un classeur Excel ou LibreOffice")


def _ole_kind(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise NotAPlanError(LOCKED)
    if "WordDocument".encode("utf-16-le") in content:
        raise NotAPlanError("c’est un document de traitement de texte, pas un tableur")
    return "xls"


def _text_kind(name: str, content: bytes) -> str:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")) or b"<html" in start[:2048]:
        raise NotAPlanError(
            "c’est une page web enregistrée, pas un tableur\u202f; ouvrez-la puis enregistrez-la en .xlsx"
        )
    if start.startswith((b"<?xml", b"<")):
        raise NotAPlanError("c’est un fichier XML, pas un tableur")
    ending = name.lower().rpartition(".")[2]
    if ending not in (*_TEXT_ENDINGS, "xls"):
        raise NotAPlanError("son contenu n’est pas celui d’un tableur (fichier abîmé ou mal nommé)")
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in content[:65536] and not wide:
        raise NotAPlanError("son contenu n’est pas du texte (fichier abîmé ou mal nommé)")
    return "csv"


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotAPlanError(INCOMPLETE) from error


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive of an XLSX, XLSB or ODS file, unless it would explode: sizes, ratio, entries, entities."""
    archive = _archive(content)
    entries = archive.infolist()
    _check_sizes(entries)
    for entry in entries:
        if entry.flag_bits & 1:
            raise NotAPlanError(LOCKED)
        if entry.filename.lower().endswith((".xml", ".rels")):
            _check_entities(archive, entry)
    return archive


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise NotAPlanError("son archive contient beaucoup trop d’éléments pour un tableur")
    if sum(entry.file_size for entry in entries) > MAX_UNZIPPED:
        raise NotAPlanError(f"une fois ouvert il dépasserait {MAX_UNZIPPED // 1_000_000} Mo")
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise NotAPlanError("il est comprimé de façon anormale (il grossirait plus de 250 fois à l’ouverture)")


def pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Content of an entry by pieces of a megabyte; never more than what it declares."""
    left = entry.file_size
    try:
        with archive.open(entry) as stream:
            while left > 0 and (piece := stream.read(min(_CHUNK, left))):
                left -= len(piece)
                yield piece
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise NotAPlanError(INCOMPLETE) from error


def part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A small part of the archive, whatever the case of its name; empty when it is missing or larger than `most`."""
    entry = next((entry for entry in archive.infolist() if entry.filename.lower() == name.lower()), None)
    return b"".join(pieces(archive, entry)) if entry and entry.file_size <= most else b""


def _check_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    try:
        with archive.open(entry) as stream:
            start = stream.read(4096)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise NotAPlanError(INCOMPLETE) from error
    if _ENTITY.search(start):
        raise NotAPlanError("il contient des définitions XML interdites dans un tableur")


@dataclass
class Extent:
    """The rectangle between the first and the last filled cell, from 0: readers reserve the whole of it."""

    top: int = 1 << 30
    left: int = 1 << 30
    bottom: int = -1
    right: int = -1

    def reach(self, top: int, bottom: int, left: int, right: int) -> None:
        """Make room for these cells."""
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
        self.left, self.right = min(self.left, left), max(self.right, right)

    @property
    def too_far(self) -> bool:
        """Whether it is larger than any plan."""
        area = (self.bottom - self.top + 1) * (self.right - self.left + 1)
        return self.bottom >= MAX_ROWS or self.right >= MAX_COLUMNS or area > MAX_AREA

    def refuse(self) -> NoReturn:
        """Say where the sheet reaches."""
        last = cell_name(self.bottom, self.right)
        raise NotAPlanError(
            f"une de ses feuilles est démesurée (elle est remplie jusqu’en {last})\u202f; "
            "effacez ce qui se trouve loin du tableau"
        )

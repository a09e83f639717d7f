"""A look at a stranger's file before any parser opens it: what it really is, and how big it claims to be.

Imported by the reading child: standard library only. Each refusal is the end of a French sentence
(« Le fichier … ne peut pas être lu : <why>. »).
"""

import io
import re
import zipfile
from collections.abc import Iterator

MAX_FILE = 40_000_000
MAX_ENTRIES = 5_000
MAX_UNZIPPED = 300_000_000
MAX_RATIO = 250
RATIO_FROM = 20_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_AREA = 8_000_000

_CHUNK = 1 << 20
_KEPT = 256
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*?(/?)>")
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
        if "xl/workbook.xml" in names:
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
        raise NotAPlanError("il est protégé par un mot de passe\u202f; enregistrez-le sans mot de passe")
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
        raise NotAPlanError("il est abîmé ou incomplet (transfert interrompu\u202f?)") from error


def look_inside(content: bytes, kind: str) -> None:
    """Refuse an archive that would explode: sizes, ratio, entries, entities, and cells very far from the others."""
    with _archive(content) as archive:
        entries = archive.infolist()
        _check_sizes(entries)
        for entry in entries:
            if entry.flag_bits & 1:
                raise NotAPlanError("il est protégé par un mot de passe\u202f; enregistrez-le sans mot de passe")
            if kind == "xlsx" and re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                _check_extent(archive, entry)
            elif entry.filename.endswith((".xml", ".rels")):
                _check_entities(archive, entry)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise NotAPlanError("son archive contient beaucoup trop d’éléments pour un tableur")
    if sum(entry.file_size for entry in entries) > MAX_UNZIPPED:
        raise NotAPlanError(f"une fois ouvert il dépasserait {MAX_UNZIPPED // 1_000_000} Mo")
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise NotAPlanError("il est comprimé de façon anormale (il grossirait plus de 250 fois à l’ouverture)")


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Content of an entry by overlapping pieces, so that no tag is cut; never more than what it declares."""
    left = entry.file_size
    tail = b""
    try:
        with archive.open(entry) as stream:
            while left > 0 and (piece := stream.read(min(_CHUNK, left))):
                left -= len(piece)
                yield tail + piece
                tail = piece[-_KEPT:]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise NotAPlanError("il est abîmé ou incomplet (transfert interrompu\u202f?)") from error
    except Exception as error:  # zlib.error has no public base but Exception
        raise NotAPlanError("il est abîmé ou incomplet (transfert interrompu\u202f?)") from error


def _check_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    for piece in _pieces(archive, entry):
        if _ENTITY.search(piece):
            raise NotAPlanError("il contient des définitions XML interdites dans un tableur")
        return


def _check_extent(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Calamine reserves the whole rectangle between the first and the last filled cell: look at it first."""
    top, left, bottom, right = 1 << 30, 1 << 30, 0, 0
    far = b""
    for piece in _pieces(archive, entry):
        if _ENTITY.search(piece, 0, 4096):
            raise NotAPlanError("il contient des définitions XML interdites dans un tableur")
        filled = [(letters, digits) for letters, digits, closed in _CELL.findall(piece) if not closed]
        if not filled:
            continue
        rows = [int(digits) for _, digits in filled]
        columns = {letters: _column_number(letters) for letters in {letters for letters, _ in filled}}
        top, bottom = min(top, min(rows)), max(bottom, max(rows))
        left, right = min(left, min(columns.values())), max(right, max(columns.values()))
        if bottom > MAX_ROWS or right > MAX_COLUMNS or (bottom - top + 1) * (right - left + 1) > MAX_AREA:
            far = max(filled, key=lambda cell: int(cell[1]) * columns[cell[0]])[0] + str(bottom).encode()
            raise NotAPlanError(
                f"une de ses feuilles est démesurée (une cellule est remplie en {far.decode()})\u202f; "
                "effacez ce qui se trouve loin du tableau"
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

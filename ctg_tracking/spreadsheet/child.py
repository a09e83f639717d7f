"""The reading child: ``python -m ctg_tracking.spreadsheet.child`` opens strangers' files so that the server never does.

It bounds its own memory and CPU, then for each file of the request (standard input, pickled list of
``(name, content)``) writes one pickled answer on standard output: ``("read", kind, sheets, notes)`` with
``sheets = [(name, hidden, rows, merges)]``, or ``("refused", why)``. Should it die, the answers already written
stand and the parent knows which file killed it. Neither pandas, streamlit nor sqlalchemy is imported here.
"""

import csv
import io
import os
import pickle
import struct
import sys
from collections import Counter
from typing import Any, BinaryIO

from ctg_tracking.spreadsheet.inspection import MAX_AREA, MAX_ROWS, NotAPlanError, file_kind, look_inside

MEMORY = 1_000_000_000
CPU_SECONDS = 20
_BROKEN = "il est abîmé, ou n’est pas un vrai tableur"
_LOCKED = "il est protégé par un mot de passe\u202f; enregistrez-le sans mot de passe"


def bound_memory() -> None:
    """Cap the address space of this process; nothing to do where the system has no such limit (Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound_cpu() -> None:
    """Give the next file its own CPU seconds."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1, resource.RLIM_INFINITY)
    )


def read_one(name: str, content: bytes) -> tuple[Any, ...]:
    """The answer for one file, never an exception."""
    try:
        kind = file_kind(name, content)
        if kind == "csv":
            rows, notes = read_csv(content)
            return ("read", kind, [("", False, rows, ())], notes)
        if kind in ("xlsx", "xlsb", "ods"):
            look_inside(content, kind)
        return ("read", kind, read_workbook(content), ())
    except NotAPlanError as refusal:
        return ("refused", str(refusal))
    except MemoryError:
        return ("refused", "l’ouvrir demanderait beaucoup trop de mémoire")


def read_workbook(content: bytes) -> list[tuple[str, bool, list[list[Any]], tuple[Any, ...]]]:
    """Values of every sheet, from A1, trailing blank rows cut; merges are unknown for ODS and XLSB."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for meta in workbook.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > 4 * MAX_AREA:
                raise NotAPlanError("une de ses feuilles est démesurée\u202f; effacez ce qui se trouve loin du tableau")
            merges = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
            hidden = meta.visible is not SheetVisibleEnum.Visible
            sheets.append((meta.name, hidden, trimmed(sheet.to_python(skip_empty_area=False)), merges))
        return sheets
    except PasswordError as error:
        raise NotAPlanError(_LOCKED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise NotAPlanError(_BROKEN) from error


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


def read_csv(content: bytes) -> tuple[list[list[Any]], tuple[str, ...]]:
    """Rows of a delimited text and a note on its encoding; every cell is text, as wide as the widest row."""
    text, encoding = decoded(content)
    csv.field_size_limit(1_000_000)
    try:
        rows: list[list[Any]] = []
        for row in csv.reader(io.StringIO(text), delimiter=delimiter(text)):
            rows.append(list(row))
            if len(rows) > MAX_ROWS:
                raise NotAPlanError(f"il compte plus de {MAX_ROWS} lignes")
    except csv.Error as error:
        raise NotAPlanError(
            "il n’est pas un texte séparé par des points-virgules, des virgules ou des tabulations"
        ) from error
    rows = trimmed([[cell.strip() for cell in row] for row in rows])
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows], (f"Fichier texte lu en {encoding}.",)


def decoded(content: bytes) -> tuple[str, str]:
    """Text and encoding by a ladder (BOM, strict UTF-8, cp1252): detectors get short French files wrong."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding.removesuffix("-sig").upper()
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Windows-1252"


def delimiter(text: str) -> str:
    """The separator that cuts the most rows into the same number of cells; « ; » when none does."""
    best, best_score = ";", 0
    sample = text[:65536]
    for candidate in ";\t,|":
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=candidate))
        score = max((count * min(width, 12) for width, count in widths.items() if width > 1), default=0)
        if score > best_score:
            best, best_score = candidate, score
    return best


def answer(stream: BinaryIO, message: tuple[Any, ...]) -> None:
    """Write one answer, its length first, and flush: it stands whatever the next file does."""
    body = pickle.dumps(message, protocol=5)
    stream.write(struct.pack("<Q", len(body)))
    stream.write(body)
    stream.flush()


def main() -> int:
    """Read the request, then answer file by file."""
    request = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    bound_memory()
    output = os.fdopen(os.dup(1), "wb")
    for name, content in request:
        bound_cpu()
        answer(output, read_one(name, content))
    return 0


if __name__ == "__main__":
    sys.exit(main())

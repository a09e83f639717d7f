"""The reading child: ``python -m ctg_tracking.spreadsheet.child`` opens strangers' files so that the server never does.

It bounds its own memory and CPU, then for each file of the request (standard input, pickled list of
``(name, content)``) writes pickled frames on standard output: some ``("progress", fraction, words)``, then one answer,
``("read", kind, sheets, notes)`` with ``sheets = [(name, hidden, rows, merges, marks)]``, or ``("refused", why)``.
Should it die, the answers already written stand and the parent knows which file killed it. Neither pandas, streamlit,
openpyxl nor sqlalchemy is imported here.
"""

import gc
import os
import pickle
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from ctg_tracking.spreadsheet.delimited import read_csv
from ctg_tracking.spreadsheet.inspection import BROKEN, NotAPlanError, file_kind, open_archive
from ctg_tracking.spreadsheet.marks import SINCE_1904, WIDTH, Marks
from ctg_tracking.spreadsheet.values import Values, read_values, values

MEMORY = 1_000_000_000
CPU_SECONDS = 20
STEP = 0.06
"""Progress is told at each such share of a file, so less than twenty times."""
_TOO_BIG = "l’ouvrir demanderait beaucoup trop de mémoire"

Tell = Callable[[float, str], None]


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


def read_one(name: str, content: bytes, tell: Tell) -> tuple[Any, ...]:
    """The answer for one file, never an exception."""
    try:
        kind = file_kind(name, content)
        sheets, marks, notes = _READERS[kind](content, tell)
        answers = [_answer(sheet, marks.get(sheet.name) or Marks(), notes) for sheet in sheets]
        return ("read", kind, answers, tuple(notes))
    except NotAPlanError as refusal:
        return ("refused", str(refusal))
    except MemoryError:
        return ("refused", _TOO_BIG)
    except BaseException as error:
        # What no reader foresaw, or a panic of the Rust one, which is no Exception and has no public name.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            return ("refused", BROKEN)
        raise


_Read = tuple[list[Values], dict[str, Marks], list[str]]


def _read_xlsx(content: bytes, tell: Tell) -> _Read:
    from ctg_tracking.spreadsheet.xlsx import look_at

    look = look_at(content, lambda share, name: tell(share * 0.5, name))
    return read_values(look.content, lambda share, name: tell(0.5 + share * 0.5, name)), look.marks, look.notes


def _read_ods(content: bytes, tell: Tell) -> _Read:
    from ctg_tracking.spreadsheet.ods_marks import look_at

    marks, notes = look_at(content, lambda share, name: tell(share * 0.5, name))
    return read_values(content, lambda share, name: tell(0.5 + share * 0.5, name)), marks, notes


def _read_xlsb(content: bytes, tell: Tell) -> _Read:
    open_archive(content).close()
    return read_values(content, tell), {}, [_NO_MARKS.format("xlsb")]


def _read_xls(content: bytes, tell: Tell) -> _Read:
    from ctg_tracking.spreadsheet.xls_marks import look_at, since_1904

    marks = look_at(content)
    notes = [_NO_MARKS.format("xls")] if marks is None else []
    sheets = read_values(content, tell)
    told = marks or {}
    if since_1904(content):
        notes.append(SINCE_1904)
        for sheet in sheets:
            told.setdefault(sheet.name, Marks()).since_1904 = True
    return sheets, told, notes


def _read_csv(content: bytes, tell: Tell) -> _Read:
    tell(0.0, "")
    rows, notes = read_csv(content)
    return [values("", False, rows)], {}, list(notes)


_NO_MARKS = (
    "Les couleurs et les lignes masquées d’un classeur .{} ne sont pas lues\u202f: si elles comptent, "
    "enregistrez-le en .xlsx."
)
_READERS: dict[str, Callable[[bytes, Tell], _Read]] = {
    "xlsx": _read_xlsx,
    "ods": _read_ods,
    "xlsb": _read_xlsb,
    "xls": _read_xls,
    "csv": _read_csv,
}


def _answer(sheet: Values, marks: Marks, notes: list[str]) -> tuple[Any, ...]:
    for (row, column), word in sheet.errors.items():
        marks.errors.setdefault(row * WIDTH + column, word)
    height, width = len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0
    for row, column in (divmod(spot, WIDTH) for spot in marks.errors):
        if row < height and column < width:
            sheet.rows[row][column] = ""
    packed, given_up = marks.packed(height, width)
    notes += [f"Feuille « {sheet.name} »\u202f: {what}." for what in given_up]
    return (sheet.name, sheet.hidden, sheet.rows, sheet.merges or tuple(marks.merges), packed)


class Progress:
    """Tells how far the reading of one file is, never more than twenty times."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._next = 0.0

    def __call__(self, share: float, sheet: str) -> None:
        """Tell this share of the file, from 0 to 1, when it is worth it."""
        if share >= self._next:
            self._next = share + STEP
            write(self._stream, ("progress", share, f"Lecture de la feuille « {sheet} »" if sheet else "Lecture"))


def write(stream: BinaryIO, frame: tuple[Any, ...]) -> None:
    """Write one frame, its length first, and flush: it stands whatever the next file does."""
    body = pickle.dumps(frame, protocol=5)
    stream.write(struct.pack("<Q", len(body)))
    stream.write(body)
    stream.flush()


def main() -> int:
    """Read the request, then answer file by file."""
    gc.disable()  # a short life, large lists and no cycle
    request = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    bound_memory()
    output = os.fdopen(os.dup(1), "wb")
    for name, content in request:
        bound_cpu()
        write(output, read_one(name, content, Progress(output)))
        gc.collect()
    return 0


if __name__ == "__main__":
    sys.exit(main())

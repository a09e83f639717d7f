"""Reading strangers' files: one bounded child process for all of them, plain values back."""

import hashlib
import io
import pickle
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.grid import Merge, Sheet, Workbook

TIMEOUT = 60.0
"""Seconds given to one file; the child's own CPU limit is shorter."""

_DEAD = "l’ouvrir demanderait trop de mémoire ou de temps (feuille démesurée ou fichier piégé)"
_SLOW = "sa lecture a été arrêtée après une minute"


@dataclass(frozen=True, slots=True)
class File:
    """A file as sent: its name for people, its content."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Fingerprint of the content."""
        return hashlib.sha256(self.content).hexdigest()


Reading: TypeAlias = Workbook | UnreadableFile


def read_workbooks(files: Sequence[File], timeout: float = TIMEOUT) -> list[Reading]:
    """Each file read, or the refusal that says why not; a file that kills the child refuses itself alone."""
    readings: list[Reading] = []
    while len(readings) < len(files):
        rest = files[len(readings) :]
        answers, why = _ask_child(rest, timeout)
        readings += [_reading(file, message) for file, message in zip(rest, answers, strict=False)]
        if why and len(readings) < len(files):
            readings.append(UnreadableFile(files[len(readings)].name, why))
    return readings


def read_workbook(file: File) -> Workbook:
    """One file read, or its refusal raised."""
    (reading,) = read_workbooks([file])
    if isinstance(reading, UnreadableFile):
        raise reading
    return reading


def _ask_child(files: Sequence[File], timeout: float) -> tuple[list[tuple[Any, ...]], str]:
    """Answers the child gave in order, and why it stopped early (empty when it did not)."""
    request = pickle.dumps([(file.name, file.content) for file in files], protocol=5)
    command = [sys.executable, "-m", "ctg_tracking.spreadsheet.child"]
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, timeout=timeout + len(files), check=False, env=None
        )
        output, why = done.stdout, _DEAD if done.returncode else ""
    except subprocess.TimeoutExpired as stopped:
        output, why = stopped.stdout or b"", _SLOW
    answers = _answers(output)
    return answers, why or ("" if len(answers) == len(files) else _DEAD)


class _PlainUnpickler(pickle.Unpickler):
    """Reads plain values only: a child taken over by a hostile file cannot make its parent run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _answers(output: bytes) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    place = 0
    while place + 8 <= len(output):
        (length,) = struct.unpack_from("<Q", output, place)
        place += 8
        if place + length > len(output):
            break
        found.append(_PlainUnpickler(io.BytesIO(memoryview(output)[place : place + length])).load())
        place += length
    return found


def _reading(file: File, message: tuple[Any, ...]) -> Reading:
    if message[0] == "refused":
        return UnreadableFile(file.name, message[1])
    _, kind, sheets, notes = message
    return Workbook(
        file=file.name,
        sha256=file.sha256,
        kind=kind,
        sheets=tuple(
            Sheet(name, rows, tuple(Merge(*corners) for corners in merges), hidden)
            for name, hidden, rows, merges in sheets
        ),
        notes=tuple(notes),
    )

"""Reading strangers' files: one bounded child process for all of them, plain values back."""

import contextlib
import hashlib
import io
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.grid import Merge, Sheet, Workbook
from ctg_tracking.spreadsheet.marks import unpacked

TIMEOUT = 60.0
"""Seconds given to one file; the child's own CPU limit is shorter."""

MOST_STEPS = 20
MOST_BYTES = 800_000_000

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
Progress: TypeAlias = Callable[[float, str], None]
"""Told the share that is done, from 0 to 1, and the step in French."""
Frame: TypeAlias = tuple[Any, ...]
"""What the child says at a time: a progress or an answer."""


def read_workbooks(files: Sequence[File], timeout: float = TIMEOUT, progress: Progress | None = None) -> list[Reading]:
    """Each file read, or the refusal that says why not; a file that kills the child refuses itself alone.

    `progress` is called with the share of all the files that is read, from 0 to 1, and a French step; at most about
    twenty times a file.
    """
    readings: list[Reading] = []
    while len(readings) < len(files):
        rest = files[len(readings) :]
        answers, why = _ask_child(rest, timeout, _told(progress, len(readings), files))
        readings += [_reading(file, message) for file, message in zip(rest, answers, strict=False)]
        if why and len(readings) < len(files):
            readings.append(UnreadableFile(files[len(readings)].name, why))
    return readings


def read_workbook(file: File, progress: Progress | None = None) -> Workbook:
    """One file read, or its refusal raised."""
    (reading,) = read_workbooks([file], progress=progress)
    if isinstance(reading, UnreadableFile):
        raise reading
    return reading


def _told(progress: Progress | None, before: int, files: Sequence[File]) -> Callable[[int, float, str], None]:
    """Tell the progress of one file of the child's as a share of all the files."""

    def tell(answered: int, share: float, words: str) -> None:
        if progress is not None:
            place = before + answered
            name = f"{files[place].name}\u202f: " if len(files) > 1 else ""
            progress((place + min(max(share, 0.0), 1.0)) / len(files), name + words)

    return tell


def _ask_child(
    files: Sequence[File], timeout: float, tell: Callable[[int, float, str], None]
) -> tuple[list[Frame], str]:
    """Answers the child gave in order, and why it stopped early (empty when it did not)."""
    command = [sys.executable, "-m", "ctg_tracking.spreadsheet.child"]
    late = threading.Event()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(max(timeout + len(files), 0), stop)
        timer.start()
        try:
            answers = _conversation(child, files, tell)
        except BaseException:
            child.kill()
            raise
        finally:
            timer.cancel()
        if len(answers) < len(files):
            child.kill()
    why = "" if len(answers) == len(files) else _SLOW if late.is_set() else _DEAD
    return answers, why


def _conversation(
    child: "subprocess.Popen[bytes]", files: Sequence[File], tell: Callable[[int, float, str], None]
) -> list[Frame]:
    """Hand the files over, then gather the answers as they come."""
    if child.stdin is None or child.stdout is None:
        return []
    with contextlib.suppress(BrokenPipeError):
        pickle.dump([(file.name, file.content) for file in files], child.stdin, protocol=5)
        child.stdin.close()
    answers: list[Frame] = []
    told = 0
    while len(answers) < len(files) and (frame := _frame(child.stdout)):
        if frame[0] != "progress":
            answers.append(frame)
            told = 0
        elif told < MOST_STEPS:
            told += 1
            tell(len(answers), frame[1], frame[2])
    return answers


class _PlainUnpickler(pickle.Unpickler):
    """Reads plain values only: a child taken over by a hostile file cannot make its parent run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _frame(stream: IO[bytes]) -> Frame | None:
    """The next frame, None at the end of what the child could say."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack("<Q", head)
    if length > MOST_BYTES:
        return None
    body = stream.read(length)
    if len(body) < length:
        return None
    frame: Frame = _PlainUnpickler(io.BytesIO(body)).load()
    return frame


def _reading(file: File, message: Frame) -> Reading:
    if message[0] == "refused":
        return UnreadableFile(file.name, message[1])
    _, kind, sheets, notes = message
    return Workbook(
        file=file.name,
        sha256=file.sha256,
        kind=kind,
        sheets=tuple(
            Sheet(name, rows, tuple(Merge(*corners) for corners in merges), hidden, **unpacked(marks))
            for name, hidden, rows, merges, marks in sheets
        ),
        notes=tuple(notes),
    )

"""Exports made apart: each in a child process of low priority, two at a time, so that nobody else waits for one.

A `Job` is asked by one person and looked at by that person only; what all share is the line they stand in. It never
raises: it is a step, then the file, or the refusal to show. Nobody looking at it for half a minute, it is given up.
"""

import json
import logging
import math
import pickle
import struct
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, Final, TypeAlias

from ctg_tracking.errors import Conflict, Refusal
from ctg_tracking.model import Reader, french
from ctg_tracking.outputs.requests import Produced, Request
from ctg_tracking.spreadsheet.reading import File
from ctg_tracking.store import Store

AT_ONCE: Final = 2
LONGEST_LINE: Final = 20
SECONDS: Final = 600.0
"""Time given to one export, once its turn has come."""
PATIENCE: Final = 30.0
"""Seconds without anybody looking after which an export is given up."""
NICER = 10
"""Beside a busy server a child is left a tenth of a processor: it goes on, and the pages go first."""
MOST_BYTES: Final = 300_000_000
_COMMAND = (sys.executable, "-m", "ctg_tracking.outputs.child")
_LOG = logging.getLogger(__name__)

_BROKEN = (
    "L’export s’est interrompu. Réessayez\u202f; si cela se reproduit, prévenez la personne responsable de l’outil."
)
_TOO_LONG = "L’export a été arrêté au bout de dix minutes\u202f: filtrez pour en demander moins à la fois."
_GIVEN_UP = "L’export a été abandonné."
_CROWDED = "Trop d’exports sont demandés en ce moment. Réessayez dans quelques minutes."


@dataclass(frozen=True)
class Step:
    """An export not made yet: the share that is done, from 0 to 1, and what is being done."""

    share: float
    words: str


_READY = Step(0.0, "Préparation")
State: TypeAlias = Step | Produced | Refusal


class Job:
    """One export for one reader. `seconds` bounds its making; `patience` None: made even when nobody looks."""

    def __init__(
        self,
        store: Store,
        reader: Reader,
        request: Request,
        *,
        seconds: float = SECONDS,
        patience: float | None = PATIENCE,
    ) -> None:
        self.request = request
        self._asked = (store.engine.url.render_as_string(hide_password=False), reader.account_id, request, NICER)
        self._seconds, self._patience = seconds, patience
        self._state: State = _READY
        self._looked = time.monotonic()
        self._over, self._given_up = threading.Event(), threading.Event()
        threading.Thread(target=self._run, name="export", daemon=True).start()

    def look(self) -> State:
        """Where it is; looking at it keeps it going."""
        self._looked = time.monotonic()
        return self._state

    def wait(self, seconds: float | None = None) -> State:
        """Where it is once it is over, or after so many seconds; who waits is looking."""
        ends = time.monotonic() + (math.inf if seconds is None else seconds)
        glance = (self._patience or PATIENCE) / 3
        while not self._over.wait(min(glance, max(ends - time.monotonic(), 0))) and time.monotonic() < ends:
            self.look()
        return self.look()

    def abandon(self) -> None:
        """Nobody wants it any more: its child is killed, its file forgotten."""
        self._given_up.set()
        self._state = Conflict(_GIVEN_UP)

    def wanted(self) -> bool:
        """Whether somebody still waits for it."""
        if self._patience is not None and time.monotonic() - self._looked > self._patience:
            self._given_up.set()
        return not self._given_up.is_set()

    def tell(self, step: Step) -> None:
        """Say where it is, as long as it is wanted."""
        if not self._given_up.is_set():
            self._state = step

    def _run(self) -> None:
        try:
            with _LINE.turn(self):
                state: State = self._made()
        except Refusal as refusal:
            state = refusal
        except Exception:
            _LOG.exception("an export failed")
            state = Conflict(_BROKEN)
        self._state = state if not self._given_up.is_set() else Conflict(_GIVEN_UP)
        self._over.set()

    def _made(self) -> Produced:
        """What the child answers. Raises Conflict when it refuses, is stopped or dies."""
        self.tell(_READY)
        with (
            tempfile.TemporaryFile() as said,
            subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, **_LOW) as child,
        ):
            done = threading.Event()
            watch = _Watch(self, child, done, time.monotonic() + self._seconds)
            watch.start()
            try:
                made = self._conversation(child)
            finally:
                done.set()
                child.kill()
                if child.stdin is not None:
                    with suppress(OSError):
                        child.stdin.close()
            if made is not None:
                return made
            if watch.late or self._given_up.is_set():
                raise Conflict(_TOO_LONG if watch.late else _GIVEN_UP)
            said.seek(0)
            _LOG.error("an export child died: %s", said.read()[-8_000:].decode("utf-8", "replace"))
        raise Conflict(_BROKEN)

    def _conversation(self, child: "subprocess.Popen[bytes]") -> Produced | None:
        """Ask, then hear until the answer; None when the child dies first. Raises Conflict when it refuses."""
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(BrokenPipeError):
            pickle.dump(self._asked, child.stdin)
            child.stdin.flush()
        while frame := _frame(child.stdout):
            match frame:
                case ["progress", share, words]:
                    self.tell(Step(min(max(share, 0.0), 1.0), words))
                case ["refused", sentence]:
                    raise Conflict(sentence)
                case ["made", name, held, notes, size]:
                    content = child.stdout.read(size) if size <= MOST_BYTES else b""
                    return Produced(File(name, content), held, tuple(notes)) if len(content) == size else None
        return None


_LOW: Final[dict[str, Any]] = {"creationflags": getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)}
"""Where a process cannot make itself modest (Windows), it is started so."""


class _Watch(threading.Thread):
    """Kills a child that takes too long, or that nobody waits for."""

    def __init__(self, job: Job, child: "subprocess.Popen[bytes]", done: threading.Event, deadline: float) -> None:
        super().__init__(name="export-watch", daemon=True)
        self.late = False
        self._job, self._child, self._done, self._deadline = job, child, done, deadline

    def run(self) -> None:
        """Look twice a second."""
        while not self._done.wait(0.5):
            self.late = time.monotonic() > self._deadline
            if self.late or not self._job.wanted():
                self._child.kill()
                return


class _Line:
    """Those who ask, in their order: the first two are being made, the others wait."""

    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._jobs: list[Job] = []

    def turn(self, job: Job) -> "_Turn":
        """The turn of a job, to be held while it is made."""
        return _Turn(self, job)

    def enter(self, job: Job) -> None:
        """Wait until it is among the first. Raises Conflict when the line is too long or nobody wants it any more."""
        with self._moved:
            if len(self._jobs) >= LONGEST_LINE:
                raise Conflict(_CROWDED)
            self._jobs.append(job)
            while (before := self._jobs.index(job) - AT_ONCE + 1) > 0:
                job.tell(Step(0.0, _waiting(before)))
                self._moved.wait(0.5)
                if not job.wanted():
                    self._leave(job)
                    raise Conflict(_GIVEN_UP)

    def leave(self, job: Job) -> None:
        """Let the next one in."""
        with self._moved:
            self._leave(job)

    def _leave(self, job: Job) -> None:
        self._jobs.remove(job)
        self._moved.notify_all()


class _Turn:
    def __init__(self, line: _Line, job: Job) -> None:
        self._line, self._job = line, job

    def __enter__(self) -> None:
        self._line.enter(self._job)

    def __exit__(self, *_: object) -> None:
        self._line.leave(self._job)


_LINE = _Line()


def _waiting(before: int) -> str:
    return f"En attente\u202f: {french.counted(before, 'export')} à terminer avant le vôtre"


def _frame(stream: IO[bytes]) -> list[Any] | None:
    """The next frame; None at the end of what the child could say."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack("<Q", head)
    body = stream.read(length) if length <= MOST_BYTES else b""
    frame: list[Any] | None = json.loads(body) if len(body) == length else None
    return frame

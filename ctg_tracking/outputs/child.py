"""The child that makes one export: ``python -m ctg_tracking.outputs.child``, so that no export holds the server's lock.

Standard input: a pickled ``(store address, account id, Request, how nice to be)``, then nothing until the parent goes.
Standard output: frames, each a JSON array after its length: some ``["progress", share, words]``, then
``["refused", sentence]`` or ``["made", name, held, notes, size]`` followed by the file. The reader is the account as
the store knows it now: its rights are checked here again. Streamlit is never imported.
"""

import json
import os
import pickle
import struct
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from ctg_tracking.accounts.sessions import reader_of
from ctg_tracking.errors import NotAllowed, Refusal
from ctg_tracking.outputs.producing import produce
from ctg_tracking.outputs.requests import Produced, Request
from ctg_tracking.store import Store

MEMORY = 3_000_000_000
STEP = 0.01
"""Progress is told at each such share, or when its words change while nothing moves."""
TOO_BIG = "Cet export demanderait trop de mémoire\u202f: filtrez, ou choisissez une autre date."


def main() -> int:
    """Make what is asked on standard input."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not cut a frame
    url, account_id, request, nicer = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    threading.Thread(target=_leave_with_the_parent, daemon=True).start()
    _be_modest(nicer)
    try:
        made = _made(url, account_id, request, Progress(output))
        _write(output, ("made", made.file.name, made.held, made.notes, len(made.file.content)), made.file.content)
    except Refusal as refusal:
        _write(output, ("refused", str(refusal)))
    except MemoryError:
        _write(output, ("refused", TOO_BIG))
    return 0


def _made(url: str, account_id: int, request: Request, tell: "Progress") -> Produced:
    store = Store.open(url)
    try:
        with store.read() as session:
            reader = reader_of(session, account_id)
            if reader is None:
                raise NotAllowed("exporter\u202f: votre compte n’est plus actif")
            return produce(session, reader, request, tell)
    finally:
        store.dispose()


class Progress:
    """Tells how far it is, a hundred times at most for as many shares."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._share = -1.0

    def __call__(self, share: float, words: str) -> None:
        """Tell this share, from 0 to 1, when it is worth it."""
        if share >= self._share + STEP:
            self._share = share
            _write(self._stream, ("progress", share, words))


def _write(stream: BinaryIO, frame: tuple[Any, ...], content: bytes = b"") -> None:
    body = json.dumps(frame).encode()
    stream.write(struct.pack("<Q", len(body)) + body)
    stream.write(content)
    stream.flush()


def _be_modest(nicer: int) -> None:
    """Let the server and its visitors go first, and bound the memory; where the system can (not on Windows)."""
    os.environ["RAYON_NUM_THREADS"] = "1"  # pages are laid out by as many threads as processors, unless told
    if hasattr(os, "nice"):
        os.nice(nicer)
        # Linux may share the processor between sessions first: in the server's own, a child would spend its share.
        os.setsid()
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(nicer))
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave_with_the_parent() -> None:
    """Standard input ends when the parent closes it or dies: nobody waits for the file any more."""
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())

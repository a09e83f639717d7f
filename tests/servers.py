"""Servers the tests start as a person would: another process, a free port, and its health asked until it answers."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 10
DEMO_SECONDS = 180


def free_port() -> int:
    """A port nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(**settings: str) -> dict[str, str]:
    """The environment of a child: this one, without the settings of the tests, plus `settings`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CTG_")}
    return kept | {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"} | settings


@contextmanager
def running(command: Sequence[str | Path], port: int, *, folder: Path, settings: Mapping[str, str]) -> Iterator[str]:
    """Address of a server while it runs; on failure, what it said is told. `folder` is where it works and logs."""
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as said:
        server = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env=environment(**settings),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/_stcore/health", server, [log, *journals(settings)])
        yield address
    finally:
        stop(server)


def journals(settings: Mapping[str, str]) -> Sequence[Path]:
    """Where the server of an instance writes what people need not read."""
    home = settings.get("CTG_HOME")
    return [Path(home, "var", "logs", "serveur.log")] if home else []


def wait_for(address: str, server: subprocess.Popen[bytes], logs: Sequence[Path]) -> None:
    """Return once `address` answers; fail, with the logs, when the server ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if answers(address):
            return
        time.sleep(0.1)
    said = "\n".join(log.read_text("utf-8", "replace") for log in logs if log.exists())
    raise AssertionError(f"the server did not answer at {address}; it said:\n{said}")


def answers(address: str) -> bool:
    """Whether `address` answers 200 now."""
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask a server to end as Ctrl+C does, then insist."""
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

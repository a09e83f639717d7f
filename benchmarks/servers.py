"""Servers started for a measure, and the way in: a real process, a free port, the sign-in page's own form."""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psutil

from ctg_tracking.settings import APP_ROOT

START_SECONDS, STOP_SECONDS = 60, 10
HEALTH, SIGN_IN_AS, FORGET = "/_stcore/health", "/connexion/demonstration", "/banc/oublier"
PROFILE = "coordinator"


class StartError(Exception):
    """The process ended or stayed silent; the text is what it wrote."""


@dataclass(frozen=True)
class Served:
    """A server that answers on `port`, and its process."""

    port: int
    process: psutil.Process

    def processor_ms(self) -> float:
        """Processor time it has used so far, in ms: what other programs do to the machine hardly changes it."""
        used = self.process.cpu_times()
        return float(used.user + used.system) * 1000


def port_asked() -> int:
    """The port on the command line of a server of this folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    port: int = parser.parse_args().port
    return port


@contextmanager
def serving(words: Sequence[str], store_url: str, home: Path) -> Iterator[Served]:
    """`python -m <words> --port N` while it runs on this store, with `home` as its instance folder."""
    home.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CTG_")}
    log = home / f"{words[0]}.log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", *words, "--port", str(port)],
            cwd=APP_ROOT,
            env=kept | {"CTG_DATABASE_URL": store_url, "CTG_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(port, server, log)
        yield Served(port, psutil.Process(server.pid))
    finally:
        _stop(server)


def sign_in(port: int) -> str:
    """Cookie of a session opened by the form of the sign-in page, with a demonstration profile."""
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{port}"}
    connection.request("POST", SIGN_IN_AS, urlencode({"profile": PROFILE}), form)
    answer = connection.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    connection.close()
    if answer.status != http.HTTPStatus.SEE_OTHER or not cookie:
        raise StartError(f"the door answered {answer.status} to the profile « {PROFILE} »")
    return cookie


def get(port: int, path: str) -> int:
    """Status of a GET."""
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if get(port, HEALTH) == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise StartError(log.read_text("utf-8", "replace"))


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

"""Serving, as a person does it: what is said, on which port, and how it ends."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ctg_tracking import cli
from ctg_tracking.cli.serve import _listening
from ctg_tracking.errors import Conflict
from tests.servers import environment, free_port, stop


@contextmanager
def taken(port: int) -> Iterator[None]:
    """A port somebody listens on: us, unless it already is."""
    with socket.socket() as other:
        with suppress(OSError):
            other.bind(("127.0.0.1", port))
            other.listen()
        yield


@contextmanager
def serving(home: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "ctg_tracking", "serve", *words],
        cwd=home,
        env=environment(CTG_HOME=str(home)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        stop(process)  # type: ignore[arg-type]
        assert process.stdout is not None
        process.stdout.close()


def said_until(process: "subprocess.Popen[str]", words: str) -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def test_it_takes_a_free_port_says_so_and_stops_on_ctrl_c(tmp_path: Path, migrated_sqlite: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "ctg.sqlite").write_bytes(migrated_sqlite.read_bytes())
    with taken(8501), serving(tmp_path) as process:
        said = said_until(process, "Ctrl+C")
        address = re.search(r"http://localhost:(\d+)", said)
        assert address is not None
        assert address[1] != "8501"
        assert f"Le port 8501 est déjà pris\u202f: l’application prend le port {address[1]}." in said
        assert "démonstration" not in said
        with urllib.request.urlopen(f"{address[0]}/sante", timeout=60) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        assert "Application arrêtée." in said_until(process, "arrêtée")
        assert process.wait(30) == 0


def test_an_application_that_does_not_start_is_told_in_french(tmp_path: Path, migrated_sqlite: Path) -> None:
    """Here its configuration is broken; whatever it is, the detail is in the log and the status is 1."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "ctg.sqlite").write_bytes(migrated_sqlite.read_bytes())
    broken = "import sys; from ctg_tracking.screen import warming; warming.import_module = None; "
    run = f"from ctg_tracking import cli; sys.exit(cli.run(['serve', '--port', '{free_port()}']))"
    done = subprocess.run(
        [sys.executable, "-c", broken + run],
        cwd=tmp_path,
        env=environment(CTG_HOME=str(tmp_path)),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    log = tmp_path / "var" / "logs" / "serveur.log"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"L’application n’a pas pu démarrer. Le détail est dans {log}.\n"
    assert "Traceback" in log.read_text("utf-8")


def test_a_port_asked_for_and_taken_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert cli.run(["serve", "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"Le port {port} est déjà pris. Choisissez-en un autre avec --port.\n"


def test_a_port_is_taken_before_the_application_has_started() -> None:
    """Else two started together are both given it, and one of them dies once it is ready."""
    port = free_port()
    with _listening("127.0.0.1", port), pytest.raises(Conflict, match="déjà pris"), _listening("127.0.0.1", port):
        pytest.fail("the port was given twice")


@pytest.mark.parametrize("host", ["203.0.113.9", "nulle part"])
def test_an_address_that_is_not_of_this_machine_is_refused(capsys: pytest.CaptureFixture[str], host: str) -> None:
    assert cli.run(["serve", "--host", host]) == 1
    assert capsys.readouterr().err == f"L’adresse « {host} » n’est pas une adresse de cette machine.\n"


@pytest.mark.parametrize("port", ["0", "70000", "x"])
def test_a_port_is_a_number(capsys: pytest.CaptureFixture[str], port: str) -> None:
    assert cli.run(["serve", "--port", port]) == 2
    assert f"« {port} » n’est pas accepté" in capsys.readouterr().err


def test_upgrading_twice_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert [cli.run(["db", "upgrade"]) for _ in range(2)] == [0, 0]
    assert capsys.readouterr().err == "La base est à jour.\n" * 2

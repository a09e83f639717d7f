"""Run the application: one process, one port, words in French; what the server itself says goes to the log."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Any, Final

import click

from ctg_tracking.cli.context import opened_store
from ctg_tracking.errors import Conflict

if TYPE_CHECKING:
    from pathlib import Path

    from ctg_tracking.accounts.signing_in import Profile
    from ctg_tracking.store import Store

PORT: Final = 8501
_BACKLOG: Final = 2048
_IDLE_SECONDS: Final = 75
"""An idle connection is kept longer than a proxy keeps its own (nginx: 60 s): closed first, it would answer 502."""
_TAKEN: Final = (errno.EADDRINUSE, errno.EACCES)


@click.command(help="Lance l’application, et dit à quelle adresse l’ouvrir.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help=f"Port (par défaut\u202f: {PORT}, ou un port libre s’il est pris)."
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADRESSE", help="Adresse d’écoute.")
@click.option("--demo", is_flag=True, help="Charge d’abord la démonstration si la base est vide.")
def serve(port: int | None, host: str, demo: bool) -> None:
    """Migrates the store, then serves until Ctrl+C."""
    with opened_store(migrated=False) as store:
        _prepare(store, demo=demo)
        profiles = _profiles(store)
    with _listening(host, port) as listener, _server_log() as log:
        _run(listener, lambda: _announce(listener, host, profiles), log)
    _say("Application arrêtée.")


COMMANDS: tuple[click.Command, ...] = (serve,)


def _prepare(store: Store, *, demo: bool) -> None:
    from sqlalchemy import select

    from ctg_tracking.model import Convention

    if not store.is_current:  # tables are made anew: minutes, for a store that holds millions of rows
        _say("Préparation de la base…")
    store.upgrade()
    with store.read() as session:
        empty = session.scalar(select(Convention.id).limit(1)) is None
    if demo and empty:
        from ctg_tracking.follow_up import demonstration

        _say("Chargement de la démonstration…")
        demonstration.load(store)


def _profiles(store: Store) -> list[Profile]:
    from ctg_tracking.accounts.signing_in import profiles

    with store.read() as session:
        return profiles(session)


@contextmanager
def _listening(host: str, port: int | None) -> Iterator[socket.socket]:
    """A bound socket: on the port asked for, which must be free, else on 8501 or on any free one."""
    try:
        listener = _bound(host, port or PORT)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise Conflict(f"L’adresse « {host} » n’est pas une adresse de cette machine.") from error
        if port is not None:
            raise Conflict(f"Le port {port} est déjà pris. Choisissez-en un autre avec --port.") from error
        listener = _bound_to_a_free_one(host)
        _say(f"Le port {PORT} est déjà pris\u202f: l’application prend le port {listener.getsockname()[1]}.")
    with listener:
        yield listener


def _bound_to_a_free_one(host: str) -> socket.socket:
    """One of the next ports, easy to remember; any free one when they are all taken."""
    for port in range(PORT + 1, PORT + 20):
        with suppress(OSError):
            return _bound(host, port)
    return _bound(host, 0)


def _bound(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if sys.platform != "win32":  # there, it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)  # now: two servers that only bind may both be given the port, and one dies later
    except OSError:
        listener.close()
        raise
    return listener


@contextmanager
def _server_log() -> Iterator[Path]:
    """Sends what Streamlit and uvicorn write for people who read English to the instance's log."""
    from ctg_tracking.settings import settings

    path = settings().var / "logs" / "serveur.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", buffering=1) as log, redirect_stderr(log):
        yield path


def _announce(listener: socket.socket, host: str, profiles: list[Profile]) -> None:
    named = "localhost" if host in ("127.0.0.1", "::1", "0.0.0.0", "::") else host  # noqa: S104 - only compared
    _say(f"\nL’application est à l’adresse\u202f: http://{named}:{listener.getsockname()[1]}\n")
    if profiles:
        _say("Base de démonstration. Profils proposés sans mot de passe, depuis cet ordinateur seulement\u202f:")
        for profile in profiles:
            _say(f"  - {profile.name}\u202f: {profile.scope}")
    _say("\nCtrl+C pour arrêter.")


def _run(listener: socket.socket, on_ready: Callable[[], None], log: Path) -> None:
    import uvicorn

    from ctg_tracking.cli.server import Server

    config = uvicorn.Config(
        _application(),
        access_log=False,
        server_header=False,
        log_level="info",
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=5,
    )
    try:
        Server(config, on_ready).run(sockets=[listener])
    except KeyboardInterrupt:
        return
    except SystemExit as leaving:  # uvicorn's way to say that the application did not start
        raise Conflict(f"L’application n’a pas pu démarrer. Le détail est dans {log}.") from leaving


def _application() -> Any:
    """`app` of dashboard.py, which stands beside the package and in none."""
    from ctg_tracking.settings import APP_ROOT

    spec = spec_from_file_location("dashboard", APP_ROOT / "dashboard.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["dashboard"] = module
    spec.loader.exec_module(module)
    return module.app


def _say(words: str) -> None:
    click.echo(words)
    sys.stdout.flush()

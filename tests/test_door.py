"""The door of a freshly started server, tried from outside: every page by direct link, the websocket, each file."""

import http.client
import re
import sys
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from ctg_tracking.accounts.sessions import COOKIE
from ctg_tracking.follow_up.accounts import add_account, disable_account, local_operator, set_password
from ctg_tracking.model.words import Role
from ctg_tracking.screen.pages import ADDRESSES
from ctg_tracking.store import Store
from tests.servers import free_port, running

EMAIL, PASSWORD = "camille@exemple.fr", "trois petits canards"
NAVIGATION = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}
PIECES = (
    "/media/0f343b0931126a20f133d67c2b018a3b.xlsx",
    "/static/js/index.js",
    "/static/css/index.css",
    "/app/static/Inter-Regular.woff2",
    "/component/quelconque/index.html",
    "/favicon.png",
    "/manifest.json",
    "/index.html",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/message",
    "/_stcore/agent/openapi.json",
    "/_stcore/upload_file/session/fichier",
    "/_stcore/bidi-components/x",
    "/oauth2callback",
    "/auth/login",
)


@dataclass(frozen=True)
class Visitor:
    """Somebody outside, with or without a session."""

    port: int
    cookie: str = ""

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> "Reply":
        """One request; a redirect is not followed."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, told | ({"Cookie": self.cookie} if self.cookie else {}))
            answer = connection.getresponse()
            return Reply(answer.status, dict(answer.headers.items()), answer.read())
        finally:
            connection.close()

    def opens_the_websocket(self) -> bool:
        """Whether the server lets it in at `/_stcore/stream`."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        try:
            with connect(address, additional_headers=headers, subprotocols=[Subprotocol("streamlit")]):
                return True
        except InvalidStatus as refused:
            return refused.response.status_code < 400


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


@pytest.fixture(scope="module")
def served(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visitor, Store]]:
    """A stranger before a server that nobody has opened yet, and its store, where Camille has an account."""
    folder = tmp_path_factory.mktemp("door")
    file = folder / "var" / "ctg.sqlite"
    file.parent.mkdir()
    file.write_bytes(migrated_sqlite.read_bytes())
    store, port = Store.open(f"sqlite:///{file}"), free_port()
    add_account(store, local_operator(store), EMAIL, "Camille Essai", Role.COORDINATOR)
    set_password(store, local_operator(store), EMAIL, PASSWORD)
    command = (sys.executable, "-m", "ctg_tracking", "serve", "--port", str(port))
    with running(command, port, folder=folder, settings={"CTG_HOME": str(folder)}):
        yield Visitor(port), store
    store.dispose()


@pytest.fixture
def stranger(served: tuple[Visitor, Store]) -> Visitor:
    return served[0]


def signed_in(stranger: Visitor) -> Visitor:
    form = urllib.parse.urlencode({"email": EMAIL, "password": PASSWORD})
    entered = stranger.ask("/connexion", "POST", form, Content_Type="application/x-www-form-urlencoded")
    assert entered.status == 303
    token = re.search(rf"{COOKIE}=([^;]+)", entered.headers["set-cookie"])
    assert token is not None
    return Visitor(stranger.port, f"{COOKIE}={token[1]}")


@pytest.mark.parametrize("path", sorted(ADDRESSES))
def test_a_stranger_sees_no_page_by_direct_link(stranger: Visitor, path: str) -> None:
    page = stranger.ask(path, **NAVIGATION)
    assert page.status == 303
    assert page.headers["location"].startswith("/connexion")
    assert not page.body
    assert stranger.ask(path).status == 401


@pytest.mark.parametrize("path", PIECES)
def test_a_stranger_gets_no_piece_and_no_download(stranger: Visitor, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        refused = stranger.ask(path, method)
        assert (refused.status, refused.body) == (401, b"Connexion requise.\n")


def test_a_stranger_opens_no_websocket(stranger: Visitor) -> None:
    assert not stranger.opens_the_websocket()
    assert not Visitor(stranger.port, f"{COOKIE}=invente").opens_the_websocket()


def test_the_door_itself_answers(stranger: Visitor) -> None:
    assert stranger.ask("/connexion", **NAVIGATION).status == 200
    assert stranger.ask("/sante").body == b'{"etat":"ok"}'
    assert stranger.ask("/_stcore/health").status == 200


@pytest.mark.parametrize("path", sorted(ADDRESSES))
def test_somebody_signed_in_gets_every_page_in_french(stranger: Visitor, path: str) -> None:
    page = signed_in(stranger).ask(path, Accept_Encoding="gzip", **NAVIGATION)
    assert page.status == 200
    assert b'<html lang="fr">' in page.body
    assert b'lang="en"' not in page.body
    assert "script-src" in page.headers["content-security-policy"]


def test_the_instance_s_own_configuration_is_in_force(stranger: Visitor) -> None:
    """Read beside dashboard.py, although the server was started from another folder: here, the theme's fonts."""
    font = signed_in(stranger).ask("/app/static/Inter-Regular.woff2")
    assert font.status == 200
    assert font.body.startswith(b"wOF2")


def test_an_account_that_is_closed_is_out_at_once(served: tuple[Visitor, Store]) -> None:
    stranger, store = served
    camille = signed_in(stranger)
    assert camille.opens_the_websocket()
    disable_account(store, local_operator(store), EMAIL)
    assert not camille.opens_the_websocket()
    assert camille.ask("/", **NAVIGATION).status == 303
    assert camille.ask("/media/a.xlsx").status == 401

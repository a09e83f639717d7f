"""The door without a server: what passes the gate, how one signs in and out, what every answer says."""

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from ctg_tracking import web
from ctg_tracking.accounts import sessions
from ctg_tracking.accounts.sessions import COOKIE
from ctg_tracking.accounts.signing_in import sign_in
from ctg_tracking.accounts.throttle import Throttle
from ctg_tracking.follow_up.accounts import disable_account, set_password
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store, clock
from ctg_tracking.web.routes import OPEN_PATHS
from tests.factories import EVRY, an_account, an_administrator
from tests.web.asgi import A_FORM, NAVIGATION, Answer, ask, knock

PASSWORD = "trois petits canards"
EMAIL = "camille@exemple.fr"
SHELL = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
HERE = {"host": "localhost:8501"}


async def _piece(_request: Request) -> Response:
    return PlainTextResponse("une donnée", headers={"etag": '"un"'})


async def _shell(_request: Request) -> Response:
    return HTMLResponse(SHELL, headers={"etag": '"un"', "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"})


async def _stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


@pytest.fixture
def administrator(sqlite_store: Store) -> Reader:
    return an_administrator(sqlite_store)


@pytest.fixture
def camille(sqlite_store: Store, administrator: Reader) -> Reader:
    with sqlite_store.write(administrator) as work:
        made = an_account(work, Role.COORDINATOR, EVRY, email=EMAIL, name="Camille <b>Essai</b>")
    set_password(sqlite_store, administrator, EMAIL, PASSWORD)
    return made


@pytest.fixture
def app(sqlite_store: Store) -> ASGIApp:
    """The door before what Streamlit answers: its page at any address, pieces, a websocket."""
    inner = [
        Mount("/media", app=Starlette(routes=[Route("/{file:path}", _piece)])),
        Mount("/static", app=Starlette(routes=[Route("/{file:path}", _piece)])),
        Route("/_stcore/health", _piece),
        WebSocketRoute("/_stcore/stream", _stream),
        Route("/{page:path}", _shell),
    ]
    return Starlette(
        routes=[*web.Door(sqlite_store).routes(), *inner],
        middleware=web.guards(sqlite_store, frozenset({"/", "/imports"})),
        exception_handlers={Exception: web.sorry},
    )


@pytest.fixture
def cookie(sqlite_store: Store, camille: Reader) -> dict[str, str]:
    token = sign_in(sqlite_store, Throttle(), EMAIL, PASSWORD, "192.0.2.1")
    return {"cookie": f"autre=1; {COOKIE}={token}"}


def post(app: ASGIApp, path: str, form: str = "", **more: object) -> Answer:
    headers = A_FORM | {"sec-fetch-site": "same-origin"} | dict(more.pop("headers", {}))  # type: ignore[call-overload]
    return ask(app, path, "POST", headers=headers, body=form.encode(), **more)  # type: ignore[arg-type]


def entering(app: ASGIApp, email: str = EMAIL, password: str = PASSWORD, vers: str = "/", **more: object) -> Answer:
    return post(app, "/connexion", f"email={email}&password={password.replace(' ', '+')}&vers={vers}", **more)


# -- the gate --


PAGES_AND_PIECES = ("/", "/imports", "/nulle-part", "/media/a.xlsx", "/static/js/a.js")
ALMOST_THE_DOOR = (
    "/connexion/",
    "/CONNEXION",
    "//connexion",
    "/connexion/autre.css",
    "/connexion/../imports",
    "/connexion%2f",
    "/sante/",
    "/_stcore/health/",
)


@pytest.mark.parametrize("path", PAGES_AND_PIECES + ALMOST_THE_DOOR)
def test_a_stranger_gets_nothing(app: ASGIApp, path: str) -> None:
    piece = ask(app, path)
    assert (piece.status, piece.text) == (401, "Connexion requise.\n")
    page = ask(app, path, headers=NAVIGATION)
    assert (page.status, page.text) == (303, "")
    assert page.headers["location"].startswith("/connexion")
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_stranger_sends_nothing_either(app: ASGIApp, method: str) -> None:
    assert ask(app, "/imports", method, headers=NAVIGATION).status == 401


def test_the_websocket_is_closed_to_strangers(app: ASGIApp, cookie: dict[str, str]) -> None:
    assert knock(app, "/_stcore/stream") == "websocket.close"
    assert knock(app, "/_stcore/stream", headers={"cookie": f"{COOKIE}=faux"}) == "websocket.close"
    assert knock(app, "/connexion") == "websocket.close"
    assert knock(app, "/_stcore/stream", headers=cookie) == "websocket.accept"


def test_the_open_paths_are_the_door_s_and_nothing_else(app: ASGIApp) -> None:
    beside = {path for path in OPEN_PATHS if not path.startswith("/connexion")}
    assert beside == {"/deconnexion", "/sante", "/_stcore/health"}
    for path in OPEN_PATHS - {"/connexion/demonstration", "/deconnexion"}:
        assert ask(app, path).status == 200, path


def test_signing_out_without_a_session_leads_to_the_door(app: ASGIApp) -> None:
    assert ask(app, "/deconnexion").headers["location"] == "/connexion"
    assert post(app, "/deconnexion").headers["location"] == "/connexion?fin=1"


def test_a_session_opens_everything(app: ASGIApp, cookie: dict[str, str]) -> None:
    for path in ("/", "/imports", "/media/a.xlsx", "/static/js/a.js"):
        assert ask(app, path, headers=cookie).status == 200


def test_a_session_that_ends_closes_everything(
    app: ASGIApp, cookie: dict[str, str], sqlite_store: Store, administrator: Reader
) -> None:
    disable_account(sqlite_store, administrator, EMAIL)
    assert ask(app, "/media/a.xlsx", headers=cookie).status == 401
    assert knock(app, "/_stcore/stream", headers=cookie) == "websocket.close"


def test_the_way_back_is_kept(app: ASGIApp) -> None:
    wanted = ask(app, "/imports", headers=NAVIGATION, query="axe=Petite+enfance&d=2")
    assert wanted.headers["location"] == "/connexion?vers=/imports%3Faxe%3DPetite%2Benfance%26d%3D2"
    assert 'name="vers" value="/imports?axe=Petite+enfance&amp;d=2"' in ask(
        app, "/connexion", query="vers=/imports%3Faxe%3DPetite%2Benfance%26d%3D2"
    ).text  # fmt: skip


# -- signing in --


def test_the_sign_in_page_holds_no_script_and_asks_no_other_host(app: ASGIApp) -> None:
    page = ask(app, "/connexion")
    assert page.status == 200
    assert '<html lang="fr">' in page.text
    assert "<script" not in page.text
    assert "http" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


def test_the_right_password_opens_and_leads_back(app: ASGIApp, camille: Reader, sqlite_store: Store) -> None:
    entered = entering(app, vers="/imports")
    assert (entered.status, entered.headers["location"]) == (303, "/imports")
    cookie = entered.cookie
    assert sessions.resolve(sqlite_store, cookie.value) == camille
    assert (cookie["httponly"], cookie["samesite"].lower(), cookie["path"], cookie["secure"]) == (True, "lax", "/", "")


def test_the_cookie_is_secure_over_https(app: ASGIApp, camille: Reader) -> None:
    entered = entering(app, scheme="https")
    assert entered.cookie["secure"] is True
    assert "max-age" in entered.headers["strict-transport-security"]


def test_nobody_is_led_elsewhere(app: ASGIApp, camille: Reader) -> None:
    assert entering(app, vers="//ailleurs.exemple").headers["location"] == "/"


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "faux"), ("personne@exemple.fr", PASSWORD), ("", "")])
def test_a_wrong_try_says_no_more_than_that(app: ASGIApp, camille: Reader, email: str, password: str) -> None:
    refused = entering(app, email, password)
    assert refused.status == 401
    assert "set-cookie" not in refused.headers
    assert 'role="alert">Adresse e-mail ou mot de passe incorrect.' in refused.text
    assert "<title>Erreur" in refused.text
    assert not password or f'"{password}"' not in refused.text


def test_what_was_typed_comes_back_harmless(app: ASGIApp) -> None:
    refused = entering(app, email="%22%3E%3Cscript%3Ealert(1)%3C/script%3E", password="x")
    assert "<script" not in refused.text


def test_the_sixth_try_waits(app: ASGIApp, camille: Reader) -> None:
    for _ in range(5):
        assert entering(app, password="faux").status == 401
    waiting = entering(app)
    assert waiting.status == 429
    assert 0 < int(waiting.headers["retry-after"]) <= 900
    assert "Trop d’essais" in waiting.text
    assert entering(app, client="192.0.2.8").status == 303


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://ailleurs.exemple"}])
@pytest.mark.parametrize("path", ["/connexion", "/connexion/demonstration", "/deconnexion"])
def test_a_form_of_another_site_does_nothing(
    app: ASGIApp, cookie: dict[str, str], headers: dict[str, str], path: str
) -> None:
    refused = post(app, path, f"email={EMAIL}&password={PASSWORD.replace(' ', '+')}", headers=headers | cookie)
    assert refused.status == 403
    assert "set-cookie" not in refused.headers
    assert ask(app, "/media/a.xlsx", headers=cookie).status == 200


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a" * 100_000, b"&".join(b"a=1" for _ in range(50)), b"{}", b""])
def test_a_form_that_is_none_is_a_wrong_try(app: ASGIApp, body: bytes) -> None:
    assert ask(app, "/connexion", "POST", headers=A_FORM, body=body).status == 401


def test_signing_in_again_ends_the_former_session(app: ASGIApp, cookie: dict[str, str]) -> None:
    assert entering(app, headers=cookie).status == 303
    assert ask(app, "/media/a.xlsx", headers=cookie).status == 401


def test_somebody_signed_in_is_sent_on(app: ASGIApp, cookie: dict[str, str]) -> None:
    assert ask(app, "/connexion", query="vers=/imports", headers=cookie).headers["location"] == "/imports"


# -- the demonstration --


@pytest.fixture
def profile(sqlite_store: Store, administrator: Reader) -> Reader:
    with sqlite_store.write(administrator) as work:
        clock.mark_demonstration(work.session, clock.real_today())
        return an_account(work, Role.COORDINATOR, EVRY, name="Conseil", demonstration=True)


def test_profiles_are_offered_on_this_machine_only(app: ASGIApp, profile: Reader) -> None:
    offered = 'name="profile" value="coordinator"'
    assert offered in ask(app, "/connexion", headers=HERE, client="127.0.0.1").text
    assert offered not in ask(app, "/connexion", headers=HERE).text
    relayed = HERE | {"x-forwarded-for": "192.0.2.7"}
    assert offered not in ask(app, "/connexion", headers=relayed, client="127.0.0.1").text
    assert offered not in ask(app, "/connexion", client="127.0.0.1").text  # by another name than localhost


def test_a_profile_enters_from_this_machine(app: ASGIApp, profile: Reader, sqlite_store: Store) -> None:
    entered = post(
        app, "/connexion/demonstration", "profile=coordinator&vers=/imports", headers=HERE, client="127.0.0.1"
    )
    assert (entered.status, entered.headers["location"]) == (303, "/imports")
    assert sessions.resolve(sqlite_store, entered.cookie.value) == profile


@pytest.mark.parametrize(
    ("headers", "client"), [(HERE, "192.0.2.7"), ({}, "127.0.0.1"), (HERE | {"forwarded": "for=x"}, "127.0.0.1")]
)
def test_a_profile_does_not_enter_from_elsewhere(
    app: ASGIApp, profile: Reader, headers: dict[str, str], client: str
) -> None:
    refused = post(app, "/connexion/demonstration", "profile=coordinator", headers=headers, client=client)
    assert refused.status == 403
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize("key", ["", "administrator", "1", "%00"])
def test_what_is_no_profile_does_not_enter(app: ASGIApp, profile: Reader, key: str) -> None:
    refused = post(app, "/connexion/demonstration", f"profile={key}", headers=HERE, client="127.0.0.1")
    assert refused.status == 404
    assert "introuvable" in refused.text


def test_a_real_store_offers_nothing_even_here(app: ASGIApp, camille: Reader) -> None:
    assert "profile" not in ask(app, "/connexion", headers=HERE, client="127.0.0.1").text
    refused = post(app, "/connexion/demonstration", "profile=coordinator", headers=HERE, client="127.0.0.1")
    assert refused.status == 404


# -- signing out --


def test_signing_out_is_confirmed_then_done(app: ASGIApp, cookie: dict[str, str], sqlite_store: Store) -> None:
    asked = ask(app, "/deconnexion", headers=cookie)
    assert "Camille &lt;b&gt;Essai" in asked.text
    assert ask(app, "/media/a.xlsx", headers=cookie).status == 200
    done = post(app, "/deconnexion", headers=cookie)
    assert (done.status, done.headers["location"]) == (303, "/connexion?fin=1")
    assert done.cookie.value == ""
    assert ask(app, "/media/a.xlsx", headers=cookie).status == 401
    assert "Vous êtes déconnecté·e." in ask(app, "/connexion", query="fin=1").text


# -- what every answer says --


def test_streamlit_s_page_is_french(app: ASGIApp, cookie: dict[str, str]) -> None:
    asked = cookie | {"accept-encoding": "gzip", "if-none-match": '"un"'}
    page = ask(app, "/imports", headers=asked)
    assert page.status == 200
    assert '<html lang="fr">' in page.text
    assert "<title>Suivi CTG</title>" in page.text
    assert "Activez JavaScript" in page.text
    assert "You need" not in page.text
    assert int(page.headers["content-length"]) == len(page.text.encode())
    assert "etag" not in page.headers
    assert page.headers["cache-control"] == "no-store"


def test_an_address_that_leads_nowhere_says_so_in_french(app: ASGIApp, cookie: dict[str, str]) -> None:
    page = ask(app, "/nulle-part", headers=cookie)
    assert page.status == 404
    assert "Page introuvable" in page.text
    assert "http" not in page.text


def test_pieces_are_passed_untouched(app: ASGIApp, cookie: dict[str, str]) -> None:
    piece = ask(app, "/media/a.xlsx", headers=cookie)
    assert (piece.text, piece.headers["etag"]) == ("une donnée", '"un"')


@pytest.mark.parametrize("path", ["/", "/imports", "/media/a.xlsx", "/connexion", "/sante", "/nulle-part"])
def test_every_answer_keeps_the_browser_on_this_host(app: ASGIApp, cookie: dict[str, str], path: str) -> None:
    for headers in ({}, cookie):
        said = ask(app, path, headers=headers).headers
        assert said["x-frame-options"] == "DENY"
        assert said["x-content-type-options"] == "nosniff"
        assert said["referrer-policy"] == "same-origin"
        policy = said["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy
        assert "*" not in policy


def test_the_inline_script_of_streamlit_is_allowed_by_its_hash(app: ASGIApp, cookie: dict[str, str]) -> None:
    policy = ask(app, "/", headers=cookie).headers["content-security-policy"]
    script = policy.partition("script-src")[2].partition(";")[0]
    assert script.count("'sha256-") == 1
    assert "'unsafe-inline'" not in script


def lost(store: Store) -> None:
    """The database goes away under a running server."""
    assert store.engine.url.database
    Path(store.engine.url.database).rename(f"{store.engine.url.database}.parti")
    store.dispose()


def test_health_tells_whether_the_store_answers(app: ASGIApp, sqlite_store: Store) -> None:
    assert ask(app, "/sante").text == '{"etat":"ok"}'
    lost(sqlite_store)
    refused = ask(app, "/sante")
    assert (refused.status, refused.text) == (503, '{"etat":"base injoignable"}')


def test_a_store_that_does_not_answer_is_told_in_french(
    app: ASGIApp, cookie: dict[str, str], sqlite_store: Store
) -> None:
    lost(sqlite_store)
    page = ask(app, "/imports", headers=cookie | NAVIGATION, fails=True)
    assert page.status == 503
    assert "La base de données ne répond pas." in page.text
    assert "Traceback" not in page.text
    piece = ask(app, "/media/a.xlsx", headers=cookie, fails=True)
    assert (piece.status, piece.text) == (503, "La base de données ne répond pas. Réessayez dans un instant.\n")

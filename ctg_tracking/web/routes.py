"""The addresses of the door: sign in, sign out, health. Everything else is Streamlit's, behind the gate."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qs

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ctg_tracking.accounts import sessions
from ctg_tracking.accounts.sessions import COOKIE
from ctg_tracking.accounts.signing_in import Profile, profiles, sign_in, sign_in_as
from ctg_tracking.accounts.throttle import Throttle, TooManyAttempts
from ctg_tracking.errors import NotFound, Refusal
from ctg_tracking.model import StoreInfo
from ctg_tracking.store import Store
from ctg_tracking.web import html
from ctg_tracking.web.asking import address, is_from_our_pages, is_on_this_machine, local_path
from ctg_tracking.web.assets import ASSETS, Asset
from ctg_tracking.web.gate import SIGN_IN
from ctg_tracking.web.headers import DOOR_POLICY
from ctg_tracking.web.projection import Projection
from ctg_tracking.web.projection.warming import warm
from ctg_tracking.web.sharing import Sharing

Lifespan = Callable[[object], AbstractAsyncContextManager[None]]
SIGN_IN_AS, SIGN_OUT, HEALTH = "/connexion/demonstration", "/deconnexion", "/sante"
OPEN_PATHS = frozenset({SIGN_IN, SIGN_IN_AS, SIGN_OUT, HEALTH, "/_stcore/health", *(asset.path for asset in ASSETS)})
"""All that answers a stranger: exact paths, nothing below them."""
_LONGEST_FORM = 8_192
_ELSEWHERE = "Cette demande ne vient pas d’une page de l’application."


@dataclass(frozen=True)
class Door:
    """What the routes share: the store of the application and the count of failed tries."""

    store: Store
    throttle: Throttle = field(default_factory=Throttle)

    def routes(self) -> list[BaseRoute]:
        """Routes to give to the application, beside Streamlit's own."""
        return [
            Route(SIGN_IN, self.show_sign_in, methods=["GET"]),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(SIGN_IN_AS, self.sign_in_as, methods=["POST"]),
            Route(SIGN_OUT, self.show_sign_out, methods=["GET"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
            Route(HEALTH, self.health, methods=["GET"]),
            *(Route(asset.path, _served(asset), methods=["GET"]) for asset in ASSETS),
            *Sharing(self.store).routes(),
            *self.projection.routes(),
        ]

    @cached_property
    def projection(self) -> Projection:
        """The committees projected, with what the server remembers of them."""
        return Projection(self.store)

    def then_warm(self, lifespan: Lifespan) -> Lifespan:
        """`lifespan`, once it began what is projected is read, while the first visitors come."""

        @asynccontextmanager
        async def both(app: object) -> AsyncIterator[None]:
            async with lifespan(app):
                warm(self.projection.decks)
                yield

        return both

    def show_sign_in(self, request: Request) -> Response:
        """The form; somebody already signed in is sent on."""
        vers = local_path(request.query_params.get("vers"))
        if sessions.resolve(self.store, request.cookies.get(COOKIE)) is not None:
            return RedirectResponse(vers, status_code=303)
        notice = "Vous êtes déconnecté·e." if "fin" in request.query_params else None
        return _html(html.sign_in_page(vers=vers, notice=notice, profiles=self._offered(request)))

    async def sign_in(self, request: Request) -> Response:
        """Checks an e-mail and a password."""
        form = await _form(request)
        return await run_in_threadpool(self._sign_in, request, form)

    async def sign_in_as(self, request: Request) -> Response:
        """Enters with a profile of the demonstration, from the machine of the server only."""
        form = await _form(request)
        return await run_in_threadpool(self._sign_in_as, request, form)

    def show_sign_out(self, request: Request) -> Response:
        """Asks before signing out."""
        reader = sessions.resolve(self.store, request.cookies.get(COOKIE))
        return _html(html.sign_out_page(reader.name)) if reader else RedirectResponse(SIGN_IN, status_code=303)

    def sign_out(self, request: Request) -> Response:
        """Ends the session in the store, and in the browser."""
        if not is_from_our_pages(request):
            return _refused("Demande refusée", _ELSEWHERE, 403)
        sessions.end(self.store, request.cookies.get(COOKIE, ""))
        answer = RedirectResponse(f"{SIGN_IN}?fin=1", status_code=303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=_is_secure(request))
        return answer

    def health(self, _request: Request) -> Response:
        """Whether the store answers: 200 or 503, and nothing about what it holds."""
        try:
            with self.store.read() as session:
                session.execute(select(StoreInfo.key).limit(1))
        except SQLAlchemyError:
            return JSONResponse({"etat": "base injoignable"}, 503, {"Cache-Control": "no-store"})
        return JSONResponse({"etat": "ok"}, headers={"Cache-Control": "no-store"})

    def _sign_in(self, request: Request, form: dict[str, str]) -> Response:
        if not is_from_our_pages(request):
            return _refused("Demande refusée", _ELSEWHERE, 403)
        email, vers = form.get("email", ""), local_path(form.get("vers"))
        try:
            token = sign_in(self.store, self.throttle, email, form.get("password", ""), address(request))
        except Refusal as refusal:
            page = html.sign_in_page(vers=vers, email=email, refusal=str(refusal), profiles=self._offered(request))
            return _html(page, *_status(refusal))
        return self._enter(request, token, vers)

    def _sign_in_as(self, request: Request, form: dict[str, str]) -> Response:
        if not is_from_our_pages(request) or not is_on_this_machine(request):
            return _refused("Demande refusée", _ELSEWHERE, 403)
        try:
            token = sign_in_as(self.store, form.get("profile", ""))
        except NotFound as refusal:
            return _refused("Profil introuvable", str(refusal), 404)
        return self._enter(request, token, local_path(form.get("vers")))

    def _enter(self, request: Request, token: str, vers: str) -> Response:
        """A session of its own for each sign-in: the one the browser came with, if any, is ended."""
        sessions.end(self.store, request.cookies.get(COOKIE, ""))
        answer = RedirectResponse(vers, status_code=303, headers={"Cache-Control": "no-store"})
        answer.set_cookie(COOKIE, token, path="/", httponly=True, samesite="lax", secure=_is_secure(request))
        return answer

    def _offered(self, request: Request) -> list[Profile]:
        if not is_on_this_machine(request):
            return []
        with self.store.read() as session:
            return profiles(session)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small urlencoded form, the first of each name; empty when it is anything else."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            return {}
    try:
        fields = parse_qs(body.decode("ascii"), max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _status(refusal: Refusal) -> tuple[int, dict[str, str]]:
    if isinstance(refusal, TooManyAttempts):
        return 429, {"Retry-After": str(max(1, int(refusal.wait.total_seconds())))}
    return 401, {}


def _refused(title: str, sentence: str, status: int) -> Response:
    return _html(html.refusal_page(title, sentence), status)


def _html(page: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    kept = {"Cache-Control": "no-store", "Content-Security-Policy": DOOR_POLICY}
    return HTMLResponse(page, status, kept | (headers or {}))


def _served(asset: Asset) -> Callable[[Request], Response]:
    def serve(_request: Request) -> Response:
        return FileResponse(asset.file, media_type=asset.media_type, headers={"Cache-Control": "public, max-age=86400"})

    return serve


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"

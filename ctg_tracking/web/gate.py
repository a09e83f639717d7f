"""The gate: no HTTP request and no websocket passes without a valid session, but for the door itself.

It stands before Streamlit, because Streamlit guards nothing: its pages, its websocket, its downloads
(`/media/…`) and its uploads answer whoever asks. What passes without a session is a list of exact paths, and the
addresses of what is shared by a link (`/partage/…`), whose secret is in the address itself.
"""

import re
import time
from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ctg_tracking.accounts.sessions import COOKIE, LONGEST_TOKEN
from ctg_tracking.model import Reader
from ctg_tracking.web.asking import is_navigation
from ctg_tracking.web.headers import BUNDLE

Resolve = Callable[[str], Reader | None]
"""From a session token to who holds it, None when it is worth nothing."""

SIGN_IN = "/connexion"
_TRUSTED_SECONDS = 5.0
_MOST_REMEMBERED = 1000


class Gate:
    """ASGI middleware that lets through signed-in people, and anyone to the paths in `open_paths`.

    `shared`: what whole paths that may only be read look like, for those who hold a link and no account.
    """

    def __init__(
        self, app: ASGIApp, resolve: Resolve, open_paths: frozenset[str], shared: re.Pattern[str] | None = None
    ) -> None:
        self.app = app
        self.resolve = resolve
        self.open_paths = open_paths
        self.shared = shared
        self._seen: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, or answer in place of the application."""
        if scope["type"] not in ("http", "websocket") or await self._may_pass(HTTPConnection(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "session"})
        else:
            await _refusal(HTTPConnection(scope))(scope, receive, send)

    async def _may_pass(self, asking: HTTPConnection) -> bool:
        path = asking.scope["path"]
        if asking.scope["type"] == "http" and (path in self.open_paths or self._is_shared(asking)):
            return True
        token = asking.cookies.get(COOKIE)
        if not token or len(token) > LONGEST_TOKEN:
            return False
        if path.startswith(BUNDLE) and self._seen.get(token, 0.0) > time.monotonic():
            return True
        return await self._is_worth_something(token)

    def _is_shared(self, asking: HTTPConnection) -> bool:
        reads = asking.scope["method"] in ("GET", "HEAD")
        return reads and self.shared is not None and self.shared.fullmatch(asking.scope["path"]) is not None

    async def _is_worth_something(self, token: str) -> bool:
        """Asks the store, and remembers a yes a few seconds for the hundred files of Streamlit's public bundle."""
        if await run_in_threadpool(self.resolve, token) is None:
            self._seen.pop(token, None)
            return False
        if len(self._seen) >= _MOST_REMEMBERED:
            self._seen.clear()
        self._seen[token] = time.monotonic() + _TRUSTED_SECONDS
        return True


def _refusal(asking: HTTPConnection) -> Response:
    """A person is led to the sign-in page, which leads back; a program reads 401."""
    never_kept = {"Cache-Control": "no-store"}
    if asking.scope["method"] in ("GET", "HEAD") and is_navigation(asking):
        return RedirectResponse(f"{SIGN_IN}{_way_back(asking)}", status_code=303, headers=never_kept)
    return PlainTextResponse("Connexion requise.\n", status_code=401, headers=never_kept)


def _way_back(asking: HTTPConnection) -> str:
    query = f"?{asking.url.query}" if asking.url.query else ""
    wanted = asking.url.path + query
    return "" if wanted == "/" else f"?vers={quote(wanted, safe='/')}"

"""Streamlit's page, told to be French: its language is written in the wheel, and no option changes it."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ctg_tracking.web.headers import DOOR_POLICY, application_policy, inline_scripts
from ctg_tracking.web.html import NAME, refusal_page

_NO_SCRIPT = "<noscript><p>Activez JavaScript dans votre navigateur pour utiliser cette application.</p></noscript>"
_CHANGES = (
    (re.compile(r'<html lang="en">'), '<html lang="fr">'),
    (re.compile(r"<title>Streamlit</title>"), f"<title>{NAME}</title>"),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), _NO_SCRIPT),
    (
        re.compile(r'<link rel="shortcut icon"[^>]*>'),
        '<link rel="icon" href="/connexion/icone.svg" type="image/svg+xml" />',
    ),
    # Streamlit's own font, which our theme does not use, and the description of an interface that is off.
    (re.compile(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*>"), ""),
    (re.compile(r'<link rel="service-desc"[^>]*>'), ""),
    (re.compile(r"<script>"), '<script src="/connexion/francais.js"></script><script>'),
)
# Asked by a browser that already holds the page: an answer to them would be the page as it was.
_UNASKED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range"})
_NO_SUCH_PAGE = refusal_page("Page introuvable", "Cette adresse ne mène à aucune page de l’application.")
_PIECES = ("/static/", "/media/", "/_stcore/", "/component/", "/app/static/", "/projection/")


def in_french(page: str) -> str:
    """Streamlit's page with its language, title, icon and no-script words put right."""
    for pattern, replacement in _CHANGES:
        page = pattern.sub(replacement, page)
    return page


class FrenchShell:
    """ASGI middleware that rewrites the HTML pages served by Streamlit, and gives them their policy."""

    def __init__(self, app: ASGIApp, pages: frozenset[str]) -> None:
        self.app = app
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass pieces untouched; ask a page uncompressed, and rewrite it."""
        if scope["type"] != "http" or scope["path"].startswith(_PIECES):
            await self.app(scope, receive, send)
        else:
            await self.app(_asked_plainly(scope), receive, _Rewriting(send, exists=scope["path"] in self.pages))


def _asked_plainly(scope: Scope) -> Scope:
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _UNASKED]}


class _Rewriting:
    """A `send` that holds back Streamlit's page until it is whole, then sends it in French.

    Streamlit answers it to any address, and says later, in English, that there is no such page: we say it at once.
    """

    def __init__(self, send: Send, *, exists: bool) -> None:
        self.send = send
        self.exists = exists
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_shell(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_whole(self.start)

    async def _send_whole(self, start: Message) -> None:
        page = in_french(self.body.decode("utf-8")) if self.exists else _NO_SUCH_PAGE
        policy = application_policy(*inline_scripts(page)) if self.exists else DOOR_POLICY
        body = page.encode("utf-8")
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        headers["Content-Length"] = str(len(body))
        headers["Cache-Control"] = "no-store"
        headers["Content-Security-Policy"] = policy
        await self.send({**start, "status": 200 if self.exists else 404, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def _is_shell(start: Message) -> bool:
    """Streamlit's page is the HTML that carries no policy of its own: our pages all do."""
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-security-policy" not in headers

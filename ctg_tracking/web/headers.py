"""What every answer says to the browser: stay on this host, show nothing in a frame, guess nothing."""

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EVERYWHERE = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Not « no-referrer »: browsers would then send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

BUNDLE = "/static/"
"""Streamlit's own scripts and styles: the same files as in its public wheel."""

DOOR_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Of our own pages, which hold no script at all, and of every download."""


@cache
def application_policy(*scripts: str) -> str:
    """Content-Security-Policy of Streamlit's page: this host only; `scripts` are the inline ones it may run.

    Streamlit injects its styles, and Vega compiles the expressions of a chart: hence the two « unsafe ». It loads the
    script of a component (ours follows links without reloading the page) from a `blob:` that only a script can make.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'self'; script-src 'self' blob: 'unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "media-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def inline_scripts(page: str) -> tuple[str, ...]:
    """Text of the inline scripts of an HTML page, byte for byte as the browser hashes it."""
    return tuple(re.findall(r"<script>(.*?)</script>", page, re.DOTALL))


class Headers:
    """ASGI middleware that adds the security headers to every answer that does not carry its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; complete the headers of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, completed)


def _complete(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in _EVERYWHERE.items():
        headers.setdefault(name, value)
    if not scope["path"].startswith(BUNDLE):  # a worker would take the policy of its own script
        headers.setdefault("Content-Security-Policy", DOOR_POLICY)
    if scope["scheme"] == "https":
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")

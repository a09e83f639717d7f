"""Asks an ASGI application one thing and gives what it answered: no server, no port."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from starlette.types import ASGIApp, Message, Scope

HOST = "suivi.exemple.fr"
NAVIGATION = {"sec-fetch-mode": "navigate", "accept": "text/html"}
A_FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    """Status, headers (lower case; the last of each name) and text of an answer; `body`: its bytes, of a file too."""

    status: int
    headers: Mapping[str, str]
    text: str
    body: bytes = b""

    @property
    def cookie(self) -> Any:
        """The only cookie set, as a morsel."""
        (morsel,) = SimpleCookie(self.headers["set-cookie"]).values()
        return morsel


def ask(
    app: ASGIApp,
    path: str,
    method: str = "GET",
    *,
    query: str = "",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    client: str = "192.0.2.7",
    scheme: str = "http",
    fails: bool = False,
) -> Answer:
    """One HTTP request, from another machine unless `client` says otherwise.

    `fails`: the application answers, then raises what it answered for, so that the server logs it.
    """
    told = {"host": HOST} | dict(headers or {})
    scope = _scope("http", path, told, client) | {"method": method, "scheme": scheme, "query_string": query.encode()}
    sent = _exchanged(app, scope, [{"type": "http.request", "body": body, "more_body": False}], fails)
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    text = "" if told.get("content-type") == "application/pdf" else body.decode("utf-8")
    return Answer(start["status"], told, text, body)


def knock(app: ASGIApp, path: str, *, headers: Mapping[str, str] | None = None) -> str:
    """Asks for a websocket; the type of the first message that comes back."""
    scope = _scope("websocket", path, {"host": HOST} | dict(headers or {}), "192.0.2.7")
    scope |= {"scheme": "ws", "query_string": b"", "subprotocols": []}
    return str(_exchanged(app, scope, [{"type": "websocket.connect"}])[0]["type"])


def _scope(kind: str, path: str, headers: Mapping[str, str], client: str) -> dict[str, Any]:
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": (client, 40_000),
        "server": ("127.0.0.1", 8501),
    }


def _exchanged(app: ASGIApp, scope: Scope, incoming: list[Message], fails: bool = False) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0) if incoming else {"type": f"{scope['type']}.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def exchange() -> None:
        with pytest.raises(DBAPIError) if fails else nullcontext():
            await app(scope, receive, send)

    # In a thread of its own: the browser's tests leave a running loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, exchange()).result()
    return sent

"""The addresses that write: small JSON from our own pages, one verb each, answered in a thread."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ctg_tracking.errors import Refusal
from ctg_tracking.model import Reader
from ctg_tracking.store import Store
from ctg_tracking.web.projection import writing
from ctg_tracking.web.projection.asking import (
    NotOurs,
    Said,
    answered,
    body_of,
    committee_of,
    decision_of,
    number_of,
    reader_of,
    refused,
)
from ctg_tracking.web.projection.writing import Told

Verb = Callable[[Store, Reader, Request, Said], Told]


def posting_routes(store: Store, one: str) -> list[BaseRoute]:
    """The routes under the address of a committee, `one`."""
    verbs: dict[str, Verb] = {
        "/ouverture": _open,
        "/decisions": _decide,
        "/decisions/{decision:int}": _amend,
        "/decisions/{decision:int}/retrait": _withdraw,
        "/presence": _tick,
        "/echanges": _note,
    }
    return [Route(f"{one}{path}", _posted(store, verb), methods=["POST"]) for path, verb in verbs.items()]


def _posted(store: Store, verb: Verb) -> Callable[[Request], object]:
    async def post(request: Request) -> Response:
        try:
            said = await body_of(request)
        except Refusal as refusal:
            return refused(refusal)
        return await run_in_threadpool(answered, lambda: verb(store, _author(store, request, said), request, said))

    return post


def _author(store: Store, request: Request, said: Said) -> Reader:
    """Who writes: the one who typed (`compte`), should somebody else have signed in with this browser since."""
    reader = reader_of(store, request)
    if number_of(said, "compte") not in (None, reader.account_id):
        raise NotOurs(
            "Ce texte a été saisi sous un autre compte que celui qui est connecté\u202f: rien n’est enregistré."
        )
    return reader


def _open(store: Store, reader: Reader, request: Request, _said: Said) -> Told:
    return writing.opened(store, reader, committee_of(request))


def _decide(store: Store, reader: Reader, request: Request, said: Said) -> Told:
    return writing.decided(store, reader, committee_of(request), said)


def _amend(store: Store, reader: Reader, request: Request, said: Said) -> Told:
    return writing.amended(store, reader, committee_of(request), decision_of(request), said)


def _withdraw(store: Store, reader: Reader, request: Request, said: Said) -> Told:
    return writing.withdrawn(store, reader, decision_of(request), said)


def _tick(store: Store, reader: Reader, request: Request, said: Said) -> Told:
    return writing.ticked(store, reader, committee_of(request), said)


def _note(store: Store, reader: Reader, request: Request, said: Said) -> Told:
    return writing.noted(store, reader, committee_of(request), said)

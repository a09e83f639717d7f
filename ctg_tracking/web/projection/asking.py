"""What a script of the projection sends and is answered: bounded JSON from our own pages, refusals as one sentence."""

import json
from collections.abc import Callable, Mapping

from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ctg_tracking.accounts import sessions
from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal, StaleText, StaleVersion
from ctg_tracking.model import Reader
from ctg_tracking.store import Store
from ctg_tracking.web.asking import is_from_our_pages

LONGEST_BODY = 64_000
NEVER_KEPT = {"Cache-Control": "no-store"}
Said = Mapping[str, object]
"""The fields of a JSON object."""


class NotOurs(Refusal):
    """A request that does not come from one of our pages, or is not the JSON that they send."""


class SessionOver(Refusal):
    """The session ended between the gate and here."""

    def __init__(self) -> None:
        super().__init__("Votre session est terminée.")


def reader_of(store: Store, request: Request) -> Reader:
    """Who asks. Raises SessionOver."""
    reader = sessions.resolve(store, request.cookies.get(sessions.COOKIE))
    if reader is None:
        raise SessionOver
    return reader


def committee_of(request: Request) -> int:
    """Id of the committee in the address. Raises NotFound when no database could hold it."""
    return _id(request, "committee", "Ce comité")


def decision_of(request: Request) -> int:
    """Id of the decision in the address. Raises NotFound."""
    return _id(request, "decision", "Cette décision")


async def body_of(request: Request) -> Said:
    """The JSON object sent. Raises NotOurs, BadInput."""
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not is_from_our_pages(request) or told != "application/json":
        raise NotOurs("Cette demande ne vient pas d’une page de l’application.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise BadInput("Texte envoyé", f"plus de {LONGEST_BODY} octets", "un texte plus court")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInput("Demande", "un texte illisible", "ce que la page envoie") from error
    if not isinstance(said, dict):
        raise BadInput("Demande", "un texte inattendu", "ce que la page envoie")
    return said


def answered(do: Callable[[], Mapping[str, object]]) -> Response:
    """What `do` gives, as JSON; the sentence of a refusal otherwise."""
    try:
        return JSONResponse(do(), headers=NEVER_KEPT)
    except StaleText as refusal:
        return refused(refusal, stocke=refusal.stored_text or "")
    except Refusal as refusal:
        return refused(refusal)


def refused(refusal: Refusal, **more: object) -> Response:
    """The sentence of a refusal, with the status that tells a script whether trying again may help."""
    return JSONResponse({"sentence": str(refusal), **more}, status_of(refusal), NEVER_KEPT)


def text_of(said: Said, name: str) -> str | None:
    """A text, None when it is blank or missing. Raises BadInput."""
    value = said.get(name)
    if value is not None and not isinstance(value, str):
        raise BadInput(name, str(value)[:40], "un texte")
    return value if value and value.strip() else None


def number_of(said: Said, name: str) -> int | None:
    """A whole number that a database can hold, None when it is missing. Raises BadInput."""
    value = said.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31):
        raise BadInput(name, str(value)[:40], "un numéro")
    return value


def status_of(refusal: Refusal) -> int:
    """Status of the answer to a refusal."""
    if isinstance(refusal.__cause__, OperationalError):  # the store is busy: the same again, in a moment
        return 503
    for kind, status in _STATUSES:
        if isinstance(refusal, kind):
            return status
    return 400


def _id(request: Request, name: str, what: str) -> int:
    value: int = request.path_params[name]
    if value > _LARGEST_ID:
        raise NotFound(what)
    return value


_LARGEST_ID = 2**31 - 1
_STATUSES: tuple[tuple[type[Refusal], int], ...] = (
    (SessionOver, 401),
    (NotOurs, 403),
    (NotAllowed, 403),
    (NotFound, 404),
    (StaleVersion, 409),
    (Conflict, 409),
    (BadInput, 422),
)

"""The addresses of the projection: its page, its slides, its pulse, and what is written from it.

Every answer is for the reader of the session cookie, whose right to see the committee is asked each time.
"""

from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ctg_tracking.errors import Refusal
from ctg_tracking.figures.committees import pulse
from ctg_tracking.figures.picture import WHOLE, Part
from ctg_tracking.model import Reader
from ctg_tracking.model.words import MeetingState
from ctg_tracking.store import Store
from ctg_tracking.web.headers import DOOR_POLICY
from ctg_tracking.web.html import refusal_page
from ctg_tracking.web.projection.asking import NEVER_KEPT, answered, committee_of, reader_of, refused, status_of
from ctg_tracking.web.projection.page import STATIC, page
from ctg_tracking.web.projection.parts import address_of, named, part_of
from ctg_tracking.web.projection.posting import posting_routes
from ctg_tracking.web.projection.rendered import Asked, Decks, Rendered, whole_of
from ctg_tracking.web.projection.seance import may_hold, meeting

PREFIX = "/projection"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Projection:
    """The routes of the projection over one store, with the decks that the server remembers."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.decks = Decks(store)

    def routes(self) -> list[BaseRoute]:
        """Routes to give to the application."""
        one = f"{PREFIX}/{{committee:int}}"
        return [
            Mount(STATIC, _Assets(directory=Path(__file__).parent / "static")),
            Route(one, self.show, methods=["GET"]),
            Route(f"{one}/pouls", self.pulse, methods=["GET"]),
            Route(f"{one}/diapositives", self.slides, methods=["GET"]),
            Route(f"{one}/seance", self.meeting, methods=["GET"]),
            *posting_routes(self.store, one),
            Route(f"{PREFIX}/{{rest:path}}", _nowhere, methods=["GET"]),
        ]

    # -- reading --

    def show(self, request: Request) -> Response:
        """The page, all its slides in it; an unknown committee and one that may not be seen are the same refusal."""
        try:
            reader, asked, part = self._asked(request)
            rendered = self.decks.rendered(reader, asked, part)
            state = self._state(reader, asked, part, rendered)
        except Refusal as refusal:
            return _refusal(refusal)
        html = page(rendered, state, writer=bool(state["ecrit"]))
        return HTMLResponse(html, headers=NEVER_KEPT | {"Content-Security-Policy": POLICY})

    def pulse(self, request: Request) -> Response:
        """The word that changes with anything shown: what thirty screens ask every two seconds."""

        def word() -> Mapping[str, object]:
            with self.store.read() as session:
                return {"mot": pulse(session, reader_of(self.store, request), committee_of(request))}

        return answered(word)

    def slides(self, request: Request) -> Response:
        """The slides, without the markup of those that the deck `vu` already showed; 304 when it showed them all."""
        try:
            reader, asked, part = self._asked(request)
            rendered = self.decks.rendered(reader, asked, part)
        except Refusal as refusal:
            return refused(refusal)
        headers = {"ETag": f'"{rendered.print}"', "Cache-Control": "private, no-cache"}
        if rendered.print in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        former = self.decks.former(request.query_params.get("vu", ""))
        held = {slide.print for slide in former.slides} if former else set()
        slides = [
            {"cle": slide.key, "titre": slide.title, "empreinte": slide.print}
            | ({} if slide.print in held else {"html": slide.html})
            for slide in rendered.slides
        ]
        return JSONResponse(self._heading(reader, asked, part, rendered) | {"diapositives": slides}, headers=headers)

    def meeting(self, request: Request) -> Response:
        """What those who hold the committee write on."""

        def told() -> Mapping[str, object]:
            with self.store.read() as session:
                return meeting(session, reader_of(self.store, request), committee_of(request))

        return answered(told)

    # -- who, what --

    def _asked(self, request: Request) -> tuple[Reader, Asked, Part]:
        reader = reader_of(self.store, request)
        return reader, self.decks.asked(reader, committee_of(request)), part_of(request.url.query)

    def _heading(self, reader: Reader, asked: Asked, part: Part, rendered: Rendered) -> dict[str, object]:
        """What stands around the slides."""
        filtered = named(part, whole_of(self.decks, reader, asked)) if part != WHOLE else ""
        return {
            "mot": asked.word,
            "empreinte": rendered.print,
            "etat": asked.committee.state.value,
            "titre": rendered.deck.title,
            "jour": rendered.deck.day,
            "part": address_of(part),
            "filtre": filtered,
        }

    def _state(self, reader: Reader, asked: Asked, part: Part, rendered: Rendered) -> dict[str, object]:
        """What the scripts of the page begin with."""
        slides = [{"cle": slide.key, "titre": slide.title, "empreinte": slide.print} for slide in rendered.slides]
        with self.store.read() as session:
            holds = may_hold(session, reader, asked.committee.id)
        return self._heading(reader, asked, part, rendered) | {
            "comite": asked.committee.id,
            "compte": reader.account_id,
            "ecrit": holds and asked.committee.state is not MeetingState.CLOSED,
            "diapositives": slides,
        }


class _Assets(StaticFiles):
    """Styles and scripts, asked again each time and answered 304: a new version is never mixed with a former one."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or the refusal of one that does not exist."""
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer


def _nowhere(_request: Request) -> Response:
    return _html(refusal_page("Page introuvable", "Cette adresse ne mène à aucune page de l’application."), 404)


def _refusal(refusal: Refusal) -> Response:
    status = status_of(refusal)
    return _html(refusal_page("Page introuvable" if status == 404 else "Demande refusée", str(refusal)), status)


def _html(html: str, status: int) -> Response:
    return HTMLResponse(html, status, NEVER_KEPT | {"Content-Security-Policy": DOOR_POLICY})

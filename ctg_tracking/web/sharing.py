"""Minutes on the web: by a link that needs no account (/partage/…), and for those signed in, drafts too (/releve/…).

A link that opens nothing gives one answer, whatever the reason: nobody learns that it did, or will again.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ctg_tracking.accounts import sessions
from ctg_tracking.accounts.sessions import COOKIE
from ctg_tracking.errors import NotFound, NotPrinted
from ctg_tracking.figures.committees import CommitteeRow, the_committee
from ctg_tracking.figures.sharing import guest_of, share_of, shared_committee
from ctg_tracking.outputs.naming import file_name
from ctg_tracking.store import Store, clock
from ctg_tracking.web import html
from ctg_tracking.web.asking import address
from ctg_tracking.web.headers import DOOR_POLICY
from ctg_tracking.web.minutes_html import PDF, shared_page, signed_in_page
from ctg_tracking.web.pace import Pace
from ctg_tracking.web.reading import Minutes, Readings

SHARED: Final = re.compile(rf"/partage/[^/]{{1,200}}(?:/{re.escape(PDF)})?")
"""All that a link without an account may ask."""
NOTHING = (
    "Ce lien n’ouvre aucun relevé, ou n’en ouvre plus\u202f; demandez un lien à jour à la coordination qui l’a envoyé."
)
UNPRINTED = "Le PDF de ce relevé n’a pas pu être composé\u202f; sa page, elle, se lit et s’imprime."
_NEVER_KEPT: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": DOOR_POLICY,
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_UNKNOWN_SENDER: Final = {**_NEVER_KEPT, "Referrer-Policy": "no-referrer"}
"""Of what a link opens: the address holds its secret, which goes nowhere else."""


@dataclass(frozen=True)
class _Opened:
    """What a link opened: the committee, the last day it is read, its minutes."""

    committee: CommitteeRow
    expires_on: date | None
    minutes: Minutes


@dataclass(frozen=True)
class Sharing:
    """Routes of the minutes. `tries`: links that opened nothing, by address; `requests`: all that links asked."""

    store: Store
    readings: Readings = field(default_factory=Readings)
    tries: Pace = field(default_factory=lambda: Pace(30, 900))
    requests: Pace = field(default_factory=lambda: Pace(600, 300))

    def routes(self) -> list[BaseRoute]:
        """Routes to give to the application, beside the door's."""
        return [
            Route("/partage/{token}", self.shared, methods=["GET"]),
            Route(f"/partage/{{token}}/{PDF}", self.shared_pdf, methods=["GET"]),
            Route("/releve/{committee_id:int}", self.signed_in, methods=["GET"]),
            Route(f"/releve/{{committee_id:int}}/{PDF}", self.signed_in_pdf, methods=["GET"]),
        ]

    def shared(self, request: Request) -> Response:
        """The page that a link opens."""
        found = self._opened(request)
        if isinstance(found, Response):
            return found
        page = shared_page(
            found.minutes.body,
            found.minutes.document.title,
            path=f"/partage/{request.path_params['token']}",
            closed_at=found.committee.closed_at,
            expires_on=found.expires_on,
        )
        return HTMLResponse(page, headers=_UNKNOWN_SENDER)

    def shared_pdf(self, request: Request) -> Response:
        """The same as a PDF."""
        found = self._opened(request)
        if isinstance(found, Response):
            return found
        return self._pdf(found.committee, found.minutes, _UNKNOWN_SENDER)

    def signed_in(self, request: Request) -> Response:
        """The page of a committee, for who may see it."""
        found = self._seen(request)
        if isinstance(found, Response):
            return found
        committee, minutes = found
        document = minutes.document
        page = signed_in_page(minutes.body, document.title, path=f"/releve/{committee.id}", draft=document.draft)
        return HTMLResponse(page, headers=_NEVER_KEPT)

    def signed_in_pdf(self, request: Request) -> Response:
        """The same as a PDF."""
        found = self._seen(request)
        return found if isinstance(found, Response) else self._pdf(*found, _NEVER_KEPT)

    # -- what is asked --

    def _opened(self, request: Request) -> _Opened | Response:
        asker = address(request)
        wait = max(self.tries.wait(asker), self.requests.wait(asker))
        if wait:
            return _too_many(wait)
        self.requests.count(asker)
        with self.store.read() as session:
            today = clock.today(session)
            committee_id = shared_committee(session, request.path_params["token"], today)
            if committee_id is None:
                self.tries.count(asker)
                return _refused("Relevé introuvable", NOTHING, 404)
            guest = guest_of(session, committee_id)
            share = share_of(session, guest, committee_id)
            minutes = self.readings.read(session, guest, committee_id, today)
            committee = the_committee(session, guest, committee_id)
        return _Opened(committee, share.expires_on if share else None, minutes)

    def _seen(self, request: Request) -> tuple[CommitteeRow, Minutes] | Response:
        reader = sessions.resolve(self.store, request.cookies.get(COOKIE))
        try:
            if reader is None:  # ended since the gate let it through
                raise NotFound("Ce comité")
            with self.store.read() as session:
                committee_id = request.path_params["committee_id"]
                minutes = self.readings.read(session, reader, committee_id, clock.today(session))
                return the_committee(session, reader, committee_id), minutes
        except NotFound as refusal:
            return _refused("Relevé introuvable", str(refusal), 404)

    def _pdf(self, committee: CommitteeRow, minutes: Minutes, headers: dict[str, str]) -> Response:
        start = "projet-de-releve" if minutes.document.draft else "releve"
        name = file_name(start, committee.kind.value, committee.held_on, "pdf")
        try:
            content = self.readings.printed(minutes)
        except NotPrinted:
            return _refused("PDF indisponible", UNPRINTED, 500)
        # Downloaded, not shown: the policy of the answer would stop the viewer of some browsers.
        kept = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="application/pdf", headers=headers | kept)


def _refused(title: str, sentence: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return HTMLResponse(html.refusal_page(title, sentence), status, _UNKNOWN_SENDER | (headers or {}))


def _too_many(wait: float) -> Response:
    minutes = max(1, -(-int(wait) // 60))
    told = f"Trop de demandes depuis cette adresse. Réessayez dans {minutes} minute{'s' if minutes > 1 else ''}."
    return _refused("Un instant", told, 429, {"Retry-After": str(max(1, int(wait)))})

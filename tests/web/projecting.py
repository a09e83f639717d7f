"""A committee projected without a server: the application's routes behind its gate, and people signed in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.types import ASGIApp

from ctg_tracking import web
from ctg_tracking.accounts import sessions
from ctg_tracking.accounts.sessions import COOKIE
from ctg_tracking.follow_up.committees import Invited, ItemDraft, add_items, invite, open_committee
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store
from tests.committees import Plans, a_copil, some_plans
from tests.factories import EVRY, an_account, an_administrator
from tests.web.asgi import HOST, Answer, ask

OURS = {"content-type": "application/json", "origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}


@dataclass
class Projected:
    """A COPIL of Évry with two points and two invited; `opened` unless told."""

    store: Store
    opened: bool = True
    app: ASGIApp = field(init=False)
    author: Reader = field(init=False)
    plans: Plans = field(init=False)
    committee_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.app = Starlette(routes=web.Door(self.store).routes(), middleware=web.guards(self.store, frozenset({"/"})))
        self.author = an_administrator(self.store)
        self.plans = some_plans(self.store, self.author)
        self.committee_id = a_copil(self.store, self.author, opened=False)
        points = [ItemDraft("Ouvrir une crèche", minutes=10, action_id=self.plans.late), ItemDraft("Divers")]
        add_items(self.store, self.author, self.committee_id, points)
        invite(self.store, self.author, self.committee_id, [Invited("Camille Essai", "CCAS"), Invited("MSA")])
        if self.opened:
            open_committee(self.store, self.author, self.committee_id)

    def cookie(self, reader: Reader | None = None) -> dict[str, str]:
        """What the browser of somebody signed in sends (the author, unless told)."""
        who = reader or self.author
        with self.store.write(who) as work:
            return {"cookie": f"{COOKIE}={sessions.begin(work, who.account_id)}"}

    def reader(self, territory: str = EVRY, role: Role = Role.READER) -> Reader:
        """Somebody with one role on one territory."""
        with self.store.write(self.author) as work:
            return an_account(work, role, territory, email=f"{role}-{territory}@exemple.fr", name="Dominique Essai")

    def got(self, path: str = "", cookie: dict[str, str] | None = None, **more: Any) -> Answer:
        """What the author reads at an address under the committee's."""
        headers = (self.cookie() if cookie is None else cookie) | more.pop("headers", {})
        return ask(self.app, f"/projection/{self.committee_id}{path}", headers=headers, **more)

    def posted(
        self, path: str, body: object, cookie: dict[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """What a page of ours is answered when it sends this JSON."""
        told = (self.cookie() if cookie is None else cookie) | OURS | dict(headers or {})
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return ask(self.app, f"/projection/{self.committee_id}{path}", "POST", headers=told, body=sent)

    def told(self, path: str, **more: Any) -> Any:
        """The JSON at an address."""
        return json.loads(self.got(path, **more).text)

    @property
    def points(self) -> list[int]:
        """Ids of the points, in their order."""
        return [point["id"] for point in self.told("/seance")["points"]]

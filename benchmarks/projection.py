"""A committee projected to thirty screens: how long each waits for the pulse, for slides that moved, for a filter.

An opened committee of one convention, then of eighty, each after a former one of the same a year before, in a copy of a
generated store, SQLite or Postgres. Thirty screens open the page, then poll every two seconds; a pilot reports every
three, and a screen changes its filter without rest. The reference, asked at the same time, is the health of the same
server: what the machine and its load cost to the smallest answer.
"""

import http.client
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from html import unescape
from itertools import cycle
from pathlib import Path
from threading import Event
from time import perf_counter

from sqlalchemy import select

from benchmarks.measuring import Measure, Samples, under
from benchmarks.servers import Served, serving, sign_in
from benchmarks.stores import copied
from ctg_tracking.figures.committees import agenda_of
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.committees import CommitteeDraft, Invited, fill_agenda, invite, open_committee
from ctg_tracking.follow_up.committees.closing import close_committee
from ctg_tracking.follow_up.committees.preparing import prepare_committee
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model import Action, Convention, Reader
from ctg_tracking.model.words import MeetingKind, Status
from ctg_tracking.store import Store, clock

GROUP = "Comité projeté, 30 écrans"
WATCHERS, POLL, REPORT, HEALTH_EVERY = 30, 2.0, 3.0, 0.25
LIMIT_MS = 300.0
SIZES = (1, 80)
"""Conventions of the committees."""
YEAR = timedelta(days=365)
ENTERING = 3.0
"""Seconds from the start of the server to the first page: nobody signs in faster."""


@dataclass
class Timings:
    """Durations in ms, by what was asked."""

    pulse: list[float] = field(default_factory=list)
    slides: list[float] = field(default_factory=list)
    filters: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    arriving: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Screen:
    """Somebody who watches a committee over a kept connection."""

    connection: http.client.HTTPConnection
    cookie: str
    committee: int

    def get(self, path: str, kept: list[float] | None = None) -> str:
        """The answer to a GET; how long it took is added to `kept`."""
        start = perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise http.client.HTTPException(f"{path}: {answer.status}")
        if kept is not None:
            kept.append((perf_counter() - start) * 1000)
        return body.decode()

    @property
    def address(self) -> str:
        """Address of the projection."""
        return f"/projection/{self.committee}"


def measure_projection(
    url: str, home: Path, *, seconds: float, sizes: Sequence[int] = SIZES, entering: float = ENTERING
) -> Iterator[Measure]:
    """Open the committees in a copy of the store, serve it, and watch each for so many seconds."""
    with copied(url, home) as copy:
        store = Store.open(copy)
        try:
            author = local_operator(store)
            committees = {size: _opened(store, author, size) for size in sizes}
            with serving(["ctg_tracking", "serve"], copy, home) as served:
                time.sleep(entering)
                for size, committee in committees.items():
                    group = _group(size, store.engine.dialect.name)
                    yield from _measures(group, _watched(served, store, author, committee, seconds))
        finally:
            store.dispose()


def _group(size: int, database: str) -> str:
    return f"{GROUP}, {'1 convention' if size == 1 else f'{size} conventions'} ({database})"


def _opened(store: Store, author: Reader, size: int) -> int:
    """A committee of that many conventions, its agenda filled, opened, a year after one that was closed."""
    with store.read() as session:
        about = select(Convention.reference).join(Action).distinct().order_by(Convention.reference).limit(size)
        references, today = tuple(session.scalars(about)), clock.today(session)
    former = _held(store, author, references, today - YEAR)
    close_committee(store, author, former)
    return _held(store, author, references, today)


def _held(store: Store, author: Reader, references: tuple[str, ...], day: date) -> int:
    committee = prepare_committee(store, author, CommitteeDraft(MeetingKind.COPIL, references, day)).committee_id
    fill_agenda(store, author, committee)
    invite(store, author, committee, [Invited("Caf"), Invited("Commune")])
    open_committee(store, author, committee)
    return committee


def _measures(group: str, timings: Timings) -> Iterator[Measure]:
    health = Samples(tuple(timings.health))
    told = {
        "première page": timings.first,
        "page, à l’arrivée des trente": timings.arriving,
        "pouls": timings.pulse,
        "diapositives qui ont bougé": timings.slides,
        "changement de filtre": timings.filters,
        "page entière": timings.page,
    }
    for name, taken in told.items():
        ours = Samples(tuple(taken))
        yield Measure(group, name, ours, health, (under(ours.p95, LIMIT_MS),))


def _watched(served: Served, store: Store, author: Reader, committee: int, seconds: float) -> Timings:
    timings, over = Timings(), Event()
    cookie = sign_in(served.port)

    def with_screen(look: Callable[[Screen], object]) -> None:
        with closing(http.client.HTTPConnection("localhost", served.port, timeout=60)) as connection:
            look(Screen(connection, cookie, committee))

    parts: list[str] = []
    with_screen(lambda screen: parts.extend(_parts(screen, timings)))
    looks: list[Callable[[Screen], object]] = [
        *(partial(_watch, timings, over, POLL * rank / WATCHERS) for rank in range(WATCHERS)),
        partial(_filter, timings, over, parts),
        partial(_healthy, timings, over),
    ]
    with ThreadPoolExecutor(len(looks) + 1) as threads:
        running = [threads.submit(with_screen, look) for look in looks]
        running.append(threads.submit(_report, store, author, committee, over))
        over.wait(seconds)
        over.set()
        for one in running:
            one.result()
    return timings


def _parts(screen: Screen, timings: Timings) -> Sequence[str]:
    """What can be filtered, as the first page says."""
    page = screen.get(screen.address, timings.first)
    return sorted({unescape(part) for part in re.findall(r'data-part="([^"]+)"', page)})


def _watch(timings: Timings, over: Event, wait: float, screen: Screen) -> None:
    """Open the page, then poll, and ask the slides that moved when the word changes, as the page does."""
    if over.wait(wait):
        return
    shown = _state(screen.get(screen.address, timings.arriving))
    while not over.wait(POLL):
        now = json.loads(screen.get(f"{screen.address}/pouls", timings.pulse))["mot"]
        if now != shown["mot"]:
            moved = screen.get(f"{screen.address}/diapositives?vu={shown['empreinte']}", timings.slides)
            shown = json.loads(moved)


def _state(page: str) -> dict[str, str]:
    """What the scripts of the page begin with."""
    found = re.search(r'<script type="application/json" id="depart">(.+?)</script>', page)
    assert found is not None, "every page of the projection tells where its scripts begin"
    state: dict[str, str] = json.loads(found[1])
    return state


def _report(store: Store, author: Reader, committee: int, over: Event) -> None:
    """Reports on the points of the agenda, one after the other."""
    with store.read() as session:
        actions = [item.action_id for item in agenda_of(session, committee) if item.action_id is not None]
    for number, action_id in enumerate(cycle(actions)):
        if over.wait(REPORT):
            return
        report_progress(store, author, action_id, Progress(Status.IN_PROGRESS, done=f"Point n° {number}"))


def _filter(timings: Timings, over: Event, parts: Sequence[str], screen: Screen) -> None:
    """Every part, each once before any of them comes again; the whole page at each round."""
    for part in cycle(["", *parts]):
        if over.wait(0.4):
            return
        screen.get(f"{screen.address}/diapositives?{part}", timings.filters)
        if not part:
            screen.get(screen.address, timings.page)


def _healthy(timings: Timings, over: Event, screen: Screen) -> None:
    while not over.wait(HEALTH_EVERY):
        screen.get("/sante", timings.health)

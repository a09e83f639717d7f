"""The rerun of the overview through Streamlit's own protocol, against the bare page on the same store.

Three ways of asking, each sampled in turn with the bare page, which keeps nothing:

- « gabarits à froid »: chart templates and Streamlit's data cache emptied before each sample, and a day never asked;
- « date jamais vue »: the server as it runs, a day never asked at each sample;
- « même demande »: the server as it runs, the same page again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from benchmarks.measuring import Goal, Measure, Samples, at_most, under
from benchmarks.servers import FORGET, get, serving, sign_in
from benchmarks.visitor import Run, visiting
from ctg_tracking.screen.pages import OVERVIEW

GROUP = "Vue d’ensemble, par le protocole de Streamlit"
RATIO, WARM_MS = 2.0, 50.0
STEP = timedelta(days=5)
"""From one day never asked to the next."""
WARM_UP = 3
CHART, MISHAP = "vega_lite_chart", "alert"


@dataclass(frozen=True)
class Way:
    """How a page is asked: before each sample, with which query string, for which goals."""

    name: str
    before: Callable[[], object]
    query: Callable[[], str]
    goals: Callable[[Samples, Samples], tuple[Goal, ...]]


class NotThePage(Exception):  # noqa: N818 - it says what was met in place of the page
    """The run did not show the overview."""


def measure_reruns(store_url: str, as_of: date, home: Path, *, samples: int) -> Iterator[Measure]:
    """Serve the store and the bare page, sign in through the door, and sample them in turn."""
    days = (as_of - STEP * number for number in count())
    with ExitStack() as running:
        bare = _Page(running, ["benchmarks.bare_app"], store_url, home)
        with ExitStack() as cold:
            page = _Page(cold, ["benchmarks.forgetful_app"], store_url, home, OVERVIEW.url_path)
            port = page.served.port
            yield _measured(
                Way("gabarits à froid", lambda: get(port, FORGET), lambda: _on(next(days)), _uncached),
                page,
                bare,
                samples,
            )
        page = _Page(running, ["ctg_tracking", "serve"], store_url, home, OVERVIEW.url_path)
        for way in (
            Way(
                "date jamais vue", lambda: None, lambda: _on(next(days)), lambda *both: _uncached(*both) + _warm(*both)
            ),
            Way("même demande", lambda: None, lambda: "", _warm),
        ):
            yield _measured(way, page, bare, samples)


class _Page:
    """A page served by a process of its own, and somebody signed in (through the door, when it has an address)."""

    def __init__(self, running: ExitStack, words: Sequence[str], store_url: str, home: Path, address: str = "") -> None:
        self.served = running.enter_context(serving(words, store_url, home))
        cookie = sign_in(self.served.port) if address else ""
        self.visitor = running.enter_context(visiting(self.served.port, address, cookie))


def _on(day: date) -> str:
    return f"au={day.isoformat()}"


def _uncached(ours: Samples, bare: Samples) -> tuple[Goal, ...]:
    return (at_most(ours.p50 / bare.p50, RATIO, "la page nue"),)


def _warm(ours: Samples, _bare: Samples) -> tuple[Goal, ...]:
    return (under(ours.p50, WARM_MS),)


def _measured(way: Way, page: _Page, bare: _Page, samples: int) -> Measure:
    for number in range(WARM_UP):
        _both(way, page, bare, number)
    used = page.served.processor_ms(), bare.served.processor_ms()
    runs = [_both(way, page, bare, number) for number in range(samples)]
    each = (
        (page.served.processor_ms() - used[0]) / samples,
        (bare.served.processor_ms() - used[1]) / samples,
    )
    ours, reference = (Samples(tuple(run.milliseconds for run in some)) for some in zip(*runs, strict=True))
    return Measure(GROUP, way.name, ours, reference, way.goals(ours, reference), processor_ms=each)


def _both(way: Way, page: _Page, bare: _Page, number: int) -> tuple[Run, Run]:
    """One sample of each, the first every other time."""
    way.before()
    query = way.query()
    if number % 2:
        ours, reference = page.visitor.rerun(query), bare.visitor.rerun()
    else:
        reference, ours = bare.visitor.rerun(), page.visitor.rerun(query)
    for run in (ours, reference):
        _check(run)
    return ours, reference


def _check(run: Run) -> None:
    """A page without its chart, or with a refusal in its place, is not what is measured."""
    if CHART not in run.elements or MISHAP in run.elements:
        raise NotThePage(str(run.elements))

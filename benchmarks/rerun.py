"""The rerun of the overview through Streamlit's own protocol, against the bare page on the same store.

Three ways of asking, each sampled in turn with the bare page, which keeps nothing:

- « gabarits à froid »: chart templates and Streamlit's data cache emptied before each sample, and a day never asked;
- « date jamais vue »: the server as it runs, a day never asked at each sample;
- « même demande »: the server as it runs, the same page again.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from benchmarks.measuring import Goal, Measure, Samples, at_most, under
from benchmarks.servers import FORGET, get, serving, sign_in
from benchmarks.visitor import Run, Visitor, visiting
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
        bare_port = running.enter_context(serving(["benchmarks.bare_app"], store_url, home))
        bare = running.enter_context(visiting(bare_port))
        with ExitStack() as cold:
            port = cold.enter_context(serving(["benchmarks.forgetful_app"], store_url, home))
            page = cold.enter_context(visiting(port, OVERVIEW.url_path, sign_in(port)))
            way = Way("gabarits à froid", lambda: get(port, FORGET), lambda: _on(next(days)), _uncached)
            yield _measured(way, page, bare, samples)
        port = running.enter_context(serving(["ctg_tracking", "serve"], store_url, home))
        page = running.enter_context(visiting(port, OVERVIEW.url_path, sign_in(port)))
        for way in (
            Way(
                "date jamais vue", lambda: None, lambda: _on(next(days)), lambda o, b: (*_uncached(o, b), *_warm(o, b))
            ),
            Way("même demande", lambda: None, lambda: "", _warm),
        ):
            yield _measured(way, page, bare, samples)


def _on(day: date) -> str:
    return f"au={day.isoformat()}"


def _uncached(ours: Samples, bare: Samples) -> tuple[Goal, ...]:
    return (at_most(ours.p50 / bare.p50, RATIO, "la page nue"),)


def _warm(ours: Samples, _bare: Samples) -> tuple[Goal, ...]:
    return (under(ours.p50, WARM_MS),)


def _measured(way: Way, page: Visitor, bare: Visitor, samples: int) -> Measure:
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(samples + WARM_UP):
        way.before()
        both = (page.rerun(way.query()), bare.rerun()) if number % 2 else (bare.rerun(), page.rerun(way.query()))[::-1]
        for run in both:
            _check(run)
        if number >= WARM_UP:
            for kept, run in zip(taken, both, strict=True):
                kept.append(run.milliseconds)
    ours, reference = Samples(tuple(taken[0])), Samples(tuple(taken[1]))
    return Measure(GROUP, way.name, ours, reference, way.goals(ours, reference))


def _check(run: Run) -> None:
    """A page without its chart, or with a refusal in its place, is not what is measured."""
    if CHART not in run.elements or MISHAP in run.elements:
        raise NotThePage(str(run.elements))

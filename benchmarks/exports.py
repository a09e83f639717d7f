"""Whether an export slows the others: a page of somebody else, while exports are being made and while none is.

Both through Streamlit's own protocol, on the real server. The exports are asked as a person does, by the button of
« Exporter », and two at once, which is as many as are made at a time. Samples of both are taken in turn, so that what
slows the machine slows both.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import Measure, Samples, at_most
from benchmarks.servers import serving, sign_in
from benchmarks.visitor import Visitor, visiting
from ctg_tracking.outputs.requests import FORMS, Kind, What
from ctg_tracking.screen.pages import OVERVIEW

GROUP = "Vue d’ensemble d’une autre personne, pendant deux exports du portefeuille"
RATIO = 1.5
STEP = timedelta(days=5)
"""From one day never asked to the next."""
WARM_UP, IN_TURN = 3, 10
POLL_SECONDS, LONGEST = 1.0, 600.0
BEING_MADE, MADE = "progress", "download_button"


class NotMade(Exception):  # noqa: N818 - it says what was met in place of the file
    """The export was refused, or never ended."""


def measure_exports(
    store_url: str,
    as_of: date,
    home: Path,
    *,
    samples: int,
    kinds: Sequence[Kind] = (Kind.XLSX, Kind.PDF),
    in_turn: int = IN_TURN,
) -> Iterator[Measure]:
    """Serve the store, and sample the page alone then beside two exports of each kind, as often as it takes.

    `in_turn`: samples of the page alone, before two exports and after them.
    """
    days = (as_of - STEP * number for number in count())
    with ExitStack() as running:
        served = running.enter_context(serving(["ctg_tracking", "serve"], store_url, home))
        looking, *asking = (
            running.enter_context(visiting(served.port, OVERVIEW.url_path, sign_in(served.port))) for _ in range(3)
        )

        def looked() -> float:
            return looking.rerun(f"au={next(days).isoformat()}").milliseconds

        for one in asking:
            one.rerun()
        for _ in range(WARM_UP):
            looked()
        for kind in kinds:
            alone, beside, each = _in_turn(looked, asking, kind, samples, in_turn)
            goals = (at_most(beside.p50 / alone.p50, RATIO, "la page sans export"),)
            seconds = f"{each:.0f}".replace(".", ",")
            yield Measure(GROUP, f"{kind}, {seconds} s les deux", beside, alone, goals)


def _in_turn(
    looked: Callable[[], float], asking: Sequence[Visitor], kind: Kind, samples: int, in_turn: int
) -> tuple[Samples, Samples, float]:
    """The page alone, the page beside the exports, and the seconds the exports took."""
    alone: list[float] = []
    beside: list[float] = []
    took = 0.0
    while len(beside) < samples:
        alone += [looked() for _ in range(in_turn)]
        begun = perf_counter()
        beside += _beside(looked, asking, kind)
        took = perf_counter() - begun
        alone += [looked() for _ in range(in_turn)]
    return Samples(tuple(alone)), Samples(tuple(beside)), took


def _beside(looked: Callable[[], float], asking: Sequence[Visitor], kind: Kind) -> list[float]:
    """Durations of the page from the press of the buttons to the first file; both files are waited for."""
    button = f"export_portefeuille_{FORMS[What.PORTFOLIO].index(kind)}"
    begun = perf_counter()
    waiting = [one for one in asking if BEING_MADE in one.rerun(press=button).elements]
    durations: list[float] = []
    while waiting:
        poll = perf_counter() + POLL_SECONDS
        while perf_counter() < poll:
            duration = looked()
            if len(waiting) == len(asking):
                durations.append(duration)
        waiting = [one for one in waiting if _still(one)]
        if perf_counter() - begun > LONGEST:
            raise NotMade(kind)
    return durations


def _still(asking: Visitor) -> bool:
    """Whether its export is being made. Raises NotMade when it came to nothing."""
    shown = asking.rerun().elements
    if BEING_MADE not in shown and MADE not in shown:
        raise NotMade(str(shown))
    return BEING_MADE in shown

"""Reading, understanding and comparing a large workbook, against pandas merely reading it with openpyxl.

Each sample is a process of its own, so that its memory is its own too: `python -m benchmarks.reading ours 20000`.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.measuring import Goal, Measure, Samples, at_most
from benchmarks.workbooks import TARGET, store_of, workbook

ACTIONS = 20_000
MEMORY = 600
"""Megabytes that an import may take at its peak, the reading child and what waits for it together."""


@dataclass(frozen=True)
class Sample:
    """One process: seconds by the clock and of processor, megabytes at the peak, and rows or actions found."""

    seconds: float
    processor: float
    megabytes: float
    found: int


def measure_reading(actions: int, *, samples: int) -> Iterator[Measure]:
    """One measure: ours beside pandas', in turn, and the memory of ours."""
    store_of(actions)
    taken: dict[str, list[Sample]] = {"ours": [], "pandas": []}
    for _ in range(samples):
        for which, found in taken.items():
            found.append(_in_a_process(which, actions))
    ours, pandas = taken["ours"], taken["pandas"]
    peak = max(sample.megabytes for sample in ours)
    ratio = _samples(ours).p50 / _samples(pandas).p50
    yield Measure(
        f"Import d’un tableau de {actions} actions",
        "lire, comprendre, comparer",
        _samples(ours),
        _samples(pandas),
        (
            at_most(ratio, 1, 'pandas.read_excel(engine="openpyxl")'),
            Goal(f"moins de {MEMORY} Mo au plus haut\u202f: {peak:.0f} Mo", peak < MEMORY),
        ),
        all(sample.found == actions for sample in (*ours, *pandas)),
        (_processor(ours), _processor(pandas)),
    )


def _samples(taken: list[Sample]) -> Samples:
    return Samples(tuple(sample.seconds * 1000 for sample in taken))


def _processor(taken: list[Sample]) -> float:
    return 1000 * sorted(sample.processor for sample in taken)[len(taken) // 2]


def _in_a_process(which: str, actions: int) -> Sample:
    command = (sys.executable, "-m", "benchmarks.reading", which, str(actions))
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    return Sample(**json.loads(done.stdout))


# -- inside the process --

Call = Callable[[], int]


def sampled(which: str, actions: int) -> Sample:
    """Do it once, here and now; libraries are loaded before the clock starts."""
    call = {"ours": _ours, "pandas": _pandas}[which](actions)
    began, busy = perf_counter(), _busy()
    found = call()
    return Sample(perf_counter() - began, _busy() - busy, _peak(), found)


def _ours(actions: int) -> Call:
    """From the bytes to the preview, against a store where the same workbook was imported: each row has its twin."""
    from ctg_tracking.follow_up.accounts import local_operator
    from ctg_tracking.follow_up.importing import File, preview, read_one
    from ctg_tracking.spreadsheet.preview import Change
    from ctg_tracking.store import Store

    file = workbook(actions)
    sent, store = File(file.name, file.read_bytes()), Store.open(store_of(actions))
    author = local_operator(store)
    return lambda: preview(store, author, read_one(sent), TARGET).preview.counts[Change.UNCHANGED]


def _pandas(actions: int) -> Call:
    import pandas as pd

    file = workbook(actions)
    return lambda: len(pd.read_excel(file, engine="openpyxl", sheet_name="Plan d'actions"))


def _busy() -> float:
    """Processor seconds of this process and of the children it waited for."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def _peak() -> float:
    """Megabytes at the peak, as if this process and its largest child had theirs at once."""
    return sum(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) / 1000


if __name__ == "__main__":
    print(json.dumps(vars(sampled(sys.argv[1], int(sys.argv[2])))))

"""Measure what is claimed: `python -m benchmarks [--quick]`. It measures and says « tenu » or not; it never fails.

Chiffres: each figure against hand-written SQL for the same answer. Vue d’ensemble: its rerun against a bare page.
Import: a large workbook read, understood and compared, against pandas merely reading it; then applied, against a Core
bulk insert of the same rows. Exports: somebody else's page while two of them are being made, and while none is.
Projection: an opened committee watched by thirty screens while pilots report.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from benchmarks import stores
from benchmarks.applying import measure_applying_on_sqlite
from benchmarks.exports import measure_exports
from benchmarks.figures import measure_figures
from benchmarks.measuring import Measure
from benchmarks.projection import measure_projection
from benchmarks.reading import ACTIONS, measure_reading
from benchmarks.report import lines, machine, verdict, write
from benchmarks.rerun import measure_reruns
from ctg_tracking.store import Store, clock

SIZES, PAGE_SIZE, NATIONAL = (80, 400), 80, 3_500
"""Conventions of the stores the figures are measured on, of the one the page is, and of one of the whole country."""


def main(words: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; always 0."""
    options = _options(words)
    told = machine()
    print(f"Python {told['python']}, {told['cores']} cœurs, charge {told['load']:.1f}", flush=True)
    measures: list[Measure] = []
    for line in lines(_kept(_measured(options), measures)):
        print(line, flush=True)
    print(f"\n{verdict(measures)} Détail\u202f: {write(measures, stores.folder())}")
    return 0


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few samples, and the smallest store only")
    parser.add_argument(
        "--only", choices=("figures", "rerun", "projection", "import", "exports"), help="one of the kinds of measures"
    )
    parser.add_argument(
        "--conventions", type=int, nargs="+", metavar="N", help=f"sizes of the stores (default {SIZES})"
    )
    parser.add_argument(
        "--url", help="measure figures, projection and exports on this generated store, SQLite or Postgres, instead"
    )
    parser.add_argument("--samples", type=int, metavar="N", help="samples of each measure (default 20, quick 5)")
    return parser.parse_args(words)


def _measured(options: argparse.Namespace) -> Iterator[Measure]:
    samples = options.samples or (5 if options.quick else 20)
    sizes = options.conventions or (SIZES[:1] if options.quick else SIZES)
    if options.only in (None, "figures"):
        places = {options.url: "la base donnée"} if options.url else {stores.generated(n): _size(n) for n in sizes}
        for url, size in places.items():
            yield from _on(url, size, samples)
    if options.only in (None, "rerun"):
        yield from _reruns(samples * 2)
    if options.only in (None, "projection"):
        for url in _places(options, PAGE_SIZE if options.quick else NATIONAL):
            yield from measure_projection(url, stores.folder() / "instance", seconds=10 if options.quick else 30)
    if options.only in (None, "import"):
        yield from measure_reading(ACTIONS, samples=min(samples, 5))
        yield from measure_applying_on_sqlite(ACTIONS, samples=min(samples, 3))
    if options.only in (None, "exports"):
        for url in _places(options, *((PAGE_SIZE,) if options.quick else (PAGE_SIZE, NATIONAL))):
            yield from measure_exports(url, _day_of(url), stores.folder() / "instance", samples=samples * 2)


def _places(options: argparse.Namespace, *sizes: int) -> Sequence[str]:
    """Addresses of the stores asked for; of those of these sizes when none is."""
    return [options.url] if options.url else [stores.generated(number) for number in options.conventions or sizes]


def _size(conventions: int) -> str:
    return f"{conventions} conventions"


def _on(url: str, size: str, samples: int) -> Iterator[Measure]:
    store = Store.open(url)
    try:
        yield from measure_figures(store, f"{size} ({store.engine.dialect.name})", samples=samples)
    finally:
        store.dispose()


def _reruns(samples: int) -> Iterator[Measure]:
    url = stores.generated(PAGE_SIZE)
    yield from measure_reruns(url, _day_of(url), stores.folder() / "instance", samples=samples)


def _day_of(url: str) -> date:
    """The day the store is pinned at."""
    store = Store.open(url)
    with store.read() as session:
        as_of = clock.today(session)
    store.dispose()
    return as_of


def _kept(measures: Iterator[Measure], kept: list[Measure]) -> Iterator[Measure]:
    for measure in measures:
        kept.append(measure)
        yield measure


if __name__ == "__main__":
    sys.exit(main())

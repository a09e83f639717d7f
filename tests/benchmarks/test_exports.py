"""A page is measured beside exports that are really being made, and really end."""

from pathlib import Path

from benchmarks.exports import measure_exports
from benchmarks.generate import AS_OF, generate
from ctg_tracking.outputs.requests import Kind
from ctg_tracking.store import Store


def test_a_page_is_sampled_while_two_exports_are_made(sqlite_store: Store, sqlite_url: str, tmp_path: Path) -> None:
    generate(sqlite_store, 2)
    (measure,) = measure_exports(sqlite_url, AS_OF, tmp_path, samples=1, kinds=(Kind.CSV,), in_turn=2)
    assert measure.name.startswith("csv, ")
    assert len(measure.reference.milliseconds) >= 2 * 2
    assert measure.ours.milliseconds
    assert len(measure.goals) == 1

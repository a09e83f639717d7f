"""A projected committee is measured as its screens see it."""

from pathlib import Path

from benchmarks import generate
from benchmarks.projection import LIMIT_MS, WATCHERS, measure_projection
from ctg_tracking.store import Store


def test_screens_poll_filter_and_follow_what_moves(sqlite_url: str, sqlite_store: Store, tmp_path: Path) -> None:
    generate.generate(sqlite_store, 2)
    found = measure_projection(sqlite_url, tmp_path, seconds=7, sizes=(2,), entering=0)
    measures = {one.name: one for one in found}
    assert [*measures] == [
        "première page",
        "page, à l’arrivée des trente",
        "pouls",
        "diapositives qui ont bougé",
        "changement de filtre",
        "page entière",
    ]
    assert len(measures["page, à l’arrivée des trente"].ours.milliseconds) == WATCHERS
    assert len(measures["pouls"].ours.milliseconds) > len(measures["diapositives qui ont bougé"].ours.milliseconds) > 0
    assert all(f"{LIMIT_MS:g} ms" in str(goal) for one in measures.values() for goal in one.goals)
    assert all("2 conventions (sqlite)" in one.group for one in measures.values())
    assert [*tmp_path.glob("copy.sqlite*")] == []

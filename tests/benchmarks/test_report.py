"""What a run says: percentiles, goals in words, a table and a JSON document; it never fails on a goal."""

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import generate, report
from benchmarks.measuring import Measure, Samples, alternately, at_most, percentile, under
from benchmarks.rerun import measure_reruns
from benchmarks.stores import folder, generated
from ctg_tracking.store import Store


def measure(ours: float, reference: float, same: bool | None = True) -> Measure:
    goals = (at_most(ours / reference, 1.5, "la référence"),)
    return Measure("Groupe", "mesure", Samples((ours,)), Samples((reference,)), goals, same)


def test_percentiles() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (percentile(values, 0.95), percentile(values, 0.5), percentile([3.0], 0.95)) == (96.0, 51.0, 3.0)
    assert Samples((1.0, 2.0, 9.0)).p50 == 2.0


def test_goals_say_whether_they_are_kept() -> None:
    assert str(at_most(1.5, 1.5, "la page nue")) == "tenu (au plus 1,5 fois la page nue)"
    assert str(at_most(1.51, 1.5, "la page nue")).startswith("non tenu")
    assert str(under(50.0, 50.0)) == "non tenu (moins de 50 ms)"
    assert under(49.9, 50.0).kept


def test_two_calls_are_sampled_in_turn_and_the_first_rounds_left_out() -> None:
    order: list[str] = []
    ours, reference = alternately(
        lambda: order.append("a"), lambda: order.append("b"), samples=4, warm_up=2, seconds=3600
    )
    assert len(ours.milliseconds) == len(reference.milliseconds) == 4
    assert order == ["b", "a", "a", "b"] * 3


def test_long_calls_are_sampled_less() -> None:
    ours, _ = alternately(lambda: None, lambda: None, samples=100, seconds=0.0)
    assert len(ours.milliseconds) == 3


def test_the_table_tells_what_differs() -> None:
    table = "\n".join(report.lines([measure(3.0, 2.0), measure(4.0, 2.0, same=False)]))
    assert table.count("Groupe") == 1
    assert "1,50   tenu" in table
    assert "2,00   non tenu" in table
    assert table.count("RÉPONSES DIFFÉRENTES") == 1
    assert report.verdict([measure(3.0, 2.0), measure(4.0, 2.0)]) == "Objectifs tenus\u202f: 1 sur 2."


def test_the_json_document_holds_every_sample(tmp_path: Path) -> None:
    file = report.write([measure(3.0, 2.0)], tmp_path)
    document = json.loads(file.read_text("utf-8"))
    assert document == json.loads((tmp_path / "latest.json").read_text("utf-8"))
    (told,) = document["measures"]
    assert told["ratio"] == 1.5
    assert told["ours"]["samples_ms"] == [3.0]
    assert told["goals"] == [{"promise": "au plus 1,5 fois la référence", "kept": True}]


def test_the_command_measures_and_ends_well(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(sqlite_url)
    generate.generate(store, 1)
    store.dispose()
    assert command.main(["--quick", "--only", "figures", "--samples", "3", "--url", sqlite_url]) == 0
    assert "Objectifs tenus" in capsys.readouterr().out
    assert (folder() / "latest.json").is_file()


def test_a_generated_store_is_kept_for_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    first = generated(1)
    monkeypatch.setattr(generate, "generate", pytest.fail)
    assert generated(1) == first


def test_the_overview_and_the_bare_page_answer_through_the_protocol(sqlite_url: str, tmp_path: Path) -> None:
    store = Store.open(sqlite_url)
    generate.generate(store, 14)  # enough territories for the overview to draw its chart
    store.dispose()
    measures = list(measure_reruns(sqlite_url, generate.AS_OF, tmp_path / "served", samples=2))
    assert [one.name for one in measures] == ["gabarits à froid", "date jamais vue", "même demande"]
    assert all(len(one.reference.milliseconds) == 2 for one in measures)

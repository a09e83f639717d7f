"""The import is measured on rows that are all found, by ours and by pandas alike."""

from pathlib import Path

import pytest

from benchmarks.reading import measure_reading
from benchmarks.workbooks import plan_rows, workbook


def test_the_workbook_is_always_the_same_and_kept() -> None:
    assert list(plan_rows(30)) == list(plan_rows(30))
    file = workbook(30)
    made = file.stat().st_mtime_ns
    assert workbook(30) == file
    assert file.stat().st_mtime_ns == made


def test_every_action_is_read_understood_and_found_unchanged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CTG_HOME", str(tmp_path / "instance"))
    (measure,) = measure_reading(40, samples=1)
    assert measure.same is True
    assert len(measure.goals) == 2
    assert measure.processor_ms is not None
    assert all(milliseconds > 0 for milliseconds in measure.processor_ms)

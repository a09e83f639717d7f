"""While a large file is read, the person sees how far it is."""

import itertools

import pytest

from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.reading import File, read_workbook, read_workbooks
from tests.spreadsheet.parts import ods_cell, raw_ods, raw_xlsx

ROW = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
LARGE = raw_xlsx(*["".join(ROW.format(number, "mot " * 300) for number in range(1, 4000))] * 8)
ODS = raw_ods(f'<table:table table:name="Plan"><table:table-row>{ods_cell("Action")}</table:table-row></table:table>')


@pytest.mark.parametrize(
    ("name", "content"), [("plan.xlsx", LARGE), ("plan.ods", ODS), ("plan.csv", b"Action;Statut\nA;En cours\n")]
)
def test_progress_grows_and_is_told_a_few_times(name: str, content: bytes) -> None:
    told: list[tuple[float, str]] = []
    assert isinstance(read_workbook(File(name, content), lambda share, words: told.append((share, words))), Workbook)
    shares = [share for share, _ in told]
    assert 1 <= len(told) <= 20
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert all(words.startswith("Lecture") for _, words in told)


def test_the_step_names_the_sheet() -> None:
    told: list[str] = []
    read_workbook(File("plan.xlsx", LARGE), lambda _, words: told.append(words))
    assert {"Lecture de la feuille « Feuille 1 »", "Lecture de la feuille « Feuille 8 »"} <= set(told)


def test_the_progress_of_several_files_is_that_of_all() -> None:
    told: list[tuple[float, str]] = []
    files = [File("un.xlsx", LARGE), File("vide.xlsx", b""), File("trois.xlsx", LARGE)]
    read_workbooks(files, progress=lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert {words.partition("\u202f:")[0] for _, words in told} == {"un.xlsx", "trois.xlsx"}
    assert all(share <= 1 / 3 for share, words in told if words.startswith("un"))
    assert all(share >= 2 / 3 for share, words in told if words.startswith("trois"))


def test_a_progress_that_fails_stops_the_reading() -> None:
    calls = itertools.count()

    def stop(_: float, __: str) -> None:
        next(calls)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_workbook(File("plan.xlsx", LARGE), stop)
    assert next(calls) == 1

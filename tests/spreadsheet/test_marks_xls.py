"""Workbooks of Excel 97 to 2003: their values, and what the values do not say."""

from datetime import date
from pathlib import Path

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.grid import Merge, Workbook
from ctg_tracking.spreadsheet.reading import File, read_workbook

FILES = Path(__file__).parent / "files"


def saved(name: str) -> Workbook:
    return read_workbook(File(name, (FILES / name).read_bytes()))


def test_a_plan_saved_by_libreoffice() -> None:
    book = saved("plan.xls")
    plan, lists = book.sheets
    assert (book.kind, lists.hidden, plan.name) == ("xls", True, "Plan d'actions")
    assert plan.merges == (Merge(0, 0, 0, 9), Merge(3, 0, 4, 0), Merge(5, 0, 7, 0))
    assert plan.rows[0][0] == "Plan d’actions 2025-2028 — Communauté de communes des Étangs"
    assert list(plan.rows[3][4:8]) == [date(2026, 12, 31), "En cours", 0.45, 12500.5]
    assert plan.hidden_rows == {6}
    assert plan.hidden_columns == {1}
    assert plan.errors == {(7, 4): "#DIV/0!", (7, 7): "#N/A"}
    assert plan.formats == {(3, 6): "0%", (4, 6): "0%", (5, 6): "0%", (7, 6): "0%", (5, 7): '0" k€"'}
    assert {cell: plan.fills[cell] for cell in ((2, 0), (3, 8), (4, 5), (5, 5), (7, 9))} == {
        (2, 0): "4472C4",
        (3, 8): "92D050",
        (4, 5): "FFC000",
        (5, 5): "00B050",
        (7, 9): "D9D9D9",
    }


def test_a_plan_of_an_older_program_with_a_row_painted_as_a_whole() -> None:
    plan, lists = saved("ancien.xls").sheets
    assert lists.hidden
    assert plan.hidden_rows == {4}
    assert plan.errors == {(6, 2): "#REF!"}
    assert plan.formats == {(2, 2): "0%", (3, 2): "0%", (5, 2): '0" mois"'}
    assert {row: colour for (row, column), colour in plan.fills.items() if column == 3} == {
        1: "3366FF",
        2: "99CC00",
        3: "FF0000",
        5: "FFFF00",
    }


def test_one_plan_says_the_same_in_both_formats() -> None:
    old, open_document = saved("plan.xls").sheets[0], saved("plan.ods").sheets[0]
    assert [list(row) for row in old.rows] == [list(row) for row in open_document.rows]
    assert (old.fills, old.formats, old.errors) == (open_document.fills, open_document.formats, open_document.errors)
    assert (old.hidden_rows, old.hidden_columns) == (open_document.hidden_rows, open_document.hidden_columns)


@pytest.mark.parametrize("size", [100, 511, 513, 2_000, 5_000])
def test_a_truncated_workbook_is_refused(size: int) -> None:
    with pytest.raises(UnreadableFile, match="abîmé"):
        read_workbook(File("plan.xls", (FILES / "plan.xls").read_bytes()[:size]))

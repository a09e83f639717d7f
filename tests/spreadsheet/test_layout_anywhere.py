"""Wherever tables stand and whatever the person says of a sheet, every action is read once or the file is refused."""

from time import process_time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.columns import TABLES, Table
from ctg_tracking.spreadsheet.layout import corrections, find_tables
from ctg_tracking.spreadsheet.mapping import FIELDS
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import plan_of, sheet, workbook

HEADERS = ("Action", "Pilote", "Échéance", "Statut")
Cells = dict[tuple[int, int], Any]


def written(cells: Cells) -> list[list[Any]]:
    height, width = max(row for row, _ in cells) + 1, max(column for _, column in cells) + 1
    return [[cells.get((row, column), "") for column in range(width)] for row in range(height)]


def put(cells: Cells, top: int, left: int, number: int, rows: int) -> set[tuple[str, str]]:
    """Write a table of actions; what must be read of it, title and pilot."""
    cells |= {(top, left + at): header for at, header in enumerate(HEADERS)}
    expected = set()
    for row in range(rows):
        title = f"Créer le relais {number} numéro {row}"
        values = (title, f"Structure {number}", "31/12/2026", "En cours")
        cells |= {(top + 1 + row, left + at): value for at, value in enumerate(values)}
        expected.add((title, f"Structure {number}"))
    return expected


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 6),
    st.integers(0, 4),
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), st.booleans()), min_size=1, max_size=4),
    st.booleans(),
)
def test_tables_anywhere(top: int, left: int, tables: list[tuple[int, int, bool]], title: bool) -> None:
    """Tables below one another, or beside, each apart by blank rows or columns."""
    cells: Cells = {(0, 0): "Plan d’actions de la convention"} if title else {}
    top += 2 * title
    expected: set[tuple[str, str]] = set()
    row, column, bottom = top, left, top
    for number, (rows, gap, beside) in enumerate(tables):
        if beside and number:
            column += len(HEADERS) + gap
        elif number:
            row, column = bottom + 1 + gap, left
        expected |= put(cells, row, column, number, rows)
        bottom = max(bottom, row + rows)
    plan = plan_of(*written(cells))
    assert {(one.title, one.value("pilots")[0].name) for one in plan.actions} == expected
    assert len(plan.actions) == len(expected)
    assert plan.problems == ()


words = sorted(
    {word for columns in TABLES.values() for column in columns for word in (column.header, *column.synonyms)}
)
values = st.sampled_from(
    ["", "Axe 1", "Créer un relais", "x", "En cours", "2025", "31/12/2026", 2025, 1, 0.5, "Caf, MSA"]
)
tables = st.lists(st.lists(st.sampled_from(words) | values, min_size=4, max_size=4), min_size=1, max_size=9)
keys = st.sampled_from(
    ["Feuil1!A", "Feuil1!C", "Feuil1!Action", "Action", "Suite!B", "Axe", "Feuil1!ZZ", "Feuil1!", "!"]
)
sheets = st.sampled_from(["Feuil1", "FEUIL1", "Suite", "Autre"])
understandings = st.builds(
    Understanding,
    st.dictionaries(keys, st.none() | st.sampled_from(sorted(FIELDS)), max_size=4),
    sheets=st.dictionaries(sheets, st.none() | st.sampled_from(Table), max_size=2),
    header_rows=st.dictionaries(sheets, st.integers(1, 20), max_size=2),
)


@settings(max_examples=120, deadline=None)
@given(tables, tables, understandings)
def test_anything_may_be_said_of_any_sheet(
    first: list[list[Any]], second: list[list[Any]], told: Understanding
) -> None:
    try:
        plan = understand(workbook(first, Suite=second), told)
    except UnreadableFile:
        return
    for table in plan.tables:
        assert all(column.field is None or column.kind is not None for column in table.fields)
        assert {column.index: column.field for column in table.fields if column.field} == dict(table.letters)
    again = understand(workbook(first, Suite=second), told)
    assert again.shape == plan.shape


def test_a_sheet_of_any_width_and_height_is_looked_at_in_a_moment() -> None:
    """Hostile sheets: thousands of columns, headers on every third row, no table at all."""
    names = ("Action", "Statut", "Pilote", "Axe")
    wide = [[f"{names[at % 4]}{at}" for at in range(2000)], *([["x"] * 2000] * 50)]
    tall = [names[:: 1 if row % 2 else -1] if row % 3 == 0 else [f"Créer {row}"] * 4 for row in range(9000)]
    vain = [[f"texte {row} {column}" for column in range(20)] for row in range(20_000)]
    began = process_time()
    for rows in (wide, tall, vain):
        one = sheet("Plan", rows)
        find_tables(one, corrections(Understanding(), one), plan_elsewhere=False)
    assert process_time() - began < 20

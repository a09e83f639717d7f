"""Whatever a workbook holds, it is understood or refused in a sentence; comparing it never fails, nor counts wrong."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.columns import SHEET_NAMES, TABLES, Table
from ctg_tracking.spreadsheet.grid import Merge
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.stored import StoredAction, StoredHeading, StoredPlan
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import workbook

HEADERS = sorted(
    {word for columns in TABLES.values() for column in columns for word in (column.header, *column.synonyms)}
)
WORDS = [
    "",
    "Axe 1",
    "Axe 1 : Enfance",
    "Enjeu 2",
    "1.1 Aider",
    "Créer un relais",
    "1. Créer un relais",
    "En cours",
    "Réalisée",
    "vert",
    "31/12/2026",
    "31/02/2026",
    "T1 2027",
    "2025-2027",
    "bientôt",
    "12 500 €",
    "Entre 200 et 500",
    "45 %",
    "oui",
    "Caf et CCAS",
    "Total",
    "Places",
    "x",
]
cells = (
    st.sampled_from(WORDS)
    | st.integers(-5, 60_000)
    | st.floats(0, 2)
    | st.dates(date(1990, 1, 1), date(2050, 1, 1))
    | st.text(max_size=8)
)
tables = st.lists(st.sampled_from(HEADERS), min_size=1, max_size=9).flatmap(
    lambda headers: st.lists(st.lists(cells, min_size=len(headers), max_size=len(headers)), max_size=7).map(
        lambda rows: [headers, *rows]
    )
)
names = st.sampled_from([*SHEET_NAMES.values(), "Feuil1", "Axe 2 : Jeunesse", "Notice"])
merges = st.lists(
    st.builds(
        lambda top, left, height: Merge(top, left, top + height, left),
        st.integers(0, 6),
        st.integers(0, 4),
        st.integers(0, 3),
    ),
    max_size=2,
)

STORED = StoredPlan(
    date(2026, 6, 30),
    "CTG-TEST",
    (StoredHeading(1, None, 1, 1, "1", "Enfance"),),
    (StoredAction(7, 1, None, "1", "Créer un relais", {}), StoredAction(8, None, 7, None, "Former", {})),
)


@settings(max_examples=300, deadline=None)
@given(tables, tables, names, merges)
def test_any_workbook(first: list[list[Any]], second: list[list[Any]], name: str, merged: list[Merge]) -> None:
    try:
        plan = understand(workbook(first, name=name, merges=merged, Suite=second))
    except UnreadableFile:
        return
    preview = compare(plan, STORED)
    assert preview.read >= len(preview.actions)
    assert (preview.refused > 0) == any(problem.severity is Severity.ERROR for problem in preview.problems)
    for step in preview.actions:
        assert step.title
        assert len(step.title) <= 500
    assert len({step.stored_id for step in preview.actions if step.stored_id}) == sum(
        step.stored_id is not None for step in preview.actions
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=5))
def test_our_own_sheets_with_any_cells(rows: list[list[Any]]) -> None:
    for kind in Table:
        headers = [column.header for column in TABLES[kind]]
        filled = [[*row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row][: len(headers)] for row in rows]
        try:
            compare(understand(workbook([headers, *filled], name=SHEET_NAMES[kind])), STORED)
        except UnreadableFile:
            continue

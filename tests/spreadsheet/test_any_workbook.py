"""Whatever a workbook holds, it is understood or refused in a sentence; comparing it never fails, nor counts wrong."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.columns import SHEET_NAMES, TABLES, Table
from ctg_tracking.spreadsheet.grid import Merge, Spot
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.stored import StoredAction, StoredHeading, StoredPlan
from ctg_tracking.spreadsheet.told import Asked, Understanding
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
    "Sous-total axe 1",
    "Places",
    "x",
    "X",
    "●",
    "idem",
    "//",
    "N/A",
    "[TERMINÉ] Créer un relais",
    "- Créer\n- Former",
    "1.2.1 Aider",
    "Fait à Bourg, le 3 mars 2025",
    "* note de bas de tableau",
    "Réalisé",
    "🟢",
    "50-75 %",
    "Anne DURAND (01 02 03 04 05)",
]
cells = (
    st.sampled_from(WORDS)
    | st.integers(-5, 60_000)
    | st.floats(0, 2)
    | st.dates(date(1990, 1, 1), date(2050, 1, 1))
    | st.text(max_size=8)
)
PERIODS = ["2025", "T1 2026", "janv-26", "Bilan 2024", "Commentaires 2025", "Réalisé", "En cours"]
headed = st.sampled_from([*HEADERS, *PERIODS])
tables = st.lists(headed, min_size=1, max_size=9).flatmap(
    lambda headers: st.lists(st.lists(cells, min_size=len(headers), max_size=len(headers)), max_size=7).map(
        lambda rows: [headers, *rows]
    )
)
spots = st.tuples(st.integers(0, 7), st.integers(0, 8))
fills = st.dictionaries(spots, st.sampled_from(["FF0000", "92D050", "D9D9D9"]), max_size=12)
errors = st.dictionaries(spots, st.sampled_from(["#REF!", "#DIV/0!"]), max_size=3)
formats = st.dictionaries(
    spots, st.sampled_from(["0%", '0" k€"', '#,##0," k€"', "[Red]0.00%;-0", ";;", "\\"]), max_size=8
)
hidden = st.frozensets(st.integers(0, 8), max_size=3)
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
@example([["%"]], [["intitulé de l'axe", "date butoir", "action retenue"], ["", 0, ""]], "Plan d'actions", [])
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


@settings(max_examples=200, deadline=None)
@given(tables, fills, errors, formats, hidden, hidden, st.sampled_from(list(Status)))
def test_colours_formulas_in_error_formats_and_hidden_rows_never_fail(
    rows: list[list[Any]],
    colours: dict[Spot, str],
    wrong: dict[Spot, str],
    shown: dict[Spot, str],
    hidden_rows: frozenset[int],
    hidden_columns: frozenset[int],
    status: Status,
) -> None:
    bare = workbook(rows)
    sheet = replace(
        bare.sheets[0],
        fills=colours,
        errors=wrong,
        formats=shown,
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
    )
    book = replace(bare, sheets=(sheet,))
    try:
        plan = understand(book)
    except UnreadableFile:
        return
    for question in plan.questions:
        assert question.count > 0
        assert question.what
    answers = {question.what: status for question in plan.questions if question.about is not Asked.COLOUR}
    meant = {question.what: status for question in plan.questions if question.about is Asked.COLOUR}
    answered = understand(book, Understanding(statuses=answers, colours=meant))
    assert answered.questions == ()
    assert len(answered.actions) == len(plan.actions)
    stated = sum("status" in action.given for action in answered.actions if not action.refused)
    assert stated >= sum("status" in action.given for action in plan.actions if not action.refused)

"""Whatever files hold: applied twice one changes nothing the second time, taken back it leaves what was before it."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table as SqlTable
from sqlalchemy import select

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.importing import File, Source, Target
from ctg_tracking.model import Base
from ctg_tracking.spreadsheet.columns import SHEET_NAMES, TABLES, Table
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import understand
from ctg_tracking.store import Store
from tests.factories import SEVREMOINE
from tests.spreadsheet.test_any_workbook import WORDS
from tests.spreadsheet.workbooks import sheet

TARGET = Target(territory_code=SEVREMOINE, starts_on=date(2023, 1, 1), term_years=4)
TABLES_OF_A_PLAN = [
    Base.metadata.tables[name]
    for name in (
        "heading", "action", "action_due", "progress_report", "indicator", "indicator_value", "actor", "theme",
        "action_pilot", "action_partner", "action_theme", "action_commune",
    )
]  # fmt: skip
Sheets = tuple[list[list[Any]], ...]
texts = st.just("") | st.just("") | st.sampled_from(WORDS)
days = st.dates(date(2022, 1, 1), date(2026, 1, 1))
PLAUSIBLE = {
    "axe": st.sampled_from(["", "Axe 1", "Axe 1 : Enfance", "Axe 2", "Jeunesse"]),
    "objective": st.sampled_from(["", "1.1 Aider", "1.2 Former"]),
    "code": st.sampled_from(["", "1", "2", "1.1"]),
    "title": st.sampled_from(["Créer un relais", "1. Créer un relais", "Former", "FORMER", "Ouvrir un local", ""]),
    "operation": st.sampled_from(["", "", "", "Recenser"]),
    "indicator": st.sampled_from(["Places", "Familles", ""]),
    "status": st.sampled_from(["", "En cours", "Réalisée", "À venir", "Suspendue"]),
    "percent": st.sampled_from(["", 0, 0.4, 40, "100 %"]),
    "on_date": days,
    "as_of": days | st.just(""),
    "value": st.sampled_from([0, 5, "7,5", "bonne"]),
    "baseline": st.sampled_from(["", 0, 10]),
    "target": st.sampled_from(["", 20, "mieux"]),
}


def row_of(kind: Table) -> st.SearchStrategy[list[Any]]:
    return st.tuples(*(PLAUSIBLE.get(column.field, texts) for column in TABLES[kind])).map(list)


def sheet_of(kind: Table, at_most: int) -> st.SearchStrategy[list[list[Any]]]:
    headers = [column.header for column in TABLES[kind]]
    return st.lists(row_of(kind), max_size=at_most).map(lambda rows: [headers, *rows])


FILES = st.tuples(
    sheet_of(Table.PLAN, 5), sheet_of(Table.INDICATORS, 2), sheet_of(Table.VALUES, 3), sheet_of(Table.REPORTS, 3)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, FILES)
def test_any_two_files_applied_and_taken_back(sqlite_store: Store, first: Sheets, second: Sheets) -> None:
    author = local_operator(sqlite_store)
    states = [everything(sqlite_store)]
    done = []
    for source in filter(None, (understood(first), understood(second))):
        applied = importing.apply(sqlite_store, author, source, TARGET)
        again = importing.preview(sqlite_store, author, source, TARGET)
        assert again.preview.changes_nothing, [
            one for one in importing.told_changes(again.preview) if one.kind != "missing"
        ]
        states.append(everything(sqlite_store))
        done.append(applied.import_id)
    for import_id, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        if import_id is not None:
            importing.undo(sqlite_store, author, import_id)
        assert everything(sqlite_store) == before


def understood(sheets: Sheets) -> Source | None:
    book = tuple(sheet(SHEET_NAMES[kind], rows) for kind, rows in zip(Table, sheets, strict=True))
    workbook = Workbook("plan.xlsx", "0" * 64, "xlsx", book)
    try:
        plan = understand(workbook)
    except UnreadableFile:
        return None
    return Source(File("plan.xlsx", b"x"), workbook, plan, Understanding())


def everything(store: Store) -> dict[str, list[Any]]:
    """Every row of a plan but its bookkeeping: versions, moments, and the numbers of links."""
    with store.read() as session:
        rows = {table.name: session.execute(select(*kept(table))).all() for table in TABLES_OF_A_PLAN}
    return {name: sorted(map(tuple, found), key=repr) for name, found in rows.items()}


def kept(table: SqlTable) -> list[Any]:
    moving = {"version", "touched_at"} | ({"id"} if "_" in table.name and table.name.startswith("action_") else set())
    return [column for column in table.c if column.name not in moving]

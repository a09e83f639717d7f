"""Whatever plan a store holds, exported then imported, it changes nothing."""

from hypothesis import HealthCheck, example, given, settings

from ctg_tracking.figures.selection import Selection
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.importing import Target
from ctg_tracking.outputs.plans import Format, plan_file
from ctg_tracking.spreadsheet.columns import TABLES, Table
from ctg_tracking.store import Store
from tests.follow_up.test_importing_any import FILES, TARGET, Sheets, understood

TITLES = ("axe", "title", "operation")


def plan(*rows: tuple[str, str, str]) -> Sheets:
    """Sheets whose plan holds these axes, titles and operations, and nothing else."""
    columns = TABLES[Table.PLAN]
    told = [dict(zip(TITLES, row, strict=True)) for row in rows]
    filled = [[row.get(column.field, "") for column in columns] for row in told]
    headers = {kind: [column.header for column in TABLES[kind]] for kind in Table}
    return tuple([headers[kind], *(filled if kind is Table.PLAN else ())] for kind in Table)


UNDER_ANOTHER_AXE = plan(
    ("", "Créer un relais", ""), ("Enjeu 2", "Créer un relais", ""), ("Axe 1", "", "Recenser")
)  # fmt: skip
"""An operation whose row names an axe that comes before its fiche's."""


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
@example(UNDER_ANOTHER_AXE)
def test_any_plan_leaves_and_comes_back_unchanged(sqlite_store: Store, sheets: Sheets) -> None:
    source = understood(sheets)
    if source is None:
        return
    author = local_operator(sqlite_store)
    applied = importing.apply(sqlite_store, author, source, TARGET)
    if applied.import_id is None:  # every row was refused
        return
    try:
        for kind in Format:
            with sqlite_store.read() as session:
                made = plan_file(session, author, Selection(conventions=(applied.convention,)), None, kind)
            if made.actions:
                again = importing.read_one(made.file)
                result = importing.preview(sqlite_store, author, again, Target(reference=applied.convention))
                told = list(importing.told_changes(result.preview))
                errors = [one for one in result.preview.problems if one.severity.value == "error"]
                assert (told, errors, result.preview.missing) == ([], [], [])
    finally:
        importing.undo(sqlite_store, author, applied.import_id)

"""Whatever plan a store holds, exported then imported, it changes nothing."""

from hypothesis import HealthCheck, given, settings

from ctg_tracking.figures.selection import Selection
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.importing import Target
from ctg_tracking.outputs.plans import Format, plan_file
from ctg_tracking.store import Store
from tests.follow_up.test_importing_any import FILES, TARGET, Sheets, understood


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
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

"""Where each value of an action came from: the cell of which file, or who typed it."""

from datetime import date

import pytest
from sqlalchemy import select

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.provenance import Provenance, Provenances, provenances
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.follow_up.values import record_value
from ctg_tracking.model import Action, Indicator, IndicatorValue, ProgressReport, Reader
from ctg_tracking.model.words import Role, Status
from ctg_tracking.spreadsheet.told import Decisions
from ctg_tracking.store import Store, clock
from tests.factories import GRIGNY, an_account
from tests.follow_up.files import INDICATORS, NEW, TWO, a_file

PLAN = "Plan d'actions"


@pytest.fixture
def action_id(store: Store, author: Reader) -> int:
    apply(
        store,
        author,
        a_file(*TWO, Indicateurs=[INDICATORS, ("Axe 1", "1", None, "Places", "places", None, 0, 20, None, 5)]),
    )
    with store.read() as session:
        return session.scalars(select(Action.id).order_by(Action.position)).all()[0]


def apply(store: Store, author: Reader, file: File, decisions: Decisions | None = None) -> int:
    result = importing.apply(store, author, importing.read_one(file), NEW, decisions or Decisions())
    assert result.import_id is not None
    return result.import_id


def told(store: Store, author: Reader, action_id: int) -> Provenances:
    with store.read() as session:
        return provenances(session, author, action_id, clock.real_today())


def place(found: Provenance | None) -> tuple[str | None, str | None, str | None]:
    assert found is not None
    return found.file, found.sheet, found.cell


def test_each_value_of_a_new_action_names_its_cell(store: Store, author: Reader, action_id: int) -> None:
    found = told(store, author, action_id)
    cells = {"title": "C2", "pilots": "D2", "budget_cents": "H2", "themes": "I2"}
    for column, cell in cells.items():
        assert place(found.of("action", action_id, column)) == ("plan.xlsx", PLAN, cell)
    assert place(found.of("action_due", found.due_id, "due_on")) == ("plan.xlsx", PLAN, "E2")
    with store.read() as session:
        report = session.scalars(select(ProgressReport.id).where(ProgressReport.action_id == action_id)).one()
        indicator = session.scalars(select(Indicator.id)).one()
        value = session.scalars(select(IndicatorValue.id)).one()
    assert place(found.of("progress_report", report, "status")) == ("plan.xlsx", PLAN, "F2")
    assert place(found.of("progress_report", report, "percent")) == ("plan.xlsx", PLAN, "G2")
    assert place(found.of("indicator", indicator, "target")) == ("plan.xlsx", "Indicateurs", "H2")
    assert place(found.of("indicator_value", value, "value", "text")) == ("plan.xlsx", "Indicateurs", "J2")


def test_what_has_no_cell_of_its_own_names_its_row(store: Store, author: Reader, action_id: int) -> None:
    found = told(store, author, action_id).of("action", action_id, "heading_id")
    assert place(found) == ("plan.xlsx", PLAN, None)
    assert found is not None
    assert (found.row, found.author_name) == (2, author.name)


def test_what_was_never_given_has_no_provenance(store: Store, author: Reader, action_id: int) -> None:
    found = told(store, author, action_id)
    assert found.of("action", action_id, "audience") is None
    assert found.of("action", None, "title") is None


def test_a_later_file_then_a_person_take_over(store: Store, author: Reader, action_id: int) -> None:
    moved = (*TWO[0][:7], 13000, TWO[0][8])
    second = apply(store, author, File("plan 2.xlsx", a_file(moved, TWO[1]).content))
    found = told(store, author, action_id)
    budget = found.of("action", action_id, "budget_text", "budget_cents")
    assert budget is not None
    assert (place(budget), budget.import_id) == (("plan 2.xlsx", PLAN, "H2"), second)
    assert place(found.of("action", action_id, "pilots")) == ("plan.xlsx", PLAN, "D2")
    with store.write(author) as work:
        action = work.session.get_one(Action, action_id)
        action.budget_cents, action.touched_at = 1_400_000, work.now
    typed = told(store, author, action_id).of("action", action_id, "budget_cents")
    assert typed is not None
    assert (typed.file, typed.import_id, typed.cell, typed.author_name) == (None, None, None, author.name)


def test_what_is_typed_names_its_author(store: Store, author: Reader, action_id: int) -> None:
    report_progress(store, author, action_id, Progress(Status.DONE))
    with store.read() as session:
        indicator = session.scalars(select(Indicator)).one()
    record_value(store, author, indicator.id, "7", on=date(2025, 6, 30), expected_version=indicator.version)
    found = told(store, author, action_id)
    with store.read() as session:
        report = session.scalars(select(ProgressReport.id).order_by(ProgressReport.id.desc())).first()
        value = session.scalars(select(IndicatorValue.id).order_by(IndicatorValue.id.desc())).first()
    assert place(found.of("progress_report", report, "status")) == (None, None, None)
    assert place(found.of("indicator_value", value, "value")) == (None, None, None)


def test_a_value_put_back_has_the_provenance_it_had(store: Store, author: Reader, action_id: int) -> None:
    moved = (*TWO[0][:3], "MJC", date(2028, 1, 1), *TWO[0][5:7], 13000, TWO[0][8])
    second = apply(store, author, File("plan 2.xlsx", a_file(moved, TWO[1]).content))
    importing.undo(store, author, second)
    found = told(store, author, action_id)
    for column, cell in {"pilots": "D2", "budget_cents": "H2"}.items():
        assert place(found.of("action", action_id, column)) == ("plan.xlsx", PLAN, cell)
    assert place(found.of("action_due", found.due_id, "due_on")) == ("plan.xlsx", PLAN, "E2")


def test_nobody_learns_of_an_action_of_others(store: Store, author: Reader, action_id: int) -> None:
    with store.write(author) as work:
        elsewhere = an_account(work, Role.COORDINATOR, GRIGNY)
    for reader, asked in ((elsewhere, action_id), (author, action_id + 1_000)):
        with pytest.raises(NotFound):
            told(store, reader, asked)

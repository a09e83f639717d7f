"""An import taken back: all that it wrote, unless something was edited since."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from ctg_tracking.errors import Conflict
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model import (
    Action,
    ActionDue,
    Actor,
    Convention,
    Heading,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Reader,
    Theme,
)
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.told import Decisions
from ctg_tracking.store import Store
from tests.follow_up.files import INDICATORS, TWO, a_file, applied, counts


def everything(store: Store) -> dict[str, int | None]:
    kinds = (Heading, Action, ActionDue, ProgressReport, Indicator, IndicatorValue, Actor, Theme)
    with store.read() as session:
        return {kind.__tablename__: session.scalar(select(func.count()).select_from(kind)) for kind in kinds}


def full_file(**changes: Any) -> File:
    told = {
        "title": "Créer un relais",
        "pilots": "CCAS ; Caf",
        "due": date(2026, 12, 31),
        "status": "En cours",
    } | changes
    named = ("Axe 1 : Petite enfance", "1", told["title"], told["pilots"])
    first = (*named, told["due"], told["status"], 40, 12500, "Petite enfance")
    return a_file(
        first,
        TWO[1],
        Indicateurs=[
            INDICATORS,
            ("Axe 1", "1", None, "Places créées", "places", None, 0, 20, None, changes.get("value", 5)),
        ],
    )


def same_first_action(store: Store) -> Decisions:
    """The first row of the plan is the first stored action, whatever its title."""
    with store.read() as session:
        action_id = session.scalars(select(Action.id).order_by(Action.position)).first()
    return Decisions(matches={"Plan d'actions!C2": action_id})


def test_an_undone_first_import_leaves_nothing_of_its_plan(store: Store, author: Reader) -> None:
    before = everything(store)
    result = applied(store, author, full_file())
    assert result.import_id is not None
    undone = importing.undo(store, author, result.import_id)
    assert (undone.removed, undone.restored, undone.removed_convention) == (15, 0, True)
    assert everything(store) == before
    with store.read() as session:
        assert session.scalar(select(func.count(Convention.id))) == 0
        (line,) = importing.imports(session, author, "CTG-49301-2023")
        assert (line.import_id, line.undone_at is not None) == (result.import_id, True)
        assert importing.original_file(session, author, result.import_id)[0] == "plan.xlsx"
    with pytest.raises(Conflict, match="déjà été repris"):
        importing.undo(store, author, result.import_id)


def test_an_undone_change_puts_everything_back(store: Store, author: Reader) -> None:
    applied(store, author, full_file())
    before = everything(store)
    changed = full_file(
        title="Créer un relais petite enfance", pilots="MJC", due=date(2028, 1, 1), status="Réalisée", value=7
    )
    second = applied(store, author, changed, decisions=same_first_action(store))
    assert second.import_id is not None
    importing.undo(store, author, second.import_id)
    assert everything(store) == before
    with store.read() as session:
        action = session.scalars(select(Action).order_by(Action.position)).first()
        assert action is not None
        assert (action.title, [pilot.name for pilot in action.pilots]) == ("Créer un relais", ["CCAS", "Caf"])
        due = session.scalars(select(ActionDue).where(ActionDue.action_id == action.id)).one()
        assert (due.due_on, due.valid_until) == (date(2026, 12, 31), None)
        report = session.scalars(select(ProgressReport).where(ProgressReport.action_id == action.id)).one()
        assert (report.status, report.until) == (Status.IN_PROGRESS, None)
        value = session.scalars(select(IndicatorValue)).one()
        assert (value.value, value.until) == (5, None)
    assert counts(applied(store, author, full_file())) == (0, 0, 4, 0)


def test_an_undo_never_tramples_what_was_edited_since(store: Store, author: Reader) -> None:
    first = applied(store, author, full_file())
    retitled = full_file(title="Créer un relais petite enfance")
    second = applied(store, author, retitled, decisions=same_first_action(store))
    assert first.import_id is not None
    assert second.import_id is not None
    before = everything(store)
    with pytest.raises(
        Conflict, match=r"intitulé, Créer un relais → Créer un relais petite enfance \(le .*Responsable"
    ):
        importing.undo(store, author, first.import_id)
    assert everything(store) == before
    importing.undo(store, author, second.import_id)
    importing.undo(store, author, first.import_id)
    assert everything(store)["action"] == 0


def test_a_report_made_since_holds_the_action_it_is_about(store: Store, author: Reader) -> None:
    result = applied(store, author, full_file())
    assert result.import_id is not None
    with store.read() as session:
        action_id = session.scalars(select(Action.id).order_by(Action.position)).first()
    assert action_id is not None
    report_progress(store, author, action_id, Progress(Status.DONE))
    with pytest.raises(Conflict, match="point d’étape"):
        importing.undo(store, author, result.import_id)

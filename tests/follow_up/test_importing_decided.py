"""What the person decides of an import, written on a real store: strategies, drops, notes, names; and taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from ctg_tracking.errors import BadInput
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File, ImportResult, Target
from ctg_tracking.model import Action, ActionDue, Change, Heading, Indicator, ProgressReport, Reader
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.told import Decisions, Gone, Strategy
from ctg_tracking.store import Store, clock
from tests.factories import SEVREMOINE, an_administrator
from tests.spreadsheet.workbooks import xlsx

HEADERS = (
    "Axe", "N°", "Action", "Pilotes", "Échéance", "Chaque année", "Budget (€)", "Thèmes", "Statut", "Bilan 2024",
)  # fmt: skip
RELAY = (
    "Axe 1 : Enfance",
    "1",
    "Créer un relais",
    "CCAS ; Caf",
    date(2026, 12, 31),
    "Oui",
    12500,
    "Jeunesse",
    "En cours",
)
PLACE = ("Axe 2 : Jeunesse", "1", "Ouvrir un local", "MJC", None, None, None, None, "À venir")
NEW = Target(territory_code=SEVREMOINE, starts_on=date(2023, 1, 1), term_years=4)


def a_file(*rows: Sequence[Any], indicators: Sequence[Sequence[Any]] = ()) -> File:
    beside = [("Axe", "N°", "Action", "Indicateur", "Unité"), *indicators]
    return xlsx({"Plan d'actions": [HEADERS, *rows], **({"Indicateurs": beside} if indicators else {})})


def applied(store: Store, author: Reader, file: File, **decided: Any) -> ImportResult:
    return importing.apply(store, author, importing.read_one(file), NEW, Decisions(**decided))


def moves_nothing(store: Store, author: Reader, file: File, **decided: Any) -> bool:
    return importing.preview(store, author, importing.read_one(file), NEW, Decisions(**decided)).preview.changes_nothing


@pytest.fixture
def author(store: Store) -> Reader:
    reader = an_administrator(store)
    applied(store, reader, a_file(RELAY, PLACE))
    return reader


def the_relay(store: Store) -> dict[str, Any]:
    with store.read() as session:
        action = session.scalars(select(Action).order_by(Action.position)).first()
        assert action is not None
        current = select(ActionDue).where(ActionDue.action_id == action.id, ActionDue.valid_until.is_(None))
        return {
            "title": action.title,
            "pilots": [one.name for one in action.pilots],
            "themes": [one.label for one in action.themes],
            "yearly": action.yearly,
            "budget": action.budget_cents,
            "due": session.scalars(current).one().due_on,
        }


BLANK = (*RELAY[:3], None, None, None, None, None, None)


def test_replace_erases_and_is_taken_back(store: Store, author: Reader) -> None:
    before = the_relay(store)
    result = applied(store, author, a_file(BLANK, PLACE), strategy=Strategy.REPLACE)
    erased = {"title": "Créer un relais", "pilots": [], "themes": [], "yearly": False, "budget": None, "due": None}
    assert the_relay(store) == erased
    assert moves_nothing(store, author, a_file(BLANK, PLACE), strategy=Strategy.REPLACE)
    with store.read() as session:
        told = session.scalars(
            select(Change).where(Change.import_id == result.import_id, Change.field == "budget_cents")
        )
        assert [(one.cell, one.after) for one in told] == [("G2", None)]
    assert result.import_id is not None
    importing.undo(store, author, result.import_id)
    assert the_relay(store) == before


def test_fill_completes_only(store: Store, author: Reader) -> None:
    filled = (*PLACE[:3], "CCAS", date(2027, 1, 1), None, 500, "Jeunesse", "Réalisée")
    other = (*RELAY[:3], "MJC", date(2030, 1, 1), None, 1, "Mobilité", "Réalisée")
    before = the_relay(store)
    applied(store, author, a_file(other, filled), strategy=Strategy.FILL)
    assert the_relay(store) == before
    with store.read() as session:
        place = session.scalars(select(Action).order_by(Action.position.desc())).first()
        assert place is not None
        assert ([one.name for one in place.pilots], place.budget_cents) == (["MJC"], 50_000)
        statuses = session.scalars(select(ProgressReport.status).order_by(ProgressReport.id)).all()
        assert statuses == [Status.IN_PROGRESS, Status.NOT_STARTED]
    assert moves_nothing(store, author, a_file(other, filled), strategy=Strategy.FILL)


def test_a_missing_action_is_dropped_with_its_reason(store: Store, author: Reader) -> None:
    source = importing.read_one(a_file(RELAY))
    (missing,) = importing.preview(store, author, source, NEW).preview.missing
    assert missing.stored_id is not None
    decided = Decisions(missing={missing.stored_id: Gone("Reprise par la MJC")})
    result = importing.apply(store, author, source, NEW, decided)
    with store.read() as session:
        dropped = session.scalars(select(ProgressReport).where(ProgressReport.import_id == result.import_id)).one()
        assert (dropped.action_id, dropped.status, dropped.reason, dropped.effective_on) == (
            missing.stored_id, Status.DROPPED, "Reprise par la MJC", clock.real_today(),
        )  # fmt: skip
        told = session.scalars(select(Change).where(Change.entity == "progress_report", Change.entity_id == dropped.id))
        assert [(one.sheet, one.cell) for one in told] == [(None, None)]
    assert moves_nothing(store, author, a_file(RELAY), missing={missing.stored_id: Gone("Reprise par la MJC")})
    assert result.import_id is not None
    importing.undo(store, author, result.import_id)
    with store.read() as session:
        assert session.scalars(select(ProgressReport.id).where(ProgressReport.status == Status.DROPPED)).all() == []


def test_a_yearly_note_is_a_report_of_its_year(store: Store, author: Reader) -> None:
    noted = (*RELAY, "Trois ateliers ont eu lieu")
    applied(store, author, a_file(noted, PLACE))
    with store.read() as session:
        rows = session.scalars(select(ProgressReport).order_by(ProgressReport.effective_on, ProgressReport.id)).all()
        assert (rows[0].effective_on, rows[0].status, rows[0].done_text) == (
            date(2024, 12, 31), Status.TO_SPECIFY, "Trois ateliers ont eu lieu",
        )  # fmt: skip
        assert rows[0].until == rows[1].effective_on
    assert moves_nothing(store, author, a_file(noted, PLACE))


def test_an_indicator_confirmed_under_another_name_is_renamed(store: Store, author: Reader) -> None:
    applied(store, author, a_file(RELAY, PLACE, indicators=[("Axe 1", "1", None, "Places créées", "places")]))
    file = a_file(RELAY, PLACE, indicators=[("Axe 1", "1", None, "Place créée", "places")])
    (proposal,) = importing.preview(store, author, importing.read_one(file), NEW).preview.proposals
    decided = {"matches": {proposal.place: proposal.stored_id}}
    result = applied(store, author, file, **decided)
    with store.read() as session:
        assert session.scalars(select(Indicator.name)).all() == ["Place créée"]
    assert moves_nothing(store, author, file, **decided)
    assert moves_nothing(store, author, file)
    assert result.import_id is not None
    importing.undo(store, author, result.import_id)
    with store.read() as session:
        assert session.scalars(select(Indicator.name)).all() == ["Places créées"]


def test_a_corrected_axe_keeps_its_row(store: Store, author: Reader) -> None:
    rows = [("Axe 1 : Enfances", *RELAY[1:]), PLACE]
    applied(store, author, a_file(*rows))
    with store.read() as session:
        assert session.scalars(select(Heading.title).order_by(Heading.position)).all() == ["Enfances", "Jeunesse"]
    assert moves_nothing(store, author, a_file(*rows))


def test_a_wrong_answer_writes_nothing(store: Store, author: Reader) -> None:
    before = the_relay(store)
    with pytest.raises(BadInput, match="C2"):
        applied(store, author, a_file((*RELAY[:6], 999, *RELAY[7:])), matches={"Plan d'actions!C2": 10**6})
    assert the_relay(store) == before

"""Deleting a committee that was only prepared: all of it goes, the history keeps it, and what was held stays."""

from typing import Any

import pytest
from sqlalchemy import func, select, text

from ctg_tracking.errors import Conflict, NotAllowed, NotFound, StaleVersion
from ctg_tracking.figures.committees import committee_rows
from ctg_tracking.figures.history import HistoryRow, history_rows
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import DecisionDraft, Invited, ItemDraft
from ctg_tracking.model import AgendaItem, Attendance, Committee, Reader, committee_convention, french
from ctg_tracking.model.words import Role
from ctg_tracking.outputs import wording_history
from ctg_tracking.store import Store, migration
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil
from tests.factories import EVRY, an_account

BOTH = (EVRY_CTG, ETAMPOIS_CTG)


@pytest.fixture
def prepared(store: Store, author: Reader, plans: Plans) -> int:
    """A COPIL of two conventions with a point, two invited and a result chosen; of version 4."""
    committee_id = a_copil(store, author, *BOTH, opened=False)
    committees.add_items(store, author, committee_id, [ItemDraft("La crèche", action_id=plans.late)])
    committees.invite(store, author, committee_id, [Invited("MSA"), Invited("Camille Essai", "Caf")])
    committees.choose_shown(store, author, committee_id, results=[plans.places], actions=None, indicators=None)
    return committee_id


def rows_left(store: Store) -> list[int]:
    """How many rows each table of committees holds."""
    tables = (Committee, AgendaItem, Attendance, committee_convention)
    with store.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def told_by_history(store: Store, reader: Reader) -> list[HistoryRow]:
    """What was deleted, as the history tells it, the first one first."""
    with store.read() as session:
        rows = history_rows(session, reader)
    return [row for row in reversed(rows) if row.field is None and row.after is None]


def test_all_of_it_goes_and_the_history_keeps_it(store: Store, author: Reader, plans: Plans, prepared: int) -> None:
    other = a_copil(store, author)
    before = rows_left(store)
    deleted = committees.delete_committee(store, author, prepared, expected_version=4)
    assert (deleted.committee_id, deleted.repeated) == (prepared, False)
    assert [was - now for was, now in zip(before, rows_left(store), strict=True)] == [1, 1, 2, 2]
    with store.read() as session:
        assert [row.id for row in committee_rows(session, author)] == [other]
    told = told_by_history(store, author)
    assert sorted(row.entity for row in told) == ["agenda_item", "attendance", "attendance", "committee"]
    assert {(row.author_name, row.committee_id) for row in told} == {(told[0].author_name, prepared)}
    whole = next(row for row in told if row.entity == "committee")
    assert {name: whole.before[name] for name in ("kind", "held_on", "conventions", "results")} == {
        "kind": "copil",
        "held_on": TODAY.isoformat(),
        "conventions": sorted(BOTH),
        "results": [plans.places],
    }
    assert {row.before.get("title") or row.before.get("name") for row in told if row is not whole} == {
        "La crèche",
        "MSA",
        "Camille Essai",
    }
    assert wording_history.tells(whole)
    named = f"Comité de pilotage du {french.long_day(TODAY)}"
    assert wording_history.told(whole) == french.typeset(f"Comité : suppression « {named} »")


def test_a_second_click_deletes_once_and_another_person_is_told(store: Store, author: Reader, prepared: int) -> None:
    with store.write(author) as work:
        colleague = an_account(work, Role.ADMINISTRATOR)
    committees.delete_committee(store, author, prepared)
    again = committees.delete_committee(store, author, prepared, expected_version=4)
    assert again.repeated
    assert len(told_by_history(store, author)) == 4
    with pytest.raises(NotFound, match="Ce comité"):
        committees.delete_committee(store, colleague, prepared)


def test_what_opened_stays(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author)
    steps: tuple[Any, ...] = (
        lambda: None,
        lambda: committees.close_committee(store, author, committee_id),
        lambda: committees.reopen_committee(store, author, committee_id, "Une erreur"),
    )
    for step in steps:
        step()
        with pytest.raises(Conflict, match=r"Le COPIL du .* a été ouvert.*ne se supprime plus"):
            committees.delete_committee(store, author, committee_id, expected_version=0)
    assert rows_left(store)[0] == 1
    assert told_by_history(store, author) == []


def test_who_may_not_hold_it_deletes_nothing(store: Store, author: Reader, prepared: int) -> None:
    with store.write(author) as work:
        of_one = an_account(work, Role.COORDINATOR, EVRY)
        reader = an_account(work, Role.READER)
    for who, refusal in ((of_one, NotFound), (reader, NotAllowed)):
        with pytest.raises(refusal):
            committees.delete_committee(store, who, prepared)
    with pytest.raises(StaleVersion, match="ce comité"):
        committees.delete_committee(store, author, prepared, expected_version=3)
    assert rows_left(store) == [1, 1, 2, 2]


def test_its_number_is_never_given_again(store: Store, author: Reader, prepared: int) -> None:
    committees.delete_committee(store, author, prepared)
    assert a_copil(store, author, opened=False) > prepared


def test_one_that_decided_under_a_former_schema_stays(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author)
    committees.decide(store, author, committee_id, DecisionDraft("Oui"))
    migration.downgrade(store.engine, "0002")
    store.upgrade()
    with pytest.raises(Conflict, match="a pris des décisions"):
        committees.delete_committee(store, author, committee_id)


def test_the_former_schema_forgets_the_committee_but_not_its_history(
    store: Store, author: Reader, prepared: int
) -> None:
    committees.delete_committee(store, author, prepared)
    count = text("SELECT count(*), count(committee_id) FROM change WHERE entity = 'agenda_item'")
    with store.read() as session:
        assert tuple(session.execute(count).one()) == (2, 2)
    migration.downgrade(store.engine, "0004")
    with store.read() as session:
        assert tuple(session.execute(count).one()) == (2, 0)
    migration.upgrade(store.engine)
    migration.check(store.engine)

"""« Depuis le dernier comité »: every kind of move, told once, between what was frozen and what stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.figures.picture import Picture, PicturedAction
from ctg_tracking.figures.since_last import Move, SinceLast, moved_between, moves, since_last
from ctg_tracking.follow_up.committees import open_committee
from ctg_tracking.model import Action, ActionDue, Convention, Indicator, Reader
from ctg_tracking.model.words import MeetingKind, Status
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago
from tests.factories import a_due_date, a_report, a_value, an_action

DAY = date(2025, 6, 1)
ROW = PicturedAction(
    action_id=1, key=1, convention_id=1, position=0, fiche=None, code=None, title="Une action", axe_id=None, axe=None,
    axe_label=None, objective=None, status=Status.NOT_STARTED, percent=None, confidence=None, late=False, stale=False,
    never_reported=False, not_started_later=False, last_report_on=None, done_text=None, next_text=None,
    blocking_text=None, decision_wanted=None, reason=None, resumes_on=None, starts_on=None, due_on=DAY,
    calendar_text=None, yearly=False, priority=None, origin=None, report_origin=None, bodies=(), themes=(), communes=(),
)  # fmt: skip


def stood(status: Status, due_on: date | None = DAY, **fields: object) -> PicturedAction:
    return replace(ROW, status=status, due_on=due_on, **fields)  # type: ignore[arg-type]


LATER, SOONER = DAY + timedelta(30), DAY - timedelta(30)


@pytest.mark.parametrize(("before", "after", "expected"), [
    (stood(Status.NOT_STARTED), stood(Status.NOT_STARTED), ()),
    (stood(Status.IN_PROGRESS, percent=25), stood(Status.IN_PROGRESS, percent=50), ()),
    (None, stood(Status.DONE), (Move.NEW,)),
    (stood(Status.DONE), None, (Move.REMOVED,)),
    (stood(Status.NOT_STARTED), stood(Status.DONE), (Move.DONE,)),
    (stood(Status.IN_PROGRESS), stood(Status.DONE, LATER), (Move.DONE,)),
    (stood(Status.NOT_STARTED), stood(Status.IN_PROGRESS), (Move.STARTED,)),
    (stood(Status.TO_SPECIFY), stood(Status.IN_PROGRESS), (Move.STARTED,)),
    (stood(Status.TO_SPECIFY), stood(Status.NOT_STARTED), (Move.RESTATED,)),
    (stood(Status.IN_PROGRESS), stood(Status.TO_SPECIFY), (Move.RESTATED,)),
    (stood(Status.IN_PROGRESS), stood(Status.DROPPED), (Move.DROPPED,)),
    (stood(Status.IN_PROGRESS), stood(Status.SUSPENDED), (Move.PAUSED,)),
    (stood(Status.SUSPENDED), stood(Status.POSTPONED), (Move.RESTATED,)),
    (stood(Status.SUSPENDED), stood(Status.IN_PROGRESS), (Move.RESUMED,)),
    (stood(Status.DROPPED), stood(Status.NOT_STARTED), (Move.RESUMED,)),
    (stood(Status.DONE), stood(Status.IN_PROGRESS), (Move.RESUMED,)),
    (stood(Status.IN_PROGRESS), stood(Status.IN_PROGRESS, LATER), (Move.SLIPPED,)),
    (stood(Status.NOT_STARTED), stood(Status.IN_PROGRESS, LATER), (Move.STARTED, Move.SLIPPED)),
    (stood(Status.IN_PROGRESS), stood(Status.IN_PROGRESS, SOONER), ()),
    (stood(Status.IN_PROGRESS), stood(Status.IN_PROGRESS, None), ()),
    (stood(Status.IN_PROGRESS, None), stood(Status.IN_PROGRESS, LATER), ()),
])  # fmt: skip
def test_what_happened_to_one_action(
    before: PicturedAction | None, after: PicturedAction | None, expected: tuple[Move, ...]
) -> None:
    assert moves(before, after) == expected


def picture(*rows: PicturedAction) -> Picture:
    return Picture(DAY, (), rows, ())


def between(before: list[PicturedAction], after: list[PicturedAction]) -> SinceLast:
    return moved_between([picture(*before)], picture(*after), {1: (7, DAY)})


STOOD = st.builds(
    lambda key, status, due_on: replace(ROW, key=key, action_id=key, status=status, due_on=due_on),
    st.integers(1, 6),
    st.sampled_from(Status),
    st.none() | st.dates(SOONER, LATER),
)
PLAN = st.lists(STOOD, unique_by=lambda row: row.key)


@given(PLAN, PLAN)
def test_each_action_is_told_once_by_what_became_of_it(
    before: list[PicturedAction], after: list[PicturedAction]
) -> None:
    found = between(before, after).actions
    was, now = {row.key for row in before}, {row.key for row in after}
    assert {one.row.key for one in found if one.move is Move.NEW} == now - was
    assert {one.row.key for one in found if one.move is Move.REMOVED} == was - now
    told = [(one.row.key, one.move) for one in found]
    assert len(told) == len(set(told))
    moved = {one.row.key for one in found if one.move not in (Move.NEW, Move.REMOVED)}
    known = {row.key: row for row in before}
    restated = {row.key for row in after if row.key in known and row.status is not known[row.key].status}
    assert restated <= moved <= was & now
    assert not between(after, after).actions


def test_an_id_given_again_to_another_action_is_another_action() -> None:
    removed = stood(Status.IN_PROGRESS, action_id=None, title="Ancienne")
    found = between([removed], [stood(Status.DONE, title="Nouvelle")]).actions
    assert [(one.move, one.row.title) for one in found] == [(Move.NEW, "Nouvelle"), (Move.REMOVED, "Ancienne")]
    both_gone = between([removed], [replace(removed, status=Status.DONE)]).actions
    assert [one.move for one in both_gone] == [Move.DONE]


def since(store: Store, reader: Reader, committee_id: int) -> SinceLast:
    with store.read() as session:
        return since_last(session, reader, committee_id, TODAY)


def told(found: SinceLast) -> list[tuple[Move, str]]:
    return [(one.move, one.row.title) for one in found.actions]


def test_since_the_last_copil_before_and_after_opening(store: Store, author: Reader, plans: Plans) -> None:
    first = a_copil(store, author, on=ago(90))
    with store.write(author) as work:
        late, silent = work.session.get_one(Action, plans.late), work.session.get_one(Action, plans.silent)
        a_due_date(work, late, TODAY + timedelta(60), since=ago(2))
        a_report(work, silent, Status.IN_PROGRESS, ago(2))
        an_action(work, work.session.get_one(Convention, plans.evry), "Nouvelle")
        a_value(work, work.session.get_one(Indicator, plans.places), ago(1), 15)
    expected = [
        (Move.DONE, "Former"),
        (Move.STARTED, "Ouvrir une crèche"),
        (Move.STARTED, "Écouter"),
        (Move.SLIPPED, "Ouvrir une crèche"),
        (Move.RESTATED, "Recruter"),
        (Move.NEW, "Nouvelle"),
    ]
    second = a_copil(store, author, opened=False)
    prepared = since(store, author, second)
    assert told(prepared) == expected
    assert prepared.former == {plans.evry: (first, ago(90))}
    assert {one.after.name: (one.before.value, one.after.value, one.better) for one in prepared.indicators} == {
        "Places": (20, 15, False),
        "Délai": (None, 8, None),
        "Ressenti": (None, None, None),
        "Sans cible": (None, 0, None),
    }
    open_committee(store, author, second)
    assert told(since(store, author, second)) == expected
    with store.write(author) as work:
        a_report(work, work.session.get_one(Action, plans.late), Status.DROPPED, TODAY, reason="Renoncement")
    assert told(since(store, author, second)) == expected, "what is told of an open committee no longer moves"


def test_a_removed_action_is_told(store: Store, author: Reader, plans: Plans) -> None:
    a_copil(store, author, on=ago(90))
    with store.write(author) as work:
        dues = work.session.query(ActionDue).filter_by(action_id=plans.silent)
        work.session.get_one(Action, plans.silent).communes = []
        work.session.flush()
        work.bulk.delete(ActionDue, [row.id for row in dues])
        work.bulk.delete(Action, [plans.silent])
    assert (Move.REMOVED, "Écouter") in told(since(store, author, a_copil(store, author, opened=False)))


def test_each_convention_is_compared_with_its_own_former_committee(store: Store, author: Reader, plans: Plans) -> None:
    shared = a_copil(store, author, EVRY_CTG, ETAMPOIS_CTG, on=ago(90))
    own = a_copil(store, author, EVRY_CTG, on=ago(5))
    a_copil(store, author, ETAMPOIS_CTG, on=ago(3), kind=MeetingKind.COTECH)
    found = since(store, author, a_copil(store, author, EVRY_CTG, ETAMPOIS_CTG, opened=False))
    assert found.former == {plans.evry: (own, ago(5)), plans.etampois: (shared, ago(90))}
    assert {one.row.convention_id for one in found.actions} == {plans.etampois}


def test_a_first_committee_has_nothing_to_compare_with(store: Store, author: Reader, plans: Plans) -> None:
    found = since(store, author, a_copil(store, author))
    assert (found.former, found.actions, found.indicators) == ({}, (), ())

"""Deciding in a committee: what is recorded, the report it signs, who follows it, and what is refused."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal, StaleVersion
from ctg_tracking.figures.action_sheet import action_sheet
from ctg_tracking.figures.committees import agenda_of
from ctg_tracking.figures.decisions import (
    DecisionRow,
    answered_by,
    asked_of,
    decisions_of,
    decisions_on,
    open_decisions,
)
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import DecisionDraft, ItemDraft, followed_by
from ctg_tracking.follow_up.progress import Progress
from ctg_tracking.model import Action, ActionSnapshot, Actor, Change, ProgressReport, Reader
from ctg_tracking.model.words import Outcome, Role, Status
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago
from tests.factories import ETAMPOIS, EVRY, an_account, an_actor


@pytest.fixture
def committee_id(store: Store, author: Reader, plans: Plans) -> int:
    return a_copil(store, author, on=ago(2))


def decided(store: Store, reader: Reader, committee_id: int) -> list[DecisionRow]:
    with store.read() as session:
        return decisions_of(session, reader, committee_id, TODAY)


def test_a_decision_is_attached_to_its_point_and_its_action(
    store: Store, author: Reader, plans: Plans, committee_id: int
) -> None:
    committees.add_items(store, author, committee_id, [ItemDraft("La crèche", action_id=plans.late)])
    with store.read() as session:
        (item,) = agenda_of(session, committee_id)
    draft = DecisionDraft(
        "Choisir l’association", Outcome.REDIRECT, owner=" ccas ", due_on=TODAY, agenda_item_id=item.id
    )
    first = committees.decide(store, author, committee_id, draft)
    again = committees.decide(store, author, committee_id, draft)
    assert (again.decision_id, again.repeated, first.repeated) == (first.decision_id, True, False)
    (row,) = decided(store, author, committee_id)
    assert (row.agenda_item_id, row.action_id, row.subject) == (item.id, plans.late, "Ouvrir une crèche")
    assert (row.owner, row.outcome, row.due_on, row.done_on, row.late) == ("CCAS", Outcome.REDIRECT, TODAY, None, False)
    with pytest.raises(Conflict, match="Une décision est attachée au point « La crèche »"):
        committees.remove_item(store, author, committee_id, item.id)
    with store.read() as session:
        change = session.scalars(select(Change).where(Change.entity == "decision")).one()
    assert (change.committee_id, change.convention_id, change.action_id, change.author_id) == (
        committee_id, plans.evry, plans.late, author.account_id
    )  # fmt: skip


def test_a_decided_status_is_a_report_of_the_committee(
    store: Store, author: Reader, plans: Plans, committee_id: int
) -> None:
    with store.read() as session:
        version = session.get_one(Action, plans.late).version
    said = Progress(Status.POSTPONED, resumes_on=TODAY + timedelta(100))
    draft = DecisionDraft("Attendre", Outcome.POSTPONE, action_id=plans.late, progress=said)
    with pytest.raises(StaleVersion, match="cette action"):
        committees.decide(store, author, committee_id, draft, expected_version=version + 1)
    assert decided(store, author, committee_id) == []
    done = committees.decide(store, author, committee_id, draft, expected_version=version)
    assert done.report is not None
    with store.read() as session:
        report = session.get_one(ProgressReport, done.report.report_id)
        assert (report.committee_id, report.effective_on, report.status) == (committee_id, ago(2), Status.POSTPONED)
        sheet = action_sheet(session, author, plans.late, TODAY)
        change = session.scalars(
            select(Change).where(Change.entity == "progress_report", Change.committee_id == committee_id)
        ).one()
        kept = session.scalars(
            select(ActionSnapshot.status).where(
                ActionSnapshot.committee_id == committee_id, ActionSnapshot.action_id == plans.late
            )
        ).one()
    assert (sheet.row.status, sheet.reports[0].committee_id) == (Status.POSTPONED, committee_id)
    assert (change.action_id, kept) == (plans.late, Status.IN_PROGRESS)
    with pytest.raises(Conflict, match="a changé le statut"):
        committees.withdraw_decision(store, author, done.decision_id)


@pytest.mark.parametrize(("draft", "refusal", "sentence"), [
    (DecisionDraft(), BadInput, "Décision.*en quelques mots"),
    (DecisionDraft("x" * 5001), BadInput, "au plus 5000"),
    (DecisionDraft("Oui", due_on=ago(3)), BadInput, "Échéance.*une date à partir du"),
    (DecisionDraft("Oui", agenda_item_id=10**6), NotFound, "Ce point de l’ordre du jour"),
    (DecisionDraft("Oui", action_id=10**6), NotFound, "Cette action"),
    (DecisionDraft("Oui", owner_id=10**6), NotFound, "Cette personne ou cet organisme"),
    (DecisionDraft("Oui", convention_id=10**6), NotFound, "Cette convention"),
    (DecisionDraft("Oui", progress=Progress(Status.DONE)), BadInput, "Changement de statut.*porte sur une action"),
])  # fmt: skip
def test_a_decision_that_lacks_something_says_what(
    store: Store, author: Reader, committee_id: int, draft: DecisionDraft, refusal: type[Refusal], sentence: str
) -> None:
    with pytest.raises(refusal, match=sentence):
        committees.decide(store, author, committee_id, draft)
    assert decided(store, author, committee_id) == []


def test_a_refused_report_leaves_no_decision(store: Store, author: Reader, plans: Plans, committee_id: int) -> None:
    draft = DecisionDraft("Arrêter", Outcome.DROP, action_id=plans.late, progress=Progress(Status.DROPPED))
    with pytest.raises(BadInput, match="Motif"):
        committees.decide(store, author, committee_id, draft)
    assert decided(store, author, committee_id) == []


def test_what_is_to_be_followed(store: Store, author: Reader, plans: Plans, committee_id: int) -> None:
    for draft in (
        DecisionDraft(outcome=Outcome.CONTINUE, action_id=plans.done),
        DecisionDraft("À suivre", to_follow=True),
        DecisionDraft("Pour le CCAS", owner="CCAS", to_follow=False),
        DecisionDraft("À dater", due_on=TODAY + timedelta(9)),
    ):
        committees.decide(store, author, committee_id, draft)
    rows = decided(store, author, committee_id)
    assert [(row.text, row.done_on) for row in rows] == [
        ("Poursuivre", ago(2)), ("À suivre", None), ("Pour le CCAS", ago(2)), ("À dater", None),
    ]  # fmt: skip
    with store.read() as session:
        assert [row.text for row in open_decisions(session, author, TODAY)] == ["À dater", "À suivre"]
        assert open_decisions(session, author, TODAY, conventions=[plans.etampois]) == []
        assert open_decisions(session, author, ago(3)) == [], "it had not met yet"


def test_a_decision_is_amended_and_withdrawn_while_the_committee_is_open(
    store: Store, author: Reader, plans: Plans, committee_id: int
) -> None:
    first = committees.decide(store, author, committee_id, DecisionDraft("Oui"))
    amended = committees.amend_decision(
        store, author, first.decision_id, DecisionDraft("Non", due_on=TODAY), expected_version=first.version
    )
    assert amended.version > first.version
    with pytest.raises(StaleVersion, match="cette décision"):
        committees.amend_decision(store, author, first.decision_id, DecisionDraft("Si"), expected_version=first.version)
    with pytest.raises(StaleVersion):
        committees.withdraw_decision(store, author, first.decision_id, expected_version=first.version)
    (row,) = decided(store, author, committee_id)
    assert (row.text, row.due_on, row.done_on) == ("Non", TODAY, None)
    committees.withdraw_decision(store, author, first.decision_id, expected_version=amended.version)
    assert decided(store, author, committee_id) == []
    with pytest.raises(NotFound, match="Cette décision"):
        committees.withdraw_decision(store, author, first.decision_id)


def test_a_decision_on_another_agenda_is_not_withdrawn(store: Store, author: Reader, committee_id: int) -> None:
    first = committees.decide(store, author, committee_id, DecisionDraft("Oui", to_follow=True))
    other = a_copil(store, author, opened=False)
    committees.add_items(store, author, other, [ItemDraft("Où en est-on ?", decision_id=first.decision_id)])
    with pytest.raises(Conflict, match="l’ordre du jour d’un autre comité"):
        committees.withdraw_decision(store, author, first.decision_id)


def test_the_owner_follows_its_decision_also_once_closed(
    store: Store, author: Reader, plans: Plans, committee_id: int
) -> None:
    with store.write(author) as work:
        owner = an_account(work, Role.PILOT, EVRY)
        actor_id = an_actor(work, EVRY, "Service jeunesse", account=owner).id
        colleague = an_account(work, Role.PILOT, EVRY)
        coordinator = an_account(work, Role.COORDINATOR, EVRY)
        stranger = an_account(work, Role.COORDINATOR, ETAMPOIS)
    draft = DecisionDraft("Recruter", owner_id=actor_id, due_on=ago(1), action_id=plans.late)
    decision_id = committees.decide(store, author, committee_id, draft).decision_id
    committees.close_committee(store, author, committee_id)
    with store.read() as session:
        (asked,) = asked_of(session, owner, TODAY)
        assert asked_of(session, colleague, TODAY) == asked_of(session, stranger, TODAY) == []
        assert [row.id for row in decisions_on(session, owner, plans.late, TODAY)] == [decision_id]
    assert (asked.id, asked.late, asked.asked_by[:12]) == (decision_id, True, "Le COPIL du ")
    for who, refusal in ((colleague, NotAllowed), (stranger, NotFound)):
        with pytest.raises(refusal):
            committees.follow_decision(store, who, decision_id, done_on=TODAY)
    for day in (TODAY + timedelta(1), ago(3)):
        with pytest.raises(BadInput, match="Fait le"):
            committees.follow_decision(store, owner, decision_id, done_on=day)
    version = committees.follow_decision(store, owner, decision_id, done_on=TODAY, note="Deux postes")
    assert committees.follow_decision(store, owner, decision_id, done_on=TODAY, note="Deux postes") == version
    with pytest.raises(StaleVersion):
        committees.follow_decision(store, coordinator, decision_id, done_on=None, expected_version=version - 1)
    with store.read() as session:
        assert asked_of(session, owner, TODAY) == []
        assert [row.id for row in asked_of(session, owner, ago(1))] == [decision_id], "it was open the day before"
    committees.follow_decision(store, coordinator, decision_id, done_on=None, expected_version=version)
    with store.read() as session:
        assert [row.done_on for row in asked_of(session, owner, TODAY)] == [None]


def test_the_pilot_of_an_action_hears_what_is_asked_of_it(
    store: Store, author: Reader, plans: Plans, committee_id: int
) -> None:
    with store.write(author) as work:
        pilot, other = an_account(work, Role.PILOT, EVRY), an_account(work, Role.PILOT, EVRY)
        work.session.scalars(select(Actor).where(Actor.name == "CCAS")).one().account_id = pilot.account_id
    committees.decide(store, author, committee_id, DecisionDraft("Trancher", action_id=plans.late, to_follow=True))
    with store.read() as session:
        (asked,) = asked_of(session, pilot, TODAY)
        assert asked.text == "Trancher"
        assert followed_by(session, pilot, [asked]) == {asked.id}  # nobody carries it: its action’s pilot does
        assert followed_by(session, author, [asked]) == {asked.id}
        assert followed_by(session, other, [asked]) == frozenset()
    with pytest.raises(NotAllowed, match="suivre cette décision"):
        committees.follow_decision(store, other, asked.id, done_on=TODAY)
    carried = committees.decide(store, author, committee_id, DecisionDraft("Recruter", owner="CCAS")).decision_id
    committees.decide(store, author, committee_id, DecisionDraft("Vu", action_id=plans.late))
    committees.follow_decision(store, pilot, asked.id, done_on=TODAY, note="Tranché")
    with store.read() as session:
        (left,), (done,) = asked_of(session, pilot, TODAY), answered_by(session, pilot, TODAY, ago(1))
        assert (left.id, done.id) == (carried, asked.id)
        assert followed_by(session, pilot, [left, done]) == {left.id, done.id}
        assert answered_by(session, pilot, TODAY, TODAY + timedelta(1)) == []


def test_the_words_of_the_day_outlive_a_renaming(store: Store, author: Reader, plans: Plans, committee_id: int) -> None:
    committees.decide(store, author, committee_id, DecisionDraft("Oui", owner="La Caf", action_id=plans.late))
    with store.write(author) as work:
        work.session.get_one(Action, plans.late).title = "Autre"
        work.session.scalars(select(Actor).where(Actor.name == "La Caf")).one().name = "Autre"
    (row,) = decided(store, author, committee_id)
    assert (row.owner, row.subject, row.action) == ("La Caf", "Ouvrir une crèche", "Autre")


def test_a_decision_of_several_conventions_belongs_to_one(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, EVRY_CTG, ETAMPOIS_CTG)
    committees.decide(store, author, committee_id, DecisionDraft("Ici", convention_id=plans.etampois, to_follow=True))
    committees.decide(store, author, committee_id, DecisionDraft("Là", action_id=plans.late, to_follow=True))
    with store.write(author) as work:
        neighbour = an_account(work, Role.READER, ETAMPOIS)
    with store.read() as session:
        assert [row.text for row in open_decisions(session, neighbour, TODAY)] == ["Ici"]
        assert [row.text for row in open_decisions(session, author, date.max)] == ["Ici", "Là"]

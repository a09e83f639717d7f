"""The agenda proposed from the figures: each reason in its order, each action once."""

from datetime import date, timedelta

from ctg_tracking.figures.agenda import Proposal, propose_agenda
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import DecisionDraft
from ctg_tracking.model import Action, Reader
from ctg_tracking.model.words import AgendaReason, MeetingKind, Role, Status
from ctg_tracking.store import Store
from tests.committees import EVRY_CTG, TODAY, Plans, a_copil, ago, some_plans
from tests.factories import (
    EVRY,
    GRIGNY,
    a_convention,
    a_due_date,
    a_report,
    an_account,
    an_action,
)


def proposed(store: Store, reader: Reader, day: date = TODAY) -> tuple[Proposal, ...]:
    with store.read() as session:
        return propose_agenda(session, reader, (EVRY_CTG,), MeetingKind.COPIL, day)


def test_an_open_decision_comes_first_with_all_that_is_said_of_its_action(store: Store, author: Reader) -> None:
    plans: Plans = some_plans(store, author)
    committee_id = a_copil(store, author, on=ago(90))
    due = ago(31)
    committees.decide(
        store, author, committee_id, DecisionDraft("Recruter une directrice", action_id=plans.late, due_on=due)
    )
    committees.decide(store, author, committee_id, DecisionDraft("Écrire à la Caf", to_follow=True))
    with store.write(author) as work:
        silent, done = work.session.get_one(Action, plans.silent), work.session.get_one(Action, plans.done)
        a_report(work, silent, Status.SUSPENDED, ago(1), reason="Travaux")
        a_report(work, done, Status.IN_PROGRESS, ago(1))
    found = proposed(store, author)
    assert [(row.reason_code, row.title) for row in found] == [
        (AgendaReason.OPEN_DECISION, "Ouvrir une crèche"),
        (AgendaReason.OPEN_DECISION, "Écrire à la Caf"),
        (AgendaReason.LATE, "Former"),
        (AgendaReason.MOVED, "Écouter"),
        (AgendaReason.MILESTONE, "Renouvellement de la convention\u202f: Évaluation présentée au COPIL"),
    ]
    assert (
        "en retard de 1\u00a0mois\u202f: Recruter une directrice · Décision attendue\u202f: Choisir" in found[0].reason
    )
    assert found[1].reason.startswith("Demandé par le COPIL du ")
    assert found[3].reason == "Depuis le dernier comité\u202f: mise en pause"
    assert (found[0].action_id, found[0].decision_id is None) == (plans.late, False)
    assert all(1 <= row.minutes <= 30 for row in found)


def test_silence_is_one_point_however_many_actions(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        convention = a_convention(work, EVRY_CTG, starts_on=ago(100), ends_on=TODAY + timedelta(800))
        for number in range(1, 6):
            an_action(work, convention, f"Action {number}")
    (point,) = proposed(store, author)
    assert (point.reason_code, point.title, point.action_id) == (
        AgendaReason.NEVER_REPORTED, "5\u00a0actions jamais renseignées", None
    )  # fmt: skip
    assert "Action 1" in point.reason
    assert point.reason.endswith("2\u00a0autres")


def test_what_moved_the_most_is_limited_and_the_longest_slip_comes_first(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        convention = a_convention(work, EVRY_CTG, starts_on=ago(900), ends_on=TODAY + timedelta(900))
        rows = [
            an_action(work, convention, f"A{n}", status=Status.IN_PROGRESS, on=ago(50), due_on=TODAY + timedelta(10))
            for n in range(8)
        ]
    a_copil(store, author, on=ago(30))
    with store.write(author) as work:
        for n, row in enumerate(rows):
            a_due_date(work, work.session.get_one(Action, row.id), TODAY + timedelta(20 + n), since=ago(5))
    found = proposed(store, author)
    assert [row.title for row in found] == ["A7", "A6", "A5", "A4", "A3"]
    assert {row.reason_code for row in found} == {AgendaReason.MOVED}
    assert proposed(store, author, ago(40)) == ()


def test_nothing_is_proposed_to_whom_sees_nothing(store: Store, author: Reader) -> None:
    some_plans(store, author)
    with store.write(author) as work:
        neighbour = an_account(work, Role.COORDINATOR, GRIGNY)
        own = an_account(work, Role.COORDINATOR, EVRY)
    assert proposed(store, neighbour) == ()
    assert len(proposed(store, own)) == 3

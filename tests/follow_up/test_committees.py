"""Holding a committee from its preparation to its closing: what each verb writes, repeats and refuses."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal, StaleVersion
from ctg_tracking.figures.committees import agenda_of, attendance_of, committee_rows, pulse, the_committee
from ctg_tracking.figures.decisions import decisions_of
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import CommitteeDraft, DecisionDraft, Invited, ItemDraft
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model import ActionSnapshot, Change, Committee, IndicatorSnapshot, Reader
from ctg_tracking.model.words import AgendaReason, MeetingKind, MeetingState, Outcome, Role, Status
from ctg_tracking.store import Store, clock
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago, some_plans
from tests.databases import Postgres
from tests.factories import ETAMPOIS, EVRY, GRIGNY, an_account, an_administrator

COPIL = CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG,), TODAY, place="Mairie", hour="14 h 30")


def stored(store: Store, committee_id: int) -> Committee:
    with store.read() as session:
        return session.get_one(Committee, committee_id)


def titles(store: Store, committee_id: int) -> list[str]:
    with store.read() as session:
        return [item.title for item in agenda_of(session, committee_id)]


def item_ids(store: Store, committee_id: int) -> list[int]:
    with store.read() as session:
        return [item.id for item in agenda_of(session, committee_id)]


def test_a_committee_is_prepared_once_and_changed(store: Store, author: Reader, plans: Plans) -> None:
    first = committees.prepare_committee(store, author, COPIL)
    again = committees.prepare_committee(store, author, COPIL)
    assert (again.committee_id, again.version, again.repeated) == (first.committee_id, first.version, True)
    wider = CommitteeDraft(MeetingKind.COTECH, (ETAMPOIS_CTG, EVRY_CTG), ago(1), title="Bilan", note="En visio")
    changed = committees.rewrite_committee(store, author, first.committee_id, wider, expected_version=first.version)
    with store.read() as session:
        (row,) = committee_rows(session, author, convention=ETAMPOIS_CTG)
    assert (row.id, row.version, row.kind, row.held_on) == (first.committee_id, changed.version, wider.kind, ago(1))
    assert (row.references, row.title, row.note, row.place) == ((ETAMPOIS_CTG, EVRY_CTG), "Bilan", "En visio", None)
    with store.read() as session:
        fields = {change.field for change in session.scalars(select(Change).where(Change.entity == "committee"))}
    assert {None, "kind", "held_on", "title", "conventions", "place"} <= fields


@pytest.mark.parametrize(("draft", "refusal", "sentence"), [
    (CommitteeDraft(MeetingKind.COPIL, (), TODAY), BadInput, "Conventions.*au moins une convention"),
    (CommitteeDraft(MeetingKind.COPIL, ("CTG-X",), TODAY), NotFound, "La convention « CTG-X »"),
    (CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG,), TODAY, place="x" * 501), BadInput, "Lieu"),
    (CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG,), TODAY, title="a\x00"), BadInput, "caractère de contrôle"),
])  # fmt: skip
def test_what_cannot_be_prepared(
    store: Store, author: Reader, plans: Plans, draft: CommitteeDraft, refusal: type[Refusal], sentence: str
) -> None:
    with pytest.raises(refusal, match=sentence):
        committees.prepare_committee(store, author, draft)


def test_one_coordinates_every_convention_of_a_committee(store: Store, author: Reader, plans: Plans) -> None:
    both = CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG, ETAMPOIS_CTG), TODAY)
    committee_id = committees.prepare_committee(store, author, both).committee_id
    with store.write(author) as work:
        of_both = an_account(work, Role.COORDINATOR, EVRY, ETAMPOIS)
        of_one = an_account(work, Role.COORDINATOR, EVRY)
        reader = an_account(work, Role.READER, EVRY, ETAMPOIS)
        pilot = an_account(work, Role.PILOT, EVRY, ETAMPOIS)
        neighbour = an_account(work, Role.COORDINATOR, GRIGNY)
    refused = ((of_one, NotFound), (neighbour, NotFound), (reader, NotAllowed), (pilot, NotAllowed))
    for who, refusal in refused:
        with pytest.raises(refusal):
            committees.prepare_committee(store, who, both)
        for verb in _verbs(committee_id).values():
            with pytest.raises(refusal):
                verb(store, who)
    assert committees.open_committee(store, of_both, committee_id).actions == 7


def _verbs(committee_id: int) -> dict[str, Any]:
    return {
        "rewrite": lambda store, who: committees.rewrite_committee(store, who, committee_id, COPIL),
        "invite": lambda store, who: committees.invite(store, who, committee_id, [Invited("MSA")]),
        "add": lambda store, who: committees.add_items(store, who, committee_id, [ItemDraft("Un point")]),
        "fill": lambda store, who: committees.fill_agenda(store, who, committee_id),
        "change": lambda store, who: committees.change_item(store, who, committee_id, 1, title="Autre"),
        "rearrange": lambda store, who: committees.rearrange(store, who, committee_id, []),
        "remove": lambda store, who: committees.remove_item(store, who, committee_id, 1),
        "open": lambda store, who: committees.open_committee(store, who, committee_id),
        "tick": lambda store, who: committees.tick(store, who, committee_id, {}),
        "decide": lambda store, who: committees.decide(store, who, committee_id, DecisionDraft("Oui")),
    }


def test_a_closed_committee_refuses_every_verb_until_it_is_reopened(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author)
    decided = committees.decide(store, author, committee_id, DecisionDraft("Oui", owner="CCAS"))
    closed = committees.close_committee(store, author, committee_id)
    assert committees.close_committee(store, author, committee_id).repeated
    verbs = _verbs(committee_id) | {
        "amend": lambda store, who: committees.amend_decision(store, who, decided.decision_id, DecisionDraft("Non")),
        "withdraw": lambda store, who: committees.withdraw_decision(store, who, decided.decision_id),
    }
    for verb in verbs.values():
        with pytest.raises(Conflict, match=r"Le COPIL du .* est clos.*ne se modifie plus.*rouvrir"):
            verb(store, author)
    assert stored(store, committee_id).version == closed.version
    with store.write(author) as work:
        coordinator = an_account(work, Role.COORDINATOR, EVRY)
        elsewhere = an_account(work, Role.ADMINISTRATOR, GRIGNY)
    with pytest.raises(NotAllowed, match="rouvrir un comité clos"):
        committees.reopen_committee(store, coordinator, committee_id, "Erreur")
    with pytest.raises(NotFound):
        committees.reopen_committee(store, elsewhere, committee_id, "Erreur")
    with pytest.raises(BadInput, match="Motif de la réouverture"):
        committees.reopen_committee(store, author, committee_id, " ")
    committees.reopen_committee(store, author, committee_id, "Une décision manquait")
    committees.decide(store, author, committee_id, DecisionDraft("Aussi"))
    with pytest.raises(Conflict, match="déjà ouvert"):
        committees.reopen_committee(store, author, committee_id, "Encore")
    row = stored(store, committee_id)
    assert (row.state, row.closed_at, row.reopening_reason) == (MeetingState.OPEN, None, "Une décision manquait")
    with store.read() as session:
        kept = select(Change.after).where(Change.entity == "committee", Change.field == "reopening_reason")
        assert session.scalars(kept).all() == ["Une décision manquait"]


def test_what_needs_an_open_committee_says_so(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    for verb in (_verbs(committee_id)["tick"], _verbs(committee_id)["decide"]):
        with pytest.raises(Conflict, match="n’est pas encore ouvert"):
            verb(store, author)
    with pytest.raises(Conflict, match="n’est pas encore ouvert"):
        committees.close_committee(store, author, committee_id)


# -- opening --


def frozen(store: Store, committee_id: int) -> tuple[int, int]:
    with store.read() as session:
        actions = select(func.count()).select_from(ActionSnapshot).where(ActionSnapshot.committee_id == committee_id)
        measures = select(func.count()).select_from(IndicatorSnapshot)
        return session.scalar(actions) or 0, session.scalar(measures) or 0


def test_opening_freezes_once(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    first = committees.open_committee(store, author, committee_id, expected_version=1)
    again = committees.open_committee(store, author, committee_id, expected_version=1)
    assert (first.actions, first.indicators, first.frozen_on, first.repeated) == (5, 4, TODAY, False)
    assert (again.version, again.repeated) == (first.version, True)
    assert frozen(store, committee_id) == (5, 4)


def test_of_two_people_who_open_at_once_one_opens(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    together, told = threading.Barrier(2), []

    def open_it() -> None:
        together.wait()
        told.append(committees.open_committee(store, author, committee_id).repeated)

    threads = [threading.Thread(target=open_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, True]
    assert frozen(store, committee_id) == (5, 4)


def test_a_committee_to_come_does_not_open(store: Store, author: Reader, plans: Plans) -> None:
    tomorrow = TODAY + timedelta(1)
    committee_id = a_copil(store, author, on=tomorrow, opened=False)
    with pytest.raises(Conflict, match=r"s’ouvre le jour où il se tient.*changez d’abord sa date"):
        committees.open_committee(store, author, committee_id)
    past = a_copil(store, author, on=ago(3), opened=False)
    with pytest.raises(BadInput, match=r"Ouverture.*au plus tard"):
        committees.open_committee(store, author, past, at=clock.now() + timedelta(1))
    at = clock.now() - timedelta(3)
    assert committees.open_committee(store, author, past, at=at).frozen_on == ago(3)
    assert stored(store, past).opened_at == at


def test_once_open_what_was_frozen_no_longer_changes(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author)
    for draft in (
        CommitteeDraft(MeetingKind.COTECH, (EVRY_CTG,), TODAY),
        CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG,), ago(1)),
        CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG, ETAMPOIS_CTG), TODAY),
    ):
        with pytest.raises(Conflict, match="est ouvert et ses chiffres sont figés"):
            committees.rewrite_committee(store, author, committee_id, draft)
    committees.rewrite_committee(store, author, committee_id, COPIL)
    assert stored(store, committee_id).place == "Mairie"


# -- invited and present --


def test_the_invited_keep_their_tick(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author)
    committees.invite(store, author, committee_id, [Invited("Une élue", "Commune"), Invited("MSA"), Invited("msa ")])
    with store.read() as session:
        people = {row.name: row.id for row in attendance_of(session, committee_id)}
    assert list(people) == ["Une élue", "MSA"]
    held = committees.tick(store, author, committee_id, {people["MSA"]: True, people["Une élue"]: False})
    assert committees.tick(store, author, committee_id, {people["MSA"]: True}).repeated
    assert stored(store, committee_id).version == held.version
    committees.invite(store, author, committee_id, [Invited("MSA"), Invited("Caf")])
    with store.read() as session:
        assert [(row.name, row.present) for row in attendance_of(session, committee_id)] == [
            ("MSA", True),
            ("Caf", None),
        ]
    with pytest.raises(NotFound):
        committees.tick(store, author, committee_id, {10**6: True})
    with pytest.raises(BadInput, match="un nom"):
        committees.invite(store, author, committee_id, [Invited("  ")])


def test_a_stale_version_is_refused(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    held = committees.add_items(store, author, committee_id, [ItemDraft("A")], expected_version=1)
    assert held.version == 2
    for verb in (
        lambda: committees.add_items(store, author, committee_id, [ItemDraft("B")], expected_version=1),
        lambda: committees.rewrite_committee(store, author, committee_id, COPIL, expected_version=1),
        lambda: committees.rearrange(store, author, committee_id, item_ids(store, committee_id), expected_version=1),
        lambda: committees.open_committee(store, author, committee_id, expected_version=1),
    ):
        with pytest.raises(StaleVersion, match="ce comité"):
            verb()
    assert titles(store, committee_id) == ["A"]


def test_what_a_screen_polls_moves_with_the_committee_and_with_the_reports(
    store: Store, author: Reader, plans: Plans
) -> None:
    committee_id = a_copil(store, author)

    def now() -> str:
        with store.read() as session:
            return pulse(session, author, committee_id)

    told = [now(), now()]
    assert told[0] == told[1]
    report_progress(store, author, plans.silent, Progress(Status.IN_PROGRESS))
    told.append(now())
    committees.decide(store, author, committee_id, DecisionDraft("Oui"))
    told.append(now())
    committees.invite(store, author, committee_id, [Invited("MSA")])
    told.append(now())
    assert len(set(told)) == 4


def test_the_next_committee_starts_from_what_is_still_open(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, on=ago(1))
    committees.invite(store, author, committee_id, [Invited("Une élue", "Commune")])
    committees.decide(store, author, committee_id, DecisionDraft("Recruter", action_id=plans.late, owner="CCAS"))
    committees.decide(store, author, committee_id, DecisionDraft("Vu", outcome=Outcome.CONTINUE))
    committees.close_committee(store, author, committee_id)
    day = TODAY + timedelta(300)
    held = committees.prepare_next(store, author, committee_id, day)
    assert committees.prepare_next(store, author, committee_id, day).repeated
    with store.read() as session:
        row = the_committee(session, author, held.committee_id)
        (item,) = agenda_of(session, held.committee_id)
        (invited,) = attendance_of(session, held.committee_id)
        first = decisions_of(session, author, committee_id, TODAY)[0]
    assert (row.state, row.held_on, row.references) == (MeetingState.PREPARED, day, (EVRY_CTG,))
    assert (item.reason_code, item.decision_id, item.action_id) == (
        AgendaReason.OPEN_DECISION, first.id, plans.late
    )  # fmt: skip
    assert (invited.name, invited.body, invited.present) == ("Une élue", "Commune", None)
    with pytest.raises(BadInput, match="Date du comité"):
        committees.prepare_next(store, author, committee_id, ago(1))


def test_the_hours_told_afterwards_are_kept(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, on=ago(3))
    at: datetime = clock.now() - timedelta(3)
    assert committees.close_committee(store, author, committee_id, at=at).closed_at == at


def test_postgres_knows_at_once_how_many_rows_were_frozen(postgres: Postgres) -> None:
    with postgres.copied() as url:
        store = Store.open(url)
        author = an_administrator(store)
        some_plans(store, author)
        committee_id = a_copil(store, author)
        with store.read() as session:
            known = session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'action_snapshot'"))
            frozen = select(func.count()).select_from(ActionSnapshot).where(ActionSnapshot.committee_id == committee_id)
            assert known == session.scalar(frozen) != 0
        store.dispose()

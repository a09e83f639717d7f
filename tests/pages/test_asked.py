"""What committees asked for: at the head of a pilot's list and on the sheet of the action, said done, opened again."""

from dataclasses import dataclass
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ctg_tracking.figures.decisions import decisions_of
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import CommitteeDraft, DecisionDraft
from ctg_tracking.follow_up.progress import Progress
from ctg_tracking.model.words import MeetingKind, Outcome, Role, Status
from ctg_tracking.screen.pages import ACTION, MY_ACTIONS
from ctg_tracking.store import Store
from tests.factories import SEVREMOINE, an_account
from tests.pages.conftest import TODAY, People, Plan, Visit, html_of, words_of

HELD = date(2025, 11, 27)
COPIL = "COPIL du 27\u00a0novembre 2025"


@dataclass(frozen=True)
class Asked:
    """Decisions of one COPIL: two of the pilot's, the first late, and one of the CCAS on the pilot's action."""

    committee: int
    late: int
    soon: int
    others: int


@pytest.fixture
def asked(sqlite_store: Store, people: People, plan: Plan) -> Asked:
    author = people.coordinator
    draft = CommitteeDraft(MeetingKind.COPIL, (plan.reference,), HELD)
    committee_id = committees.prepare_committee(sqlite_store, author, draft).committee_id
    committees.open_committee(sqlite_store, author, committee_id)

    def decided(text: str, owner: str, due_on: date, outcome: Outcome | None = None) -> int:
        told = DecisionDraft(text, outcome, owner=owner, due_on=due_on, action_id=plan.late)
        return committees.decide(sqlite_store, author, committee_id, told).decision_id

    return Asked(
        committee_id,
        soon=decided("Visiter le local", "Camille Pilote", date(2026, 9, 30)),
        late=decided("Chiffrer <b> les travaux", "Camille Pilote", date(2026, 3, 31), Outcome.CONTINUE),
        others=decided("Prévenir les familles", "CCAS", date(2026, 12, 1)),
    )


def stored(store: Store, people: People, asked: Asked, decision_id: int) -> tuple[date | None, str | None]:
    with store.read() as session:
        rows = decisions_of(session, people.administrator, asked.committee, TODAY)
    return next((row.done_on, row.done_note) for row in rows if row.id == decision_id)


def press(app: AppTest, decision_id: int, what: str) -> AppTest:
    app.button(key=f"demande_{decision_id}_{what}").click().run()
    assert not app.exception, app.exception[0].value
    return app


def offered(app: AppTest, label: str) -> int:
    return sum(button.label == label for button in app.button)


def test_what_was_asked_heads_the_list_of_its_pilot_late_ones_first(
    visit: Visit, people: People, plan: Plan, asked: Asked
) -> None:
    app = visit(MY_ACTIONS, people.pilot)
    shown = html_of(app)
    assert [header.value for header in app.header] == [f"Demandé par le {COPIL}", "Vos actions"]
    places = [shown.index(text) for text in ("Chiffrer", "Visiter", "Prévenir", "ctg-cartes")]
    assert places == sorted(places)
    assert "Poursuivre\u202f: Chiffrer &lt;b&gt; les travaux" in shown
    assert "En retard de 2\u00a0mois" in shown
    assert "Échéance 30\u00a0septembre 2026" in shown
    assert f"/fiche?action={plan.late}" in shown
    assert f"/comites?comite={asked.committee}" in shown
    assert offered(app, "C’est fait") == 2


def test_a_pilot_says_it_done_and_opens_it_again(
    visit: Visit, people: People, asked: Asked, sqlite_store: Store
) -> None:
    app = press(visit(MY_ACTIONS, people.pilot), asked.late, "fait")
    app.date_input(key=f"demande_{asked.late}_jour").set_value(date(2026, 6, 12))
    app.text_area(key=f"demande_{asked.late}_note").set_value("Devis reçu.")
    press(app, asked.late, "save")
    assert words_of(app) == "Noté\u202f: fait le 12\u00a0juin 2026."
    assert stored(sqlite_store, people, asked, asked.late) == (date(2026, 6, 12), "Devis reçu.")
    assert (offered(app, "C’est fait"), offered(app, "Rouvrir")) == (1, 1)
    assert "Devis reçu." in html_of(app)
    press(app, asked.late, "rouvrir")
    assert "elle reste à faire" in words_of(app)
    assert stored(sqlite_store, people, asked, asked.late) == (None, "Devis reçu.")
    assert (offered(app, "C’est fait"), offered(app, "Rouvrir")) == (2, 0)


def test_a_change_of_mind_writes_nothing(visit: Visit, people: People, asked: Asked, sqlite_store: Store) -> None:
    app = press(visit(MY_ACTIONS, people.pilot), asked.soon, "fait")
    assert offered(app, "Enregistrer") == 1
    press(app, asked.soon, "annuler")
    assert (offered(app, "Enregistrer"), offered(app, "C’est fait")) == (0, 2)
    assert stored(sqlite_store, people, asked, asked.soon) == (None, None)


def test_what_somebody_wrote_meanwhile_is_not_written_over(
    visit: Visit, people: People, asked: Asked, sqlite_store: Store
) -> None:
    app = press(visit(MY_ACTIONS, people.pilot), asked.soon, "fait")
    app.text_area(key=f"demande_{asked.soon}_note").set_value("Ma note.")
    committees.follow_decision(sqlite_store, people.coordinator, asked.soon, done_on=None, note="Rendez-vous pris.")
    press(app, asked.soon, "save")
    assert "Entre-temps, une autre personne a modifié cette décision" in words_of(app)
    assert "Rendez-vous pris." in html_of(app)
    assert app.text_area(key=f"demande_{asked.soon}_note").value == "Ma note."
    press(app, asked.soon, "save")
    assert stored(sqlite_store, people, asked, asked.soon) == (TODAY, "Ma note.")


def test_the_sheet_of_the_action_tells_what_was_asked_and_lets_its_owner_answer(
    visit: Visit, people: People, plan: Plan, asked: Asked, sqlite_store: Store
) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    assert "Ce que les comités ont demandé" in [header.value for header in app.header]
    press(press(app, asked.soon, "fait"), asked.soon, "save")
    assert stored(sqlite_store, people, asked, asked.soon) == (TODAY, None)
    shown = html_of(app)
    assert "Fait le 30\u00a0juin 2026" in shown
    assert shown.index("Chiffrer") < shown.index("Prévenir") < shown.index("Visiter")
    press(app, asked.soon, "rouvrir")
    assert stored(sqlite_store, people, asked, asked.soon) == (None, None)


def test_a_status_decided_by_a_committee_says_so_and_the_history_is_in_french(
    visit: Visit, people: People, plan: Plan, asked: Asked, sqlite_store: Store
) -> None:
    draft = DecisionDraft("Fermer", action_id=plan.late, progress=Progress(Status.DONE))
    committees.decide(sqlite_store, people.coordinator, asked.committee, draft)
    app = visit(ACTION, people.reader, action=str(plan.late))
    assert f", décidé par le {COPIL}" in html_of(app)
    app.session_state[f"historique_{plan.late}"] = True
    shown = html_of(app.run())
    assert "Décision\u202f: ajout" in shown
    assert "Point d’étape\u202f: ajout" in shown


def test_who_may_not_follow_is_offered_nothing(visit: Visit, people: People, plan: Plan, asked: Asked) -> None:
    read_only = visit(ACTION, people.reader, action=str(plan.late))
    assert "Visiter le local" in html_of(read_only)
    assert offered(read_only, "C’est fait") == 0
    coordinator = visit(ACTION, people.coordinator, action=str(plan.late))
    assert offered(coordinator, "C’est fait") == 3
    before = visit(ACTION, people.coordinator, action=str(plan.late), au="2025-12-01")
    assert "Visiter le local" in html_of(before)
    assert offered(before, "C’est fait") == 0
    assert "Ce que les comités" not in str(
        [one.value for one in visit(ACTION, people.reader, action=str(plan.late), au="2025-01-01").header]
    )


def test_a_pilot_that_nobody_asks_anything_sees_its_actions_alone(
    visit: Visit, people: People, asked: Asked, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        other = an_account(work, Role.PILOT, SEVREMOINE)
    app = visit(MY_ACTIONS, other)
    assert len(app.header) == 0
    assert "Aucune action ne vous est confiée" in html_of(app)

"""« Comités » in session: opened, what is said, decided and ticked."""

from datetime import timedelta

from ctg_tracking.figures.committees import agenda_of, attendance_of
from ctg_tracking.follow_up.committees import (
    CommitteeDraft,
    DecisionDraft,
    amend_decision,
    decide,
    note_item,
    open_committee,
    prepare_committee,
)
from ctg_tracking.model.words import MeetingKind, MeetingState, Outcome
from ctg_tracking.screen.pages import COMMITTEE
from ctg_tracking.store import Store
from tests.factories import ORSAY, a_convention
from tests.pages.committees import Held, decided, state
from tests.pages.conftest import TODAY, People, Plan, Visit, html_of, words_of

# -- opening --


def test_opening_says_what_it_freezes(visit: Visit, people: People, prepared: Held, sqlite_store: Store) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=prepared.asked)
    assert "fige les chiffres du **30\u00a0juin 2026**" in words_of(app)
    app.button(key=f"comite_{prepared.id}_ouvrir_oui").click().run()
    assert state(sqlite_store, people.coordinator, prepared.id) is MeetingState.OPEN
    assert "3\u00a0actions et 1\u00a0indicateur figés au 30\u00a0juin 2026" in words_of(app)
    assert "Chiffres figés au 30\u00a0juin 2026" in html_of(app)


def test_a_committee_still_to_come_does_not_open(visit: Visit, people: People, plan: Plan, sqlite_store: Store) -> None:
    draft = CommitteeDraft(MeetingKind.COPIL, (plan.reference,), TODAY + timedelta(1))
    committee_id = prepare_committee(sqlite_store, people.coordinator, draft).committee_id
    app = visit(COMMITTEE, people.coordinator, comite=str(committee_id))
    app.button(key=f"comite_{committee_id}_ouvrir_oui").click().run()
    assert "s’ouvre le jour où il se tient" in words_of(app)
    assert state(sqlite_store, people.coordinator, committee_id) is MeetingState.PREPARED


# -- in session --


def test_a_decision_is_taken_with_the_status_it_brings(
    visit: Visit, people: People, opened: Held, plan: Plan, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=opened.asked)
    field = f"comite_decision_{opened.id}_{opened.late}_"
    app.button(key=f"{field}save").click().run()
    assert "Décision\u202f: rien n’a été saisi" in words_of(app)
    app.segmented_control(key=f"{field}outcome").set_value(Outcome.DROP)
    app.text_input(key=f"{field}owner_name").set_value("Centre social")
    app.selectbox(key=f"{field}status").set_value("dropped").run()
    app.button(key=f"{field}save").click().run()
    assert "motif" in words_of(app).lower()
    assert decided(sqlite_store, people.coordinator, opened.id) == []
    assert app.text_input(key=f"{field}owner_name").value == "Centre social"
    app.text_input(key=f"{field}reason").set_value("Plus de local").run()
    app.button(key=f"{field}save").click().run()
    (row,) = decided(sqlite_store, people.coordinator, opened.id)
    assert (row.outcome, row.owner, row.action_id, row.done_on) == (Outcome.DROP, "Centre social", plan.late, None)
    assert row.report_id is not None
    assert "Abandonner" in html_of(app)
    assert app.text_input(key=f"{field}owner_name").value == ""


def test_a_decision_is_amended_then_withdrawn(visit: Visit, people: People, opened: Held, sqlite_store: Store) -> None:
    draft = DecisionDraft("Écrire au maire", agenda_item_id=opened.late, to_follow=True)
    taken = decide(sqlite_store, people.coordinator, opened.id, draft)
    app = visit(COMMITTEE, people.coordinator, comite=opened.asked)
    field = f"comite_decision_{opened.id}_{opened.late}_"
    app.button(key=f"decision_modifier_{taken.decision_id}").click().run()
    assert app.text_area(key=f"{field}text").value == "Écrire au maire"
    theirs = DecisionDraft("Appeler le maire", agenda_item_id=opened.late, to_follow=True)
    amend_decision(sqlite_store, people.administrator, taken.decision_id, theirs)
    app.text_area(key=f"{field}text").set_value("Rencontrer le maire")
    app.button(key=f"{field}amend").click().run()
    assert "Appeler le maire" in words_of(app)
    assert app.text_area(key=f"{field}text").value == "Rencontrer le maire"
    app.button(key=f"{field}amend").click().run()
    assert [row.text for row in decided(sqlite_store, people.coordinator, opened.id)] == ["Rencontrer le maire"]
    app.button(key=f"decision_modifier_{taken.decision_id}").click().run()
    app.button(key=f"{field}amend_retirer").click().run()
    assert decided(sqlite_store, people.coordinator, opened.id) == []


def test_two_who_note_the_same_point_both_keep_their_words(
    visit: Visit, people: People, opened: Held, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=opened.asked)
    app.text_area(key=f"comite_echanges_{opened.late}_dit").set_value("La Caf demande un calendrier")
    note_item(sqlite_store, people.administrator, opened.id, opened.late, "Le CCAS propose un local", before=None)
    app.button(key=f"comite_echanges_{opened.late}_save").click().run()
    assert "Le CCAS propose un local" in words_of(app)
    assert app.text_area(key=f"comite_echanges_{opened.late}_dit").value == "La Caf demande un calendrier"
    app.text_area(key=f"comite_echanges_{opened.late}_dit").set_value("Un local, et un calendrier")
    app.button(key=f"comite_echanges_{opened.late}_save").click().run()
    with sqlite_store.read() as session:
        assert agenda_of(session, opened.id)[0].said == "Un local, et un calendrier"


def test_presence_is_ticked_at_once_and_somebody_comes_uninvited(
    visit: Visit, people: People, opened: Held, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=opened.asked, volet="Présents")
    with sqlite_store.read() as session:
        first, second = attendance_of(session, opened.id)
    app.segmented_control(key=f"presence_{second.id}").set_value("Absent·e").run()
    app.button(key=f"comite_presence_{opened.id}_tous").click().run()
    app.text_input(key=f"comite_presence_{opened.id}_nom").set_value("Dominique Essai, MSA")
    app.button(key=f"comite_presence_{opened.id}_ajouter").click().run()
    assert "2\u00a0présents sur 3\u00a0invités" in html_of(app)
    with sqlite_store.read() as session:
        answers = {row.name: row.present for row in attendance_of(session, opened.id)}
    assert answers == {first.name: True, second.name: False, "Dominique Essai": True}


def test_who_only_reads_follows_the_session_without_a_form(
    visit: Visit, people: People, opened: Held, sqlite_store: Store
) -> None:
    decide(sqlite_store, people.coordinator, opened.id, DecisionDraft("Écrire au maire"))
    note_item(sqlite_store, people.coordinator, opened.id, opened.free, "Rien de plus", before=None)
    app = visit(COMMITTEE, people.reader, comite=opened.asked)
    assert "Écrire au maire" in html_of(app)
    assert "Rien de plus" in html_of(app)
    assert not app.text_area
    assert not app.text_input


def test_beside_the_agenda_of_several_conventions_a_decision_says_which(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        other = a_convention(work, "CTG-ZZZ", territory=ORSAY, title="CTG d’Orsay").id
    draft = CommitteeDraft(MeetingKind.COTECH, (plan.reference, "CTG-ZZZ"), TODAY)
    committee_id = prepare_committee(sqlite_store, people.administrator, draft).committee_id
    open_committee(sqlite_store, people.administrator, committee_id)
    app = visit(COMMITTEE, people.administrator, comite=str(committee_id))
    field = f"comite_decision_{committee_id}_hors_"
    app.selectbox(key=f"{field}convention").set_value(other)
    app.text_area(key=f"{field}text").set_value("Mutualiser un poste")
    app.button(key=f"{field}save").click().run()
    (row,) = decided(sqlite_store, people.administrator, committee_id)
    assert (row.text, row.convention_id) == ("Mutualiser un poste", other)

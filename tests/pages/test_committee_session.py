"""« Comités » from the opening: what is said, decided, ticked; the closing, the minutes, what follows."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ctg_tracking.figures.committees import agenda_of, attendance_of, committee_rows
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.figures.sharing import shared_committee
from ctg_tracking.follow_up.committees import (
    CommitteeDraft,
    DecisionDraft,
    Invited,
    ItemDraft,
    add_items,
    amend_decision,
    close_committee,
    decide,
    invite,
    note_item,
    open_committee,
    prepare_committee,
)
from ctg_tracking.model import Actor, Reader
from ctg_tracking.model.words import MeetingKind, MeetingState, Outcome
from ctg_tracking.screen.committee_data import read_room
from ctg_tracking.screen.committee_steps import lacking
from ctg_tracking.screen.pages import COMMITTEE
from ctg_tracking.store import Store
from tests.factories import ORSAY, a_convention
from tests.pages.conftest import TODAY, People, Plan, Visit, html_of, words_of


@dataclass(frozen=True)
class Held:
    """A committee on the plan, and the points of its agenda: on the late action, then a free one."""

    id: int
    late: int
    free: int

    @property
    def asked(self) -> str:
        """Its id, in an address."""
        return str(self.id)


@pytest.fixture
def prepared(sqlite_store: Store, people: People, plan: Plan) -> Held:
    """Prepared for today, two points on its agenda, two invited."""
    author = people.coordinator
    draft = CommitteeDraft(MeetingKind.COPIL, (plan.reference,), TODAY, place="Mairie")
    committee_id = prepare_committee(sqlite_store, author, draft).committee_id
    add_items(sqlite_store, author, committee_id, [ItemDraft("Places", action_id=plan.late), ItemDraft("Divers")])
    invite(sqlite_store, author, committee_id, [Invited("Camille Essai", "Caf"), Invited("CCAS")])
    with sqlite_store.read() as session:
        late, free = agenda_of(session, committee_id)
    return Held(committee_id, late.id, free.id)


@pytest.fixture
def opened(sqlite_store: Store, people: People, prepared: Held) -> Held:
    """The same, in session."""
    open_committee(sqlite_store, people.coordinator, prepared.id)
    return prepared


@pytest.fixture
def closed(sqlite_store: Store, people: People, opened: Held) -> Held:
    """The same, closed, a decision left open."""
    draft = DecisionDraft("Trouver un local", owner="CCAS", due_on=TODAY, agenda_item_id=opened.late)
    decide(sqlite_store, people.coordinator, opened.id, draft)
    close_committee(sqlite_store, people.coordinator, opened.id)
    return opened


def decided(store: Store, reader: Reader, committee_id: int) -> list[DecisionRow]:
    """Its decisions."""
    with store.read() as session:
        return decisions_of(session, reader, committee_id, TODAY)


def state(store: Store, reader: Reader, committee_id: int) -> MeetingState:
    """Its state."""
    with store.read() as session:
        return next(row.state for row in committee_rows(session, reader) if row.id == committee_id)


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


# -- closing, sharing, reopening, the next one --


def test_what_is_missing_is_told_and_keeps_nobody_from_closing(
    visit: Visit, people: People, opened: Held, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=opened.asked)
    assert "aucune présence n’est cochée" in html_of(app)
    assert "«\u00a0Places\u00a0» et «\u00a0Divers\u00a0»" in html_of(app)
    app.button(key=f"comite_{opened.id}_clore_oui").click().run()
    assert state(sqlite_store, people.coordinator, opened.id) is MeetingState.CLOSED
    assert "Comité clos." in words_of(app)
    assert f"/releve/{opened.id}" in html_of(app)
    assert not app.text_area


def test_nothing_is_missing_once_everything_is_said(people: People, opened: Held, sqlite_store: Store) -> None:
    room = read_room(sqlite_store, people.coordinator, opened.id, TODAY)
    assert len(lacking(room)) == 2
    decide(
        sqlite_store, people.coordinator, opened.id, DecisionDraft("Oui", agenda_item_id=opened.late, to_follow=True)
    )
    room = read_room(sqlite_store, people.coordinator, opened.id, TODAY)
    assert "1\u00a0décision ouverte sans porteur" in lacking(room)


def test_a_link_to_share_is_shown_once_and_ended(
    visit: Visit, people: People, closed: Held, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=closed.asked)
    place = f"comite_partage_{closed.id}_"
    app.button(key=f"{place}partager").click().run()
    link = app.text_input(key=f"{place}copier").value
    assert link is not None
    token = link.rpartition("/partage/")[2]
    with sqlite_store.read() as session:
        assert shared_committee(session, token, TODAY) == closed.id
    again = visit(COMMITTEE, people.coordinator, comite=closed.asked)
    assert not again.text_input
    assert "jusqu’au 28\u00a0septembre 2026" in html_of(again)
    again.button(key=f"{place}finir").click().run()
    assert "Partage terminé." in words_of(again)
    with sqlite_store.read() as session:
        assert shared_committee(session, token, TODAY) is None


def test_only_the_administrator_reopens_and_says_why(
    visit: Visit, people: People, closed: Held, sqlite_store: Store
) -> None:
    key = f"comite_{closed.id}_rouvrir_oui"
    coordinator = visit(COMMITTEE, people.coordinator, comite=closed.asked)
    assert key not in [button.key for button in coordinator.button]
    app = visit(COMMITTEE, people.administrator, comite=closed.asked)
    app.button(key=key).click().run()
    assert "Motif de la réouverture\u202f: rien n’a été saisi" in words_of(app)
    app.text_area(key=f"comite_{closed.id}_motif").set_value("Une décision oubliée")
    app.button(key=key).click().run()
    assert state(sqlite_store, people.administrator, closed.id) is MeetingState.OPEN
    assert "Une décision oubliée" in html_of(app)


def test_the_next_committee_starts_from_what_is_open(visit: Visit, people: People, closed: Held) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=closed.asked)
    app.date_input(key=f"comite_{closed.id}_date").set_value(TODAY)
    app.button(key=f"comite_{closed.id}_suivant_oui").click().run()
    assert "une date après le 30/06/2026" in words_of(app)
    app.date_input(key=f"comite_{closed.id}_date").set_value(date(2027, 6, 24))
    app.button(key=f"comite_{closed.id}_suivant_oui").click().run()
    assert app.title[0].value == "Comité de pilotage du 24\u00a0juin 2027"
    assert "Demandé par le COPIL du 30\u00a0juin 2026" in html_of(app)


# -- what follows --


def test_a_decision_is_followed_until_it_is_done(
    visit: Visit, people: People, closed: Held, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, vue="Suites")
    (row,) = decided(sqlite_store, people.coordinator, closed.id)
    assert "1\u00a0décision ouverte" in html_of(app)
    app.button(key=f"suite_dire_{row.id}").click().run()
    app.date_input(key=f"suite_{row.id}_jour").set_value(TODAY - timedelta(1))
    app.button(key=f"suite_{row.id}_fait").click().run()
    assert "Fait le\u202f: " in words_of(app)
    app.date_input(key=f"suite_{row.id}_jour").set_value(TODAY)
    app.text_area(key=f"suite_{row.id}_note").set_value("Local trouvé")
    app.button(key=f"suite_{row.id}_fait").click().run()
    (row,) = decided(sqlite_store, people.coordinator, closed.id)
    assert (row.done_on, row.done_note) == (TODAY, "Local trouvé")
    assert "Aucune décision en attente." in html_of(app)


def test_a_reader_follows_only_what_is_carried_by_the_own_account(
    visit: Visit, people: People, closed: Held, sqlite_store: Store
) -> None:
    (row,) = decided(sqlite_store, people.coordinator, closed.id)
    key = f"suite_dire_{row.id}"
    app = visit(COMMITTEE, people.pilot, vue="Suites")
    assert "Trouver un local" in html_of(app)
    assert "CTG de Sèvremoine" in html_of(app)
    assert key not in [button.key for button in app.button]
    with sqlite_store.write(people.administrator) as work:
        owner = work.session.scalars(select(Actor).where(Actor.id == row.owner_id)).one()
        owner.account_id = people.pilot.account_id
    app = visit(COMMITTEE, people.pilot, vue="Suites")
    app.button(key=key).click().run()
    app.button(key=f"suite_{row.id}_fait").click().run()
    assert decided(sqlite_store, people.coordinator, closed.id)[0].done_on == TODAY


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

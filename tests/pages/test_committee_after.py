"""« Comités » after the session: the closing, the minutes and their link, the next one, what follows."""

from datetime import date, timedelta

from sqlalchemy import select

from ctg_tracking.figures.sharing import shared_committee
from ctg_tracking.follow_up.committees import (
    DecisionDraft,
    decide,
)
from ctg_tracking.model import Actor
from ctg_tracking.model.words import MeetingState
from ctg_tracking.screen.committee_data import read_room
from ctg_tracking.screen.committee_steps import lacking
from ctg_tracking.screen.pages import COMMITTEE
from ctg_tracking.store import Store
from tests.pages.committees import Held, decided, state
from tests.pages.conftest import TODAY, People, Visit, html_of, words_of

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

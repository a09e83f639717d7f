"""« Comités » before the session: the agenda, and what is projected besides."""

from streamlit.testing.v1 import AppTest

from ctg_tracking.follow_up.committees import (
    CommitteeDraft,
    ItemDraft,
    add_items,
    change_item,
    rewrite_committee,
)
from ctg_tracking.model import Reader
from ctg_tracking.model.words import MeetingKind
from ctg_tracking.screen.pages import COMMITTEE
from ctg_tracking.store import Store
from tests.factories import ORSAY, a_convention, an_action
from tests.pages.committees import TODAY, a_committee, key, points, stored
from tests.pages.conftest import People, Plan, Visit, html_of, words_of

# -- the agenda --


def opened_agenda(visit: Visit, reader: Reader, committee_id: int) -> AppTest:
    """The agenda of a committee."""
    return visit(COMMITTEE, reader, comite=str(committee_id), volet="Ordre du jour")


def test_the_agenda_is_proposed_rearranged_and_its_time_told(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = opened_agenda(visit, people.coordinator, committee_id)
    app.button(key=key(committee_id, "odj", "proposer")).click().run()
    first, second = points(sqlite_store, committee_id)[:2]
    assert "En retard de 4\u00a0mois" in html_of(app)
    total = sum(row.minutes or 0 for row in points(sqlite_store, committee_id))
    assert f"{total}\u00a0min pour une séance supposée de 2\u00a0h (heure de fin non renseignée)" in html_of(app)
    told = CommitteeDraft(MeetingKind.COPIL, ("CTG-SEV",), TODAY, hour="14 h 30 – 17 h")
    rewrite_committee(sqlite_store, people.coordinator, committee_id, told)
    assert f"{total}\u00a0min pour 2\u00a0h\u00a030 de séance" in html_of(app.run())
    app.button(key=f"odj_bas_{first.id}").click().run()
    assert [row.id for row in points(sqlite_store, committee_id)][:2] == [second.id, first.id]
    assert app.button(key=f"odj_haut_{second.id}").disabled
    app.text_input(key=f"odj_titre_{first.id}").set_value("Les places d’accueil")
    app.number_input(key=f"odj_minutes_{first.id}").set_value(95)
    app.number_input(key=f"odj_place_{first.id}").set_value(1)
    app.button(key=f"odj_save_{first.id}").click().run()
    moved = points(sqlite_store, committee_id)[0]
    assert (moved.id, moved.title, moved.minutes) == (first.id, "Les places d’accueil", 95)
    app.button(key=f"odj_retirer_{second.id}").click().run()
    assert second.id not in [row.id for row in points(sqlite_store, committee_id)]


def test_a_proposal_ticked_joins_the_agenda_and_is_told_as_there(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = opened_agenda(visit, people.coordinator, committee_id)
    late = next(box for box in app.checkbox if "Créer 12 places" in box.label)
    assert not late.disabled
    late.check().run()
    app.button(key=key(committee_id, "propositions", "ajouter")).click().run()
    assert [row.action_id for row in points(sqlite_store, committee_id)] == [plan.late]
    there = next(box for box in app.checkbox if "Créer 12 places" in box.label)
    assert there.disabled
    assert "déjà à l’ordre du jour" in there.label


def test_a_free_point_needs_a_title(visit: Visit, people: People, plan: Plan, sqlite_store: Store) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = opened_agenda(visit, people.coordinator, committee_id)
    app.button(key=key(committee_id, "odj", "ajouter")).click().run()
    assert "Point de l’ordre du jour\u202f: rien n’a été saisi" in words_of(app)
    app.text_input(key=key(committee_id, "odj", "titre")).set_value("Questions diverses")
    app.button(key=key(committee_id, "odj", "ajouter")).click().run()
    assert [row.title for row in points(sqlite_store, committee_id)] == ["Questions diverses"]
    assert app.text_input(key=key(committee_id, "odj", "titre")).value == ""


def test_an_order_changed_meanwhile_is_shown_before_anything_moves(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    add_items(sqlite_store, people.coordinator, committee_id, [ItemDraft("Un"), ItemDraft("Deux")])
    app = opened_agenda(visit, people.coordinator, committee_id)
    first = points(sqlite_store, committee_id)[0]
    add_items(sqlite_store, people.administrator, committee_id, [ItemDraft("Trois")])
    app.button(key=f"odj_bas_{first.id}").click().run()
    assert "Entre-temps, une autre personne" in words_of(app)
    assert "Trois" in html_of(app)
    assert [row.title for row in points(sqlite_store, committee_id)] == ["Un", "Deux", "Trois"]


def test_a_field_nobody_touched_follows_the_store_and_a_typed_one_stays(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    add_items(sqlite_store, people.coordinator, committee_id, [ItemDraft("Un"), ItemDraft("Deux", minutes=5)])
    app = opened_agenda(visit, people.coordinator, committee_id)
    second = points(sqlite_store, committee_id)[1].id
    app.button(key=f"odj_haut_{second}").click().run()
    assert app.number_input(key=f"odj_place_{second}").value == 1
    app.number_input(key=f"odj_minutes_{second}").set_value(20)
    change_item(sqlite_store, people.administrator, committee_id, second, title="Deux bis", minutes=15)
    app.button(key=f"odj_save_{second}").click().run()
    assert "rien n’a été enregistré" in words_of(app)
    assert "Durée en minutes\u202f: 15" in words_of(app)
    assert app.text_input(key=f"odj_titre_{second}").value == "Deux bis"
    assert app.number_input(key=f"odj_minutes_{second}").value == 20
    app.button(key=f"odj_save_{second}").click().run()
    first = points(sqlite_store, committee_id)[0]
    assert (first.title, first.minutes) == ("Deux bis", 20)


# -- what is projected --


def test_results_and_actions_are_chosen_in_their_order(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    with sqlite_store.write(people.administrator) as work:
        convention = a_convention(work, "CTG-ORSAY", territory=ORSAY)
        elsewhere = an_action(work, convention, "Ailleurs").id
    app = visit(COMMITTEE, people.coordinator, comite=str(committee_id), volet="À projeter")
    app.multiselect(key=key(committee_id, "projete", "resultats")).set_value([plan.indicator])
    offered = app.multiselect(key=key(committee_id, "projete", "actions"))
    assert not any("Ailleurs" in option for option in offered.options), elsewhere
    offered.set_value([plan.done, plan.late])
    app.button(key=key(committee_id, "projete", "save")).click().run()
    (row,) = stored(sqlite_store, people.coordinator)
    assert row.results == (plan.indicator,)
    assert row.shown_actions == (plan.done, plan.late)
    assert row.shown_indicators is None
    app.checkbox(key=key(committee_id, "projete", "indicateurs_aucun")).check()
    app.button(key=key(committee_id, "projete", "save")).click().run()
    (row,) = stored(sqlite_store, people.coordinator)
    assert (row.shown_actions, row.shown_indicators) == ((plan.done, plan.late), ())
    assert app.checkbox(key=key(committee_id, "projete", "indicateurs_aucun")).value

"""« Comités » before the session: the list, the form, those invited."""

from datetime import date

import pytest

from ctg_tracking.figures.committees import attendance_of
from ctg_tracking.follow_up.committees import (
    CommitteeDraft,
    DecisionDraft,
    Invited,
    ItemDraft,
    add_items,
    choose_shown,
    close_committee,
    decide,
    invite,
    open_committee,
    prepare_committee,
    rewrite_committee,
)
from ctg_tracking.model.words import MeetingKind
from ctg_tracking.screen.committee_invited import listed
from ctg_tracking.screen.pages import COMMITTEE
from ctg_tracking.store import Store
from tests.factories import ORSAY, a_convention
from tests.pages.committees import Held, a_committee, key, stored
from tests.pages.conftest import TODAY, People, Plan, Visit, html_of, words_of

# -- the list --


def test_without_any_committee_it_says_what_to_do_to_who_may(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(COMMITTEE, people.coordinator))
    assert "Aucun comité préparé. " in shown
    assert "Préparer un COPIL</a>" in shown
    assert "vue=Pr%C3%A9parer+un+comit%C3%A9" in shown
    assert "Préparer" not in html_of(visit(COMMITTEE, people.reader))


def test_the_list_tells_those_to_come_first_with_state_and_size(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    closed = a_committee(sqlite_store, people.coordinator, date(2025, 6, 3))
    add_items(sqlite_store, people.coordinator, closed, [ItemDraft("Budget")])
    open_committee(sqlite_store, people.coordinator, closed)
    decide(sqlite_store, people.coordinator, closed, DecisionDraft("Voter le budget"))
    close_committee(sqlite_store, people.coordinator, closed)
    later = a_committee(sqlite_store, people.coordinator, date(2027, 1, 5))
    next_one = a_committee(sqlite_store, people.coordinator, date(2026, 9, 1), MeetingKind.COTECH)
    shown = html_of(visit(COMMITTEE, people.reader))
    assert shown.index(f"comite={next_one}") < shown.index(f"comite={later}") < shown.index(f"comite={closed}")
    assert "1\u00a0point · 1\u00a0décision" in shown
    assert shown.count("Préparé</span>") == 2
    assert "Clos</span>" in shown


def test_a_long_list_is_filtered_by_kind_and_convention(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    for month in range(1, 9):
        a_committee(sqlite_store, people.coordinator, date(2027, month, 1))
    with sqlite_store.write(people.administrator) as work:
        a_convention(work, "CTG-ORSAY", territory=ORSAY, starts_on=date(2024, 1, 1), ends_on=date(2028, 12, 31))
    draft = CommitteeDraft(MeetingKind.COTECH, ("CTG-ORSAY",), date(2027, 3, 3))
    only = prepare_committee(sqlite_store, people.administrator, draft).committee_id
    app = visit(COMMITTEE, people.administrator)
    assert html_of(app).count("?comite=") == 9
    app.multiselect(key="nature").set_value(["Comité technique"]).run()
    assert html_of(app).count("?comite=") == 1
    assert f"comite={only}" in html_of(app)
    app.multiselect(key="convention").set_value(["Sèvremoine · 2023-2026"]).run()
    assert "Aucun comité ne correspond" in html_of(app)


def test_a_committee_out_of_sight_is_refused_in_its_frame(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        a_convention(work, "CTG-ORSAY", territory=ORSAY)
    draft = CommitteeDraft(MeetingKind.COPIL, ("CTG-ORSAY", "CTG-SEV"), TODAY)
    hidden = prepare_committee(sqlite_store, people.administrator, draft).committee_id
    for asked in (str(hidden), "0", "x", "²", "9" * 30):
        app = visit(COMMITTEE, people.coordinator, comite=asked)
        assert "Ce comité est introuvable" in words_of(app)
        assert app.title[0].value == "Comités"


# -- preparing --


def test_a_committee_is_prepared_and_opens_on_its_own_page(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, vue="Préparer un comité")
    app.text_input(key="comite_form_nouveau_place").set_value("Salle du conseil")
    app.button(key="comite_form_nouveau_save").click().run()
    assert "Date du comité\u202f: rien n’a été saisi" in words_of(app)
    assert app.text_input(key="comite_form_nouveau_place").value == "Salle du conseil"
    assert stored(sqlite_store, people.coordinator) == []
    app.date_input(key="comite_form_nouveau_held_on").set_value(date(2026, 11, 26))
    app.text_input(key="comite_form_nouveau_hour").set_value("14 h 30")
    app.button(key="comite_form_nouveau_save").click().run()
    assert not app.exception
    (row,) = stored(sqlite_store, people.coordinator)
    assert (row.held_on, row.hour, row.place) == (date(2026, 11, 26), "14 h 30", "Salle du conseil")
    assert row.references == ("CTG-SEV",)
    assert app.title[0].value == "Comité de pilotage du 26\u00a0novembre 2026"
    assert "Comité préparé." in words_of(app)


def test_who_only_reads_prepares_nothing_and_has_no_form(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = visit(COMMITTEE, people.reader, vue="Préparer un comité")
    assert not app.text_input
    app = visit(COMMITTEE, people.reader, comite=str(committee_id))
    assert "Comité de pilotage" in app.title[0].value
    assert not app.text_input
    assert not app.text_area
    assert not [button for button in app.button if "séance" in button.label or button.label in ("Monter", "Clore")]


def test_what_somebody_else_changed_is_shown_beside_what_is_typed(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = visit(COMMITTEE, people.coordinator, comite=str(committee_id), volet="Date et lieu")
    app.text_input(key=key(committee_id, "form", "title")).set_value("Bilan")
    theirs = CommitteeDraft(MeetingKind.COPIL, ("CTG-SEV",), TODAY, place="Médiathèque")
    rewrite_committee(sqlite_store, people.administrator, committee_id, theirs)
    app.button(key=key(committee_id, "form", "save")).click().run()
    assert "rien n’a été enregistré" in words_of(app)
    assert "Lieu\u202f: Médiathèque" in words_of(app)
    assert app.text_input(key=key(committee_id, "form", "title")).value == "Bilan"
    assert stored(sqlite_store, people.coordinator)[0].title is None
    app.button(key=key(committee_id, "form", "save")).click().run()
    assert "Enregistré." in words_of(app)
    assert stored(sqlite_store, people.coordinator)[0].title == "Bilan"


def test_a_write_elsewhere_in_the_committee_refuses_nothing(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = visit(COMMITTEE, people.coordinator, comite=str(committee_id), volet="Date et lieu")
    add_items(sqlite_store, people.administrator, committee_id, [ItemDraft("Budget")])
    app.text_input(key=key(committee_id, "form", "place")).set_value("Médiathèque")
    app.button(key=key(committee_id, "form", "save")).click().run()
    assert stored(sqlite_store, people.coordinator)[0].place == "Médiathèque"


# -- deleting --


def test_a_committee_prepared_by_mistake_is_deleted_once_what_goes_was_told(
    visit: Visit, people: People, plan: Plan, prepared: Held, sqlite_store: Store
) -> None:
    app = visit(COMMITTEE, people.coordinator, comite=prepared.asked, volet="Date et lieu")
    told = html_of(app)
    for part in ("son ordre du jour (2\u00a0points)", "sa liste d’invités (2\u00a0noms)", "L’historique garde"):
        assert part in told
    assert "le choix de ce qui est projeté" not in told
    choose_shown(sqlite_store, people.administrator, prepared.id, results=[], actions=None, indicators=None)
    app.button(key=deletion(prepared)).click().run()
    assert "une autre personne a modifié ce comité" in words_of(app)
    assert "le choix de ce qui est projeté" in html_of(app)
    assert len(stored(sqlite_store, people.coordinator)) == 1
    app.button(key=deletion(prepared)).click().run()
    assert not app.exception
    assert stored(sqlite_store, people.coordinator) == []
    assert app.title[0].value == "Comités"
    assert "Comité de pilotage du 30\u00a0juin 2026\u202f: supprimé." in words_of(app)
    assert "Aucun comité préparé." in html_of(app)


def test_what_opened_or_is_only_read_offers_no_deletion(
    visit: Visit, people: People, plan: Plan, prepared: Held, sqlite_store: Store
) -> None:
    only_read = visit(COMMITTEE, people.reader, comite=prepared.asked, volet="Date et lieu")
    assert not [button for button in only_read.button if "Supprimer" in button.label]
    app = visit(COMMITTEE, people.coordinator, comite=prepared.asked, volet="Date et lieu")
    open_committee(sqlite_store, people.administrator, prepared.id)
    app.button(key=deletion(prepared)).click().run()
    assert "a été ouvert" in words_of(app)
    again = visit(COMMITTEE, people.coordinator, comite=prepared.asked, volet="Date et lieu")
    assert not [button for button in again.button if "Supprimer" in button.label]


def deletion(held: Held) -> str:
    """Of the button that deletes."""
    return f"comite_{held.id}_supprimer_oui"


# -- those invited --


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Camille Essai, Caf", Invited("Camille Essai", "Caf")),
        ("Camille Essai\tCaf\tconseillère", Invited("Camille Essai", "Caf, conseillère")),
        ("Camille Essai ; Caf, service A", Invited("Camille Essai", "Caf, service A")),
        ("  Centre social  ", Invited("Centre social")),
    ],
)
def test_a_line_tells_a_name_and_a_body(line: str, expected: Invited) -> None:
    assert listed(f"\n{line}\n\n") == [expected]


def test_the_list_of_the_former_committee_is_proposed_then_stored(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    former = a_committee(sqlite_store, people.coordinator, date(2025, 6, 3))
    invite(sqlite_store, people.coordinator, former, [Invited("Camille Essai", "Caf"), Invited("CCAS")])
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = visit(COMMITTEE, people.coordinator, comite=str(committee_id), volet="Invités")
    app.text_area(key=key(committee_id, "invites", "liste")).set_value("Dominique Essai, MSA")
    app.button(key=key(committee_id, "invites", "reprendre")).click().run()
    text = "Dominique Essai, MSA\nCamille Essai, Caf\nCCAS"
    assert app.text_area(key=key(committee_id, "invites", "liste")).value == text
    app.button(key=key(committee_id, "invites", "save")).click().run()
    assert "3\u00a0invités" in words_of(app)
    with sqlite_store.read() as session:
        names = [(row.name, row.body) for row in attendance_of(session, committee_id)]
    assert names == [("Dominique Essai", "MSA"), ("Camille Essai", "Caf"), ("CCAS", None)]


def test_somebody_invited_meanwhile_is_told_and_nobody_is_lost(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    committee_id = a_committee(sqlite_store, people.coordinator)
    app = visit(COMMITTEE, people.coordinator, comite=str(committee_id), volet="Invités")
    app.text_area(key=key(committee_id, "invites", "liste")).set_value("CCAS")
    invite(sqlite_store, people.administrator, committee_id, [Invited("MSA")])
    app.button(key=key(committee_id, "invites", "save")).click().run()
    assert "ajouté\u202f: MSA" in words_of(app)
    assert app.text_area(key=key(committee_id, "invites", "liste")).value == "CCAS"
    with sqlite_store.read() as session:
        assert [row.name for row in attendance_of(session, committee_id)] == ["MSA"]

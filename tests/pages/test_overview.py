"""« Vue d'ensemble » as its readers see it."""

from ctg_tracking.model.words import Role
from ctg_tracking.screen.pages import OVERVIEW
from ctg_tracking.store import Store
from tests.factories import ORSAY, a_convention, an_account, an_action, an_administrator
from tests.pages.conftest import People, Plan, Visit, html_of


def test_headlines_count_fiches_and_lead_to_the_plan(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(OVERVIEW, people.reader))
    assert "<b>2<small> sur 2</small></b><span>actions engagées, dont 1\u00a0réalisée</span>" in shown
    assert "/plan-d-actions?montrer=En+retard" in shown
    assert "Situation au 30\u00a0juin 2026" in shown


def test_one_convention_shows_its_axes_and_says_its_signature_in_a_sentence(
    visit: Visit, people: People, plan: Plan
) -> None:
    shown = html_of(visit(OVERVIEW, people.reader))
    assert "Par axe" in shown
    assert "Enjeu 2 (sans titre dans le document)" in shown
    assert "Signée en décembre 2023, année 4 sur 4." in shown


def test_several_conventions_show_themes_territories_and_years(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        an_action(work, a_convention(work, territory=ORSAY), "Autre", themes=["jeunesse"])
    shown = html_of(visit(OVERVIEW, people.administrator))
    assert "Par thème" in shown
    assert "Thème non renseigné" in shown
    assert "2\u00a0conventions" in shown
    assert "de 2\u00a0territoires" in shown
    assert "Signées en 2023" in shown
    assert "Orsay" in shown


def test_rights_hold_in_the_filters_and_the_figures(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        elsewhere = an_account(work, Role.READER, ORSAY)
    app = visit(OVERVIEW, elsewhere)
    assert "Aucune action. Importez" in html_of(app)
    assert app.multiselect(key="convention").options == []


def test_a_filter_is_asked_in_the_address_and_can_be_cleared(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(OVERVIEW, people.reader, statut="Suspendue")
    assert app.multiselect(key="statut").value == ["Suspendue"]
    assert "Aucune action ne correspond." in html_of(app)
    app.button(key="effacer").click().run()
    assert app.multiselect(key="statut").value == []
    assert "actions engagées" in html_of(app)


def test_an_earlier_day_is_asked_and_answered(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(OVERVIEW, people.reader, au="2025-12-31")
    shown = html_of(app)
    assert "Situation au 31\u00a0décembre 2025" in shown
    assert "<b>0<small> sur 2</small></b>" in shown


def test_an_empty_store_says_what_to_do(visit: Visit, people: People) -> None:
    shown = html_of(visit(OVERVIEW, people.coordinator))
    assert "Importer un tableau" in shown
    assert "Démonstration" in shown


def test_no_demonstration_label_in_a_real_store(visit: Visit, sqlite_store: Store) -> None:
    shown = html_of(visit(OVERVIEW, an_administrator(sqlite_store)))
    assert "Démonstration" not in shown

"""« Plan d'actions » as its readers see it."""

from ctg_tracking.screen.pages import PLAN
from tests.pages.conftest import People, Plan, Visit, html_of


def test_the_plan_is_a_tree_by_axe_with_the_conventions_own_words(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(PLAN, people.reader))
    assert "Enjeu 1. Modes de garde" in shown
    assert "Enjeu 2 (sans titre dans le document)" in shown
    assert f"/fiche?action={plan.late}" in shown
    assert f"/fiche?action={plan.operation}" in shown


def test_each_action_tells_its_state_in_words(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(PLAN, people.reader))
    assert "En retard de 4\u00a0mois" in shown
    assert "Échéance 28/02/2026" in shown
    assert "50\u202f%" in shown
    assert "Dernier point\u202f: 1er\u00a0juin" in shown
    assert "Jamais renseignée" in shown


def test_a_title_never_becomes_markup(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(PLAN, people.reader))
    assert "Créer 12 places &lt;b&gt;" in shown


def test_only_the_late_ones_are_shown_when_asked(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(PLAN, people.reader)
    app.segmented_control(key="montrer").set_value("En retard").run()
    shown = html_of(app)
    assert f"/fiche?action={plan.late}" in shown
    assert f"/fiche?action={plan.done}" not in shown
    app.segmented_control(key="montrer").set_value("Blocage signalé").run()
    assert "Aucune action ne correspond à cette vue" in html_of(app)


def test_a_pilot_is_found_whatever_the_accents_and_case(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(PLAN, people.reader)
    app.text_input(key="pilote").set_value("CÂMILLE").run()
    shown = html_of(app)
    assert f"/fiche?action={plan.late}" in shown
    assert f"/fiche?action={plan.done}" not in shown

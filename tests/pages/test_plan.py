"""« Plan d'actions » as its readers see it."""

from streamlit.testing.v1 import AppTest

from ctg_tracking.screen.pages import PLAN
from tests.pages.conftest import People, Plan, Visit


def html_of(app: AppTest) -> str:
    """All the markup the page shows."""
    return "\n".join(block.proto.body for block in app.get("html"))


def test_the_plan_is_a_tree_by_axe_with_the_conventions_own_words(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(PLAN, people.reader))
    assert "Enjeu 1. Modes de garde" in shown
    assert "Enjeu 2" in shown
    assert "► En cours" not in shown
    assert "En cours" in shown
    assert f"/fiche?action={plan.late}" in shown

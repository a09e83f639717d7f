"""« Mes actions » and « Renouvellements » as their readers see them."""

from datetime import date

from ctg_tracking.screen.pages import MY_ACTIONS, RENEWALS
from ctg_tracking.store import Store
from tests.factories import SEVREMOINE, a_convention, a_milestone, an_amendment
from tests.pages.conftest import People, Plan, Visit, html_of


def test_a_pilot_sees_the_own_cards_late_ones_first(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(MY_ACTIONS, people.pilot))
    late, operation = shown.index(f"action={plan.late}"), shown.index(f"action={plan.operation}")
    assert late < operation
    assert f"action={plan.done}" not in shown
    assert "2\u00a0actions à suivre, 1 en retard" in shown


def test_a_pilot_of_nothing_is_told_what_to_do(visit: Visit, people: People) -> None:
    assert "Aucune action ne vous est confiée." in html_of(visit(MY_ACTIONS, people.pilot))


def test_a_renewal_tells_its_next_milestone(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(RENEWALS, people.reader))
    assert "Évaluation et diagnostic lancés" in shown
    assert "4\u00a0ans · 31/12/2026" in shown
    assert "en retard de 12\u00a0mois" in shown


def test_an_amendment_prolongs_and_a_done_step_is_no_longer_awaited(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        convention = a_convention(work, territory=SEVREMOINE, starts_on=date(2021, 1, 1), ends_on=date(2025, 12, 31))
        an_amendment(work, convention, date(2025, 11, 1), date(2027, 12, 31))
        a_milestone(work, convention, "evaluation_launched", done_on=date(2026, 6, 1))
    shown = html_of(visit(RENEWALS, people.reader))
    assert "31/12/2027" in shown
    assert "Évaluation présentée au COPIL · 31/12/2026" in shown


def test_an_unknown_end_and_a_lapse_are_told(visit: Visit, people: People, plan: Plan, sqlite_store: Store) -> None:
    with sqlite_store.write(people.administrator) as work:
        a_convention(work, territory=SEVREMOINE, title="Sans fin", starts_on=date(2022, 1, 1), ends_on=None)
        a_convention(work, territory=SEVREMOINE, title="Finie", starts_on=date(2018, 1, 1), ends_on=date(2021, 12, 31))
    shown = html_of(visit(RENEWALS, people.reader))
    assert "Sans fin" in shown
    assert "complétez leur date de fin" in shown
    assert "aucune suite connue\u202f: à vérifier avec la Caf" in shown

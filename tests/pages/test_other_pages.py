"""« Mes actions », « Renouvellements », « Comités » as their readers see them."""

from datetime import date

from ctg_tracking.model.words import ActorKind
from ctg_tracking.screen.pages import COMMITTEE, MY_ACTIONS, RENEWALS
from ctg_tracking.store import Store
from tests.factories import ORSAY, SEVREMOINE, a_convention, a_milestone, an_action, an_actor, an_amendment
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


def test_the_committee_sees_progress_beside_elapsed_time(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(COMMITTEE, people.reader))
    assert "Caf de Maine-et-Loire et Commune de Sèvremoine" in shown
    assert "actions engagées sur 2" in shown
    assert "87\u202f%" in shown
    assert "de la durée écoulée" in shown


def test_points_to_decide_name_organisations_never_persons(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        convention = a_convention(work, territory=ORSAY)
        body = an_actor(work, ORSAY, "CCAS d’Orsay", kind=ActorKind.ORGANISATION)
        somebody = an_actor(work, ORSAY, "Dominique Exemple", kind=ActorKind.PERSON)
        an_action(work, convention, "En souffrance", due_on=date(2026, 1, 1), pilots=[somebody, body])
    app = visit(COMMITTEE, people.administrator)
    app.segmented_control(key="ecran").set_value("Points à décider").run()
    shown = html_of(app)
    assert "Décision attendue\u202f: Valider le plan." in shown
    assert "CCAS d’Orsay" in shown
    assert "Dominique Exemple" not in shown
    assert "Camille Pilote" not in shown


def test_the_renewal_slide_lists_the_milestones_of_one_convention(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(COMMITTEE, people.reader, ecran="Renouvellement")
    shown = html_of(app)
    assert "Fin le 31\u00a0décembre 2026" in shown
    assert "Signature" in shown


def test_places_are_compared_only_when_there_are_several(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(COMMITTEE, people.reader)
    app.segmented_control(key="ecran").set_value("Territoires").run()
    assert "pas de comparaison à montrer" in html_of(app)
    app.segmented_control(key="ecran").set_value("Années de signature").run()
    assert "Signée en décembre 2023, année 4 sur 4." in html_of(app)


def test_an_empty_committee_says_what_to_do(visit: Visit, people: People) -> None:
    assert "Aucun comité préparé." in html_of(visit(COMMITTEE, people.coordinator))

"""« Exporter » as its readers see it: the forms, the making, the file, the refusal."""

import pytest
from streamlit.testing.v1 import AppTest

from ctg_tracking.figures.committees import the_committee
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.committees import CommitteeDraft, open_committee, prepare_committee
from ctg_tracking.follow_up.importing import File, Target
from ctg_tracking.model.words import MeetingKind
from ctg_tracking.outputs import jobs
from ctg_tracking.outputs.jobs import Job
from ctg_tracking.outputs.requests import Produced
from ctg_tracking.screen import exports
from ctg_tracking.screen.pages import OVERVIEW, PLAN, RENEWALS
from ctg_tracking.store import Store
from tests.factories import SEVREMOINE, a_convention, an_action
from tests.pages.conftest import TODAY, People, Plan, Visit, html_of


@pytest.fixture(autouse=True)
def _in_no_hurry_to_let_others_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests keep every processor busy: a modest child would wait for the end of the run."""
    monkeypatch.setattr(jobs, "NICER", 0)


def offered(app: AppTest, key: str) -> list[str]:
    """Labels of the forms offered."""
    return [one.label for one in app.button if str(one.key).startswith(f"{key}_")]


def the_job(app: AppTest) -> Job:
    """The export of this visitor."""
    job: Job = app.session_state["_export"].job
    return job


def test_a_plan_is_made_apart_then_taken(visit: Visit, people: People, plan: Plan, sqlite_store: Store) -> None:
    app = visit(PLAN, people.reader)
    assert offered(app, "export_plan") == ["Excel", "CSV", "PowerPoint", "PDF", "Calendrier (ICS)"]
    assert not app.get("download_button")
    app.button(key="export_plan_0").click().run()
    assert app.get("progress")
    assert offered(app, "export_plan") == ["Annuler"]
    made = the_job(app).wait(90)
    assert isinstance(made, Produced)
    app.run()
    (button,) = app.get("download_button")
    assert button.proto.label.startswith("Télécharger Excel · ")
    assert f"plan-{plan.reference}-2026-06-30.xlsx" in html_of(app)
    assert offered(app, "export_plan")[0] == "Excel"
    source = importing.read_one(File("plan.xlsx", made.file.content))
    again = importing.preview(sqlite_store, people.coordinator, source, Target(reference=plan.reference))
    assert again.preview.changes_nothing


def test_several_plans_are_offered_in_the_forms_that_hold_them(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        an_action(work, a_convention(work, "CTG-AUTRE", territory=SEVREMOINE), "Ouvrir")
    app = visit(PLAN, people.reader)
    assert offered(app, "export_plan") == ["CSV", "Calendrier (ICS)"]
    assert "est le plan d’une seule convention" in html_of(app)


def test_who_coordinates_may_hand_over(visit: Visit, people: People, plan: Plan) -> None:
    pack = "Dossier de passation (ZIP)"
    assert pack in offered(visit(PLAN, people.coordinator), "export_plan")
    assert pack not in offered(visit(PLAN, people.pilot), "export_plan")


def test_nothing_to_take_away_no_button(visit: Visit, people: People) -> None:
    assert not offered(visit(PLAN, people.reader), "export_plan")


def test_the_portfolio_is_offered_where_it_is_looked_at(visit: Visit, people: People, plan: Plan) -> None:
    for page in (OVERVIEW, RENEWALS):
        forms = offered(visit(page, people.reader), "export_portefeuille")
        assert forms == ["Excel", "CSV", "PowerPoint", "PDF", "Calendrier (ICS)"]


def test_an_export_given_up_is_forgotten(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(PLAN, people.reader)
    app.button(key="export_plan_1").click().run()
    job = the_job(app)
    app.button(key="export_plan_annuler").click().run()
    assert str(job.wait(20)) == "L’export a été abandonné."
    assert "_export" not in app.session_state
    assert len(offered(app, "export_plan")) == 5


def test_what_the_page_shows_has_changed_the_former_export_is_given_up(
    visit: Visit, people: People, plan: Plan
) -> None:
    app = visit(PLAN, people.reader)
    app.button(key="export_plan_1").click().run()
    job = the_job(app)
    app.date_input(key="au").set_value(TODAY.replace(year=2025)).run()
    assert str(job.wait(20)) == "L’export a été abandonné."
    assert not app.get("download_button")


def test_a_refusal_is_a_sentence_and_the_forms_stay(
    visit: Visit, people: People, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LONGEST_LINE", 0)
    app = visit(PLAN, people.reader)
    app.button(key="export_plan_1").click().run()
    the_job(app).wait(20)
    app.run()
    assert app.error[0].value == "Trop d’exports sont demandés en ce moment. Réessayez dans quelques minutes."
    assert len(offered(app, "export_plan")) == 5


def test_a_committee_offers_its_minutes_once_it_is_open(people: People, plan: Plan, sqlite_store: Store) -> None:
    held = prepare_committee(
        sqlite_store, people.coordinator, CommitteeDraft(MeetingKind.COPIL, (plan.reference,), TODAY)
    )

    def labels() -> list[str]:
        with sqlite_store.read() as session:
            return [one.label for one in exports.of_committee(the_committee(session, people.reader, held.committee_id))]

    before = labels()
    open_committee(sqlite_store, people.coordinator, held.committee_id)
    assert [one for one in labels() if one not in before] == ["Relevé (PDF)"]
    assert "Diaporama (PDF)" in before

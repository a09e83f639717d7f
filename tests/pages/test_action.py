"""« Fiche action »: what it tells, and what a pilot writes there."""

import json
from datetime import date

from streamlit.testing.v1 import AppTest

from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model.words import Role, Status
from ctg_tracking.screen.pages import ACTION
from ctg_tracking.store import Store
from tests.factories import ORSAY, an_account
from tests.pages.conftest import People, Plan, Visit, html_of, words_of
from tests.spreadsheet.workbooks import xlsx


def field(plan: Plan, name: str) -> str:
    return f"point_{plan.late}_{name}"


def saved(app: AppTest, plan: Plan) -> AppTest:
    return app.button(key=field(plan, "save")).click().run()


def test_everything_known_is_told_and_the_rest_is_not_given(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.reader, action=str(plan.late))
    shown = html_of(app)
    assert app.title[0].value == r"1 · Créer 12 places \<b\>"
    assert "Camille Pilote" in shown
    assert "non renseigné" in shown
    assert "Local trouvé." in shown
    assert "Recruter" in shown
    assert "document" in shown


def test_an_indicator_shows_its_rate_its_curve_and_its_origin(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.reader, action=str(plan.late))
    shown = html_of(app)
    assert "59,4\u202f%" in shown
    assert "simulé" in shown
    rows = json.loads(app.get("vega_lite_chart")[0].proto.spec)["layer"][0]["data"]["values"]
    assert "17,5\u00a0places" in [row["told"] for row in rows]


def test_an_operation_names_its_fiche(visit: Visit, people: People, plan: Plan) -> None:
    shown = html_of(visit(ACTION, people.reader, action=str(plan.operation)))
    assert "opération de" in shown
    assert f"/fiche?action={plan.late}" in shown


def test_a_reader_has_no_form(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.reader, action=str(plan.late))
    assert not [button for button in app.button if button.label == "Enregistrer"]


def test_a_pilot_reports_and_the_history_shows_at_once(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    app.segmented_control(key=field(plan, "status")).set_value("Réalisée").run()
    app.text_area(key=field(plan, "done")).set_value("Les places sont ouvertes.")
    saved(app, plan)
    assert app.success[0].value.startswith("Enregistré à ")
    shown = html_of(app)
    assert "Les places sont ouvertes." in shown
    assert "Réalisée" in shown
    assert app.text_area(key=field(plan, "done")).value == ""


def test_a_suspension_needs_a_reason_and_keeps_what_was_typed(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    app.segmented_control(key=field(plan, "status")).set_value("Suspendue").run()
    app.text_area(key=field(plan, "done")).set_value("Rien ce mois-ci.")
    saved(app, plan)
    assert "Motif" in app.error[0].value
    assert app.text_area(key=field(plan, "done")).value == "Rien ce mois-ci."
    app.text_input(key=field(plan, "reason")).set_value("Local inondé").run()
    saved(app, plan)
    assert "Local inondé" in html_of(app)


def test_a_postponement_needs_a_date_of_resumption(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    app.segmented_control(key=field(plan, "status")).set_value("Autre…").run()
    assert app.selectbox(key=field(plan, "other")).value is Status.POSTPONED
    saved(app, plan)
    assert "Date de reprise" in app.error[0].value
    app.date_input(key=field(plan, "resumes_on")).set_value(date(2027, 1, 4)).run()
    saved(app, plan)
    assert "04/01/2027" in html_of(app)


def test_two_people_both_see_both_versions_and_nothing_typed_is_lost(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    app.text_area(key=field(plan, "done")).set_value("Ma version.")
    report_progress(
        sqlite_store, people.coordinator, plan.late, Progress(Status.SUSPENDED, done="Leur version.", reason="x")
    )
    saved(app, plan)
    assert "Entre-temps, une autre personne a modifié cette action" in app.error[0].value
    assert "Leur version." in app.warning[0].value
    assert app.text_area(key=field(plan, "done")).value == "Ma version."
    saved(app, plan)
    shown = html_of(app)
    assert "Ma version." in shown
    assert "Leur version." in shown


def test_a_second_click_says_the_same_thing_once(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    app.text_area(key=field(plan, "done")).set_value("Une fois.")
    saved(app, plan)
    assert html_of(app).count("Une fois.") == 1


def test_a_value_is_recorded_with_its_date_and_source(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    app.text_input(key=f"valeur_{plan.indicator}_valeur").set_value("19,5")
    app.text_input(key=f"valeur_{plan.indicator}_source").set_value("Relais petite enfance")
    button = next(button for button in app.button if button.label == "Enregistrer la valeur")
    button.click().run()
    shown = html_of(app)
    assert "Enregistré à" in words_of(app)
    assert "19,5\u00a0places" in shown
    assert "Relais petite enfance" in shown


def test_a_value_that_is_no_number_is_refused_in_french(visit: Visit, people: People, plan: Plan) -> None:
    app = visit(ACTION, people.pilot, action=str(plan.late))
    app.text_input(key=f"valeur_{plan.indicator}_valeur").set_value("beaucoup")
    next(button for button in app.button if button.label == "Enregistrer la valeur").click().run()
    assert "« beaucoup » n’est pas accepté" in app.error[0].value


def test_an_action_of_another_territory_is_refused(
    visit: Visit, people: People, plan: Plan, sqlite_store: Store
) -> None:
    with sqlite_store.write(people.administrator) as work:
        elsewhere = an_account(work, Role.PILOT, ORSAY)
    app = visit(ACTION, elsewhere, action=str(plan.late))
    assert "introuvable" in app.error[0].value
    assert "Local trouvé" not in html_of(app)


def test_an_address_without_an_action_says_so(visit: Visit, people: People, plan: Plan) -> None:
    for asked in ("", "x", "99999999999999999999", "-1"):
        app = visit(ACTION, people.reader, action=asked)
        assert "introuvable" in app.error[0].value


def test_each_value_tells_where_it_came_from(visit: Visit, people: People, plan: Plan, sqlite_store: Store) -> None:
    rows = [("Axe", "N°", "Action", "Pilotes", "Budget (€)"), ("Enjeu 1", "1", "Créer 12 places <b>", "CCAS <i>", 500)]
    source = importing.read_one(xlsx({"Plan <u>": rows}, name="tableau <u>.xlsx"))
    importing.apply(sqlite_store, people.coordinator, source, importing.Target(reference=plan.reference))
    app = visit(ACTION, people.reader, action=str(plan.late))
    assert "tableau &lt;u&gt;.xlsx" not in html_of(app)
    app.session_state[f"origines_{plan.late}"] = True
    shown = html_of(app.run())
    typed, brought = (shown.index(words) for words in ("Saisi dans l’outil", "tableau &lt;u&gt;.xlsx"))
    assert brought < typed
    assert "<dt>Budget</dt><dd>Plan &lt;u&gt;, E2</dd>" in shown[brought:typed]
    assert "Camille Essai" in shown[brought:typed]
    assert "<dt>Intitulé</dt>" in shown[typed:]

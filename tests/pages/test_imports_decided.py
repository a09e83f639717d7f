"""« Imports », what a file would change: seen before, decided, refused in its place."""

import pytest

from ctg_tracking.errors import Conflict
from ctg_tracking.screen.pages import IMPORTS, PLAN
from ctg_tracking.spreadsheet import returning
from ctg_tracking.spreadsheet.told import Strategy
from tests.pages.conftest import People, Plan, Visit, html_of, words_of
from tests.pages.imports import HEADERS, WRONG_FILE, a_file, applied, for_sevremoine, key, keys, seen


def test_a_preview_shows_each_cell_before_and_after(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "Camille Pilote", "31/03/2026", ""))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    shown = html_of(app)
    assert '<span class="ctg-avant">28/02/2026</span> → <span class="ctg-apres">31/03/2026</span>' in shown
    assert "Plan, E2" in shown


def test_the_strategy_changes_what_would_change(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "", "31/03/2026", ""))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "31/03/2026</span>" in html_of(app)
    strategy = f"import_strategy_{key(file)}"
    app.radio(key=strategy).set_value(Strategy.FILL).run()
    assert "Ce fichier ne change rien" in words_of(app)
    app.radio(key=strategy).set_value(Strategy.REPLACE).run()
    assert '<span class="ctg-avant">Camille Pilote</span> → <span class="ctg-apres">vide</span>' in html_of(app)


def test_problems_are_told_by_place_and_filtered(visit: Visit, people: People, plan: Plan) -> None:
    app = for_sevremoine(visit(IMPORTS, people.coordinator), WRONG_FILE)
    shown = html_of(app)
    assert "Plan d&#x27;actions, G4" in shown
    assert "31/02/2026" in shown
    app.selectbox(key=f"import_filter_column_{key(WRONG_FILE)}").set_value("Avancement (%)").run()
    assert "Plan d&#x27;actions, J7" in html_of(app)
    assert "Plan d&#x27;actions, G4" not in html_of(app)
    assert f"import_annotated_{key(WRONG_FILE)}" in keys(app, "download_button")


def test_a_row_close_to_a_stored_action_waits_for_an_answer(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 2", "1", "Ouvrir un guichets", "CCAS", "", "Réalisée"))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    assert "Ces lignes ressemblent à ce qui est déjà suivi" in seen(app)
    assert "import_apply" not in keys(app, "button")
    answer = next(one for one in app.segmented_control if str(one.key).startswith("import_match_"))
    answer.set_value("C’est une action nouvelle").run()
    assert "1\u00a0ligne ajoutée" in html_of(app)
    app.button(key=f"import_match_none_{key(file)}").click().run()
    app.button(key=f"import_match_all_{key(file)}").click().run()
    assert "0\u00a0ligne ajoutée, 1\u00a0modifiée" in html_of(app)
    applied(app)
    assert "Ouvrir un guichets" in html_of(visit(PLAN, people.coordinator))


def test_a_missing_action_is_kept_or_dropped_with_a_reason(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "Camille Pilote", "28/02/2026", ""))
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    gone, reason = (f"import_{what}_{key(file)}_{plan.done}" for what in ("gone", "reason"))
    assert app.segmented_control(key=gone).value == "Garder telle quelle"
    app.segmented_control(key=gone).set_value("Abandonnée").run()
    assert app.text_input(key=reason).value == ""
    app.text_input(key=reason).set_value("Le guichet est repris par France services.").run()
    assert "1\u00a0abandonnée" in html_of(app)
    applied(app)
    assert "Import enregistré" in app.success[0].value
    assert "Abandonnée" in html_of(visit(PLAN, people.coordinator))


def test_dropping_without_a_reason_waits(visit: Visit, people: People, plan: Plan) -> None:
    file = a_file(
        ("Enjeu 1 : Modes de garde", "1", "Créer 12 places <b>", "Camille Pilote", "31/03/2026", ""),
    )
    app = for_sevremoine(visit(IMPORTS, people.coordinator), file)
    app.segmented_control(key=f"import_gone_{key(file)}_{plan.done}").set_value("Abandonnée").run()
    assert app.button(key="import_apply").disabled
    assert "Indiquez pourquoi l’action est abandonnée" in app.warning[0].value


def test_a_file_too_large_to_come_back_annotated_is_told_so(
    visit: Visit, people: People, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = for_sevremoine(visit(IMPORTS, people.coordinator), WRONG_FILE)
    desk = app.session_state["import_desks"][WRONG_FILE.sha256]
    monkeypatch.setattr(returning, "TIMEOUT", 0.01)  # seconds: no workbook is written that fast
    with pytest.raises(Conflict, match="trop grand pour être rendu annoté"):
        desk.annotated(desk.source.plan.problems)
    app.run()
    assert "trop grand pour être rendu annoté" in app.warning[0].value
    assert f"import_annotated_{key(WRONG_FILE)}" not in keys(app, "download_button")


def test_what_a_new_row_brings_is_shown_in_words(visit: Visit, people: People, plan: Plan) -> None:
    headers = (*HEADERS, "Communes", "Budget")
    file = a_file(
        ("Enjeu 1 : Modes de garde", "7", "Bâtir une maison", "CCAS", "2026", "En cours", "Sèvremoine", "12 500"),
        headers=headers,
    )
    shown = html_of(for_sevremoine(visit(IMPORTS, people.coordinator), file))
    assert "Pilotes\u202f: CCAS" in shown
    assert "Échéance\u202f: 31/12/2026" in shown
    assert "Budget\u202f: 12\u202f500\u00a0€" in shown
    assert "Communes concernées\u202f: Sèvremoine" in shown

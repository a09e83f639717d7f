"""Indicators, values and reports of a file beside those stored; what waits for an answer; the order of problems."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from ctg_tracking.errors import BadInput
from ctg_tracking.spreadsheet.identifiers import action_identifier, indicator_identifier
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.stored import StoredAction, StoredHeading, StoredIndicator, StoredPlan, StoredValue
from ctg_tracking.spreadsheet.told import Alike, Decisions
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.plans import TODAY
from tests.spreadsheet.workbooks import workbook

STORED = StoredPlan(
    TODAY,
    "CTG-TEST",
    (StoredHeading(1, None, 1, 1, "1", "Enfance"),),
    (StoredAction(7, 1, None, "1", "Créer un relais", {}), StoredAction(8, 1, None, "2", "Former", {})),
    (
        StoredIndicator(3, None, 7, "Nombre de places créées", {"unit": "places"}),
        StoredIndicator(4, None, 8, "Nombre de places créées", {"unit": "places"}),
        StoredIndicator(5, 1, None, "Taux de couverture", {}),
    ),
)
PLAN: Sequence[Any] = (("Axe", "N°", "Action"), ("Axe 1", "1", "Créer un relais"), ("Axe 1", "2", "Former"))
HEADERS = ("Identifiant", "Axe", "N°", "Action", "Indicateur", "Unité")
VALUES = ("Indicateur", "Action", "Date", "Valeur")
PLACE = "Indicateurs!E2"


def then(
    *indicators: Any,
    values: Sequence[Any] = (),
    plan: Sequence[Any] = PLAN,
    matches: Mapping[str, int | None] | None = None,
    **sheets: Any,
) -> Preview:
    more = {"Indicateurs": [HEADERS, *indicators], **({"Valeurs": [VALUES, *values]} if values else {}), **sheets}
    return compare(understand(workbook(plan, "Plan", **more)), STORED, Decisions(matches=matches or {}))


def told(preview: Preview) -> list[tuple[int | None, str]]:
    return [(step.stored_id, step.change.value) for step in preview.indicators]


TYPO = (None, "Axe 1", "1", None, "Nombre de place créé", None)


def test_an_indicator_is_found_by_its_name_within_its_action() -> None:
    preview = then(
        (None, "Axe 1", "2", None, "Nombre de places créées", "places"),
        (None, "Axe 1", "1", None, "NOMBRE DE PLACES CRÉÉES", None),
        (None, "Axe 1", None, None, "Taux de couverture", None),
    )
    assert told(preview) == [(4, "unchanged"), (3, "unchanged"), (5, "unchanged")]


def test_a_close_name_asks() -> None:
    preview = then(TYPO, values=[("Nombre de place créé", None, date(2025, 1, 1), 4)])
    (proposal,) = preview.proposals
    assert (proposal.place, proposal.stored_id, proposal.what) == (PLACE, 3, Alike.INDICATOR)
    assert (preview.indicators, preview.values, preview.refused, preview.changes_nothing) == ([], [], 2, True)
    assert "dites si c’est le même" in preview.problems[0].message
    assert "attend que vous disiez" in preview.problems[1].message


def test_a_confirmed_indicator_takes_its_new_name_and_its_values() -> None:
    preview = then(TYPO, values=[("Nombre de place créé", None, date(2025, 1, 1), 4)], matches={PLACE: 3})
    assert told(preview) == [(3, "changed")]
    (change,) = preview.indicators[0].changes
    assert (change.field, change.before, change.after) == ("name", "Nombre de places créées", "Nombre de place créé")
    assert [step.indicator.stored_id for step in preview.values] == [3]


def test_an_indicator_said_to_be_new_is_added() -> None:
    assert told(then(TYPO, matches={PLACE: None})) == [(None, "added")]


@pytest.mark.parametrize(("row_id", "why"), [(4, "de la même action"), (99, "un indicateur"), (7, "un indicateur")])
def test_an_indicator_of_something_else_is_no_answer(row_id: int, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        then(TYPO, matches={PLACE: row_id})


def test_our_identifier_finds_an_indicator_whatever_its_name() -> None:
    key = indicator_identifier("CTG-TEST", 3)
    preview = then((key, None, None, None, "Tout autre chose", None), values=[("Tout autre chose", None, TODAY, 4)])
    assert (told(preview), preview.proposals) == ([(3, "changed")], [])
    assert [step.indicator.stored_id for step in preview.values] == [3]


def test_figures_of_a_new_indicator_of_words_are_words_as_they_will_be_next_time() -> None:
    plan = understand(
        workbook(
            [("Indicateur", "Cible"), ("Satisfaction", "Bonne")],
            "Indicateurs",
            Valeurs=[("Indicateur", "Date", "Valeur"), ("Satisfaction", date(2025, 1, 1), "7,5")],
        )
    )
    (step,) = compare(plan, StoredPlan(TODAY)).values
    fields = {"qualitative": True, "target_text": "Bonne"}
    known = StoredPlan(
        TODAY,
        indicators=(StoredIndicator(3, None, None, "Satisfaction", fields),),
        values={3: {step.on: StoredValue(1, step.on, step.value, step.text, None, None)}},
    )
    assert (step.value is None, step.text is None) == (True, False)
    assert [one.change for one in compare(plan, known).values] == [Change.UNCHANGED]


def test_words_where_figures_are_counted_are_kept_and_told() -> None:
    headers = ("Axe", "N°", "Action", "Indicateur", "Cible", "Réalisé 2023", "Réalisé 2024")
    preview = then(plan=[headers, ("Axe 1", "1", "Créer un relais", "Familles", 40, 10, "env. 12")])
    assert [(step.value, step.text) for step in preview.values] == [(10, None), (None, "env. 12")]
    (problem,) = (one for one in preview.problems if one.cell == "G2")
    assert (problem.severity, problem.value) == (Severity.WARNING, "env. 12")
    assert problem.message.startswith("Ce n’est pas un nombre\u202f: la valeur est gardée avec ses mots")


def test_a_target_that_is_not_kept_is_told() -> None:
    headers = ("Axe", "N°", "Action", "Indicateur", "Cible 2025", "Cible 2026", "Cible 2027")
    preview = then(plan=[headers, ("Axe 1", "1", "Créer un relais", "Familles", 40, 70, 70)])
    (step,) = preview.indicators
    assert (step.fields["target"], step.fields["target_on"]) == (70, date(2027, 12, 31))
    (problem,) = (one for one in preview.problems if one.column == "Cible")
    assert (problem.severity, problem.cell, problem.value) == (Severity.WARNING, "E2", "40")
    assert problem.message == "« 40 »\u202f: cette cible n’est pas reprise\u202f: l’indicateur garde celle de G2."


def test_a_file_that_carries_the_identifiers_of_another_convention_is_told() -> None:
    headers = ("Identifiant", "Axe", "N°", "Action")
    rows = [(action_identifier("CTG-AUTRE", one), "Axe 1", str(one), f"Action {one}") for one in (7, 8)]
    (problem,) = then(plan=[headers, *rows]).problems
    assert (problem.severity, problem.cell, problem.value) == (Severity.WARNING, "D2", rows[0][0])
    assert problem.message.startswith("2 lignes portent l’identifiant d’une autre convention que CTG-TEST\u202f:")
    ours = (action_identifier("CTG-TEST", 7), "Axe 1", "1", "Créer un relais")
    assert then(plan=[headers, ours, ("12", "Axe 1", "2", "Former")]).problems == ()


def test_names_of_one_cell_have_each_their_answer() -> None:
    plan = [
        ("Axe", "N°", "Action", "Indicateurs"),
        ("Axe 1", "1", "Créer un relais", "Nombre de place créé ; Nb de places créées"),
    ]
    preview = compare(understand(workbook(plan, "Plan")), STORED)
    assert [one.place for one in preview.proposals] == ["Plan!D2", "Plan!D2#2"]
    answered = compare(understand(workbook(plan, "Plan")), STORED, Decisions(matches={"Plan!D2": None, "Plan!D2#2": 3}))
    assert sorted(told(answered), key=str) == [(3, "changed"), (None, "added")]


def test_what_names_a_row_set_aside_waits() -> None:
    plan = (("Axe", "N°", "Action"), ("Axe 1", "1", "Créer un relai"), ("Axe 1", "2", "Former"))
    headers = ("Axe", "N°", "Action", "Date", "Statut", "Ce qui a avancé")
    points: dict[str, Any] = {
        "Points d'étape": [headers, ("Axe 1", "1", "Créer un relai", date(2026, 1, 1), "En cours", None)]
    }
    preview = then((None, "Axe 1", "1", "Créer un relai", "Familles", None), plan=plan, **points)
    assert [one.what for one in preview.proposals] == [Alike.ACTION]
    assert (preview.indicators, preview.reports, preview.refused) == ([], [], 3)
    assert sum("attend que vous disiez" in one.message for one in preview.problems) == 2
    answered = then(
        (None, "Axe 1", "1", "Créer un relai", "Familles", None), plan=plan, **points, matches={"Plan!C2": 7}
    )
    assert [step.action.stored_id for step in answered.reports] == [7]
    assert [(step.change, step.action) for step in answered.indicators] == [(Change.ADDED, answered.reports[0].action)]


def test_problems_come_errors_first_then_in_the_order_of_the_file() -> None:
    plan = (
        ("Axe", "N°", "Action", "Échéance", "Priorité"),
        ("Axe 1", "1", "Créer un relais", None, "Peut-être"),
        ("Axe 1", "2", "Former", "31/02/2026", None),
        ("Axe 1", "9", "Formerr", None, None),
    )
    preview = then((None, "Axe 1", "77", None, "Familles", None), plan=plan)
    places = [(one.severity, one.sheet, one.cell) for one in preview.problems]
    assert places == [
        (Severity.ERROR, "Plan", "D3"),
        (Severity.ERROR, "Indicateurs", "E2"),
        (Severity.WARNING, "Plan", "E2"),
    ]
    assert all(one.value and one.message and one.column for one in preview.problems)


def test_a_title_corrected_in_the_plan_only_is_still_named_by_its_former_one() -> None:
    corrected = (PLAN[0], ("Axe 1", "1", "Créer un relais petite enfance"), PLAN[2])
    rows: dict[str, Any] = {"values": [("Nombre de places créées", "Créer un relais", date(2025, 1, 1), 4)]}
    preview = then((None, "Axe 1", None, "Créer un relais", "Nombre de places créées", None), plan=corrected, **rows)
    assert told(preview) == [(3, "unchanged")]
    (proposal,) = preview.proposals
    preview = then(
        (None, "Axe 1", None, "Créer un relais", "Nombre de places créées", None),
        plan=corrected,
        matches={proposal.place: 7},
        **rows,
    )
    assert (told(preview), preview.refused) == ([(3, "unchanged")], 0)
    assert [step.indicator.stored_id for step in preview.values] == [3]

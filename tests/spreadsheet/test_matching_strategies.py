"""What a file does to what is stored, by strategy: nothing lost, nothing but blanks filled, or blanks erasing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_tracking.model.words import Priority, Status
from ctg_tracking.spreadsheet.blanks import is_blank
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.preview import Preview
from ctg_tracking.spreadsheet.stored import StoredAction, StoredIndicator, StoredPlan, StoredReport, StoredValue
from ctg_tracking.spreadsheet.told import Decisions, Strategy
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.plans import TODAY, applied
from tests.spreadsheet.workbooks import plan_of, workbook

HEADERS = {
    "description": "Description",
    "pilots": "Pilotes",
    "partners": "Partenaires",
    "themes": "Thèmes",
    "communes": "Communes concernées",
    "priority": "Priorité",
    "starts_on": "Début",
    "due_on": "Échéance",
    "calendar_text": "Calendrier",
    "yearly": "Chaque année",
    "budget_cents": "Budget (€)",
    "funding": "Financements",
    "elected_referent": "Élu référent",
}
STORED: dict[str, Any] = {
    "description": "Un lieu pour tous",
    "pilots": ("CCAS", "Caf"),
    "partners": ("MJC",),
    "themes": ("Jeunesse",),
    "communes": ("33029",),
    "priority": Priority.HIGH,
    "starts_on": date(2025, 1, 1),
    "due_on": date(2026, 12, 31),
    "calendar_text": "dès que possible",
    "yearly": True,
    "budget_cents": 1_250_000,
    "funding": "Région",
    "elected_referent": "Adjointe à l’enfance",
}
TOLD: dict[str, tuple[Any, Any]] = {
    "description": ("Un autre lieu", "Un autre lieu"),
    "pilots": ("Mairie", ("Mairie",)),
    "partners": ("Mairie", ("Mairie",)),
    "themes": ("Logement", ("Logement",)),
    "communes": ("Salles", ("33498",)),
    "priority": ("Basse", Priority.LOW),
    "starts_on": (date(2024, 1, 1), date(2024, 1, 1)),
    "due_on": (date(2027, 1, 1), date(2027, 1, 1)),
    "calendar_text": ("selon les moyens", "selon les moyens"),
    "yearly": ("Oui", True),
    "budget_cents": (300, 30_000),
    "funding": ("Département", "Département"),
    "elected_referent": ("Maire", "Maire"),
}
EMPTY = {"pilots": (), "partners": (), "themes": (), "communes": (), "yearly": False}
COMMUNES = {"le barp": "33029", "33029": "33029", "salles": "33498", "33498": "33498"}
FIELDS = list(HEADERS)


def stored(**fields: Any) -> StoredPlan:
    action = StoredAction(7, None, None, "1", "Créer un relais", fields)
    return StoredPlan(TODAY, "CTG-TEST", (), (action,), communes=COMMUNES)


def compared(strategy: Strategy, before: StoredPlan, columns: dict[str, Any]) -> Preview:
    """One row of the action, with these columns (by field; None is a blank cell)."""
    headers = ("N°", "Action", *(HEADERS[name] for name in columns))
    return compare(plan_of(headers, ("1", "Créer un relais", *columns.values())), before, Decisions(strategy=strategy))


def moved(preview: Preview) -> dict[str, tuple[Any, Any]]:
    return {one.field: (one.before, one.after) for step in preview.actions for one in step.changes}


@pytest.mark.parametrize("field", FIELDS)
def test_keep_takes_what_is_said_and_never_erases(field: str) -> None:
    written, after = TOLD[field]
    before = stored(**{field: STORED[field]})
    expected = {} if field == "yearly" else {field: (STORED[field], after)}
    assert moved(compared(Strategy.KEEP, before, {field: written})) == expected
    assert compared(Strategy.KEEP, before, {field: None}).changes_nothing


@pytest.mark.parametrize("field", FIELDS)
def test_fill_only_gives_what_is_blank(field: str) -> None:
    written, after = TOLD[field]
    nothing = EMPTY.get(field)
    assert compared(Strategy.FILL, stored(**{field: STORED[field]}), {field: written}).changes_nothing
    assert moved(compared(Strategy.FILL, stored(**{field: nothing}), {field: written})) == {field: (nothing, after)}


@pytest.mark.parametrize("field", FIELDS)
def test_replace_erases_what_a_column_leaves_blank(field: str) -> None:
    before = stored(**STORED)
    preview = compared(Strategy.REPLACE, before, {field: None})
    assert moved(preview) == {field: (STORED[field], EMPTY.get(field))}
    (change,) = preview.actions[0].changes
    assert (change.sheet, change.cell) == ("Feuil1", "C2")
    again = compared(Strategy.REPLACE, applied(preview, before), {field: None})
    assert again.changes_nothing


def test_replace_erases_nothing_without_a_column() -> None:
    assert compared(Strategy.REPLACE, stored(**STORED), {}).changes_nothing


@pytest.mark.parametrize(
    ("field", "written"),
    [("priority", "Dès que l’on pourra"), ("due_on", "Pas avant le second semestre 2026"), ("communes", "Nulle-Part")],
)
def test_replace_does_not_take_what_it_cannot_read_for_a_blank(field: str, written: str) -> None:
    preview = compared(Strategy.REPLACE, stored(**{field: STORED[field]}), {field: written})
    assert field not in moved(preview)


def test_replace_understands_the_whole_territory() -> None:
    before = stored(communes=("33029",))
    assert moved(compared(Strategy.REPLACE, before, {"communes": "Toutes les communes"})) == {
        "communes": (("33029",), ())
    }
    assert compared(Strategy.KEEP, before, {"communes": "Toutes les communes"}).changes_nothing


def test_replace_takes_a_budget_in_words_for_the_whole_budget() -> None:
    preview = compared(Strategy.REPLACE, stored(budget_cents=100), {"budget_cents": "Entre 200 et 500"})
    assert moved(preview) == {"budget_text": (None, "Entre 200 et 500"), "budget_cents": (100, None)}


def test_replace_erases_a_number_and_never_a_title_nor_a_heading() -> None:
    headers = ("Axe", "N°", "Action", "Pilotes")
    before = compare(plan_of(headers, ("Axe 1", "1", "Agir", "CCAS")), StoredPlan(TODAY))
    preview = compare(
        plan_of(headers, (None, None, "Agir", "CCAS")),
        applied(before, StoredPlan(TODAY)),
        Decisions(strategy=Strategy.REPLACE),
    )
    assert moved(preview) == {"code": ("1", None)}


def test_replace_leaves_an_action_that_only_its_operations_name() -> None:
    headers = ("Action", "Opération", "Pilotes")
    operation = StoredAction(8, None, 7, None, "Recruter", {"pilots": ("Mairie",)})
    fiche = StoredAction(7, None, None, None, "Créer un relais", {"pilots": ("CCAS",)})
    preview = compare(
        plan_of(headers, ("Créer un relais", "Recruter", None)),
        StoredPlan(TODAY, actions=(fiche, operation)),
        Decisions(strategy=Strategy.REPLACE),
    )
    assert [(step.stored_id, [one.field for one in step.changes]) for step in preview.actions] == [
        (7, []),
        (8, ["pilots"]),
    ]


# -- statuses: history is never erased --

PROGRESS = ("N°", "Action", "Statut", "Avancement (%)")


def reported(strategy: Strategy, *cells: Any, percent: int | None = None, known: bool = True) -> dict[str, Any]:
    line = (StoredReport(1, date(2026, 1, 1), Status.IN_PROGRESS, percent),) if known else ()
    before = replace(stored(), reports={7: line})
    return moved(compare(plan_of(PROGRESS, ("1", "Créer un relais", *cells)), before, Decisions(strategy=strategy)))


def test_a_blank_status_erases_no_report() -> None:
    for strategy in Strategy:
        assert reported(strategy, None, None, percent=40) == {}


def test_fill_reports_on_what_nobody_reported_on() -> None:
    assert reported(Strategy.FILL, "Réalisée", 100) == {}
    assert reported(Strategy.FILL, "En cours", 60) == {"percent": (None, 60)}
    assert reported(Strategy.FILL, "En cours", 60, percent=40) == {}
    assert reported(Strategy.FILL, "Réalisée", None, known=False) == {"status": (None, Status.DONE)}
    assert reported(Strategy.KEEP, "Réalisée", None) == {"status": (Status.IN_PROGRESS, Status.DONE)}


def test_fill_adds_no_dated_report_to_an_action_already_reported() -> None:
    headers = ("N°", "Action", "Date", "Statut", "Ce qui a avancé")
    plan = understand(workbook([headers, ("1", None, date(2026, 3, 1), "Réalisée", "Fini")], "Points d'étape"))
    before = replace(stored(), reports={7: (StoredReport(1, date(2026, 1, 1), Status.IN_PROGRESS),)})
    assert compare(plan, before, Decisions(strategy=Strategy.FILL)).changes_nothing
    assert not compare(plan, before).changes_nothing
    assert not compare(plan, stored(), Decisions(strategy=Strategy.FILL)).changes_nothing


# -- indicators and values --

INDICATORS = ("Indicateur", "Unité", "Valeur de départ", "Cible", "Périodicité", "Valeur 2024")


def measured(strategy: Strategy, *cells: Any) -> tuple[dict[str, tuple[Any, Any]], list[tuple[Any, Any]]]:
    fields = {
        "unit": "places",
        "baseline": 5.0,
        "target": 20.0,
        "target_text": None,
        "source": "CCAS",
        "periodicity": None,
    }
    before = StoredPlan(
        TODAY,
        indicators=(StoredIndicator(3, None, None, "Places créées", fields),),
        values={3: {date(2024, 12, 31): StoredValue(9, date(2024, 12, 31), 7.0, None, None, None)}},
    )
    plan = understand(workbook([INDICATORS, ("Places créées", *cells)], "Indicateurs"))
    preview = compare(plan, before, Decisions(strategy=strategy))
    changes = {one.field: (one.before, one.after) for step in preview.indicators for one in step.changes}
    return changes, [(step.before, step.value) for step in preview.values if step.change != "unchanged"]


def test_indicators_follow_the_strategy() -> None:
    assert measured(Strategy.KEEP, None, None, 30, None, None) == ({"target": (20.0, 30.0)}, [])
    assert measured(Strategy.KEEP, None, None, None, None, 9) == ({}, [(7.0, 9.0)])
    assert measured(Strategy.FILL, "m2", 6, 30, "Annuelle", 9)[0].keys() == {"periodicity"}
    assert measured(Strategy.FILL, "m2", 6, 30, None, 9)[1] == []
    assert measured(Strategy.REPLACE, None, None, 30, None, None) == (
        {"target": (20.0, 30.0), "unit": ("places", None), "baseline": (5.0, None)},
        [],
    )


# -- whatever is stored, whatever the file says --

CELLS = {name: st.sampled_from([None, None, told[0]]) for name, told in TOLD.items()}
ROWS = st.fixed_dictionaries({}, optional=CELLS)
FIELDS_STORED = st.fixed_dictionaries(
    {name: st.sampled_from([EMPTY.get(name), value]) for name, value in STORED.items()}
)


@settings(max_examples=60, deadline=None)
@given(ROWS, FIELDS_STORED)
def test_keep_never_loses_what_a_file_leaves_blank(row: dict[str, Any], fields: dict[str, Any]) -> None:
    for name, (before, _) in moved(compared(Strategy.KEEP, stored(**fields), row)).items():
        assert is_blank(before) or row.get(name) is not None


@settings(max_examples=60, deadline=None)
@given(ROWS, FIELDS_STORED)
def test_fill_never_changes_what_is_there(row: dict[str, Any], fields: dict[str, Any]) -> None:
    assert all(is_blank(before) for before, _ in moved(compared(Strategy.FILL, stored(**fields), row)).values())


@settings(max_examples=60, deadline=None)
@given(ROWS, FIELDS_STORED, st.sampled_from(list(Strategy)))
def test_the_same_file_twice_changes_nothing(row: dict[str, Any], fields: dict[str, Any], strategy: Strategy) -> None:
    before = stored(**fields)
    assert compared(strategy, applied(compared(strategy, before, row), before), row).changes_nothing

"""Which row is which: pure comparisons of a file with a stored plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from ctg_tracking.spreadsheet.identifiers import action_identifier, indicator_identifier, stored_id
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.stored import StoredAction, StoredHeading, StoredPlan
from ctg_tracking.spreadsheet.told import Alike, Decisions
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import plan_of, workbook

TODAY = date(2026, 6, 30)
AXES = (StoredHeading(1, None, 1, 1, "1", "Petite enfance"), StoredHeading(2, None, 1, 2, "2", None))


def stored(*actions: tuple[int, int | None, str | None, str], **fields: Any) -> StoredPlan:
    """A plan of two axes, the second only numbered; actions are (id, heading, code, title)."""
    rows = [StoredAction(row_id, heading, None, code, title, fields) for row_id, heading, code, title in actions]
    return StoredPlan(TODAY, "CTG-TEST", AXES, rows)


def compared(
    before: StoredPlan,
    *rows: tuple[Any, ...],
    headers: tuple[str, ...] = ("Axe", "N°", "Action"),
    matches: Mapping[str, int | None] | None = None,
) -> Preview:
    return compare(plan_of(headers, *rows), before, Decisions(matches=matches or {}))


def pairs(preview: Preview) -> list[tuple[int | None, Change]]:
    return [(step.stored_id, step.change) for step in preview.actions]


def test_the_path_and_the_title_find_a_renumbered_action() -> None:
    preview = compared(
        stored((7, 1, "1", "Créer un relais"), (8, 1, "2", "Former")),
        ("Axe 1", "2", "Créer un relais"),
        ("Axe 1", "1", "Former"),
    )
    assert pairs(preview) == [(7, Change.CHANGED), (8, Change.CHANGED)]
    assert [step.changes[0].field for step in preview.actions] == ["code", "code"]


def test_a_close_title_is_never_assumed_even_with_its_number() -> None:
    before = stored((7, 1, "1", "Creer un relai"), (8, 1, "2", "Former les assistants maternels"))
    preview = compared(before, ("Axe 1", "1", "Créer un relais"))
    assert (pairs(preview), preview.refused) == ([], 1)
    (proposal,) = preview.proposals
    assert (proposal.place, proposal.stored_id, proposal.what) == ("Feuil1!C2", 7, Alike.ACTION)
    assert [step.stored_id for step in preview.missing] == [8]


def test_a_number_alone_is_no_likeness() -> None:
    before = stored((8, 1, "2", "Former les assistants maternels"))
    assert pairs(compared(before, ("Axe 1", "2", "Ouvrir un bus itinérant"))) == [(None, Change.ADDED)]


def test_twins_are_told_apart_by_their_numbers() -> None:
    before = stored((7, 1, "1", "Aller vers"), (8, 1, "2", "Aller vers"))
    preview = compared(before, ("Axe 1", "2", "Aller vers"), ("Axe 1", "1", "Aller vers"))
    assert pairs(preview) == [(8, Change.UNCHANGED), (7, Change.UNCHANGED)]


def test_one_title_under_two_axes_stays_two_actions() -> None:
    before = stored((7, 1, None, "Aller vers"))
    preview = compared(before, ("Axe 1", None, "Aller vers"), ("Axe 2", None, "Aller vers"))
    assert pairs(preview) == [(7, Change.UNCHANGED), (None, Change.ADDED)]


def test_an_axe_that_gets_its_title_is_the_same_axe() -> None:
    preview = compared(stored((7, 2, None, "Ouvrir un local")), ("Axe 2 : Jeunesse", None, "Ouvrir un local"))
    assert pairs(preview) == [(7, Change.UNCHANGED)]
    assert [(change.field, change.before, change.after) for step in preview.headings for change in step.changes] == [
        ("title", None, "Jeunesse")
    ]


def test_capitals_are_no_correction() -> None:
    assert compared(
        stored((7, 1, None, "Créer un relais")), ("AXE 1 - PETITE ENFANCE", None, "CRÉER UN RELAIS")
    ).changes_nothing


def test_our_identifier_finds_an_action_whatever_became_of_it() -> None:
    row = (action_identifier("CTG-TEST", 7), "Axe 2", "9", "Tout autre chose")
    preview = compared(stored((7, 1, "1", "Créer un relais")), row, headers=("Identifiant", "Axe", "N°", "Action"))
    assert pairs(preview) == [(7, Change.CHANGED)]
    assert {change.field for change in preview.actions[0].changes} == {"title", "code", "heading_id"}


@pytest.mark.parametrize(
    "written", ["7", "A7", "A7-0000", action_identifier("CTG-AUTRE", 7), indicator_identifier("CTG-TEST", 7), "", None]
)
def test_an_identifier_of_another_plan_is_not_ours(written: str | None) -> None:
    assert stored_id(written, "CTG-TEST", "A") is None


def test_what_was_exported_is_taken_word_for_word() -> None:
    before = stored((7, 1, None, "2. Créer un relais"))
    row = (action_identifier("CTG-TEST", 7), "Axe 1 : Petite enfance", None, "2. Créer un relais")
    assert compared(before, row, headers=("Identifiant", "Axe", "N°", "Action")).changes_nothing


def test_a_file_without_table_of_actions_makes_none_missing() -> None:
    before = stored((7, 1, "1", "Créer un relais"))
    headers = ("Axe", "N°", "Action", "Date", "Statut", "Ce qui a avancé")
    row = ("Axe 1", "1", None, date(2026, 1, 1), "En cours", "Lancé")
    plan = understand(workbook([headers, row], "Points d'étape"))
    preview = compare(plan, before)
    assert (len(preview.missing), [step.change for step in preview.reports]) == (0, [Change.ADDED])


def test_an_unknown_commune_is_a_warning() -> None:
    before = StoredPlan(TODAY, communes={"le barp": "33029", "33029": "33029"})
    preview = compared(before, ("Créer un relais", "Le Barp ; Nulle-Part"), headers=("Action", "Communes concernées"))
    assert preview.actions[0].changes[0].after == ("33029",)
    assert "Nulle-Part" in preview.problems[0].message

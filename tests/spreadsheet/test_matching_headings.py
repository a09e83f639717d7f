"""Headings of a file beside those stored: the same, corrected, new, or asked about."""

from collections.abc import Mapping, Sequence

import pytest

from ctg_tracking.errors import BadInput
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.told import Alike, Decisions
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.plans import again, stored_from
from tests.spreadsheet.workbooks import plan_of, workbook

Row = tuple[str | None, ...]
HEADERS = ("Axe", "Objectif", "Action")
BEFORE: tuple[Row, ...] = (
    ("Axe 1 : Petite enfance", "1.1 Accueillir", "Créer un relais"),
    ("Axe 1 : Petite enfance", "1.1 Accueillir", "Ouvrir une crèche"),
    ("Axe 2 : Jeunesse et citoyenneté", "2.1 Écouter", "Ouvrir un local"),
    ("Axe 2 : Jeunesse et citoyenneté", "2.1 Écouter", "Former les animateurs"),
    ("Axe 3 : Logement", None, "Tenir une permanence"),
)
"""Stored headings are 1 (axe 1), 2 (1.1), 3 (axe 2), 4 (2.1), 5 (axe 3)."""


def then(rows: Sequence[Row], matches: Mapping[str, int | None] | None = None) -> Preview:
    return compare(plan_of(HEADERS, *rows), stored_from(plan_of(HEADERS, *BEFORE)), Decisions(matches=matches or {}))


def renamed(before: str, after: str, rows: Sequence[Row] = BEFORE) -> list[Row]:
    return [tuple(after if cell == before else cell for cell in row) for row in rows]


def retitled(preview: Preview) -> list[tuple[object, object]]:
    return [(one.before, one.after) for step in preview.headings for one in step.changes if one.field == "title"]


CORRECTED: dict[str, tuple[str, str, list[tuple[object, object]]]] = {
    "a typo": ("Axe 1 : Petite enfance", "Axe 1 : Petites enfances", [("Petite enfance", "Petites enfances")]),
    "a typo without its number": (
        "Axe 2 : Jeunesse et citoyenneté",
        "Jeunesse et citoyennetés",
        [("Jeunesse et citoyenneté", "Jeunesse et citoyennetés")],
    ),
    "a shorter title under its number": (
        "Axe 2 : Jeunesse et citoyenneté",
        "Axe 2 : Jeunesse citoyenne",
        [("Jeunesse et citoyenneté", "Jeunesse citoyenne")],
    ),
    "a typo in a lower level": ("2.1 Écouter", "2.1 Écoutez", [("Écouter", "Écoutez")]),
}


@pytest.mark.parametrize("case", CORRECTED)
def test_a_corrected_title_is_shown_when_the_actions_are_the_same(case: str) -> None:
    before, after, expected = CORRECTED[case]
    rows = renamed(before, after)
    preview = then(rows)
    assert (retitled(preview), preview.proposals) == (expected, [])
    assert [step.stored_id for step in preview.headings] == [1, 2, 3, 4, 5]
    assert {step.change for step in preview.actions} == {Change.UNCHANGED}
    assert again(plan_of(HEADERS, *rows), stored_from(plan_of(HEADERS, *BEFORE))).changes_nothing


ASKED: dict[str, tuple[list[Row], str, int]] = {
    "a close title, other actions": (
        [("Axe 1 : Petite enfances", None, "Acheter un minibus")],
        "Feuil1!A2#axe",
        1,
    ),
    "another title, the same actions": (
        renamed("Axe 3 : Logement", "Axe 3 : Accès aux droits"),
        "Feuil1!A6#axe",
        5,
    ),
}


@pytest.mark.parametrize("case", ASKED)
def test_a_heading_that_may_be_another_asks(case: str) -> None:
    rows, place, close_to = ASKED[case]
    preview = then(rows)
    (proposal,) = preview.proposals
    assert (proposal.place, proposal.stored_id, proposal.what) == (place, close_to, Alike.HEADING)
    assert place not in [f"{step.parsed.sheet}!{step.parsed.cell}#axe" for step in preview.headings]
    assert preview.refused > 0
    assert next(one.cell for one in preview.problems if one.severity is Severity.ERROR) == proposal.cell


@pytest.mark.parametrize("case", ASKED)
@pytest.mark.parametrize("same", [True, False])
def test_an_answer_about_a_heading_is_obeyed_once(case: str, same: bool) -> None:
    rows, place, close_to = ASKED[case]
    decisions = Decisions(matches={place: close_to if same else None})
    preview = then(rows, decisions.matches)
    assert preview.proposals == []
    (step,) = [one for one in preview.headings if f"Feuil1!{one.parsed.cell}#axe" == place]
    assert step.stored_id == (close_to if same else None)
    assert again(plan_of(HEADERS, *rows), stored_from(plan_of(HEADERS, *BEFORE)), decisions).changes_nothing


def test_under_a_heading_that_waits_known_actions_stay_and_new_ones_wait() -> None:
    rows = [
        *renamed("Axe 3 : Logement", "Axe 3 : Accès aux droits", BEFORE[4:]),
        ("Axe 3 : Accès aux droits", None, "Ouvrir un guichet"),
    ]
    preview = then(rows)
    assert [(step.stored_id, step.change) for step in preview.actions] == [(5, Change.UNCHANGED)]
    waiting = [one.message for one in preview.problems if one.cell == "C3"]
    assert len(waiting) == 1
    assert "attend que vous disiez" in waiting[0]


def test_actions_of_a_heading_in_doubt_are_not_missing() -> None:
    preview = then([("Axe 2 : Jeunesse et citoyennetés", None, "Élire un conseil des jeunes")])
    assert {step.title for step in preview.missing} == {"Créer un relais", "Ouvrir une crèche", "Tenir une permanence"}


def test_headings_below_one_that_waits_wait_with_it() -> None:
    preview = then([("Axe 2 : Jeunesse et citoyennetés", "2.1 Écouter", "Élire un conseil des jeunes")])
    assert (preview.headings, [one.what for one in preview.proposals]) == ([], [Alike.HEADING])
    assert preview.changes_nothing


def test_a_new_axe_under_a_number_that_was_another_is_new() -> None:
    preview = then([*BEFORE[:4], ("Axe 3 : Mobilité", None, "Acheter un minibus")])
    assert (preview.proposals, preview.headings[4].stored_id) == ([], None)
    assert [step.title for step in preview.missing] == ["Tenir une permanence"]


def test_a_heading_of_another_place_is_no_answer() -> None:
    rows = renamed("2.1 Écouter", "2.1 Tout autre chose")
    with pytest.raises(BadInput, match="même niveau"):
        then(rows, {"Feuil1!B4#axe": 2})
    with pytest.raises(BadInput, match="une partie du plan"):
        then(rows, {"Feuil1!B4#axe": 99})


def test_one_sheet_per_axe_asks_about_the_axe_and_the_action_apart() -> None:
    """The axe is named by its sheet: its cell is that of the first action."""
    headers = ("Action", "Pilote")
    before = stored_from(
        understand(workbook([headers, ("Créer un relais", "CCAS"), ("Former", "Caf")], "Axe 1 - Enfance"))
    )
    plan = understand(workbook([headers, ("Créer un relai", "CCAS")], "Axe 1 - Enfances"))
    places = [one.place for one in compare(plan, before).proposals]
    assert places == ["Axe 1 - Enfances!A2#axe"]
    told = compare(plan, before, Decisions(matches={places[0]: 1}))
    assert [(one.place, one.stored_id) for one in told.proposals] == [("Axe 1 - Enfances!A2", 1)]


def test_two_numbers_without_a_title_are_no_likeness() -> None:
    stored = stored_from(plan_of(HEADERS, ("Axe 1", None, "Créer un relais"), ("Axe 3", None, "Tenir une permanence")))
    preview = compare(plan_of(HEADERS, ("Axe 2", None, "Ouvrir un local")), stored)
    assert not preview.proposals
    assert [step.stored_id for step in preview.headings] == [None]

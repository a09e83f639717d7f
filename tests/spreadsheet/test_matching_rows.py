"""A file, then the next one of the same commune: each row finds the action it is, or asks."""

from collections.abc import Mapping, Sequence

import pytest

from ctg_tracking.errors import BadInput
from ctg_tracking.spreadsheet.identifiers import action_identifier
from ctg_tracking.spreadsheet.matching import TOO_MANY, compare
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.told import Alike, Decisions
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.plans import EMPTY, again, stored_from
from tests.spreadsheet.workbooks import plan_of, workbook

Row = tuple[str | None, ...]
HEADERS = ("Axe", "N°", "Action", "Pilotes")
BEFORE: tuple[Row, ...] = (
    ("Axe 1 : Petite enfance", "1.1", "Créer un relais petite enfance", "CCAS"),
    ("Axe 1 : Petite enfance", "1.2", "Former les assistants maternels", "Caf"),
    ("Axe 2 : Jeunesse", "2.1", "Ouvrir un local pour les jeunes", "MJC"),
    ("Axe 2 : Jeunesse", "2.2", "Communiquer", "Mairie"),
    ("Axe 3 : Accès aux droits", "3.1", "Installer une borne numérique", "France Services"),
    ("Axe 3 : Accès aux droits", "3.2", "Communiquer", "Mairie"),
)


def then(*rows: Row, headers: Sequence[str] = HEADERS, matches: Mapping[str, int | None] | None = None) -> Preview:
    """`rows` compared with what BEFORE left."""
    return compare(plan_of(headers, *rows), stored_from(plan_of(HEADERS, *BEFORE)), Decisions(matches=matches or {}))


def ids(preview: Preview) -> list[int | None]:
    return [step.stored_id for step in preview.actions]


def fields(preview: Preview) -> set[str]:
    return {change.field for step in preview.actions for change in step.changes}


def shifted(rows: Sequence[Row]) -> list[Row]:
    """Every number one further: axes and actions."""
    return [
        (f"Axe {int(str(axe)[4]) + 1} : {str(axe)[8:]}", f"{int(str(code)[0]) + 1}.{int(str(code)[2]) + 1}", *rest)
        for axe, code, *rest in rows
    ]


SURE: dict[str, tuple[Sequence[Row], list[int], set[str]]] = {
    "the same file": (BEFORE, [1, 2, 3, 4, 5, 6], set()),
    "reordered": (BEFORE[::-1], [6, 5, 4, 3, 2, 1], set()),
    "renumbered": (shifted(BEFORE), [1, 2, 3, 4, 5, 6], {"code"}),
    "swapped numbers": (
        [(BEFORE[0][0], "1.2", *BEFORE[0][2:]), (BEFORE[1][0], "1.1", *BEFORE[1][2:]), *BEFORE[2:]],
        [1, 2, 3, 4, 5, 6],
        {"code"},
    ),
    "two axes exchange their numbers": (
        [(str(row[0]).replace("1", "#").replace("2", "1").replace("#", "2"), *row[1:]) for row in BEFORE],
        [1, 2, 3, 4, 5, 6],
        set(),
    ),
    "written otherwise": (
        [
            ("AXE 1 - PETITE ENFANCE", None, "1.1. CRÉER UN RELAIS PETITE ENFANCE", None),
            ("Axe 1 : petite enfance", "1.2", "former les assistants  maternels", None),
            ("Axe 2 – Jeunesse", None, "2.1 : Ouvrir un local pour les jeunes", None),
        ],
        [1, 2, 3],
        {"title"},
    ),
    "a moved row": (
        [("Axe 3 : Accès aux droits", "3.3", "Former les assistants maternels", "Caf")],
        [2],
        {"heading_id", "code"},
    ),
    "no axe at all": ([(None, None, "Installer une borne numérique", None)], [5], set()),
}


@pytest.mark.parametrize("case", SURE)
def test_rows_that_are_found(case: str) -> None:
    rows, expected, moved = SURE[case]
    preview = then(*rows)
    assert (ids(preview), fields(preview), preview.proposals) == (expected, moved, [])


def test_axes_that_exchange_their_numbers_keep_their_titles() -> None:
    rows, _, _ = SURE["two axes exchange their numbers"]
    moved = [(change.field, change.before, change.after) for step in then(*rows).headings for change in step.changes]
    assert moved == [("code", "1", "2"), ("code", "2", "1")]


ASKED: dict[str, tuple[Row, int]] = {
    "a corrected typo": (("Axe 1 : Petite enfance", None, "Créer un relai petite enfance", None), 1),
    "the same number, a close title": (("Axe 1 : Petite enfance", "1.1", "Créer deux relais enfance", None), 1),
    "a title that says more": (
        ("Axe 2 : Jeunesse", None, "Ouvrir un local pour les jeunes et un lieu d’écoute ouvert aux parents", None),
        3,
    ),
    "moved and retitled": (("Axe 2 : Jeunesse", "2.9", "Former des assistantes maternelles", "Caf"), 2),
    "one of twins moved": (("Axe 1 : Petite enfance", "1.9", "Communiquer", "Mairie"), 4),
}


@pytest.mark.parametrize("case", ASKED)
def test_rows_that_are_only_close_ask(case: str) -> None:
    row, close_to = ASKED[case]
    preview = then(row)
    (proposal,) = preview.proposals
    assert (proposal.place, proposal.stored_id, proposal.what) == ("Feuil1!C2", close_to, Alike.ACTION)
    assert (preview.actions, preview.refused, preview.read, preview.changes_nothing) == ([], 1, 1, True)
    assert close_to not in [step.stored_id for step in preview.missing]
    (problem,) = preview.problems
    assert (problem.severity, problem.sheet, problem.cell) == (Severity.ERROR, "Feuil1", "C2")
    assert "dites si c’est la même" in problem.message


@pytest.mark.parametrize("case", ASKED)
def test_a_confirmed_row_is_the_action_and_no_longer_asks(case: str) -> None:
    row, close_to = ASKED[case]
    preview = then(row, matches={"Feuil1!C2": close_to})
    assert (ids(preview), preview.proposals, preview.refused) == ([close_to], [], 0)
    stored = stored_from(plan_of(HEADERS, *BEFORE))
    assert again(plan_of(HEADERS, row), stored, Decisions(matches={"Feuil1!C2": close_to})).changes_nothing


@pytest.mark.parametrize("case", ASKED)
def test_a_row_said_to_be_new_is_added_once(case: str) -> None:
    row, close_to = ASKED[case]
    preview = then(row, matches={"Feuil1!C2": None})
    assert (ids(preview), preview.proposals) == ([None], [])
    assert close_to in [step.stored_id for step in preview.missing]
    stored = stored_from(plan_of(HEADERS, *BEFORE))
    assert again(plan_of(HEADERS, row), stored, Decisions(matches={"Feuil1!C2": None})).changes_nothing


NEW: dict[str, Row] = {
    "another title under the same number": ("Axe 1 : Petite enfance", "1.1", "Acheter un minibus", None),
    "another action of the same pilot": ("Axe 2 : Jeunesse", None, "Organiser un festival", "MJC"),
    "moved and wholly retitled": ("Axe 3 : Accès aux droits", None, "Professionnaliser l’accueil individuel", "Caf"),
}


@pytest.mark.parametrize("case", NEW)
def test_rows_that_are_new(case: str) -> None:
    preview = then(NEW[case])
    assert (ids(preview), preview.proposals, len(preview.missing)) == ([None], [], 6)


def test_two_rows_close_to_one_action_both_ask() -> None:
    rows = (
        ("Axe 2 : Jeunesse", None, "Ouvrir un local pour des jeunes", None),
        ("Axe 2 : Jeunesse", None, "Ouvrir un local pour jeunes", None),
    )
    assert [(one.place, one.stored_id) for one in then(*rows).proposals] == [("Feuil1!C2", 3), ("Feuil1!C3", 3)]
    preview = then(*rows, matches={"Feuil1!C3": 3})
    assert [(step.stored_id, step.change) for step in preview.actions] == [(None, Change.ADDED), (3, Change.CHANGED)]


def test_fewer_twins_than_are_stored_ask() -> None:
    before = stored_from(
        plan_of(
            ("Axe", "N°", "Action"), ("Axe 1", "1", "Se réunir"), ("Axe 1", "2", "Se réunir"), ("Axe 1", "3", "Agir")
        )
    )
    preview = compare(plan_of(("Axe", "N°", "Action"), ("Axe 1", "4", "Se réunir"), ("Axe 1", "3", "Agir")), before)
    assert [one.stored_id for one in preview.proposals] == [1]
    assert preview.proposals[0].likeness == 100


def test_an_action_of_another_convention_is_no_answer() -> None:
    for wrong in (99, 0, -1):
        with pytest.raises(BadInput, match="Feuil1!C2"):
            then(BEFORE[0], matches={"Feuil1!C2": wrong})


def test_one_action_is_not_two_rows() -> None:
    with pytest.raises(BadInput, match="déjà celui de la ligne Feuil1!C2"):
        then(BEFORE[0], BEFORE[1], matches={"Feuil1!C2": 3, "Feuil1!C3": 3})
    row = (action_identifier("CTG-TEST", 3), *BEFORE[2])
    with pytest.raises(BadInput, match="déjà celui de la ligne Feuil1!D2"):
        then(row, (None, *BEFORE[0]), headers=("Identifiant", *HEADERS), matches={"Feuil1!D3": 3})


def test_an_answer_about_no_row_is_told() -> None:
    preview = then(*BEFORE, matches={"Feuil1!C99": 1, "ailleurs": None})
    assert preview.changes_nothing
    assert [(one.severity, one.value) for one in preview.problems] == [
        (Severity.WARNING, "Feuil1!C99"),
        (Severity.WARNING, "ailleurs"),
    ]


def test_what_the_person_says_wins_over_a_title() -> None:
    preview = then(BEFORE[0], matches={"Feuil1!C2": 2})
    assert ids(preview) == [2]


def test_a_value_told_on_another_sheet_names_it() -> None:
    summary = [("N°", "Action", "Statut"), (1, "Créer un relais", "En cours"), (2, "Former", "À venir")]
    detail = [("Axe", "N°", "Action", "Pilote"), ("Axe 1", 1, "Créer un relais", "CCAS"), ("Axe 1", 2, "Former", "Caf")]
    preview = compare(understand(workbook(summary, "Récap", Détail=detail)), EMPTY)
    places = {(one.field, one.sheet, one.cell) for step in preview.actions for one in step.changes}
    assert places >= {("pilots", "Détail", "D2"), ("pilots", "Détail", "D3"), ("status", "Récap", "C2")}


# -- operations --

WITH_OPERATIONS = ("Axe", "Action", "Opération", "Pilotes")
OPERATIONS: tuple[Row, ...] = (
    ("Axe 1", "Créer un relais", None, "CCAS"),
    ("Axe 1", "Créer un relais", "Recruter une animatrice", "Mairie"),
    ("Axe 1", "Créer un relais", "Trouver un local adapté", "Mairie"),
    ("Axe 1", "Former", None, "Caf"),
)


def test_operations_are_found_within_their_action() -> None:
    before = stored_from(plan_of(WITH_OPERATIONS, *OPERATIONS))
    preview = compare(plan_of(WITH_OPERATIONS, OPERATIONS[0], OPERATIONS[2], OPERATIONS[1], OPERATIONS[3]), before)
    assert (ids(preview), preview.changes_nothing) == ([1, 3, 2, 4], True)


def test_a_close_operation_asks_within_its_action_only() -> None:
    before = stored_from(plan_of(WITH_OPERATIONS, *OPERATIONS))
    typo = ("Axe 1", "Créer un relais", "Recruter un animateur", "Mairie")
    elsewhere = ("Axe 1", "Former", "Recruter une animatrice", "Mairie")
    preview = compare(plan_of(WITH_OPERATIONS, OPERATIONS[0], typo, OPERATIONS[2], OPERATIONS[3], elsewhere), before)
    assert [(one.place, one.stored_id, one.what) for one in preview.proposals] == [("Feuil1!C3", 2, Alike.OPERATION)]
    assert [step.title for step in preview.actions if step.change is Change.ADDED] == ["Recruter une animatrice"]
    with pytest.raises(BadInput, match="une opération de la même action"):
        compare(plan_of(WITH_OPERATIONS, *OPERATIONS, elsewhere), before, Decisions(matches={"Feuil1!C6": 2}))


def test_operations_of_a_row_set_aside_wait_with_it() -> None:
    before = stored_from(plan_of(WITH_OPERATIONS, *OPERATIONS))
    rows = [(row[0], str(row[1]).replace("relais", "relai"), *row[2:]) for row in OPERATIONS]
    plan = plan_of(WITH_OPERATIONS, *rows)
    preview = compare(plan, before)
    assert (ids(preview), preview.missing, preview.refused) == ([4], [], 3)
    answered = compare(plan, before, Decisions(matches={preview.proposals[0].place: 1}))
    assert (ids(answered), answered.refused) == ([1, 2, 3, 4], 0)


# -- a very large plan --


def test_a_plan_too_large_to_compare_all_rows_says_so() -> None:
    headers = ("Axe", "Action")
    before = stored_from(plan_of(headers, *(("Axe 1", f"Créer le relais {number:04}") for number in range(300))))
    rows = [("Axe 1", f"Ouvrir la ludothèque {number:04}") for number in range(300)]
    preview = compare(plan_of(headers, *rows), before)
    assert TOO_MANY in preview.plan.notes
    assert preview.counts[Change.ADDED] + preview.refused == 300


def test_a_typo_is_found_among_thousands_of_rows() -> None:
    headers = ("Axe", "N°", "Action")
    rows = [
        (f"Axe {axe}", str(rank), f"Accompagner le projet {axe}-{rank} du quartier")
        for axe in range(1, 31)
        for rank in range(40)
    ]
    before = stored_from(plan_of(headers, *rows))
    changed = [
        ("Axe 7", "3", "Acompagner le projet 7-3 du quartier") if row[:2] == ("Axe 7", "3") else row for row in rows
    ]
    (proposal,) = compare(plan_of(headers, *changed), before).proposals
    assert proposal.stored_title == "Accompagner le projet 7-3 du quartier"

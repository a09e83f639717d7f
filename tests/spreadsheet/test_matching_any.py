"""A file of unchanged titles finds every row whatever its order and numbers; whatever changes, nothing moves twice."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_tracking.spreadsheet.labels import title_key
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.preview import Change
from ctg_tracking.spreadsheet.told import Decisions, Strategy
from tests.spreadsheet.plans import again, stored_from
from tests.spreadsheet.workbooks import plan_of

HEADERS = ("Axe", "N°", "Action", "Pilotes", "Statut")
AXES = ("Petite enfance", "Jeunesse", "Accès aux droits", "Logement")
TITLES = (
    "Créer un relais", "Créer un relais petite enfance", "Former les élus", "Former", "Communiquer", "Ouvrir un local",
    "Ouvrir un second local", "Aller vers les familles", "Se réunir", "Évaluer la démarche",
)  # fmt: skip
NUMBERS = st.sampled_from(["1", "2", "1.1", "1.2", "3.4", "FA 7", "II"])
Row = tuple[str, str]
PLANS = st.lists(st.tuples(st.sampled_from(AXES), st.sampled_from(TITLES)), min_size=1, max_size=14, unique=True)
"""Axe and title of each action; a title may stand under several axes, once under each."""


def written(rows: list[Row], axes: dict[str, str], numbers: list[str]) -> list[tuple[Any, ...]]:
    return [
        (f"{axes[axe]}{axe}", number, title, "CCAS", "En cours")
        for (axe, title), number in zip(rows, numbers, strict=True)
    ]


@st.composite
def two_writings(draw: st.DrawFn) -> tuple[list[Row], list[tuple[Any, ...]], list[Row], list[tuple[Any, ...]]]:
    """The same plan written twice: rows in another order, axes and actions numbered otherwise."""
    rows = draw(PLANS)
    after = draw(st.permutations(rows))
    return (rows, draw(_writing(rows)), after, draw(_writing(after)))


@st.composite
def _writing(draw: st.DrawFn, rows: list[Row]) -> list[tuple[Any, ...]]:
    numbered = draw(st.booleans())
    ranks = draw(st.permutations(range(1, len(AXES) + 1)))
    axes = {axe: f"Axe {rank} : " if numbered else "" for axe, rank in zip(AXES, ranks, strict=True)}
    numbers = draw(st.lists(NUMBERS, min_size=len(rows), max_size=len(rows)))
    return written(rows, axes, numbers)


@settings(max_examples=120, deadline=None)
@given(two_writings())
def test_any_order_and_any_numbers_find_every_row(writings: Any) -> None:
    before, first, after, second = writings
    stored = stored_from(plan_of(HEADERS, *first))
    preview = compare(plan_of(HEADERS, *second), stored)
    places = {row: index + 1 for index, row in enumerate(before)}
    assert [step.stored_id for step in preview.actions] == [places[row] for row in after]
    assert (preview.proposals, preview.missing, preview.refused) == ([], [], 0)
    assert {one.field for step in preview.actions for one in step.changes} <= {"code"}
    assert all(step.stored_id is not None for step in preview.headings)


ANY_TITLES = st.sampled_from([*TITLES, "Creer un relai", "Former les elues", "Ouvrir un local commun", "Communication"])
ANY_AXES = st.sampled_from([*AXES, "Jeunesses", "Logement et habitat", ""])
ANY_ROWS = st.lists(
    st.tuples(ANY_AXES, st.sampled_from([None, "1", "2", "1.1"]), ANY_TITLES, st.sampled_from([None, "CCAS"])),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(ANY_ROWS, ANY_ROWS, st.sampled_from(list(Strategy)), st.data())
def test_any_two_files_and_any_answers(first: Any, second: Any, strategy: Strategy, data: st.DataObject) -> None:
    """No stored action is two rows; no sure row has another title; answers are obeyed; nothing moves twice."""
    stored = stored_from(plan_of(HEADERS[:4], ("Logement", None, "Loger", None), *first))
    plan = plan_of(HEADERS[:4], ("Logement", None, "Loger", None), *second)
    asked = compare(plan, stored, Decisions(strategy=strategy))
    titles = {one.id: one.title for one in stored.actions}
    found = [step.stored_id for step in asked.actions if step.stored_id is not None]
    assert len(found) == len(set(found))
    assert all(title_key(step.title) == title_key(titles[step.stored_id]) for step in asked.actions if step.stored_id)
    assert {one.stored_id for one in asked.missing}.isdisjoint(found)
    errors = [one for one in asked.problems if one.severity is Severity.ERROR]
    assert (asked.refused > 0) == bool(errors)
    answers: dict[str, int | None] = {}
    for proposal in asked.proposals:
        free = proposal.stored_id not in answers.values()
        answers[proposal.place] = data.draw(st.sampled_from([proposal.stored_id, None])) if free else None
    decisions = Decisions(strategy, answers)
    told = compare(plan, stored, decisions)
    assert {one.place for one in told.proposals}.isdisjoint(answers)
    by_cell = {f"{step.parsed.sheet}!{step.parsed.cell}": step for step in told.actions if step.parsed}
    for place, row_id in answers.items():
        if "#" not in place:
            assert by_cell[place].stored_id == row_id
            assert (by_cell[place].change is Change.ADDED) == (row_id is None)
    assert again(plan, stored, decisions).changes_nothing
    assert again(plan, stored, Decisions(strategy=strategy)).changes_nothing

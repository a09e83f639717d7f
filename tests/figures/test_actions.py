"""Rows of actions: order of the plan, lists, axes without a title, many actions at once."""

from collections.abc import Sequence
from datetime import date

import pytest

from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.naming import axe_key, axe_label
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role, Status
from ctg_tracking.store import Store
from tests.factories import (
    EVRY,
    GRIGNY,
    a_convention,
    a_heading,
    a_report,
    an_account,
    an_action,
    an_administrator,
    an_axe,
    an_indicator,
)

DAY = date(2025, 6, 30)


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def rows(store: Store, reader: Reader, selection: Selection = ALL, **asked: bool) -> Sequence[ActionRow]:
    with store.read() as session:
        return action_rows(session, reader, selection, DAY, **asked)  # type: ignore[arg-type]


def test_the_order_of_the_plan(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        second = a_convention(work, "CTG-2")
        an_action(work, second, "elsewhere")
        convention = a_convention(work, "CTG-1")
        an_action(work, convention, "outside", code="0")
        tenth, first = an_axe(work, convention, "10", "Logement"), an_axe(work, convention, "2", "Enfance")
        objective = a_heading(work, convention, "2.1", "Accueillir", first)
        an_action(work, convention, "10.1", heading=tenth, code="10.1")
        fiche = an_action(work, convention, "2.1.10", heading=objective, code="2.1.10")
        an_action(work, convention, "2.1.2", heading=objective, code="2.1.2")
        an_action(work, convention, "of the axe", heading=first, code="9")
        an_action(work, convention, "operation b", parent=fiche, code="b")
        an_action(work, convention, "operation a", parent=fiche, code="a")
        an_action(work, convention, "no code", heading=objective)
    found = rows(store, reader)
    assert [row.title for row in found] == [
        "of the axe", "2.1.2", "2.1.10", "operation a", "operation b", "no code", "10.1", "outside", "elsewhere",
    ]  # fmt: skip
    filed = {row.title: (row.axe, row.objective, row.axe_label) for row in found}
    assert filed["operation a"] == filed["2.1.10"] == ("Enfance", "Accueillir", "Axe 2. Enfance")
    assert filed["of the axe"] == ("Enfance", None, "Axe 2. Enfance")
    assert filed["outside"] == (None, None, None)
    assert [row.title for row in rows(store, reader, operations=False)] == [
        row.title for row in found if row.parent_id is None
    ]


@pytest.mark.parametrize("number", [3, 15])
def test_lists_keep_the_order_in_which_names_were_given(store: Store, reader: Reader, number: int) -> None:
    """Few actions and many are read in two ways, with one answer."""
    with store.write(reader) as work:
        convention = a_convention(work)
        for rank in range(number):
            action = an_action(
                work, convention, code=str(rank), pilots=["Zoé", "CCAS"], partners=["MSA"],
                themes=["handicap", "enfance"], communes=[GRIGNY, EVRY], budget_cents=100,
            )  # fmt: skip
            an_indicator(work, convention, action=action)
            an_action(work, convention, parent=action)
    found = rows(store, reader, operations=False)
    assert len(found) == number
    for row in found:
        assert (row.pilots, row.partners, row.themes) == (("Zoé", "CCAS"), ("MSA",), ("Handicap", "Enfance"))
        assert (row.communes, row.operations, row.indicators) == (("Grigny", "Évry-Courcouronnes"), 1, 1)


def test_what_the_report_in_force_says(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        action = an_action(work, a_convention(work), status=Status.IN_PROGRESS, on=date(2025, 1, 1))
        a_report(
            work, action, Status.POSTPONED, date(2025, 5, 1), done_text="Fait", next_text="À faire",
            blocking_text="Un poste", decision_wanted="Trancher", resumes_on=date(2026, 1, 1),
        )  # fmt: skip
    (row,) = rows(store, reader)
    assert (row.done_text, row.next_text, row.blocking_text) == ("Fait", "À faire", "Un poste")
    assert (row.decision_wanted, row.resumes_on, row.status) == ("Trancher", date(2026, 1, 1), Status.POSTPONED)


def test_a_reader_sees_the_actions_of_the_territories_granted(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        for territory in (EVRY, GRIGNY):
            an_action(work, a_convention(work, territory=territory), f"de {territory}")
        neighbour = an_account(work, Role.PILOT, GRIGNY)
    assert [row.title for row in rows(store, neighbour)] == [f"de {GRIGNY}"]


@pytest.mark.parametrize(
    ("level", "code", "title", "key", "label"),
    [
        ("Axe", "1", "Enfance", "Enfance", "Axe 1. Enfance"),
        ("Enjeu", "3", None, "Enjeu 3", "Enjeu 3"),
        ("Enjeu", "Enjeu 3", None, "Enjeu 3", "Enjeu 3"),
        ("Axe", None, "Enfance", "Enfance", "Enfance"),
        ("Axe", None, None, "Axe sans titre", "Axe sans titre"),
    ],
)
def test_how_an_axe_is_named(level: str, code: str | None, title: str | None, key: str, label: str) -> None:
    assert (axe_key(level, code, title), axe_label(level, code, title)) == (key, label)

"""A plan and a portfolio to read: the figures of the day asked, every action in its place, bodies and never persons."""

from collections.abc import Callable
from datetime import date

import pytest

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.actions import action_rows
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import Role
from ctg_tracking.outputs.blocks import Document, Figures, Table
from ctg_tracking.outputs.documents import plan_document, portfolio_document
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, ago
from tests.factories import EVRY, GRIGNY, an_account
from tests.outputs.documents.telling import PERSON, section, table, words

OF_EVRY = Selection(conventions=(EVRY_CTG,))
Told = Callable[..., Document]


@pytest.fixture
def plan(store: Store, author: Reader, plans: Plans) -> Told:
    def told(selection: Selection = OF_EVRY, as_of: date = TODAY, reader: Reader | None = None) -> Document:
        with store.read() as session:
            return plan_document(session, reader or author, selection, as_of)

    return told


def figures(document: Document) -> list[str]:
    """The first large figures of a document."""
    blocks = (block for part in document.sections for block in part.blocks if isinstance(block, Figures))
    return [figure.value for figure in next(iter(blocks)).figures]


def listed(document: Document) -> list[str]:
    """First cell of each row of the tables of actions."""
    tables = (block for part in document.sections for block in part.blocks if isinstance(block, Table))
    return [words(row[0]) for one in tables if one.columns[0] == "Action" for row in one.rows]


def test_a_plan_lists_every_action_in_its_place_with_its_state(store: Store, author: Reader, plan: Told) -> None:
    document = plan()
    with store.read() as session:
        rows = action_rows(session, author, OF_EVRY, TODAY)
    assert [name.split(". ", 1)[-1].removeprefix("Opération\u202f: ") for name in listed(document)] == [
        row.title for row in rows
    ]
    done, late, operation = table(section(document, "Petite enfance")).rows
    assert [words(cell).splitlines()[-1] for cell in late] == [
        "1. Ouvrir une crèche", "En cours, 50\u202f%", "En retard de 1\u00a0mois", "CCAS", french.day(ago(60)),
    ]  # fmt: skip
    assert (done[2], operation[0]) == (french.day(ago(5)), "Opération\u202f: Recruter")
    assert section(document, "Axe non renseigné").blocks
    assert figures(document) == ["2", "1", "1"]


def test_a_plan_says_what_its_indicators_reach_and_what_is_unknown(plan: Told) -> None:
    document = plan()
    rows = {row[0]: row for row in table(section(document, "Indicateurs")).rows}
    assert rows["Places (Ouvrir une crèche)"][1:] == (
        "10\u00a0places", f"25\u00a0places au {french.day(ago(20))} · source non renseignée", "40\u00a0places",
        "50\u202f%",
    )  # fmt: skip
    assert words(rows["Ressenti"][2]).startswith("Bon accueil")
    assert rows["Sans cible (Axe 10)"][3] == "non renseigné"
    assert dict(document.facts)["Caf"] == "non renseigné"
    assert document.foot.startswith(f"{EVRY_CTG} · Situation au {french.long_day(TODAY)} · Source\u202f: ")


def test_a_part_of_a_plan_and_a_past_day_have_their_own_figures(plan: Told) -> None:
    part = plan(Selection(conventions=(EVRY_CTG,), axes=("Petite enfance",)))
    assert [name.split(". ", 1)[-1] for name in listed(part)] == [
        "Former",
        "Ouvrir une crèche",
        "Opération\u202f: Recruter",
    ]
    assert "Petite enfance" in dict(part.facts)["Partie du plan"]
    assert "Sans cible (Axe 10)" not in words(part)
    assert figures(plan(as_of=ago(100))) == ["0", "0", "0"]


def test_a_plan_names_no_person(plan: Told) -> None:
    assert PERSON not in words(plan())


def test_a_plan_is_of_one_convention_that_the_reader_may_see(store: Store, author: Reader, plan: Told) -> None:
    with pytest.raises(Conflict, match="2 conventions répondent"):
        plan(ALL)
    with store.write(author) as work:
        stranger = an_account(work, Role.COORDINATOR, GRIGNY)
    with pytest.raises(NotFound):
        plan(reader=stranger)


def test_a_portfolio_tells_each_convention_and_the_communes_under_none(
    store: Store, author: Reader, plans: Plans
) -> None:
    with store.read() as session:
        document = portfolio_document(session, author, ALL, TODAY)
    rows = table(section(document, "Conventions")).rows
    assert len(rows) == 2
    evry = next(row for row in rows if "2 sur 3" in row)
    assert words(evry[3]).splitlines()[-1] == "6\u00a0mois"
    assert evry[5] == "1"
    communes = words(section(document, "Essonne (91)"))
    assert "Grigny" in communes
    assert "Évry-Courcouronnes" not in communes
    assert PERSON not in words(document)
    with store.write(author) as work:
        here = an_account(work, Role.READER, EVRY)
        nowhere = an_account(work, Role.READER, GRIGNY)
    with store.read() as session:
        assert len(table(section(portfolio_document(session, here, ALL, TODAY), "Conventions")).rows) == 1
        with pytest.raises(NotFound):
            portfolio_document(session, nowhere, Selection(conventions=(ETAMPOIS_CTG,)), TODAY)

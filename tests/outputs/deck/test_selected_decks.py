"""The decks of a plan and of a portfolio: the same figures as the screens, at any date, for whoever may see them."""

import pytest

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.live import selected_picture
from ctg_tracking.figures.overview import overview
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.figures.status import By, status_table
from ctg_tracking.model import Action, Reader
from ctg_tracking.model.words import Origin, Role, Status
from ctg_tracking.outputs.blocks import Bars, Deck, Figures, Marked, Table, Text
from ctg_tracking.outputs.deck import plan_deck, portfolio_deck
from ctg_tracking.outputs.deck.fitting import room_of
from ctg_tracking.outputs.deck.measuring import GAP, height
from ctg_tracking.outputs.deck.selected import in_words
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, ago, some_plans
from tests.factories import GRIGNY, a_report, an_account, an_administrator

BOTH = Selection(conventions=(EVRY_CTG, ETAMPOIS_CTG))


def engaged(deck: Deck) -> tuple[str, str]:
    shown = next(one for one in deck.slides if one.key == "avancement")
    figures = next(block for block in shown.blocks if isinstance(block, Figures)).figures
    return figures[0].value, figures[0].words


def bars(deck: Deck, key: str) -> list[object]:
    shown = next(one for one in deck.slides if one.key == key)
    return [row.counts for block in shown.blocks if isinstance(block, Bars) for row in block.rows]


def words(deck: Deck, key: str) -> str:
    """The texts and the cells of a slide."""
    blocks = next(one for one in deck.slides if one.key == key).blocks
    cells = (cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row)
    texts = (block.words for block in blocks if isinstance(block, Text))
    return " ".join((*texts, *(cell.words if isinstance(cell, Marked) else cell for cell in cells)))


@pytest.mark.parametrize("day", [0, 200], ids=["today", "long ago"])
def test_a_portfolio_has_the_figures_of_the_overview(store: Store, author: Reader, plans: Plans, day: int) -> None:
    with store.write(author) as work:
        a_report(work, work.session.get_one(Action, plans.done), Status.DONE, ago(250), origin=Origin.SIMULATED)
    with store.read() as session:
        deck = portfolio_deck(session, author, ALL, ago(day))
        shown = overview(session, author, ALL, ago(day))
        years = status_table(session, author, ALL, By.SIGNATURE_YEAR, ago(day))
    assert deck.as_of == ago(day)
    engaged_word = "action engagée" if shown.total.engaged < 2 else "actions engagées"
    assert engaged(deck) == (str(shown.total.engaged), f"{engaged_word} sur {shown.total.countable}")
    assert bars(deck, "themes") == [row.counts for row in shown.parts]
    assert bars(deck, "territoires") == [row.counts for row in shown.territories]
    assert bars(deck, "signatures") == [row.counts for row in years.rows]
    assert next(one for one in deck.slides if one.key == "themes").note.endswith("(simulations)") is (day == 200)
    for one in deck.slides:
        assert one.note.startswith(f"{deck.day} · Source\u202f: "), one.key
        assert sum(map(height, one.blocks)) + GAP * (len(one.blocks) - 1) <= room_of(one, hearing=False), one.key


def test_a_portfolio_tells_who_is_late_and_what_is_covered(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    with sqlite_store.read() as session:
        whole = portfolio_deck(session, author, ALL, TODAY)
        chosen = portfolio_deck(session, author, BOTH, TODAY)
    assert words(whole, "retards").startswith("1\u00a0convention sur 2 Convention")
    assert "Essonne (91)" in words(whole, "couverture")
    assert [one.key for one in chosen.slides][-1] == "renouvellement", "part of a département is not its coverage"
    assert "CTG" not in chosen.title
    assert chosen.title == "2\u00a0conventions territoriales globales"


def test_a_plan_or_some_of_its_axes_at_any_date(store: Store, author: Reader, plans: Plans) -> None:
    one, axe = Selection(conventions=(EVRY_CTG,)), Selection(conventions=(EVRY_CTG,), axes=("Petite enfance",))
    with store.read() as session:
        whole, part, before = (
            plan_deck(session, author, selection, day)
            for selection, day in ((one, TODAY), (axe, TODAY), (one, ago(50)))
        )
        table = status_table(session, author, axe, By.AXE, TODAY)
    assert [slide.title for slide in whole.slides if slide.kind.value == "axe"] == [
        "Axe 2. Petite enfance", "Axe 10 (sans titre dans le document)", "Axe non renseigné"
    ]  # fmt: skip
    assert [slide.title for slide in part.slides if slide.kind.value == "axe"] == ["Axe 2. Petite enfance"]
    assert engaged(part) == (str(table.total.engaged), f"actions engagées sur {table.total.countable}")
    assert part.subtitle == "Plan d’actions · Petite enfance"
    assert words(whole, "a-decider").startswith("1\u00a0action sur 4 1. Ouvrir une crèche En cours, 50\u202f%")
    assert before.day.startswith("Situation au ")
    assert engaged(before)[0] == "1", "the training was not done yet"


def test_nobody_has_the_deck_of_what_they_may_not_see(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    with sqlite_store.write(author) as work:
        elsewhere = an_account(work, Role.READER, GRIGNY)
    with sqlite_store.read() as session:
        for made in (plan_deck, portfolio_deck):
            with pytest.raises(NotFound):
                made(session, elsewhere, BOTH, TODAY)


def test_a_filter_is_told_in_words_and_names_no_person(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    selection = Selection(
        themes=("handicap", None), statuses=(Status.SUSPENDED, Status.IN_PROGRESS), pilots=("Camille Essai", None),
        terms=(5, None), signature_years=(ago(900).year, None), running_at=TODAY,
    )  # fmt: skip
    with sqlite_store.read() as session:
        told = in_words(selected_picture(session, author, BOTH, TODAY), selection)
    assert told.split(" · ") == [
        f"signées en {ago(900).year}", "signature non renseignée", "thème handicap", "thème non renseigné",
        "durée 5\u00a0ans", "durée non renseignée", "suspendue", "en cours", "2\u00a0pilotes choisis",
        "conventions en cours",
    ]  # fmt: skip

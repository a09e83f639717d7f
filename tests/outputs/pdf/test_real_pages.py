"""The papers of a real committee: one page a slide, and on it every word the slide was given."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ctg_tracking.cli.context import reader as local_reader
from ctg_tracking.figures.committees import committee_rows
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.model.words import Look
from ctg_tracking.outputs.blocks import Curve, Deck
from ctg_tracking.outputs.deck import committee_deck, plan_deck, portfolio_deck
from ctg_tracking.store import Store
from tests.outputs.pdf.reading import of_deck

SEVREMOINE = "CTG-SEVREMOINE-2023"
DAY = date(2025, 11, 27)


@pytest.fixture(scope="module")
def decks(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    """The decks of the demonstration's second COPIL, of its plan and of the portfolio."""
    home = shutil.copytree(demo_instance, tmp_path_factory.mktemp("pages") / "instance")
    store = Store.open(f"sqlite:///{home / 'var' / 'ctg.sqlite'}")
    who = local_reader(store)
    with store.read() as session:
        (copil,) = (row for row in committee_rows(session, who, convention=SEVREMOINE) if row.held_on == DAY)
        yield {
            "committee": committee_deck(session, who, copil.id, DAY),
            "plan": plan_deck(session, who, Selection(conventions=(SEVREMOINE,)), DAY),
            "portfolio": portfolio_deck(session, who, ALL, DAY),
        }
    store.dispose()


@pytest.mark.parametrize("kind", ["committee", "plan", "portfolio"])
def test_each_slide_is_a_page_with_all_its_words(decks: dict[str, Deck], kind: str) -> None:
    deck = decks[kind]
    pages = of_deck(deck)
    assert pages.count == len(deck.slides) > 5
    lost = [
        (slide.key, words)
        for slide, page in zip(deck.slides, pages.pages, strict=True)
        for words in shown((slide.title, slide.subtitle, slide.note, slide.blocks))
        if bare(words) not in bare(page)
    ]
    assert lost == []
    assert all(pages.alts)


def shown(what: Any) -> Iterator[str]:
    """Every text of the blocks, whatever their kind; the keys and the counts, which are drawn, left aside."""
    if isinstance(what, Look):
        yield what.glyph
    elif isinstance(what, Curve):
        yield what.told
    elif isinstance(what, str):
        yield what
    elif isinstance(what, (list, tuple)):
        for each in what:
            yield from shown(each)
    elif is_dataclass(what):
        for field in fields(what):
            if field.name != "part":
                yield from shown(getattr(what, field.name))


def bare(words: str) -> str:
    """Without spaces nor hyphens: a page breaks lines where it wants."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", words)

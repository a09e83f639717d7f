"""A document as a page: headings in order, every value escaped, tables that are read as tables, no inline style."""

import re
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser

import pytest

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model.words import LATE, Status
from ctg_tracking.outputs import wording
from ctg_tracking.outputs.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Curve,
    Document,
    Figure,
    Figures,
    Line,
    Marked,
    Section,
    Share,
    Shares,
    Step,
    Steps,
    Table,
    Text,
)
from ctg_tracking.outputs.page import document_page

NASTY = '<script>alert("1")</script> & "\'>'
COUNTS = Counts(actions=4, done=1, in_progress=2, not_started=1, late=1)


class Read(HTMLParser):
    """What a browser would understand: tags with their attributes, and the texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def paged(*blocks: Block, sections: Sequence[Section] = (), **more: bool) -> Read:
    """The page of a document made of these blocks."""
    parts = (Section("Une partie", blocks), *sections)
    document = Document("Titre", "Sous-titre", (("Lieu", "Mairie"),), parts, "Pied", date(2026, 1, 2), **more)
    return Read(document_page(document))


EVERY_BLOCK = (
    Text(NASTY, LATE),
    Bullets((Line(NASTY, LATE, NASTY),), NASTY),
    Figures((Figure(NASTY, NASTY, LATE),)),
    Shares((Share(NASTY, 40.0, NASTY), Share(NASTY, None, NASTY)), NASTY),
    Bars(NASTY, (Bar(NASTY, COUNTS, NASTY, NASTY),), COUNTS, wording.legend(COUNTS)),
    Table(NASTY, (NASTY, NASTY), ((NASTY, Marked(LATE, NASTY)),), numeric=(1,)),
    Curve(
        NASTY, NASTY, ((date(2025, 1, 1), 2.0), (date(2026, 1, 1), -3.0)), NASTY, (None, 1.0), (date(2027, 1, 1), 9.0)
    ),
    Curve(NASTY, NASTY, (), NASTY),
    Steps(NASTY, (Step(NASTY, LATE, NASTY, NASTY),)),
)


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: type(block).__name__)
def test_whatever_a_person_typed_is_text(block: Block) -> None:
    page = paged(block)
    assert page.all("script") == []
    assert NASTY in page.texts or NASTY.strip() in "".join(page.texts)
    assert all("style" not in attributes for _tag, attributes in page.tags), "the policy of our pages forbids it"


def test_headings_never_skip_a_level_and_sections_are_named() -> None:
    sections = [Section(f"Partie {level}", (), level) for level in (3, 3, 1, 2, 3, 3)]
    page = paged(sections=sections)
    assert [tag for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)] == [
        "h1",
        "h2",
        "h3",
        "h4",
        "h2",
        "h3",
        "h4",
        "h4",
    ]
    ids = [attributes["id"] for tag, attributes in page.tags if re.fullmatch(r"h[2-6]", tag)]
    assert [one["aria-labelledby"] for one in page.all("section")] == ids
    assert len(set(ids)) == len(ids)


def test_a_table_tells_its_headers_to_who_listens_and_to_who_reads_cards() -> None:
    page = paged(Table("Décisions", ("Sujet", "Nombre"), (("Crèche", "3"),), numeric=(1,)))
    assert [(one["scope"], one["role"]) for one in page.all("th")] == [
        ("col", "columnheader"), ("col", "columnheader"), ("row", "rowheader"),
    ]  # fmt: skip
    (cell,) = page.all("td")
    assert (cell["data-titre"], cell["class"], cell["role"]) == ("Nombre", "n", "cell")
    assert len(page.all("caption")) == 1


def test_counts_stand_beside_the_fills_and_are_said_with_their_status() -> None:
    page = paged(
        Bars("État", (Bar("Axe 1", COUNTS, "3 engagées sur 4", "1 en retard"),), COUNTS, wording.legend(COUNTS))
    )
    fills = page.all("rect")
    assert [one["class"] for one in fills] == ["teinte-14a48d", "teinte-2855f1", "teinte-67696c"]
    assert sum(float(one["width"] or 0) for one in fills) == pytest.approx(100, abs=1.2)
    told = "".join(page.texts)
    for status, count in ((Status.DONE, 1), (Status.IN_PROGRESS, 2), (Status.NOT_STARTED, 1)):
        assert f"{count} {status.label}" in told
    assert "3 engagées sur 4 ▲ 1 en retard" in told
    hidden = [attributes for tag, attributes in page.tags if "glyphe" in (attributes.get("class") or "")]
    assert hidden
    assert all(attributes["aria-hidden"] == "true" for attributes in hidden)


def test_a_demonstration_and_a_draft_say_so() -> None:
    told = "".join(paged(demonstration=True, draft=True).texts)
    assert told.count("Données de démonstration") == 2
    assert "Projet de relevé" in told
    plain = "".join(paged().texts)
    assert "démonstration" not in plain
    assert "Projet" not in plain
    assert "Pied" in plain

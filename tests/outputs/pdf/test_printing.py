"""Documents and decks as PDF: read by everybody, on every machine, with every figure of the blocks."""

from dataclasses import replace
from datetime import date

import pytest

from ctg_tracking.errors import NotPrinted
from ctg_tracking.outputs.blocks import Bars, Curve, Deck, Line, Section, Slide, SlideKind, Table, Text
from ctg_tracking.outputs.pdf import deck_pdf, document_pdf
from ctg_tracking.outputs.pdf.ink import MISSING
from ctg_tracking.outputs.pdf.printing import printed
from tests.outputs.pdf import samples
from tests.outputs.pdf.reading import Pages, of_deck, of_document, plain

EVERY_WORD = (
    "31 actions engagées sur 42, dont 12 réalisées", "5 actions en retard", "75,6 % (31 sur 41)", "non renseigné",
    "11 engagées sur 14", "2 en retard", "Réalisée 12", "Statut à préciser 1", "30/06/2026", "12 500",
    "17,5", "Cible : 24", "Départ : 0", "31/12/2027", "1er juin 2026", "Évaluation présentée au COPIL",
    "Taux d’atteinte : 72,9 %", "De « En cours » à « Réalisée ».",
    "*Rien* n’est #gras ici, ni $x^2$, ni @personne, ni // commentaire.",
)  # fmt: skip


@pytest.fixture(scope="module")
def minutes() -> Pages:
    return of_document(samples.document(draft=True, demonstration=True))


@pytest.fixture(scope="module")
def slides() -> Pages:
    return of_deck(samples.deck(demonstration=True))


@pytest.mark.parametrize("kind", ["minutes", "slides"])
def test_the_pages_are_accessible_and_made_to_last(kind: str, request: pytest.FixtureRequest) -> None:
    pages: Pages = request.getfixturevalue(kind)
    assert pages.root["/Lang"] == "fr-FR"
    assert pages.root["/MarkInfo"]["/Marked"].value is True
    assert pages.root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in pages.metadata
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pages.metadata
    assert {"H1", "Table", "TH", "TD", "L", "LI", "Figure", "P"} <= pages.roles
    assert all(alt for alt in pages.alts)
    assert all(str(page["/Tabs"]) == "/S" for page in pages.reader.pages)


@pytest.mark.parametrize("kind", ["minutes", "slides"])
def test_every_figure_of_the_blocks_is_in_the_text(kind: str, request: pytest.FixtureRequest) -> None:
    pages: Pages = request.getfixturevalue(kind)
    missing = [words for words in EVERY_WORD if plain(words) not in pages.words]
    assert missing == []


@pytest.mark.parametrize("kind", ["minutes", "slides"])
def test_what_is_drawn_is_read_aloud(kind: str, request: pytest.FixtureRequest) -> None:
    pages: Pages = request.getfixturevalue(kind)
    assert "Budget : non renseigné" in pages.alts
    axe = (
        "Axe 1. Petite enfance : 11 engagées sur 14 ; 2 en retard ; Réalisée 5, En cours 6, Non démarrée 2, Reportée 1"
    )
    assert axe in pages.alts
    assert any(alt.startswith("De 0 place en 2022 à 17,5 en octobre 2025") for alt in pages.alts)


def test_the_headings_of_a_document_skip_no_level_and_are_its_bookmarks(minutes: Pages) -> None:
    assert [one.role for one in minutes.elements if one.role[0] == "H"] == ["H1", "H1", "H2", "H3", "H1", "H2"]
    assert minutes.bookmarks[0] == "Présents et ordre du jour"
    lone = samples.document()
    pages = of_document(replace(lone, sections=(Section("Suites", (samples.SOFT,), 3), Section("", (), 2))))
    assert [one.role for one in pages.elements if one.role[0] == "H"] == ["H1"]


def test_every_page_says_where_it_stands(minutes: Pages) -> None:
    last = len(minutes.pages)
    assert last == 3
    for number, words in enumerate(minutes.pages, 1):
        assert words.endswith(f"{number}/{last}")
        assert plain(samples.NOTE) in words
        assert "Démonstration" in words
        assert "Projet de relevé" in words
    closed = of_document(samples.document())
    assert "Projet de relevé" not in closed.words
    assert "Démonstration" not in closed.words


def test_a_slide_is_a_page_that_says_where_it_stands(slides: Pages) -> None:
    deck = samples.deck()
    assert len(slides.pages) == len(deck.slides) == len(slides.bookmarks)
    for number, (slide, words) in enumerate(zip(deck.slides, slides.pages, strict=True), 1):
        assert words.startswith(plain(slide.title))
        assert plain(slide.note) in words
        assert f"{number}/{len(deck.slides)}" in words
        assert "Démonstration" in words
    assert slides.pages[0].count("Démonstration") == 2, "in the text, where it is read aloud, and in the foot"
    (box,) = {(float(page.mediabox.width), float(page.mediabox.height)) for page in slides.reader.pages}
    assert box == (1280, 720)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert document_pdf(samples.document()) == document_pdf(samples.document())
    assert deck_pdf(samples.deck()) == deck_pdf(samples.deck())
    pages = of_document(samples.document())
    assert pages.reader.metadata is not None
    assert str(pages.reader.metadata["/CreationDate"]).startswith("D:20251127000000")


def test_a_long_table_repeats_its_header_on_each_page() -> None:
    rows = tuple((f"{index}. Ouvrir un lieu d’accueil", "En cours", "31/12/2026") for index in range(120))
    pages = of_document(samples.document(Table("Actions de la convention", ("Action", "État", "Échéance"), rows)))
    assert len(pages.pages) > 2
    assert all("Action État Échéance" in words for words in pages.pages)
    assert [one.role for one in pages.elements].count("TH") == 3
    assert "119. Ouvrir" in pages.pages[-1]


def test_a_slide_that_holds_too_much_goes_on_over_the_page() -> None:
    rows = tuple((f"{index}. Ouvrir un lieu d’accueil", "31/12/2026") for index in range(30))
    deck = samples.deck(samples.slide("trop", "Actions (suite)", Table("", ("Action", "Échéance"), rows)))
    pages = of_deck(deck)
    assert len(pages.pages) > 1
    assert pages.pages[1].count("Actions (suite)") == 1, "said once, however long it goes on"
    assert "(suite) (suite)" not in pages.words
    assert all(f"{index}. Ouvrir" in pages.words for index in range(30))


def test_what_came_since_the_opening_stands_on_the_slide() -> None:
    slide = replace(samples.slide("axes", "État par axe", samples.bars()), news=(Line("Ludothèque ouverte"),))
    (words,) = of_deck(samples.deck(slide)).pages
    assert "Depuis l’ouverture" in words
    assert "Ludothèque ouverte" in words


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    blocks = (Text("Mot. " * 60), samples.DECISIONS)
    sections = tuple(Section(f"Point {index}", blocks, 2) for index in range(30))
    pages = of_document(replace(samples.document(), sections=sections))
    for words in pages.pages:
        body = words.removesuffix(words[words.rfind("Chiffres figés") :]).strip()
        assert not body.split(" Mot. ")[-1].startswith("Point")
        assert not body.endswith("Relevé de décisions")


def test_what_no_font_prints_never_costs_the_minutes() -> None:
    pages = of_document(samples.document(Text("Bravo 🎉, 👩‍👩‍👧, 𝐆𝐫𝐚𝐬, ✅ fait, \ue000 et \ud800 \x00 fin")))
    assert f"Bravo {MISSING}, {MISSING}, Gras, ✔ fait, {MISSING} et {MISSING} {MISSING} fin" in pages.words
    assert f"5 caractères n’ont pas pu être imprimés : le signe {MISSING} en tient la place." in pages.words
    (slide,) = of_deck(samples.deck(samples.slide("a", "Une 🎉", samples.SOFT))).pages
    assert f"1 caractère n’a pas pu être imprimé : le signe {MISSING} en tient la place." in slide


@pytest.mark.parametrize(
    "words",
    [
        "a" * 20_000, "mot " * 5_000, "\u00a0".join(["mot"] * 500), "مرحبا بالعالم، שלום", "e\u0301\u0323\u0301" * 40,
        "\u202eabc\u2066", "\u0301", "a\n\n\n\n\nb", "https://exemple.fr/" + "x/" * 300, "", "\u200d\ufe0f",
    ],
)  # fmt: skip
def test_whatever_people_write_is_printed(words: str) -> None:
    table = Table(words, ("A", words), (("1", words), (words, "2")), (1, 20))
    bar = Bars(words, [replace(samples.bars().rows[0], label=words, told=words)], samples.bars().total, ())
    curve = Curve(words, words, (), words)
    document = samples.document(Text(words), table, bar, curve, replace(samples.CHANGES, title=words))
    assert of_document(replace(document, title=words, foot=words[:500])).count >= 1
    slide = samples.slide("a", words, Text(words), curve)
    assert of_deck(samples.deck(replace(slide, note=words[:500], subtitle=words))).count >= 1


def test_nothing_to_show_is_still_a_page() -> None:
    empty = replace(samples.document(), title="", subtitle="", facts=(), sections=(), foot="")
    assert len(of_document(empty).pages) == 1
    assert len(of_deck(Deck("", "", "", date(2025, 1, 1), ())).pages) == 1
    bare = Slide("a", SlideKind.TITLE, "", (Table("", (), ()), Curve("", "", (), "")), "")
    assert len(of_deck(samples.deck(bare)).pages) == 1


def test_a_sign_typst_refuses_leaves_at_the_second_attempt() -> None:
    sections = [{"title": "", "level": 0, "blocks": [{"is": "text", "soft": False, "mark": None, "words": "漢"}]}]
    data = {"title": "a", "subtitle": "", "facts": [], "foot": "", "running": "", "marks": [], "note": ""}
    pages = Pages(printed("document.typ", lambda ink: data | {"sections": [] if ink.strict else sections}, samples.DAY))
    assert "<pdfuaid:part>1</pdfuaid:part>" in pages.metadata
    assert pages.words == "a 1/1"


def test_pages_that_cannot_be_composed_are_refused_in_a_sentence() -> None:
    with pytest.raises(NotPrinted, match="Le document n’a pas pu être mis en pages"):
        printed("document.typ", lambda ink: {"title": "Sans le reste"}, samples.DAY)

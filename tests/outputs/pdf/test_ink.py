"""Any text, printed: what our fonts hold stays, the rest is marked and counted."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_tracking.outputs.blocks import Bullets, Line, Table, Text
from ctg_tracking.outputs.pdf.ink import MISSING, Ink, printable, western
from tests.outputs.pdf import samples
from tests.outputs.pdf.reading import of_document

anything = st.text(st.characters(codec=None), max_size=60)
odd = st.text(st.sampled_from(sorted(printable())), max_size=60)


@pytest.mark.parametrize(
    ("written", "told", "missing"),
    [
        ("L’été, «\u00a0noël\u00a0»\u202f: 12\u202f%", "L’été, «\u00a0noël\u00a0»\u202f: 12\u202f%", 0),
        ("e\u0301te\u0301", "été", 0),
        ("a\tb\r\nc\u2028d", "a b\nc\nd", 0),
        ("\ufeffun\u200b mot\u00ad", "un mot", 0),
        ("⚠️ ✅ ❌ ①", "⚠ ✔ ✘ ①", 0),
        ("🏳️‍🌈", MISSING, 1),
        ("👍🏽 🇫🇷", f"{MISSING} {MISSING}", 2),
        ("漢字", MISSING * 2, 2),
        ("\x00\x07\ud83d", MISSING * 3, 3),
    ],
)
def test_what_is_kept_replaced_and_counted(written: str, told: str, missing: int) -> None:
    ink = Ink()
    assert ink(written) == told
    assert ink.missing == missing


def test_a_long_run_is_given_places_to_break() -> None:
    told = Ink()("x" * 100)
    assert told.replace("\u200b", "") == "x" * 100
    assert max(map(len, told.split("\u200b"))) <= 30


def test_our_fonts_print_every_glyph_of_ours_and_french() -> None:
    assert set("●►○→■×?▲◊□◆−•…œŒæÆÿŸ«»’“”–—€\u00a0\u202f" + MISSING) <= printable()
    assert set("●►○→■×▲◊□éèàçœŒ«»’€\u202f" + MISSING) <= western()


@given(text=anything)
@settings(max_examples=200, deadline=None)
def test_the_words_of_french_survive_any_neighbour(text: str) -> None:
    ink = Ink(strict=True)
    told = ink(f"Crèche {text} ouverte")
    assert told.startswith("Crèche")
    assert set(told) - {"\u200b"} <= western()
    assert told.count(MISSING) - text.count(MISSING) == ink.missing or unicodedata.normalize("NFC", text) != text


@given(text=st.one_of(anything, odd))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_document(text: str) -> None:
    blocks = (Text(text), Bullets((Line(text, detail=text),), text), Table(text, (text, "B"), ((text, text),)))
    pages = of_document(samples.document(*blocks))
    assert "pdfuaid:part>1<" in pages.metadata

"""How the columns and colours of a file are named to the person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.screen.import_colours import colour_words
from ctg_tracking.screen.import_columns import Certainty, columns_of, field_words
from ctg_tracking.spreadsheet.columns import TABLES, YEARLY, Table
from ctg_tracking.spreadsheet.plan import FoundColumn, FoundTable


@pytest.mark.parametrize(
    ("rgb", "words"),
    [
        ("C6EFCE", "vert clair"),
        ("FFC7CE", "rose clair"),
        ("FFEB9C", "jaune clair"),
        ("FF0000", "rouge"),
        ("FFC000", "jaune"),
        ("ED7D31", "orange"),
        ("00B050", "vert"),
        ("4472C4", "bleu"),
        ("1F3864", "bleu foncé"),
        ("7030A0", "violet"),
        ("D9D9D9", "gris clair"),
        ("000000", "noir"),
    ],
)
def test_a_colour_has_the_name_people_give_it(rgb: str, words: str) -> None:
    assert colour_words(rgb) == words


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_name(value: int) -> None:
    assert colour_words(f"{value:06X}").strip()


def a_table(sheet: str, *headers: str, kind: Table = Table.PLAN) -> FoundTable:
    fields = tuple(
        FoundColumn(index, "ABCDEF"[index], header, None, None, 0, False, (f"{header} {sheet}",))
        for index, header in enumerate(headers)
    )
    return FoundTable(kind, sheet, 1, {}, {}, (), {}, fields)


def test_columns_of_sheets_alike_are_one_answer() -> None:
    (one,) = columns_of([a_table("Axe 1", "Qui"), a_table("Axe 2", "Qui")])
    assert one.keys == ("Qui",)
    assert one.places == ("Axe 1!A", "Axe 2!A")
    assert one.samples == ("Qui Axe 1", "Qui Axe 2")
    assert one.certainty is Certainty.ASIDE


def test_a_header_met_twice_in_a_table_or_in_tables_unlike_is_told_by_its_place() -> None:
    twice = columns_of([a_table("Plan", "Qui", "Qui", "")])
    assert [one.keys for one in twice] == [("Plan!A",), ("Plan!B",), ("Plan!C",)]
    unlike = columns_of([a_table("Plan", "Qui"), a_table("Mesures", "Qui", kind=Table.INDICATORS)])
    assert [one.keys for one in unlike] == [("Plan!A",), ("Mesures!A",)]


@pytest.mark.parametrize("kind", Table)
def test_every_meaning_has_its_french_words(kind: Table) -> None:
    words = [field_words(kind, column.field) for column in (*TABLES[kind], *YEARLY[kind])]
    assert len(set(words)) == len(words)
    assert not any("_" in one for one in words)

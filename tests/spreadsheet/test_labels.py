import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.spreadsheet.labels import code_key, header_word, read_label, title_key


@pytest.mark.parametrize(
    ("cell", "code", "title", "word"),
    [
        ("Axe 1 : Petite enfance", "1", "Petite enfance", "Axe"),
        ("AXE 2 - Jeunesse", "2", "Jeunesse", "Axe"),
        ("Axe1: Agir", "1", "Agir", "Axe"),
        ("Enjeu 3", "3", None, "Enjeu"),
        ("Orientation stratégique 1 : Santé", "1", "Santé", "Orientation"),
        ("Fiche Action 12. Aller vers", "12", "Aller vers", None),
        ("FA 1.1 : Aller vers", "1.1", "Aller vers", None),
        ("Action 3 - Aller vers", "3", "Aller vers", None),
        ("4.2. Déployer", "4.2", "Déployer", None),
        ("4.2 : Déployer", "4.2", "Déployer", None),
        ("1.1.1 Informer", "1.1.1", "Informer", None),
        ("II. Lien social", "II", "Lien social", None),
        ("I.1 Accueillir", "I.1", "Accueillir", None),
        ("A.2 - Accueillir", "A.2", "Accueillir", None),
        ("2", "2", None, None),
        ("1 000 places en crèche", None, "1 000 places en crèche", None),
        ("3-11 ans : accueillir", None, "3-11 ans : accueillir", None),
        ("Action sociale", None, "Action sociale", None),
        ("Projet Éducatif de Territoire", None, "Projet Éducatif de Territoire", None),
        ("Vie sociale", None, "Vie sociale", None),
        ("2024 : année", None, "2024 : année", None),
    ],
)
def test_a_number_is_taken_off_a_title_only_when_it_is_one(
    cell: str, code: str | None, title: str | None, word: str | None
) -> None:
    label = read_label(cell)
    assert (label.code, label.title, label.word) == (code, title, word)


def test_two_writings_of_one_title() -> None:
    assert title_key("4.2. Déployer l’offre") == title_key("4.2 : déployer l'offre")


@pytest.mark.parametrize(
    ("one", "other"), [("01", "1"), ("FA 1.1", "1.1"), ("1.", "1"), ("Action 3", "3"), ("Axe 2", "2")]
)
def test_two_writings_of_one_number(one: str, other: str) -> None:
    assert code_key(one) == code_key(other)


def test_the_word_of_a_level_is_in_its_header() -> None:
    assert header_word("Enjeux stratégiques") == "Enjeu"
    assert header_word("Objectif stratégique") == "Objectif stratégique"
    assert header_word("Sous-axe (x.x)") == "Sous-axe"
    assert header_word("Titre") is None


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    read_label(text), title_key(text), code_key(text)

"""What each column is: by its words, by the group above it, by its cells."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_tracking.spreadsheet.columns import PLAN, Column
from ctg_tracking.spreadsheet.grid import Merge
from ctg_tracking.spreadsheet.layout import Matched, Place, corrections, find_tables
from ctg_tracking.spreadsheet.text import key_words
from ctg_tracking.spreadsheet.told import Understanding
from tests.spreadsheet.workbooks import sheet


def placed(
    *rows: list[Any], merges: list[Merge] | None = None, fills: dict[tuple[int, int], str] | None = None
) -> Place:
    (place,) = all_placed(*rows, merges=merges, fills=fills)
    return place


def all_placed(
    *rows: list[Any], merges: list[Merge] | None = None, fills: dict[tuple[int, int], str] | None = None
) -> list[Place]:
    one = replace(sheet("Plan", rows, merges or ()), fills=fills or {})
    return find_tables(one, corrections(Understanding(), one), plan_elsewhere=False)


def fields(place: Place) -> dict[int, tuple[str, str | None]]:
    return {column.index: (column.field, column.year) for column in place.columns}


def at(place: Place, index: int) -> Matched | None:
    return next((column for column in place.columns if column.index == index), None)


# -- the words of a header --


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Fiche action", "title"),
        ("Nom du projet", "title"),
        ("Qui ?", "pilots"),
        ("Structure porteuse", "pilots"),
        ("Référent technique", "pilots"),
        ("Porté par", "pilots"),
        ("Avec qui ?", "partners"),
        ("Partenaires à mobiliser", "partners"),
        ("Quand ?", "due_on"),
        ("Pour quand ?", "due_on"),
        ("Où en est-on ?", "status"),
        ("État d’avancement", "status"),
        ("Niveau de réalisation", "status"),
        ("Éléments de bilan", "comment"),
        ("Point de vigilance", "comment"),
        ("Freins / leviers", "comment"),
        ("Indicateurs d’évaluation", "indicators"),
        ("Public visé", "audience"),
        ("Pour qui ?", "audience"),
        ("Où ?", "communes"),
        ("Combien ?", "budget"),
        ("Comment ?", "description"),
        ("Pourquoi ?", "description"),
        ("Thème CTG", "themes"),
        ("Élu référent", "elected_referent"),
    ],
)
def test_headers_of_plans_as_they_are_written(header: str, field: str) -> None:
    rows = [["Axe", header], ["Axe 1", "x"]] if field == "title" else [["Axe", "Action", header], ["Axe 1", "x", ""]]
    column = at(placed(*rows), 1 if field == "title" else 2)
    assert column is not None
    assert (column.field, column.confidence) == (field, 100)


def _stripped(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _plural(text: str) -> str:
    return " ".join(f"{word}s" if len(word) > 3 and word[-1] not in "sxz'’)." else word for word in text.split(" "))


LOOKS = (
    str.upper,
    str.lower,
    str.title,
    _stripped,
    _plural,
    lambda text: f"  {text} \n",
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: f"{text} (à compléter)",
    lambda text: f"{text} *",
    lambda text: f"🟢 {text} :",
    lambda text: text.replace("'", "’"),
)
words = st.sampled_from(
    [(column, word) for column in PLAN for word in (column.header, *column.synonyms) if re.search(r"[^\W\d]{3}", word)]
)


@settings(max_examples=250, deadline=None)
@given(words, st.lists(st.sampled_from(LOOKS), max_size=3))
def test_the_look_of_a_header_never_changes_its_field(known: tuple[Column, str], looks: list[Any]) -> None:
    column, word = known
    written = word
    for look in looks:
        written = look(written)
    rows = (
        [[word, "Action", "Axe", "Statut"], ["", "x", "", ""]],
        [[written, "Action", "Axe", "Statut"], ["", "x", "", ""]],
    )
    plain, disguised = (placed(*one) for one in rows)
    assert [one.field for one in plain.columns] == [one.field for one in disguised.columns], (column.field, written)
    assert key_words(word) == "" or at(disguised, 0) is not None or at(plain, 0) is None


# -- groups above --


def test_a_group_says_what_a_vague_word_means() -> None:
    place = placed(
        ["Axe", "", "Action", "", "Moyens", "", "Évaluation", ""],
        ["N°", "Intitulé", "N°", "Intitulé", "Humains", "Financiers", "Indicateurs", "Commentaires"],
        [1, "Enfance", 1, "Créer un relais", "1 ETP", "Caf", "Places", "lancé"],
        merges=[Merge(0, 0, 0, 1), Merge(0, 2, 0, 3), Merge(0, 4, 0, 5), Merge(0, 6, 0, 7)],
    )
    assert [column.field for column in place.columns] == [
        "axe_code",
        "axe",
        "code",
        "title",
        "description",
        "funding",
        "indicators",
        "comment",
    ]


@pytest.mark.parametrize("merged", [True, False])
def test_years_under_a_calendar_are_marks(merged: bool) -> None:
    place = placed(
        ["Axe", "Action", "Calendrier", "", "", "Statut"],
        ["", "", 2024, 2025, 2026, ""],
        ["Axe 1", "Créer un relais", "X", "", "", "En cours"],
        ["Axe 1", "Former", "", "x", "x", "À venir"],
        merges=[Merge(0, 2, 0, 4), Merge(0, 0, 1, 0), Merge(0, 1, 1, 1)] if merged else None,
    )
    assert [fields(place)[index] for index in (2, 3, 4)] == [
        ("mark_at", "2024"),
        ("mark_at", "2025"),
        ("mark_at", "2026"),
    ]
    assert place.headers[2] == "Calendrier 2024"
    assert (place.header, place.first) == (0, 2)


def test_headers_on_three_rows() -> None:
    place = placed(
        ["Axe", "Action", "Calendrier", "", "", ""],
        ["", "", 2025, "", 2026, ""],
        ["", "", "S1", "S2", "S1", "S2"],
        ["Axe 1", "Créer un relais", "x", "x", "", ""],
    )
    assert [column.year for column in place.columns if column.field == "mark_at"] == [
        "S1 2025",
        "S2 2025",
        "S1 2026",
        "S2 2026",
    ]


def test_a_group_row_above_the_headers_is_no_title() -> None:
    place = placed(
        ["Suivi de la convention"],
        ["", "", "Calendrier", "", "Bilan", ""],
        ["Axe", "Action", "T1 2026", "T2 2026", "2024", "2025"],
        ["Axe 1", "Créer un relais", "x", "", "Le relais a ouvert ses portes en mai.", ""],
    )
    assert place.header == 2
    assert [fields(place)[index] for index in (2, 3, 4, 5)] == [
        ("mark_at", "T1 2026"),
        ("mark_at", "T2 2026"),
        ("note_at", "2024"),
        ("note_at", "2025"),
    ]


def test_statuses_as_columns_of_crosses() -> None:
    place = placed(
        ["Axe", "Action", "Statut", "", "", ""],
        ["", "", "Réalisé", "En cours", "À venir", "Gelé pour l’instant"],
        ["Axe 1", "Créer un relais", "x", "", "", ""],
        ["Axe 1", "Former", "", "x", "", ""],
        ["Axe 1", "Ouvrir", "", "", "", "x"],
    )
    marks = [column for column in place.columns if column.field == "status_mark"]
    assert [column.header for column in marks] == ["Réalisé", "En cours", "À venir", "Gelé pour l’instant"]
    assert [column.confidence for column in marks] == [100, 100, 100, 80]


def test_a_column_of_texts_named_like_a_status_is_no_mark() -> None:
    place = placed(["Action", "Pilote", "À venir"], ["Créer un relais", "CCAS", "Ouvrir le second site"])
    assert at(place, 2) is None


# -- years --


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Bilan 2024", ["Le relais a ouvert.", ""], ("note_at", "2024")),
        ("Bilan 2024", ["", ""], ("note_at", "2024")),
        ("Commentaires 2023", ["Rien à signaler", ""], ("note_at", "2023")),
        ("Réalisé en 2024 (texte)", ["Trois ateliers ont eu lieu", ""], ("note_at", "2024")),
        ("Éléments de bilan 2024", ["Trois ateliers", ""], ("note_at", "2024")),
        ("2024", ["Le relais a ouvert ses portes au mois de mai.", ""], ("note_at", "2024")),
        ("2025", ["X", ""], ("mark_at", "2025")),
        (2025, ["●", "●"], ("mark_at", "2025")),
        ("T1 2026", ["x", ""], ("mark_at", "T1 2026")),
        ("S2 2025", ["", "x"], ("mark_at", "S2 2025")),
        ("janv-25", ["x", ""], ("mark_at", "janv-25")),
        ("1er trimestre 2026", ["x", ""], ("mark_at", "1er trimestre 2026")),
        (date(2025, 1, 1), ["x", ""], ("mark_at", "01/2025")),
        ("Budget 2024", [12000, 5000], ("funding", None)),
        ("Coût 2025 (€)", ["12 500 €", ""], ("funding", None)),
        ("Statut 2024", ["En cours", "Réalisée"], ("status", None)),
    ],
)
def test_columns_named_by_a_period(header: Any, cells: list[Any], expected: tuple[str, str | None]) -> None:
    place = placed(
        ["Axe", "Action", "Pilote", header],
        ["Axe 1", "Créer un relais", "CCAS", cells[0]],
        ["Axe 1", "Former", "Caf", cells[1]],
    )
    assert fields(place)[3] == expected


def test_a_year_of_numbers_in_a_plan_is_left_aside_and_listed() -> None:
    place = placed(["Axe", "Action", "2024"], ["Axe 1", "Créer un relais", 12], ["Axe 1", "Former", 7])
    assert at(place, 2) is None
    assert place.ignored == ("2024",)


def test_a_coloured_calendar() -> None:
    place = placed(
        ["Axe", "Action", "2025", "2026"],
        ["Axe 1", "Créer un relais", "", ""],
        ["Axe 1", "Former", "", ""],
        fills={(1, 2): "FFC000", (2, 3): "FFC000"},
    )
    assert [fields(place)[index] for index in (2, 3)] == [("mark_at", "2025"), ("mark_at", "2026")]


def test_of_two_dated_statuses_the_last_one_is_the_status() -> None:
    place = placed(
        ["Action", "Pilote", "Statut 2023", "Statut 2024", "Statut 2025"],
        ["Créer un relais", "CCAS", "À venir", "En cours", ""],
    )
    assert [fields(place)[index] for index in (2, 3, 4)] == [
        ("note_at", "2023"),
        ("status", None),
        ("note_at", "2025"),
    ]


def test_values_and_targets_of_indicators_by_year() -> None:
    (place,) = all_placed(
        ["Indicateur", "Unité", "Valeur", "", "Cible", ""],
        ["", "", 2023, 2024, 2025, 2026],
        ["Places", "places", 10, 12, 15, 20],
    )
    assert [fields(place)[index] for index in (2, 3, 4, 5)] == [
        ("value_at", "2023"),
        ("value_at", "2024"),
        ("target_at", "2025"),
        ("target_at", "2026"),
    ]


def test_crosses_and_values_by_year_on_the_same_rows() -> None:
    plan, measures = all_placed(
        ["Axe", "Action", "Calendrier", "", "Indicateurs", "", "", ""],
        ["", "", 2025, 2026, "Indicateur", "Valeur 2023", "Valeur 2024", "Cible"],
        ["Axe 1", "Créer un relais", "x", "x", "Places", 10, 12, 20],
        ["Axe 1", "Former", "", "x", "Assistants", 3, 4, 6],
    )
    assert [fields(plan)[index] for index in (2, 3)] == [("mark_at", "2025"), ("mark_at", "2026")]
    assert [fields(measures)[index] for index in (4, 5, 6, 7)] == [
        ("indicator", None),
        ("value_at", "2023"),
        ("value_at", "2024"),
        ("target", None),
    ]


def test_a_date_of_the_plan_is_no_period() -> None:
    place = placed(["Action", "Échéance 2026", "Date de fin"], ["Créer", "", date(2026, 1, 1)])
    assert fields(place)[2] == ("due_on", None)


def test_of_percents_by_year_the_last_one_holds() -> None:
    place = placed(
        ["Action", "Pilote", "Avancement 2024", "Avancement 2025"], ["Créer un relais", "CCAS", "50 %", "80 %"]
    )
    assert (fields(place).get(2), fields(place)[3]) == (None, ("percent", None))
    assert place.ignored == ("Avancement 2024",)


def test_a_status_column_not_crossed_yet_goes_with_the_others() -> None:
    place = placed(["Action", "Réalisé", "En cours", "Abandonné"], ["A", "x", "", ""], ["B", "", "x", ""])
    assert [fields(place)[index][0] for index in (1, 2, 3)] == ["status_mark"] * 3


def test_a_level_called_objectif_is_no_target() -> None:
    (place,) = all_placed(
        ["Objectif", "Action", "Moyens", "Indicateur de résultat"],
        ["Accueillir", "Créer un relais", "1 ETP", "Familles"],
    )
    assert [column.field for column in place.columns] == ["axe", "title", "description", "indicators"]


def test_a_name_under_a_group_names_the_group() -> None:
    plan, measures = all_placed(
        ["Axe", "Action", "Pilotage", "", "Indicateurs", "", "", "Statut"],
        ["", "", "Structure", "Personne", "Libellé", "Valeur 2024", "Cible 2026", ""],
        ["Axe 1", "Créer un relais", "CCAS", "Mme le maire", "Places créées dans le relais", 10, 20, "En cours"],
        ["Axe 1", "Former", "Caf", "", "Sessions de formation tenues", 3, 6, "À venir"],
    )
    assert [(column.index, column.field) for column in plan.columns] == [
        (0, "axe"),
        (1, "title"),
        (2, "pilots"),
        (3, "pilots"),
        (7, "status"),
    ]
    assert [fields(measures)[index][0] for index in (4, 5, 6)] == ["indicator", "value_at", "target_at"]


def test_crosses_under_names_are_those_named() -> None:
    place = placed(
        ["Axe", "Action", "Partenaires", "", "Pilote"],
        ["", "", "Caf", "MSA", ""],
        ["Axe 1", "Créer un relais", "x", "", "CCAS"],
        ["Axe 1", "Former", "x", "x", "Caf"],
        merges=[Merge(0, 2, 0, 3)],
    )
    assert [column.field for column in place.columns] == ["axe", "title", "partners", "partners", "pilots"]
    assert [column.names for column in place.columns] == [None, None, "Caf", "MSA", None]
    assert place.ignored == ()


def test_the_first_row_is_no_header_though_a_header_beside_it_is_blank() -> None:
    place = placed(
        ["Axe", "Action", "", "Statut", ""],
        ["Axe 1", "Créer un relais", "note", "En cours", "Réalisé"],
        ["Axe 1", "Former", "", "À venir", ""],
    )
    assert (place.header, place.first) == (0, 1)


def test_a_result_beside_an_indicator_is_its_value() -> None:
    plan, measures = all_placed(
        ["Axe", "Action", "Pilote", "Indicateurs", "Cible", "Résultat 2024", "Bilan 2024"],
        ["Axe 1", "Créer", "CCAS", "Places", "20 places", "15 places", "ouvert"],
    )
    assert fields(measures)[5] == ("value_at", "2024")
    assert fields(plan)[6] == ("note_at", "2024")
    assert 5 not in fields(plan)


def test_what_comes_next_year_is_no_account_of_it() -> None:
    place = placed(
        ["Action", "Statut", "Bilan 2024", "Perspectives 2025"],
        ["Créer un relais", "En cours", "Trois séances tenues", "Étendre à deux communes"],
    )
    assert fields(place)[2] == ("note_at", "2024")
    told = at(place, 3)
    assert told is not None
    assert (told.field, told.label) == ("comment", "Perspectives 2025")

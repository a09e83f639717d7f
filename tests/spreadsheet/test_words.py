from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.model.words import ActorKind, Direction, Nature, Periodicity, Priority, Status
from ctg_tracking.spreadsheet.choices import read_choice, read_yes_no
from ctg_tracking.spreadsheet.names import read_names, split_list
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.statuses import read_status
from ctg_tracking.spreadsheet.text import stem


@pytest.mark.parametrize("status", Status)
def test_our_own_words_are_read_back(status: Status) -> None:
    assert read_status(status.label, {}).value is status
    assert read_status(status.label.upper() + "  ", {}).value is status
    assert read_status(f"{status.look.glyph} {status.label}", {}).value is status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("À venir", Status.NOT_STARTED),
        ("a faire", Status.NOT_STARTED),
        ("Prévu", Status.NOT_STARTED),
        ("Réalisé·e", Status.DONE),
        ("Réalisé(e)", Status.DONE),
        ("TERMINÉES", Status.DONE),
        ("ok", Status.DONE),
        ("Engagée", Status.IN_PROGRESS),
        ("En pause", Status.SUSPENDED),
        ("Bloqué ", Status.SUSPENDED),
        ("Reporté", Status.POSTPONED),
        ("Abandonné ", Status.DROPPED),
        ("sans suite", Status.DROPPED),
        ("A discuter", Status.TO_SPECIFY),
        ("Non réalisée", Status.NOT_STARTED),
    ],
)
def test_synonyms_forgive_accents_case_gender_and_spaces(word: str, status: Status) -> None:
    read = read_status(word, {})
    assert (read.value, read.trouble) == (status, None)


@pytest.mark.parametrize("word", ["Presque fini", "Réalisation", "En bonne course", "X", "vert"])
def test_an_unknown_status_is_never_the_nearest_word(word: str) -> None:
    read = read_status(word, {})
    assert read.value is None
    assert read.trouble is not None
    assert read.trouble.severity is Severity.WARNING
    assert word in read.trouble.message


def test_the_person_says_what_a_word_means() -> None:
    assert read_status("Presque fini", {stem("presque fini"): Status.IN_PROGRESS}).value is Status.IN_PROGRESS


def test_lateness_is_computed_not_stored() -> None:
    read = read_status("En retard", {})
    assert read.value is Status.TO_SPECIFY
    assert read.trouble is not None
    assert read.trouble.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (
            "Mairie, CCAS (Jeunesse, Enfance) ; Caf\n- Mission locale",
            ("Mairie", "CCAS (Jeunesse, Enfance)", "Caf", "Mission locale"),
        ),
        ("Mairie et Caf", ("Mairie", "Caf")),
        ("la Caf et le service jeunesse", ("Caf", "service jeunesse")),
        ("Service enfance et jeunesse", ("Service enfance et jeunesse",)),
        ("Direction Petite Enfance et Parentalité", ("Direction Petite Enfance et Parentalité",)),
        ("Service jeunesse et Caf", ("Service jeunesse", "Caf")),
        ("CCAS/MSA", ("CCAS", "MSA")),
        ("« Lire, écrire » ; MSA", ("« Lire, écrire »", "MSA")),
        ("Associations locales, etc.", ("Associations locales",)),
        ("Caf, Caf", ("Caf",)),
        ("bureau (ouvert, fermé", ("bureau (ouvert)", "fermé")),
    ],
)
def test_lists_split_outside_brackets_and_quotes(cell: str, names: tuple[str, ...]) -> None:
    assert split_list(cell) == names


def test_a_name_may_tell_a_person() -> None:
    found = read_names("Anne DURAND, CCAS").value
    assert found is not None
    assert [one.kind for one in found] == [ActorKind.PERSON, None]
    assert read_names("Anne Durand", ActorKind.PERSON).value[0].kind is ActorKind.PERSON  # type: ignore[index]


@pytest.mark.parametrize(
    ("cell", "told"), [("oui", True), ("VRAI", True), ("x", True), (True, True), ("Non", False), (0, False), ("", None)]
)
def test_yes_and_no(cell: Any, told: bool | None) -> None:
    assert read_yes_no(cell).value is told


@pytest.mark.parametrize(
    ("cell", "member"),
    [
        ("eleve", Priority.HIGH),
        ("Haut", Priority.HIGH),
        ("moyen", Priority.MEDIUM),
        ("faible", Priority.LOW),
        ("à la baisse", Direction.DOWN),
        ("+", Direction.UP),
        ("Réalisation", Nature.OUTPUT),
        ("annuelle", Periodicity.YEARLY),
    ],
)
def test_closed_vocabularies(cell: str, member: Any) -> None:
    assert read_choice(cell, type(member)).value is member


def test_an_unknown_choice_is_a_warning() -> None:
    trouble = read_choice("plutôt haute", Priority).trouble
    assert trouble is not None
    assert trouble.severity is Severity.WARNING


@given(st.text(max_size=60))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    read_status(text, {}), read_names(text), read_choice(text, Priority), read_yes_no(text)

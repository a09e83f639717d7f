from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.model.words import ActorKind, Direction, Nature, Periodicity, Priority, Status
from ctg_tracking.spreadsheet.choices import is_cross, read_choice, read_yes_no
from ctg_tracking.spreadsheet.names import read_names, split_list
from ctg_tracking.spreadsheet.parsed import Parsed, Severity
from ctg_tracking.spreadsheet.statuses import read_status, status_key
from ctg_tracking.spreadsheet.text import stem
from ctg_tracking.spreadsheet.title_cells import Titled, actions_listed, read_title


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
        ("CCAS et/ou Caf", ("CCAS", "Caf")),
        ("M./Mme le Maire ; MSA", ("M./Mme le Maire", "MSA")),
        ("https://exemple.fr/a/b", ("https://exemple.fr/a/b",)),
        ("école et associations locales", ("école", "associations locales")),
        ("Relais parents et assistants maternels", ("Relais parents et assistants maternels",)),
        ("CCAS\u00a0; Caf\r\nMSA", ("CCAS", "Caf", "MSA")),
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
    ("cell", "names", "told"),
    [
        ("Anne DURAND (anne@exemple.fr, 01 02 03 04 05)", ["Anne DURAND"], "anne@exemple.fr, 01 02 03 04 05"),
        ("CCAS - tél. : 01.02.03.04.05", ["CCAS"], "tél. : 01.02.03.04.05"),
        ("Paul MARTIN\n+33 6 01 02 03 04", ["Paul MARTIN"], "+33 6 01 02 03 04"),
        ("accueil@exemple.fr", ["accueil@exemple.fr"], None),
        ("Service 0-3 ans, 4-6 ans", ["Service 0-3 ans", "4-6 ans"], None),
    ],
)
def test_addresses_and_telephone_numbers_are_left_aside_and_told(cell: str, names: list[str], told: str | None) -> None:
    read = read_names(cell)
    assert [one.name for one in read.value or ()] == names
    assert (read.trouble is None) is (told is None)
    if read.trouble is not None:
        assert str(told) in read.trouble.message
        assert read.trouble.severity is Severity.WARNING


@pytest.mark.parametrize("cell", ["-", "N/A", "néant", "RAS", "aucun", "…", "\u00a0", "NC"])
def test_what_says_nobody_names_nobody(cell: str) -> None:
    assert read_names(cell) == Parsed()


@pytest.mark.parametrize(
    ("cell", "title", "status"),
    [
        ("[TERMINÉ] Créer un relais", "Créer un relais", Status.DONE),
        ("Créer un relais (en cours)", "Créer un relais", Status.IN_PROGRESS),
        ("ABANDONNÉ - Créer un relais", "Créer un relais", Status.DROPPED),
        ("Créer un relais (à préciser)", "Créer un relais (à préciser)", None),
        ("[Phase 2] Créer un relais", "[Phase 2] Créer un relais", None),
        ("PROJET : un lieu", "PROJET : un lieu", None),
        ("(Re)créer un relais", "(Re)créer un relais", None),
    ],
)
def test_a_status_around_a_title_is_read_only_when_it_is_one(cell: str, title: str, status: Status | None) -> None:
    assert read_title(cell) == Titled(title, status)


@pytest.mark.parametrize(
    ("cell", "listed"), [("- a\n- b", 2), ("1. a\n2. b\n3. c", 3), ("un titre\n- long", 0), ("a", 0)]
)
def test_several_actions_in_a_cell_are_counted(cell: str, listed: int) -> None:
    assert actions_listed(cell) == listed


@pytest.mark.parametrize("cell", ["x", "X ", "✓", "●", 1, True, "oui", "✅"])
def test_a_cross_marks_its_cell(cell: Any) -> None:
    assert is_cross(cell)


@pytest.mark.parametrize("cell", ["", "non", 0, "à voir", "xylophone", False])
def test_other_words_are_no_cross(cell: Any) -> None:
    assert not is_cross(cell)


def test_emojis_are_words_of_their_own() -> None:
    told = {status_key("🟢"): Status.DONE, status_key("🔴"): Status.SUSPENDED}
    assert read_status("🟢", told).value is Status.DONE
    assert read_status(" 🔴 ", told).value is Status.SUSPENDED
    assert read_status("🟢", {}).words == "🟢"


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
        ("★★☆", Priority.MEDIUM),
        ("★★★", Priority.HIGH),
        ("1 - Haute", Priority.HIGH),
        ("🔴 Élevée", Priority.HIGH),
        ("Réalisation", Nature.OUTPUT),
        ("annuelle", Periodicity.YEARLY),
    ],
)
def test_closed_vocabularies(cell: str, member: Any) -> None:
    assert read_choice(cell, type(member)).value is member


def test_an_unknown_choice_is_a_warning() -> None:
    for words in ("plutôt haute", "★★", "★★★★"):
        trouble = read_choice(words, Priority).trouble
        assert trouble is not None
        assert trouble.severity is Severity.WARNING


@given(st.text(max_size=60))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    read_status(text, {}), read_names(text), read_choice(text, Priority), read_yes_no(text)
    assert read_title(text).title.strip() or not text.strip()
    actions_listed(text), is_cross(text)

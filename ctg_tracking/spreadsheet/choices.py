"""Closed vocabularies by their labels and exact synonyms, and yes or no; an unknown word is told, never guessed."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeVar

from ctg_tracking.model.words import Confidence, Direction, Nature, Origin, Periodicity, Priority
from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.parsed import Parsed, warning
from ctg_tracking.spreadsheet.text import key_words, one_line, stem
from ctg_tracking.spreadsheet.words import as_text, is_blank_word

Word = TypeVar("Word", bound=StrEnum)

_CHOICES: Mapping[type[StrEnum], Mapping[StrEnum, tuple[str, ...]]] = {
    Priority: {
        Priority.HIGH: ("haute", "haut", "forte", "fort", "prioritaire", "urgent", "élevé", "1", "p1"),
        Priority.MEDIUM: ("moyen", "normale", "intermédiaire", "2", "p2"),
        Priority.LOW: ("bas", "faible", "secondaire", "3", "p3"),
    },
    Direction: {
        Direction.UP: ("hausse", "augmenter", "augmentation", "croissant", "plus", "+", "en hausse", "à augmenter"),
        Direction.DOWN: (
            "baisse",
            "diminuer",
            "diminution",
            "décroissant",
            "réduire",
            "réduction",
            "en baisse",
            "à diminuer",
            "à réduire",
        ),
        Direction.KEEP: ("maintien", "maintenir", "stable", "stabilité", "stabiliser", "égal"),
    },
    Nature: {
        Nature.MEANS: ("moyen", "de moyens", "indicateur de moyens"),
        Nature.OUTPUT: ("de réalisation", "réalisations", "indicateur de réalisation", "activité", "produit"),
        Nature.RESULT: ("de résultat", "résultats", "indicateur de résultat", "effet", "impact"),
    },
    Periodicity: {
        Periodicity.ONCE: ("unique", "ponctuelle", "ponctuel"),
        Periodicity.YEARLY: ("annuelle", "annuel", "par an", "1 fois par an", "tous les ans", "an", "année"),
        Periodicity.HALF_YEARLY: ("semestrielle", "semestriel", "2 fois par an", "semestre"),
        Periodicity.QUARTERLY: ("trimestrielle", "trimestriel", "trimestre"),
        Periodicity.MONTHLY: ("mensuelle", "mensuel", "mois", "tous les mois"),
    },
    Confidence: {
        Confidence.ON_TRACK: ("bonne voie", "sécurisé", "objectifs sécurisés", "soleil"),
        Confidence.REACHABLE: ("objectifs atteignables", "couvert"),
        Confidence.SUPPORT: ("appuis nécessaires", "appui", "nuage", "besoin d'appui"),
        Confidence.COMPROMISED: ("objectifs compromis", "orage", "compromise"),
    },
    Origin: {
        Origin.DOCUMENT: ("documents", "source", "texte"),
        Origin.SIMULATED: ("simulée", "simulation"),
    },
}
_NO_CHOICE = frozenset(
    stem(word) for word in ("non renseigné", "nr", "nc", "sans", "aucune", "aucun", "à définir", "non nécessaire")
)


@cache
def _choice_table(vocabulary: type[Word]) -> Mapping[str, Word]:
    found: dict[str, Word] = {}
    for member in vocabulary:
        for word in (member.value, getattr(member, "label", member.value), *_CHOICES[vocabulary].get(member, ())):
            found[_choice_key(word)] = member
    return MappingProxyType(found)


@lru_cache(maxsize=4096)
def _choice_key(text: str) -> str:
    return stem(text.replace("_", " ")) or one_line(text)


def read_choice(value: Value, vocabulary: type[Word]) -> Parsed[Word]:
    """The member a cell names by its label, its key or an exact synonym; unknown words are a warning."""
    return _choice(as_text(value), vocabulary)


@lru_cache(maxsize=4096)
def _choice(text: str, vocabulary: type[Word]) -> Parsed[Word]:
    key = _choice_key(text)
    if not key or key in _NO_CHOICE or is_blank_word(text):
        return Parsed()
    table = _choice_table(vocabulary)
    member = table.get(key) or table.get(_RANK.sub("", key)) or _by_stars(text, vocabulary)
    if member is None:
        labels = ", ".join(str(getattr(one, "label", one.value)) for one in vocabulary)
        return Parsed(trouble=warning(f"« {one_line(text)} » n’est pas reconnu\u202f; attendu\u202f: {labels}"))
    return Parsed(member)


_RANK = re.compile(r"^[0-9]{1,2} (?=[a-z])")
_STARS = re.compile(r"([★⭐]*)([☆]*)")


def _by_stars(text: str, vocabulary: type[Word]) -> Word | None:
    """A priority out of three stars: « ★★☆ » is the middle one; stars without their scale say nothing sure."""
    match = _STARS.fullmatch("".join(text.replace("\ufe0f", "").split()))
    if match is None or not issubclass(vocabulary, Priority):
        return None
    full, empty = len(match[1]), len(match[2])
    ranks: dict[int, Word] = dict(enumerate((vocabulary("low"), vocabulary("medium"), vocabulary("high")), 1))
    return ranks.get(full) if full + empty == len(ranks) else None


_YES = frozenset(
    ("oui", "o", "vrai", "x", "1", "yes", "true", "ok", "chaque annee", "annuel", "annuelle", "tous les ans")
)
_NO = frozenset(("non", "n", "faux", "0", "no", "false"))
TICKS = frozenset("✓✔☑☒✅●•■⬤◉◆★▪█✗✘×⬛⚫")
"""Signs that mark a cell, alone in it."""


def read_yes_no(value: Value) -> Parsed[bool]:
    """Oui or non, VRAI or FAUX, a cross, a ticked box; other words are a warning."""
    if isinstance(value, bool):
        return Parsed(value)
    return _yes_no(as_text(value))


@lru_cache(maxsize=4096)
def _yes_no(text: str) -> Parsed[bool]:
    words = key_words(text)
    if words in _YES or is_tick(text):
        return Parsed(True)
    if words in _NO:
        return Parsed(False)
    if is_blank_word(text) or one_line(text) in ("☐", "□"):
        return Parsed()
    return Parsed(trouble=warning(f"« {one_line(text)} »\u202f: oui ou non est attendu"))


def is_tick(text: str) -> bool:
    """Whether a cell holds only a mark: « ✓ », « ● », « ✅ »."""
    bare = text.replace("\ufe0f", "").strip()
    return 0 < len(bare) <= 3 and all(sign in TICKS for sign in bare)


def is_cross(value: Value) -> bool:
    """Whether a cell is marked: a cross, a tick, « oui », 1 or VRAI."""
    if isinstance(value, bool):
        return value
    text = as_text(value)
    return is_tick(text) or key_words(text) in ("x", "xx", "xxx", "oui", "o", "1", "vrai", "ok")


def is_no(value: Value) -> bool:
    """Whether a cell says no: « non », 0, FAUX, an empty box."""
    if isinstance(value, bool):
        return not value
    text = as_text(value)
    return key_words(text) in _NO or one_line(text) in ("☐", "□")

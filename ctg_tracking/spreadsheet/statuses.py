"""Words of a status: exact synonyms, accents, case, gender and spaces forgiven.

An unknown word is never brought to the nearest one: it is told at its cell, and the person says what it means.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.dates import read_period
from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.parsed import Parsed, warning
from ctg_tracking.spreadsheet.text import one_line, stem
from ctg_tracking.spreadsheet.words import as_text, is_blank_word

_STATUS_WORDS = {
    Status.NOT_STARTED: (
        "non démarrée",
        "pas démarrée",
        "pas commencée",
        "non commencée",
        "non débutée",
        "pas débutée",
        "non engagée",
        "non lancée",
        "pas lancée",
        "non réalisée",
        "pas réalisée",
        "à venir",
        "à faire",
        "à lancer",
        "à démarrer",
        "à engager",
        "à débuter",
        "à commencer",
        "à programmer",
        "à planifier",
        "prévue",
        "programmée",
        "planifiée",
        "projetée",
        "en projet",
        "en attente de démarrage",
        "en attente de lancement",
        "future",
        "à mettre en oeuvre",
        "à mettre en place",
        "à réaliser",
    ),
    Status.IN_PROGRESS: (
        "en cours",
        "en cours de réalisation",
        "en cours de mise en oeuvre",
        "encours",
        "engagée",
        "démarrée",
        "lancée",
        "débutée",
        "commencée",
        "entamée",
        "initiée",
        "active",
        "en action",
        "en réalisation",
        "en déploiement",
        "en cours de déploiement",
        "mise en oeuvre en cours",
        "partiellement réalisée",
        "en partie réalisée",
        "réalisée en partie",
        "réalisée partiellement",
        "en continu",
        "continue",
        "permanente",
        "poursuivie",
        "à poursuivre",
        "en bonne voie",
    ),
    Status.DONE: (
        "réalisée",
        "terminée",
        "achevée",
        "finalisée",
        "faite",
        "fait",
        "ok",
        "finie",
        "clôturée",
        "close",
        "accomplie",
        "effectuée",
        "aboutie",
        "soldée",
        "totalement réalisée",
        "entièrement réalisée",
        "complète",
        "livrée",
        "atteinte",
    ),
    Status.SUSPENDED: (
        "suspendue",
        "en pause",
        "bloquée",
        "en attente",
        "en suspens",
        "gelée",
        "à l'arrêt",
        "interrompue",
        "stoppée",
        "en stand by",
        "stand by",
        "standby",
        "mise en pause",
        "mise en attente",
    ),
    Status.POSTPONED: (
        "reportée",
        "différée",
        "décalée",
        "ajournée",
        "repoussée",
        "à reporter",
        "à reprogrammer",
        "reprogrammée",
    ),
    Status.DROPPED: (
        "abandonnée",
        "annulée",
        "sans suite",
        "classée sans suite",
        "supprimée",
        "retirée",
        "non retenue",
        "abandon",
        "abandonnée par la structure",
        "caduque",
        "sans objet",
    ),
    Status.TO_SPECIFY: (
        "statut à préciser",
        "à préciser",
        "sans statut",
        "à discuter",
        "non renseignée",
        "inconnue",
        "à définir",
        "à confirmer",
    ),
}
_LATE = frozenset(stem(word) for word in ("en retard", "retard", "retardée", "en cours en retard", "échéance dépassée"))


def _by_stem(words: Mapping[Status, tuple[str, ...]]) -> Mapping[str, Status]:
    found = {stem(word): status for status, synonyms in words.items() for word in synonyms}
    found |= {stem(status.value.replace("_", " ")): status for status in Status}
    found |= {stem(status.label): status for status in Status}
    return MappingProxyType(found)


STATUSES = _by_stem(_STATUS_WORDS)
"""Stem of a word -> the status it means."""

_NUMBERED = re.compile(r"^[0-9]{1,2}(?= [a-z])")
_SENTENCE = 60
"""Letters beyond which a cell of status tells a story rather than names a state."""


@lru_cache(maxsize=4096)
def status_key(text: str) -> str:
    """Key of a word of status: its stem without a leading number; an emoji alone is itself."""
    bare = one_line(text)
    return _NUMBERED.sub("", stem(bare)).strip() or bare


def read_status(value: Value, given: Mapping[str, Status]) -> Parsed[Status]:
    """The status a cell names; `given` maps `status_key` of words to what the person said they mean.

    An unknown word leaves the status unknown with a warning, the word kept in `words`; so are the words of « Réalisée
    en 2024 » beside its status, and those of a percent alone, which is no trouble.
    """
    text = as_text(value)
    told = given.get(status_key(text)) if given else None
    return _status(text) if told is None else Parsed(told)


@lru_cache(maxsize=4096)
def _status(text: str) -> Parsed[Status]:
    key = status_key(text)
    if key in STATUSES:
        return Parsed(STATUSES[key])
    if key in _LATE:
        trouble = warning("le retard se calcule d’après l’échéance, ce n’est pas un statut\u202f: statut à préciser")
        return Parsed(Status.TO_SPECIFY, trouble)
    if is_blank_word(text):
        return Parsed()
    detailed = _detailed(text)
    if detailed is not None or PERCENT.fullmatch(text):
        return Parsed(detailed, None, one_line(text))
    return Parsed(None, warning(f"« {one_line(text)} » n’est pas un statut connu\u202f; {_EXPECTED}"), one_line(text))


PERCENT = re.compile(r"\s*\d{1,3}(?:[.,]\d+)?\s*%\s*")
"""A percent typed where a status is asked."""
_LAST_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%(?=\s*\)?\s*$)")
_LINKS = frozenset(("le", "en", "depuis", "au", "à", "a", "-", "–", "—", ":"))
_LONGEST_DETAIL = 8
"""Words of a status with its date, at most."""


def _detailed(text: str) -> Status | None:
    """« Réalisée en 2024 », « En cours (50 %) »: a known word before a sure date or a percent alone."""
    words = re.sub(r"[(),:]", " ", one_line(text)).split()
    for cut in range(1, len(words)) if len(words) <= _LONGEST_DETAIL else ():
        status = known_status(" ".join(words[:cut]))
        if status is None:
            continue
        rest = words[cut:]
        while rest and rest[0].lower() in _LINKS:
            rest = rest[1:]
        told = " ".join(rest)
        if told and (PERCENT.fullmatch(told) or read_period(told).value):
            return status
    return None


def last_percent(text: str) -> str:
    """The percent that ends a cell of status (« En cours (50 %) »), « » when it ends otherwise."""
    match = _LAST_PERCENT.search(text) if len(text) <= _SENTENCE else None
    return match.group() if match else ""


def known_status(text: str) -> Status | None:
    """The status a text names by one of its exact words, late and unknown ones aside."""
    return STATUSES.get(status_key(text))


def is_sentence(text: str) -> bool:
    """Whether a cell of status tells a story: its words are kept, but nobody is asked what they mean."""
    return len(text) > _SENTENCE


_EXPECTED = f"attendu\u202f: {', '.join(status.label for status in Status)}"

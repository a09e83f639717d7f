"""Words of cells: statuses and other closed vocabularies by exact synonyms, lists of names, yes and no.

An unknown status is never brought to the nearest word: it is a problem at its cell, and the person says what it means.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeVar

from ctg_tracking.model.words import (
    ActorKind,
    Confidence,
    Direction,
    Nature,
    Origin,
    Periodicity,
    Priority,
    Status,
)
from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.parsed import Parsed, error, warning
from ctg_tracking.spreadsheet.text import key_words, one_line, stem, tidy

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
_BLANK = frozenset(("", "n a", "na", "nc", "neant"))


def _by_stem(words: Mapping[Status, tuple[str, ...]]) -> Mapping[str, Status]:
    found = {stem(word): status for status, synonyms in words.items() for word in synonyms}
    found |= {stem(status.value.replace("_", " ")): status for status in Status}
    found |= {stem(status.label): status for status in Status}
    return MappingProxyType(found)


STATUSES = _by_stem(_STATUS_WORDS)
"""Stem of a word -> the status it means."""

_NUMBERED = re.compile(r"^[0-9]{1,2}(?= [a-z])")


def read_status(value: Value, given: Mapping[str, Status]) -> Parsed[Status]:
    """The status a cell names; `given` maps stems of words to what the person said they mean."""
    if isinstance(value, str):
        return _status(value, tuple(given.items()))
    return Parsed(trouble=error(f"« {value} » n’est pas un statut connu\u202f; attendu\u202f: {_status_labels()}"))


@lru_cache(maxsize=4096)
def _status(text: str, given: tuple[tuple[str, Status], ...]) -> Parsed[Status]:
    words = _NUMBERED.sub("", stem(text)).strip()
    told = dict(given)
    if words in told:
        return Parsed(told[words])
    if words in STATUSES:
        return Parsed(STATUSES[words])
    if words in _LATE:
        trouble = warning("le retard se calcule d’après l’échéance, ce n’est pas un statut\u202f: statut à préciser")
        return Parsed(Status.TO_SPECIFY, trouble)
    if words in _BLANK and not one_line(text).strip("-–—/. "):
        return Parsed()
    return Parsed(
        trouble=error(f"« {one_line(text)} » n’est pas un statut connu\u202f; attendu\u202f: {_status_labels()}")
    )


def _status_labels() -> str:
    return ", ".join(status.label for status in Status)


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


def _choice_key(text: str) -> str:
    return stem(text.replace("_", " ")) or one_line(text)


def read_choice(value: Value, vocabulary: type[Word]) -> Parsed[Word]:
    """The member a cell names by its label, its key or an exact synonym; unknown words are a warning."""
    text = _as_text(value)
    key = _choice_key(text)
    if not key or key in _NO_CHOICE:
        return Parsed()
    member = _choice_table(vocabulary).get(key)
    if member is None:
        labels = ", ".join(str(getattr(one, "label", one.value)) for one in vocabulary)
        return Parsed(trouble=warning(f"« {one_line(text)} » n’est pas reconnu\u202f; attendu\u202f: {labels}"))
    return Parsed(member)


_YES = frozenset(
    ("oui", "o", "vrai", "x", "1", "yes", "true", "ok", "chaque annee", "annuel", "annuelle", "tous les ans")
)
_NO = frozenset(("non", "n", "faux", "0", "no", "false"))


def read_yes_no(value: Value) -> Parsed[bool]:
    """Oui or non, VRAI or FAUX, a cross, a ticked box; other words are a warning."""
    if isinstance(value, bool):
        return Parsed(value)
    text = _as_text(value)
    words = key_words(text)
    if words in _YES or one_line(text) in ("✓", "✔", "☑", "☒", "✅"):
        return Parsed(True)
    if words in _NO or not words:
        return Parsed(False if words else None)
    return Parsed(trouble=warning(f"« {one_line(text)} »\u202f: oui ou non est attendu"))


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a cell names; `kind` is None when the name does not tell a person from an organisation."""

    name: str
    kind: ActorKind | None = None


_OPEN, _CLOSE = "([«“", ")]»”"
_AND = re.compile(r"\s+(?:et|&)\s+(?=(?:(?:le|la|les|l['’]|un|une|des)\s?)|[A-ZÀ-Ý0-9«“\"])")
_DEPARTMENTS = re.compile(
    r"^(?:directions?|services?|pôles?|pole|ministère|département|secteur|commission|maison|mission|réseau|vice-présidence)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^(?:(?:le|la|les)\s|l['’]|[A-Z]{2,}\b|Caf\b|Mairie|Ville|Communes?\b|Associations?|Services?|Directions?|Pôles?|Département|Région|État|Mission"
    r"|Relais|Centres?\b)"
)
_BULLET = re.compile(r"^(?:[-–—•●▪◦*➔➜>·]|\d{1,2}[.)](?=\s))\s*")
_ARTICLE = re.compile(r"^(?:(?:le|la|les|un|une|des)\s+|l['’])(?=\S)")
_ETC = frozenset(("etc", "...", "…"))


def split_list(text: str, *, and_too: bool = True, slash_too: bool = True) -> tuple[str, ...]:
    """Items of a cell split on « , ; / et » and line breaks, not inside brackets or quotes; order kept, no doubles."""
    signs = ",;\n/" if slash_too else ",;\n"
    parts = [part for piece in _outside(text, signs) for part in (_split_and(piece) if and_too else (piece,))]
    items = (_item(part) for part in parts)
    return tuple(dict.fromkeys(item for item in items if item and key_words(item) not in _ETC))


def _outside(text: str, signs: str) -> list[str]:
    pieces: list[str] = []
    current: list[str] = []
    depth, quoted = 0, False
    for letter in text.replace("\r", "\n"):
        if letter == '"':
            quoted = not quoted
        elif letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        if letter in signs and not depth and not quoted:
            pieces.append("".join(current))
            current = []
        else:
            current.append(letter)
    if (depth or quoted) and len(pieces) == 0 and any(sign in text for sign in signs):
        return re.split(f"[{re.escape(signs)}]", text)  # a bracket never closed protects nothing
    return [*pieces, "".join(current)]


def _split_and(piece: str) -> list[str]:
    """Cut on « et » before a capital or an article: « Service enfance et jeunesse » is one service."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match[0])
        return f"\x00{len(hidden) - 1}\x00"

    masked = re.sub(r"\([^)]*\)|\[[^\]]*\]|«[^»]*»|“[^”]*”|\"[^\"]*\"", hide, piece)
    parts = _AND.split(masked)
    if _DEPARTMENTS.match(piece.strip()) and not all(_BODY.match(part) for part in parts[1:]):
        parts = [masked]
    return [re.sub(r"\x00(\d+)\x00", lambda found: hidden[int(found[1])], part) for part in parts]


def _item(text: str) -> str:
    bare = _BULLET.sub("", one_line(text)).strip(" .;,")
    if bare.count("(") > bare.count(")"):
        bare += ")" * (bare.count("(") - bare.count(")"))
    return _ARTICLE.sub("", bare)


_PERSON = re.compile(
    r"(?:M\.|Mme|Mlle|Monsieur|Madame|Dr|Docteur)\s+\S.*"
    r"|[A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý][a-zà-ÿ'’]+)?\s+[A-ZÀ-Ý]{2}[A-ZÀ-Ý'’ -]*"
)


@lru_cache(maxsize=16384)
def _names(text: str, kind: ActorKind | None) -> tuple[Named, ...]:
    return tuple(Named(name[:300], kind or _kind_of(name)) for name in split_list(text))


def _kind_of(name: str) -> ActorKind | None:
    return (
        ActorKind.PERSON
        if _PERSON.fullmatch(name) and not name.split()[0].isupper() and len(name.split()) <= 4
        else None
    )


def read_names(value: Value, kind: ActorKind | None = None) -> Parsed[tuple[Named, ...]]:
    """People and organisations of a cell; `kind` is what the header says they are, if it does."""
    names = _names(tidy(_as_text(value)), kind)
    return Parsed(names or None)


def read_words(value: Value) -> Parsed[tuple[str, ...]]:
    """Items of a list of words (themes, communes); « et » and « / » split them too."""
    return Parsed(split_list(tidy(_as_text(value))) or None)


def read_text(value: Value, limit: int | None = None) -> Parsed[str]:
    """Text as written; a number shows without its useless decimal; over `limit` letters is an error."""
    text = tidy(_as_text(value))
    if limit is not None and len(text) > limit:
        return Parsed(trouble=error(f"{len(text)} caractères\u202f; {limit} au plus sont attendus"))
    return Parsed(text or None)


def _as_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if hasattr(value, "strftime") and hasattr(value, "year"):
        return f"{value:%d/%m/%Y}"
    return str(value)


as_text = _as_text
"""A cell's value as a French reader would read it."""

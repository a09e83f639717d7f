"""From the words of a header to a column: exactly, by stem, or closely with a confidence that is shown."""

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from ctg_tracking.spreadsheet import columns as table_columns
from ctg_tracking.spreadsheet.columns import TABLES, Column, Table
from ctg_tracking.spreadsheet.columns.kinds import either
from ctg_tracking.spreadsheet.layout.heads import Head
from ctg_tracking.spreadsheet.layout.place import SURE
from ctg_tracking.spreadsheet.text import key_words, stem

CLOSE_ENOUGH = 80
"""token_sort_ratio from which a header is taken for a synonym; tried on French headers (below 75 it errs)."""
OF_THE_GROUP = 85
"""Confidence of a column whose own word is unknown, under a group we know."""

_ARTICLES = frozenset(("de", "du", "des", "d", "l", "la", "le", "les", "un", "une", "en", "au", "aux", "a"))
_VAGUE = frozenset(
    stem(word)
    for word in either(
        """n | n° | no | num | numero | code | intitule | titre | libelle | nom | designation | date | debut | fin |
           montant | valeur | cible | type | texte | humains | financiers | techniques | materiels | quantitatifs |
           qualitatifs | % | taux | commentaire | structure | personne | service | initiale | actuelle | finale |
           attendu | reference | unite | source | mesure | objectif | realise"""
    )
)
"""Words that mean little without the group above them."""
_NAMES_ALONE = frozenset(
    stem(word) for word in either("n | n° | no | num | numero | code | intitule | titre | libelle | nom | designation")
)
"""Words that name whatever the group above them is."""


def named(kind: Table, head: Head) -> tuple[Column, int] | None:
    """The column a header names and how sure that is: its own words, or with those of the group above it."""
    if not head.own:
        return None
    exact = exactly(kind, head)
    if exact is not None:
        return exact, SURE
    if not _aside().isdisjoint(header_keys(head.own)):
        return None
    if not head.group:
        return _close(kind, head.own)
    close = None if stem(head.own) in _NAMES_ALONE else _close(kind, head.own)
    group = of_group(kind, head)
    return close or ((group, OF_THE_GROUP) if group is not None and group.gathers else None)


def exactly(kind: Table, head: Head) -> Column | None:
    """The column a header names in so many words; « Libellé » under « Indicateurs » is not the title of an action."""
    if not head.own:
        return None
    own = _exact(kind, head.own)
    if not head.group or (own is not None and stem(head.own) not in _VAGUE):
        return own
    both = _with_group(kind, head)
    if both is not None or own is None or stem(head.own) not in _NAMES_ALONE:
        return both or own
    group = of_group(kind, head)
    return own if group is None or group.field == own.field else None


def of_group(kind: Table, head: Head) -> Column | None:
    """The column that the group above a header names by itself."""
    return _exact(kind, head.group) if head.group else None


def _with_group(kind: Table, head: Head) -> Column | None:
    return _exact(kind, f"{head.group} {head.own}") or _exact(kind, f"{head.own} {head.group}")


@lru_cache(maxsize=8192)
def _exact(kind: Table, header: str) -> Column | None:
    words, stems, bare = _words_of(kind), _stems_of(kind), _bare_of(kind)
    for key in header_keys(header):
        found = words.get(key) or stems.get(stem(key)) or bare.get(_bare(key))
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4096)
def _close(kind: Table, header: str) -> tuple[Column, int] | None:
    close = header_keys(header)[-1]
    if len(close) < 4:
        return None
    words = _words_of(kind)
    found = process.extractOne(close, words.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH)
    return (words[found[0]], min(99, int(found[1]))) if found else None


@lru_cache(maxsize=8)
def _words_of(kind: Table) -> Mapping[str, Column]:
    """Folded header or synonym -> column; our own headers first, an earlier column wins."""
    found: dict[str, Column] = {}
    for column in TABLES[kind]:
        found.setdefault(key_words(column.header), column)
    for column in TABLES[kind]:
        for word in column.synonyms:
            found.setdefault(key_words(word), column)
    return found


@lru_cache(maxsize=8)
def _stems_of(kind: Table) -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for word, column in _words_of(kind).items():
        found.setdefault(stem(word), column)
    return found


@lru_cache(maxsize=8)
def _bare_of(kind: Table) -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for word, column in _words_of(kind).items():
        if key := _bare(word):
            found.setdefault(key, column)
    return found


@lru_cache(maxsize=16384)
def _bare(words: str) -> str:
    """Stems of the words that count: « intitulé de l'action » and « Intitulé action » are one."""
    kept = [stem(word) for word in words.split() if word not in _ARTICLES]
    return " ".join(kept) if len(kept) > 1 else ""


@lru_cache(maxsize=8192)
def header_keys(header: str) -> tuple[str, ...]:
    """Keys of a header: whole, then without what brackets and marks add (« Intitulé (obligatoire) »)."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header)
    keys = (key_words(header), key_words(bare), _MARKS.sub("", key_words(bare)).strip())
    return tuple(dict.fromkeys(key for key in keys if key)) or ("",)


_MARKS = re.compile(r"\b(?:cle pour le pilotage|obligatoire|facultatif|champ obligatoire|a completer|a renseigner)\b")


@lru_cache(maxsize=1)
def _aside() -> frozenset[str]:
    return frozenset(key_words(word) for word in table_columns.LEFT_ASIDE)

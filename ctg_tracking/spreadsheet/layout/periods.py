"""Columns named by a year or a period: notes, marks of a calendar, values, sums; by their words and their cells."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ctg_tracking.spreadsheet.columns import Kind, Table
from ctg_tracking.spreadsheet.columns.kinds import either
from ctg_tracking.spreadsheet.layout.evidence import Evidence
from ctg_tracking.spreadsheet.layout.heads import Head
from ctg_tracking.spreadsheet.layout.place import SURE, Matched
from ctg_tracking.spreadsheet.text import key_words, one_line, stem

PROBABLE = 90
"""Confidence of what the cells suggest and the header does not say."""

_YEAR = r"(?:19|20)\d\d"
_MONTHS = (
    r"janv(?:ier)?|jan|fevr(?:ier)?|fev|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|dec(?:embre)?"
)
_PART = (
    r"[tq][1-4]|s[12]|trim(?:estre)? ?[1-4]|sem(?:estre)? ?[12]"
    rf"|[1-4] ?(?:er|e|eme|nd|nde) (?:trim|sem)(?:estre)?|{_MONTHS}"
)
_PERIOD = re.compile(
    rf"(?:^|(?<= ))(?:\d{{1,2}} \d{{1,2}} {_YEAR}|{_YEAR} {_YEAR}|\d{{1,2}} {_YEAR}|(?:{_PART}) (?:{_YEAR}|\d\d)"
    rf"|{_YEAR} (?:{_PART})|{_YEAR})(?:$|(?= ))"
)
_PART_ALONE = re.compile(_PART)
_AROUND = re.compile(r"\b(?:au|en|de|du|d|l|la|le|annee|annees|fin|pour|sur|a|exercice|campagne)\b")

_NOTES = frozenset(
    stem(word)
    for word in either(
        """bilan | bilan annuel | element bilan | commentaire | observation | remarque | note | realise |
           realisation | action realisee | action menee | avancement | avancee | point avancement | point etape
           | etat avancement | compte rendu | fait marquant | resultat | resultat obtenu | evaluation | suivi |
           ou est on | realise texte | travail realise | ce qui ete fait | mise oeuvre |
           bilan action | bilan qualitatif"""
    )
)
_PROSPECTS = frozenset(stem(word) for word in either("perspective | prochaine etape | suite donner | a venir"))
"""What comes next is no account of what was done: it goes with the comments, under its own header."""
_STATES = frozenset(stem(word) for word in either("statut | etat | avancement | etat avancement | niveau realisation"))
_SUMS = frozenset(
    stem(word)
    for word in either(
        """budget | cout | montant | depense | financement | subvention | credit | budget previsionnel | recette |
           budget realise | cout previsionnel | participation | moyen financier | budget prevu | budget execute |
           budget alloue | montant previsionnel | montant realise"""
    )
)
_CALENDARS = frozenset(
    stem(word)
    for word in either(
        """ | calendrier | planning | echeancier | periode | programmation | echeance | temporalite |
           mise oeuvre | calendrier previsionnel | calendrier realisation | planification | realisation |
           phasage | deploiement | calendrier mise oeuvre | planning previsionnel | retroplanning | quand |
           delai | date"""
    )
)
_VALUES = frozenset(
    stem(word)
    for word in either(
        """ | valeur | realise | realisation | resultat | constate | mesure | indicateur | suivi |
           valeur constatee | valeur annuelle | n | donnee | valeur atteinte | releve | resultat obtenu |
           evolution | valeur indicateur | suivi indicateur | suivi annuel"""
    )
)
_TARGETS = frozenset(
    stem(word)
    for word in either(
        """cible | objectif | attendu | valeur cible | objectif cible | visee | valeur visee | valeur attendue
           | prevision | prevu | objectif annuel | cible annuelle"""
    )
)
_BASELINES = frozenset(
    stem(word)
    for word in either(
        """valeur initiale | initiale | etat initial | situation initiale | valeur depart | depart | point depart |
           valeur reference | reference | etat zero | t0"""
    )
)


@dataclass(frozen=True, slots=True)
class Timed:
    """A header that names a period: its other `word` (its own, else the group's), and the `period` as written."""

    word: str
    period: str


def timed(head: Head) -> Timed | None:
    """The period a header names, alone or with the year of the group above it; None when it names none."""
    found = _timed(head.own)
    if found is not None:
        return found if found.word or not head.group else Timed(_word(key_words(head.group)), found.period)
    above = _timed(head.group) if head.group and _PART_ALONE.fullmatch(key_words(head.own)) else None
    return Timed(above.word, f"{head.own} {above.period}") if above else None


@lru_cache(maxsize=8192)
def _timed(header: str) -> Timed | None:
    key = key_words(re.sub(r"\((?:texte|€|en €|x)\)", " ", header))
    found = list(_PERIOD.finditer(key))
    if len(found) != 1 or len(key) > 60:
        return None
    (match,) = found
    return Timed(_word(f"{key[: match.start()]} {key[match.end() :]}"), _as_written(header, match[0]))


def _as_written(header: str, period: str) -> str:
    """The period with the signs of the header: « 31/12/2024 », « janv-25 »."""
    pattern = r"[^0-9A-Za-z]{1,3}".join(re.escape(part) for part in period.split())
    match = re.search(pattern, one_line(header), re.IGNORECASE)
    return match[0] if match else period


def _word(key: str) -> str:
    return stem(" ".join(_AROUND.sub(" ", key.replace("€", " ")).split()))


def timed_column(kind: Table, index: int, head: Head, seen: Evidence) -> Matched | None:
    """What a column named by a period is in a table of this kind; None when neither words nor cells say."""
    when = timed(head)
    if when is None:
        return None
    if kind is Table.INDICATORS:
        return _measure(index, head, when, seen)
    return _follow_up(index, head, when, seen) if kind is Table.PLAN else None


def _measure(index: int, head: Head, when: Timed, seen: Evidence) -> Matched | None:
    header = shown(head, when)
    if when.word in _TARGETS:
        return Matched(index, header, "target_at", Kind.VALUE, year=when.period)
    if when.word in _BASELINES:
        return Matched(index, header, "baseline", Kind.VALUE, year=when.period)
    if when.word not in _VALUES or seen.crossed or seen.long:
        return None
    return Matched(index, header, "value_at", Kind.VALUE, year=when.period)


def _follow_up(index: int, head: Head, when: Timed, seen: Evidence) -> Matched | None:
    header = shown(head, when)
    if when.word in _SUMS:
        return Matched(index, header, "funding", Kind.TEXT, label=header)
    if when.word in _STATES and (seen.of_status or not seen.filled):
        return Matched(index, header, "status", Kind.STATUS, PROBABLE, year=when.period)
    if when.word in _STATES and seen.numeric:
        return Matched(index, header, "percent", Kind.PERCENT, PROBABLE, year=when.period)
    if when.word in _NOTES and not seen.numeric and not seen.crossed:
        return Matched(index, header, "note_at", Kind.LONG_TEXT, year=when.period)
    if when.word in _PROSPECTS:
        return Matched(index, header, "comment", Kind.LONG_TEXT, label=header)
    if when.word not in _CALENDARS:
        return None
    if seen.of_status:
        return Matched(index, header, "status", Kind.STATUS, PROBABLE, year=when.period)
    if seen.long and when.word == "":
        return Matched(index, header, "note_at", Kind.LONG_TEXT, PROBABLE, year=when.period)
    if seen.numeric and not seen.marked:
        return None
    sure = SURE if seen.crossed or seen.fills or when.word else PROBABLE
    return Matched(index, header, "mark_at", Kind.TEXT, sure, year=_month_of(when.period))


def _month_of(period: str) -> str:
    """« 01/02/2026 » above marks is how a spreadsheet keeps « févr-26 »."""
    return re.sub(rf"^0?1[/.-](\d{{1,2}}[/.-]{_YEAR})$", r"\1", period)


def shown(head: Head, when: Timed) -> str:
    """The header as shown: a bare period keeps its group, « Calendrier 2025 »."""
    alone = _word(key_words(head.own).replace(key_words(when.period), " ")) == ""
    return head.full if alone or _PART_ALONE.fullmatch(key_words(head.own)) else head.own

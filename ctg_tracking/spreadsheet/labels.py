"""Numbers in front of titles: « Axe 2 : Jeunesse », « 1.1. Titre », « FA 3 - Titre », « II. Titre », « Enjeu 4 ».

Numbers are text, never alone a key: they restart, run on, or are absent. « 4.2. X » and « 4.2 : X » are one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ctg_tracking.spreadsheet.text import folded, key_words, one_line

LEVEL_WORDS = (
    "Axe",
    "Enjeu",
    "Thématique",
    "Orientation",
    "Objectif",
    "Volet",
    "Défi",
    "Levier",
    "Champ",
    "Priorité",
    "Ambition",
    "Pilier",
    "Chapitre",
    "Domaine",
)
_ACTION_WORDS = (
    "fiches actions",
    "fiche action",
    "fiche-action",
    "fiche",
    "actions",
    "action",
    "mesure",
    "opération",
    "operation",
    "FA",
    "sous-action",
    "projet",
    "op",
)
_QUALIFIER = (
    r"(?:\s(?:stratégiques?|strategiques?|opérationnel(?:le)?s?|operationnels?|spécifiques?|générale?s?"
    r"|prioritaires?|transversale?s?))?"
)
_NUMBER = r"\d{1,3}(?:[.\-]\d{1,3}){0,4}[a-z]?|[IVX]{1,5}|[A-H](?:\.?\d{1,2}(?:\.\d{1,2})*)?"
_SEPARATOR = r"\s*(?:[:.)\-–—/°]|\s-\s)+\s*"
_WORD = "|".join(
    re.escape(word)
    for word in sorted(
        (*LEVEL_WORDS, "Thematique", "Defi", "Priorite", "Obj.", "Obj", *_ACTION_WORDS), key=len, reverse=True
    )
)
_SHORTENED = {"obj": "objectif"}
_NAMED = re.compile(
    rf"(?P<word>{_WORD}){_QUALIFIER}\s*(?:n\s?[°ºo]\s*|num[ée]ro\s)?(?P<code>{_NUMBER})(?:{_SEPARATOR}|\s+(?=\S)|$)(?P<title>.*)",
    re.IGNORECASE,
)
_DOTTED = re.compile(rf"(?P<code>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}[a-z]?)(?:{_SEPARATOR}|\s+)(?=\D)(?P<title>.+)")
_MIXED = re.compile(
    r"(?P<code>(?:[IVX]{1,5}|[A-H]|\d{1,3})(?:\.(?:\d{1,3}|[a-z]))+)\.?\s*[:–—-]?\s+(?=\D)(?P<title>.+)"
)
_PLAIN = re.compile(r"(?P<code>\d{1,3}[a-z]?)\s*(?:[.:)°]|[-–—](?=\s))\s*(?=\D)[-–—]?\s*(?P<title>.+)")
_ROMAN = re.compile(r"(?P<code>(?:X{0,2})(?:IX|IV|V?I{1,3}|V|X))\s*(?:[.:)]|\s?[-–—])\s+(?P<title>.+)")
_LETTER = re.compile(r"(?P<code>[A-H]\d{0,2})\s*(?:[.:)]|\s[-–—])\s+(?P<title>.+)")
_AIM = re.compile(
    rf"(?P<code>O\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?:{_SEPARATOR}|(?<=\.\d)\s|(?<=\.\d\d)\s)\s*(?P<title>[^\d\s].*)"
    rf"|(?P<aim>O[SOGP]\s?\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?:{_SEPARATOR}|\s)\s*(?P<named>[^\d\s].*)"
)
"""« O1. Grandir », « OS 2 – Accueillir », « OO 1.2 Garder »: objectives by their initials."""
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}\.?|[IVX]{1,4}\.?")
_INITIALS = re.compile(r"(?P<code>[A-Z]{2,5}[-\s]?\d{1,3}(?:\.\d{1,3})*)\s*(?:[.:)]|\s?[-–—])\s*(?P<title>\D.+)")


@dataclass(frozen=True, slots=True)
class Label:
    """A title cell taken apart. `word`: the level's own word when written (« Enjeu »); `title` None: only numbered.

    `prefix`: all that stands before the number, folded: « objectif strategique ».
    """

    title: str | None
    code: str | None = None
    word: str | None = None
    prefix: str = ""


@lru_cache(maxsize=65536)
def read_label(text: str) -> Label:
    """Number, title and level word of a title cell; a title without a number is itself."""
    line = one_line(text).strip()
    if _BARE_NUMBER.fullmatch(line):
        return Label(None, line.rstrip("."))
    if match := _NAMED.match(line):
        return _named(line, match)
    if line.startswith("O") and (match := _AIM.fullmatch(line)):
        return Label(_bare(match["title"] or match["named"]), match["code"] or match["aim"])
    for pattern in (_DOTTED, _MIXED, _PLAIN, _ROMAN, _LETTER, _INITIALS):
        if match := pattern.fullmatch(line):
            return Label(_bare(match["title"]), match["code"])
    return Label(line or None)


def _named(line: str, match: re.Match[str]) -> Label:
    code = match["code"]
    if code.isalpha() and not code.isupper():  # « Action à venir », « Axe d'effort »: a word, not a number
        return Label(line)
    if (
        code.isalpha()
        and match["title"]
        and not re.match(rf".*{re.escape(code)}{_SEPARATOR}", line[: match.start("title")])
    ):
        return Label(line)
    prefix = folded(line[: match.start("code")]).rstrip(" n°")
    return Label(_bare(match["title"]), code.rstrip(".-"), _level_word(match["word"]), prefix)


def _level_word(word: str) -> str | None:
    wanted = folded(word).rstrip(".")
    wanted = _SHORTENED.get(wanted, wanted)
    return next((level for level in LEVEL_WORDS if folded(level) == wanted), None)


def _bare(title: str) -> str | None:
    return title.strip(" \t:–—-").strip() or None


def header_word(header: str) -> str | None:
    """The level's word in a header: « Enjeux stratégiques » gives « Enjeu »; None when the header names none.

    « Objectif stratégique » is kept whole: it tells a second level from an operational one.
    """
    words = key_words(header).split()
    for place, word in enumerate(words):
        level = next((one for one in LEVEL_WORDS if word in (folded(one), f"{folded(one)}s", f"{folded(one)}x")), None)
        if level is not None:
            return _qualified(level, words[:place][-1:], words[place + 1 :][:1])
    return None


def _qualified(level: str, before: list[str], after: list[str]) -> str:
    if before == ["sous"]:
        return f"Sous-{level.lower()}"
    adjectives = (one for one in ("stratégique", "opérationnel") if after and after[0].startswith(folded(one)[:9]))
    adjective = next(adjectives, None)
    return f"{level} {adjective}" if adjective and level == "Objectif" else level


@lru_cache(maxsize=65536)
def title_key(title: str) -> str:
    """Key under which two writings of a title are one: number, accents, case, signs and spaces apart."""
    label = read_label(title)
    return key_words(label.title or title)


@lru_cache(maxsize=16384)
def code_key(code: str) -> str:
    """Key of a number: « 01. », « 1 » and « Axe 1 » are one; « FA 1.1 » and « 1.1 » too."""
    label = read_label(f"{code} : x") if not re.fullmatch(r"[\d.]+", code) else Label("x", code)
    bare = folded(label.code or code).strip(" .-")
    bare = re.sub(r"^(?:fa|fiche action|fiche|action|axe|n°?)\s*(?=\d)", "", bare)
    return ".".join(part.lstrip("0") or "0" for part in bare.split("."))

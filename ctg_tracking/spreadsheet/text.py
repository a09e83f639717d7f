"""Small readings of text shared by the importer: folding of headers and words, splitting of lists."""

import re
from functools import lru_cache

from ctg_tracking.model.text import fold

_NOT_WORD = re.compile(r"[^0-9a-z€%°+]+")
_PLURAL = re.compile(r"(?:ees|ee|es|e|s)$")
_INCLUSIVE_SIGNS = re.compile(r"[(·•\u2027.-]")
_INCLUSIVE = re.compile(
    r"(?<=\w)(?:\((?:e|es|s|ne|nes|trice|trices)\)|[·•\u2027.-](?:e|es|ne|nes|trice|trices)(?:[·•.-]s)?)(?=\s|$|[,;:/)])"
)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`fold`, remembered: plans repeat the same words on thousands of rows."""
    return " ".join(text.split()).casefold() if text.isascii() else fold(text)


@lru_cache(maxsize=65536)
def key_words(text: str) -> str:
    """Folded words alone: « 🟢 Élu·e référent·e  » gives « elu referent »; signs and emoji are dropped."""
    bare = folded(text)
    if _INCLUSIVE_SIGNS.search(bare):
        bare = _INCLUSIVE.sub("", bare)
    return " ".join(_NOT_WORD.sub(" ", bare).split())


@lru_cache(maxsize=65536)
def stem(text: str) -> str:
    """`key_words` without endings of gender and number: « Réalisées » and « réalisé » are one."""
    return " ".join(_PLURAL.sub("", word) if len(word) > 2 else word for word in key_words(text).split())


_INVISIBLE = (0xAD, 0x200B, 0x2060, 0xFEFF)
_CONTROLS = dict.fromkeys(code for code in (*range(32), *range(127, 160), *_INVISIBLE) if code not in (9, 10, 13, 133))


def _printable(text: str) -> str:
    """`text` without the control characters that no database nor XML wants."""
    bare = text.replace("_x000D_", " ")
    return bare if bare.isprintable() else bare.translate(_CONTROLS)


def tidy(text: str) -> str:
    """Text as kept: outer blanks and no-break spaces cut, line breaks normalised, inner words untouched."""
    text = _printable(text)
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def one_line(text: str) -> str:
    """`text` on one line: titles broken over lines in their cell stay one title."""
    return " ".join(_printable(text).split())

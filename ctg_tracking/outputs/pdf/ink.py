"""What our fonts can print of a text, and the visible sign that stands for the rest.

A PDF/UA page may hold no character without a glyph: typst refuses the whole document. People paste emoji,
mathematical letters and private signs into their reports; none of that may cost the minutes of a committee.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from ctg_tracking.model import french

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FAMILIES = (
    ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
"""A character is printed when every weight of one family has it."""

MISSING = "▯"

_ALIKE = {"✅": "✔", "❌": "✘", "❎": "✘", "❗": "!", "❕": "!", "❓": "?", "❔": "?", "⭐": "★", "🌟": "★"}
_ALIKE |= {"➕": "+", "➖": "−", "➗": "÷", "⏩": "»", "⏪": "«", "🔴": "●", "🟢": "●", "🟠": "●", "🔵": "●", "📞": "☎"}
_ALIKE |= {"🙂": "☺", "😀": "☺", "😊": "☺", "😃": "☺", "🙁": "☹", "😞": "☹", "💙": "♥", "💚": "♥", "🔸": "♦", "🔹": "♦"}
"""Signs people put before a line, and what says as much in print."""

_BLANKS = {"\t": " ", "\r": "\n", "\v": "\n", "\f": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n"}
_NO_GLYPH = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_ENDS = re.compile(r"\r\n?")
_EMPTY_LINES = re.compile(r"\n{3,}")
_UNBROKEN = re.compile(r"[^ \n\u200b-]{40,}")
_STRETCH = re.compile(r"\S{24}(?=\S{4})")
_STICKY = "\u00a0\u202f\u2007\u2060"
_JOINER = "\u200d"
_SAFE = frozenset("\n" + "".join(map(chr, range(0x20, 0x7F))))
_WESTERN = frozenset(
    "".join(map(chr, (*range(0xA0, 0x180), *range(0x2010, 0x2028), *range(0x2030, 0x203B))))
    + "\u202f€−●►○→■×▲◊□◆"
    + MISSING
)


@cache
def printable() -> frozenset[str]:
    """The characters our fonts print; read once from the fonts themselves (a tenth of a second)."""
    families = (set.intersection(*(_characters(name) for name in family)) for family in FAMILIES)
    known = {char for char in set.union(*families) if not _hidden(char) and _category(char) not in _NO_GLYPH}
    return frozenset(known | {"\n"})


@cache
def western() -> frozenset[str]:
    """The few signs a second attempt keeps: those of French, and our own glyphs."""
    return _SAFE | (_WESTERN & printable()) - set("\u00ad")


def _characters(name: str) -> set[str]:
    with TTFont(FONTS / name, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap() or ()}


class Ink:
    """Makes texts printable and counts what could not be; `strict` keeps only the signs of French."""

    def __init__(self, *, strict: bool = False) -> None:
        self.missing = 0
        self.strict = strict
        self._known = western() if strict else printable()

    def __call__(self, text: str) -> str:
        """`text` as it can be printed, its very long words given places to break."""
        if not _SAFE.issuperset(text):
            text = self._cleaned(unicodedata.normalize("NFC", _ENDS.sub("\n", text)))
        return _UNBROKEN.sub(_breakable, _EMPTY_LINES.sub("\n\n", text).strip())

    def note(self) -> str:
        """What is said at the end when signs could not be printed; empty when all were."""
        if not self.missing:
            return ""
        verb = french.agreed(self.missing, "n’a pas pu être imprimé", "n’ont pas pu être imprimés")
        return f"{french.counted(self.missing, 'caractère')} {verb}\u202f: le signe {MISSING} en tient la place."

    def _cleaned(self, text: str) -> str:
        kept: list[str] = []
        after = ""  # what the last unprinted sign lets follow without counting again
        for char in text:
            if char in self._known:
                kept.append(char)
                after = ""
            elif char == _JOINER:
                after = "anything" if after else ""
            elif not _hidden(char) and not (after and (after == "anything" or _extends(char, after))):
                after = self._stand_in(char, kept)
        return "".join(kept)

    def _stand_in(self, char: str, kept: list[str]) -> str:
        """Write what stands for `char`; returns what may follow as a part of the same sign."""
        alike = _BLANKS.get(char) or _ALIKE.get(char) or unicodedata.normalize("NFKC", char)
        if self._known.issuperset(alike):
            kept.append(alike)
            return ""
        self.missing += 1
        kept.append(MISSING)
        return "flag" if _regional(char) else "sign"


def _hidden(char: str) -> bool:
    """Joiners, directions, variation selectors, tags: they shape what is around them and print nothing."""
    return _category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _extends(char: str, after: str) -> bool:
    """A skin tone, a combining mark or the second letter of a flag belongs to the sign before it."""
    tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    return tone or _category(char) in ("Mn", "Me") or (after == "flag" and _regional(char))


def _regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _category(char: str) -> str:
    return unicodedata.category(char)


def _breakable(run: re.Match[str]) -> str:
    """Forty signs without a space would run out of the page: no-break spaces yield, then words part."""
    words = run.group()
    for space in _STICKY:
        words = words.replace(space, " ")
    return _STRETCH.sub(lambda stretch: stretch.group() + "\u200b", words)

"""How much room words take, so that nothing runs out of its box: widths of Arial, in pixels of a 1280 x 720 slide.

Arial has the widths of Helvetica (Adobe's AFM files), and Liberation Sans, which stands for it where it is not
installed, has them too: what fits here fits in PowerPoint, Impress and Keynote alike, without opening a font.
"""

import unicodedata
from functools import lru_cache

LINE = 1.2
"""Height of a line, in sizes of its text."""

_ASCII = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_OTHERS = {"’": 222, "‘": 222, "«": 556, "»": 556, "–": 556, "·": 278, "€": 556, "\u00a0": 278, "\u202f": 278, "°": 400}
_WIDEST = 1000
_BOLD = 1.08
_PRUDENCE = 1.02


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of words, in pixels, at a size in pixels."""
    return sum(map(_letter, words)) * size / 1000 * (_BOLD if bold else 1) * _PRUDENCE


def lines(words: str, room: float, size: float, *, bold: bool = False) -> int:
    """Lines that words take once wrapped in `room` pixels; a word too long for a line is broken."""
    return sum(_wrapped(paragraph, room, size, bold) for paragraph in words.split("\n"))


def widest(words: str, size: float, *, bold: bool = False) -> float:
    """Width of the longest word: what a column cannot do without."""
    return max((width(word, size, bold=bold) for word in words.split(" ")), default=0)


def height(words: str, room: float, size: float, *, bold: bool = False) -> float:
    """Height of wrapped words, in pixels."""
    return lines(words, room, size, bold=bold) * size * LINE


def clamped(words: str, room: float, size: float, most: int) -> str:
    """Words cut at the last one that lets them hold in `most` lines, with « … »; the whole when they do."""
    if lines(words, room, size) <= most:
        return words
    kept, low, high = words.split(" "), 0, words.count(" ")
    while low < high:
        middle = (low + high + 1) // 2
        fits = lines(" ".join(kept[:middle]) + "…", room, size) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return f"{' '.join(kept[:low])}…" if low else f"{words[: int(room / size)]}…"


def _wrapped(paragraph: str, room: float, size: float, bold: bool) -> int:
    count, used, space = 1, 0.0, width(" ", size, bold=bold)
    for word in paragraph.split(" "):
        wide = width(word, size, bold=bold)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        if wide > room:
            count += int(wide // room)
            wide %= room
        used += wide + (space if used else 0)
    return count


@lru_cache(maxsize=1024)
def _letter(letter: str) -> int:
    if letter in _OTHERS:
        return _OTHERS[letter]
    base = unicodedata.normalize("NFKD", letter)[0]
    return _ASCII[ord(base) - 32] if " " <= base <= "~" else _WIDEST

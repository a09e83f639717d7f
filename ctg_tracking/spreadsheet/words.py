"""Words of a cell as a French reader would read them, and the ones that say nothing."""

from dataclasses import dataclass

from ctg_tracking.model.words import ActorKind
from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.parsed import Parsed, error
from ctg_tracking.spreadsheet.text import key_words, tidy


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a cell names; `kind` is None when the name does not tell a person from an organisation."""

    name: str
    kind: ActorKind | None = None


def as_text(value: Value) -> str:
    """A cell's value as a French reader would read it."""
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


_NO_WORD = frozenset(("n a", "na", "n d", "nd", "nc", "n c", "nr", "n r", "neant", "non renseigne", "vide"))
_NOTHING = frozenset((*_NO_WORD, "ras", "so", "s o", "sans objet", "non concerne", "aucun", "aucune"))
_SIGNS = "-\u2010\u2011–—_/\\.?…*=:; \u00a0\u202f\u200b\ufeff"
_LONGEST_BLANK = 16


def is_blank_word(text: str) -> bool:
    """Whether a text stands for an empty cell: « - », « N/A », « NC », « néant », a lone space."""
    return len(text) <= _LONGEST_BLANK and (not text.strip(_SIGNS) or key_words(text) in _NO_WORD)


def says_nothing(text: str) -> bool:
    """`is_blank_word`, and what means nobody or nothing where a name or a word is asked: « RAS », « aucun »."""
    return len(text) <= _LONGEST_BLANK and (not text.strip(_SIGNS) or key_words(text) in _NOTHING)


def read_text(value: Value, limit: int | None = None, *, exact: bool = False) -> Parsed[str]:
    """Text as written; a number shows without its useless decimal; over `limit` letters is an error.

    « - » and its like are a blank, unless `exact`.
    """
    text = tidy(value if isinstance(value, str) else as_text(value))
    if not text or (len(text) <= _LONGEST_BLANK and not exact and is_blank_word(text)):
        return _NO_TEXT
    if limit is not None and len(text) > limit:
        return Parsed(trouble=error(f"{len(text)} caractères\u202f; {limit} au plus sont attendus"))
    return Parsed(text)


_NO_TEXT: Parsed[str] = Parsed()

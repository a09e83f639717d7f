"""Numbers as French spreadsheets hold them: « 12 500,50 € », « 45 % », « 5 k€ », and words that are not numbers."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.parsed import Parsed, Severity, error, warning
from ctg_tracking.spreadsheet.text import key_words, one_line

MAX_CENTS = 100_000_000_000
"""A billion euros: beyond, a budget is a slip of the keyboard."""
_SPACE = r"[ \u00a0\u202f\u2009']"
_PLAIN = re.compile(r"([+-]?)(\d+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|[.,]\d+)")
_UNIT = re.compile(
    r"^(.*?)\s*(k\s?€|k\s?euros?|m\s?€|m\s?euros?|millions?\sd'euros?|€|euros?|eur|%)?\s*(?:ht|ttc|h\.t\.|t\.t\.c\.)?$",
    re.IGNORECASE,
)
_SPACED = re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))")
_SHARE = re.compile(r"\s*(\d{1,3})\s*(?:/|sur)\s*(\d{1,3})\s*")
"""« 3/4 », « 3 sur 4 »."""
_BLANK_WORDS = frozenset(
    {"", "-", "–", "—", "/", "?", "nc", "n c", "na", "n a", "nr", "n r", "sans objet", "so", "neant", "non renseigne"}
)


@lru_cache(maxsize=16384)
def plain_number(text: str) -> Decimal | None:
    """The number a text is, whole text, units apart: « 1 234,5 » is 1234.5; None when it is anything else."""
    bare = _SPACED.sub("", one_line(text)).replace("−", "-")
    match = _PLAIN.fullmatch(bare.replace(" ", "") if re.fullmatch(r"[+-]? ?[\d.,]+", bare) else bare)
    if match is None:
        return None
    digits = match[2]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits) or (
        digits.count(".") and "," in digits and digits.index(".") < digits.index(",")
    ):
        digits = digits.replace(".", "").replace(",", ".")
    elif digits.count(",") > 1 or ("," in digits and "." in digits):
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(",", ".")
    try:
        return Decimal(match[1].replace("+", "") + digits)
    except InvalidOperation:
        return None


def read_number(value: Value) -> Parsed[float]:
    """A number; text that is none is kept as words with a warning (« Entre 200 et 500 »)."""
    if isinstance(value, (bool, date, datetime)):
        return Parsed(trouble=error("un nombre est attendu"))
    if isinstance(value, (int, float)):
        return Parsed(float(value)) if _finite(value) else Parsed(trouble=error("un nombre est attendu"))
    if not isinstance(value, str):
        return Parsed(trouble=error("un nombre est attendu"))
    text = one_line(value)
    if key_words(text) in _BLANK_WORDS and "%" not in text:
        return Parsed()
    match = _UNIT.match(text)
    number = plain_number(match[1]) if match else None
    if number is None:
        return Parsed(trouble=warning("ce n’est pas un nombre\u202f; les mots sont gardés"), words=text)
    return Parsed(float(number * _scale(match[2] if match else None)))


def read_money(value: Value) -> Parsed[int]:
    """Euro cents; « 5 k€ » is 500 000 cents; words (« à définir ») are kept with a warning, a date is an error."""
    if isinstance(value, (date, datetime)):
        return Parsed(trouble=error("c’est une date\u202f; un montant en euros est attendu (vérifiez la colonne)"))
    read = read_number(value)
    if read.value is None:
        return Parsed(None, read.trouble, read.words)
    asked = Decimal(str(read.value)) * 100
    if not 0 <= asked <= MAX_CENTS:  # before rounding, which refuses numbers of thirty digits
        return Parsed(trouble=error("un montant en euros, de 0 à un milliard, est attendu"))
    cents = int(asked.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if isinstance(value, str) and re.search(r"\d\.\d{3}(?!\d)", value) and "," not in value and value.count(".") == 1:
        return _dotted_thousand(value, cents)
    return Parsed(cents)


def _dotted_thousand(value: str, cents: int) -> Parsed[int]:
    """« 12.500 € » is twelve thousand in a column of euros: nobody writes thousandths of a euro."""
    return Parsed(cents * 1000, warning(f"« {one_line(value)} » lu comme {cents * 10:,} €".replace(",", "\u202f")))


def read_percent(value: Value, *, fractions: bool) -> Parsed[int]:
    """A whole percent from 0 to 100. `fractions`: the column holds 0.45 for 45 % (see `are_fractions`)."""
    if isinstance(value, (date, datetime)):
        return Parsed(trouble=error("c’est une date (« 3/4 » en devient une)\u202f; un pourcentage est attendu"))
    share = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if share is not None and 0 < int(share[2]) >= int(share[1]):
        return Parsed(round(100 * int(share[1]) / int(share[2])))
    read = read_number(value)
    if read.value is None:
        trouble = read.trouble
        if trouble is not None and trouble.severity is Severity.WARNING:
            trouble = warning("ce n’est pas un pourcentage sûr\u202f; les mots sont gardés en commentaire")
        return Parsed(None, trouble, read.words)
    number = read.value
    signed = isinstance(value, str) and "%" in value
    if not signed and (0 < number < 1 or (fractions and number == 1)):
        number *= 100
    if not 0 <= number <= 100:
        return Parsed(trouble=error("un pourcentage de 0 à 100 est attendu"))
    return Parsed(int(Decimal(str(round(number, 6))).quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def are_fractions(values: list[Value]) -> bool:
    """Whether a column of percents holds shares of one (as Excel's % cells do): no number above 1.

    Numbers typed as text (a text file has no other) must show a true share: « 0,45 ».
    """
    numbers = [float(value) for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    typed = [float(found) for value in values if isinstance(value, str) and (found := plain_number(value)) is not None]
    if max((*numbers, *typed), default=2) > 1:
        return False
    return bool(numbers) or any(0 < number < 1 for number in typed)


def _scale(unit: str | None) -> int:
    word = (unit or "").lower()
    return 1000 if word.startswith("k") else 1_000_000 if word.startswith("m") else 1


def _finite(value: float) -> bool:
    return value == value and abs(value) < 1e15

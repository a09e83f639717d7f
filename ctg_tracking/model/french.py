"""French typography: numbers, dates, durations and plurals as people read them, through Babel.

Narrow no-break space before `; : ! ? %`, « guillemets », `1 234,5`, `31/12/2026`. Source of the habits: the
Lexique des règles typographiques of the Imprimerie nationale. No function reads today's date.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from ctg_tracking.model.words import NOT_GIVEN, Precision

LOCALE = "fr_FR"
NARROW = "\u202f"
PARIS = ZoneInfo("Europe/Paris")

_BEFORE_HIGH_SIGNS = re.compile(r"[ \u00a0\u202f]+(?=[;:!?%](?:\s|$|[)»\]]))")
_STRAIGHT_QUOTES = re.compile(r'"([^"\n]+)"')
_AFTER_OPENING = re.compile(r"«[ \u00a0\u202f]*")
_BEFORE_CLOSING = re.compile(r"[ \u00a0\u202f]*»")


def typeset(text: str) -> str:
    """`text` with the no-break spaces French asks for, ’ for ' and « » for a pair of "; `http:` is left alone."""
    text = _BEFORE_HIGH_SIGNS.sub(NARROW, _STRAIGHT_QUOTES.sub(r"«\1»", text.replace("'", "’")))
    return _BEFORE_CLOSING.sub("\u00a0»", _AFTER_OPENING.sub("«\u00a0", text))


def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """`1 234,5`; at most 2 decimals unless `decimals` sets how many; « non renseigné » for None. Zero is a value."""
    if value is None:
        return NOT_GIVEN
    pattern = "#,##0.##" if decimals is None else "#,##0." + "0" * decimals if decimals else "#,##0"
    return _formatted(value, pattern).replace("-", "\u2212")


def percent(value: float | None) -> str:
    """`51,6 %` from 51.6 (already out of 100); whole numbers lose their decimal; « non calculable » for None."""
    if value is None:
        return "non calculable"
    return f"{_formatted(value, '#,##0.#')}{NARROW}%"


@lru_cache(maxsize=4_096, typed=True)
def _formatted(value: float | Decimal, pattern: str) -> str:
    """A page shows hundreds of small numbers, the same ones from one run to the next: 10 ms of Babel a run."""
    return format_decimal(value, format=pattern, locale=LOCALE)


def euros(cents: int | None) -> str:
    """`12 500 €`, with cents only when there are some."""
    if cents is None:
        return NOT_GIVEN
    return f"{number(Decimal(cents) / 100, 2 if cents % 100 else 0)}\u00a0€"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """`1 action`, `12 actions`, `0 action`: French keeps the singular below 2."""
    return f"{number(count)}\u00a0{agreed(count, singular, plural)}"


def agreed(count: int, singular: str, plural: str | None = None) -> str:
    """The word alone, agreeing with `count`; the default plural adds an s to each word."""
    if count < 2:
        return singular
    return plural or re.sub(r"(?<=\w)(?=\s|$)", "s", singular)


def day(value: date | None) -> str:
    """`31/12/2026`."""
    return value.strftime("%d/%m/%Y") if value else NOT_GIVEN


def long_day(value: date | None) -> str:
    """`30 juin 2026`, `1er juin 2026`."""
    if value is None:
        return NOT_GIVEN
    words = format_date(value, "d\u00a0MMMM y", locale=LOCALE)
    return f"1er{words[1:]}" if value.day == 1 else words


def month(value: date | None) -> str:
    """`novembre 2022`."""
    return format_date(value, "MMMM y", locale=LOCALE) if value else NOT_GIVEN


def precise(value: date | None, precision: Precision | None = None) -> str:
    """A date as far as it is known: the day, the month or only the year."""
    if value is None:
        return NOT_GIVEN
    if precision is Precision.YEAR:
        return str(value.year)
    return month(value) if precision is Precision.MONTH else long_day(value)


def day_and_month(value: date, as_of: date) -> str:
    """`12 mars`, with the year when it is not that of `as_of`."""
    return long_day(value) if value.year != as_of.year else long_day(value).removesuffix(f" {value.year}")


def clock(moment: datetime) -> str:
    """`14 h 02`, in Paris."""
    local = moment.astimezone(PARIS)
    return f"{local.hour}\u00a0h\u00a0{local.minute:02d}"


def moment_of(moment: datetime) -> str:
    """`30/06/2026 à 14 h 02`, in Paris."""
    return f"{day(moment.astimezone(PARIS).date())} à {clock(moment)}"


def duration(since: date, until: date) -> str:
    """How long between two dates, in the largest unit that tells: `3 jours`, `4 mois`, `2 ans`."""
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    if months >= 24:
        return counted(months // 12, "an")
    return f"{months}\u00a0mois" if months >= 1 else counted((until - since).days, "jour")


def days_long(days: int) -> str:
    """A number of days in the words people count with: `6 mois` for 180, `45 jours`."""
    return f"{days // 30}\u00a0mois" if days % 30 == 0 else counted(days, "jour")


def late_by(due_on: date, as_of: date) -> str:
    """`En retard de 4 mois`: the words of the late marker."""
    return f"En retard de {duration(due_on, as_of)}"


def listed(names: Iterable[str]) -> str:
    """`A, B et C`."""
    *first, last = list(names) or [NOT_GIVEN]
    return f"{', '.join(first)} et {last}" if first else last


def signed(value: float, decimals: int | None = None) -> str:
    """`+ 3,5` or `− 2`: a change, never read as a quantity."""
    return f"{'+' if value > 0 else '−' if value < 0 else '='}\u00a0{number(abs(value), decimals)}"

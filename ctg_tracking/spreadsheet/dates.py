"""Dates as communes write them: real dates, serials, day-first text, quarters, semesters, years, and vague words.

A date is derived only when certain and the original words are always kept beside it. What is certain depends on the
column (`Moment`): « T1 2027 » as a due date is its last day, as a start its first day; « début 2026 » is neither.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.parsed import Parsed, error, warning
from ctg_tracking.spreadsheet.text import folded, one_line, tidy
from ctg_tracking.spreadsheet.words import is_blank_word

FIRST_YEAR, LAST_YEAR = 1990, 2100
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(32874, 73415)
"""Excel serials of 1990-01-01 to 2100-12-31: 47727 in a General cell is 2030-09-01."""
_LATER = (date(1904, 1, 1) - _SERIAL_ZERO).days
"""Days from the zero of the 1900 system to that of the 1904 one: 1462."""

MONTHS = (
    ("janvier", "janv", "jan"),
    ("fevrier", "fevr", "fev"),
    ("mars", "mar"),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil", "jul"),
    ("aout", "aou"),
    ("septembre", "sept", "sep"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_RANKS = {
    "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4,
    "dernier": 0, "derniere": 0,
}  # fmt: skip

_MONTH = "(" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\.?"
_YEAR = r"((?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?"
_HOUR = r"(?:[t ]\s?(?:a\s)?\d{1,2}\s?[:h]\s?(?:\d{2})?(?::\d{2}(?:\.\d+)?)?z?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_HOUR}")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\s?[-/. ]\s?(\d{{1,2}})\s?[-/. ]\s?(\d{{4}}|\d{{2}}){_HOUR}")
_WRITTEN = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:\s?er|e|°)?[\s-]*{_MONTH}[\s-]*(\d{{4}}|\d{{2}})")
_MONTH_YEAR = re.compile(rf"{_MONTH}(?:[\s/-]+(\d{{4}}|\d{{2}})|(\d{{4}}))")
_MONTH_NUMBERS = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{4})")
_YEAR_MONTH = re.compile(rf"{_YEAR}[/-](0[1-9]|1[0-2])")
_QUARTER = re.compile(rf"(?:t|q|trim\.?|trimestre)\s?([1-4])[\s/-]*(?:de\s|d')?{_YEAR}")
_QUARTER_SHORT = re.compile(r"([tqs])\s?([1-4])[\s/'-]+(\d{2})")
_QUARTER_AFTER = re.compile(rf"{_YEAR}[\s/-]*(?:t|q|trim\.?|trimestre)\s?([1-4])")
_SEMESTER = re.compile(rf"(?:s|sem\.?|semestre)\s?([12])[\s/-]*(?:de\s|d')?{_YEAR}")
_SEMESTER_AFTER = re.compile(rf"{_YEAR}[\s/-]*(?:s|sem\.?|semestre)\s?([12])")
_RANKED = re.compile(
    rf"(?:le\s|au\s|du\s)?(?:([1-4])\s?(?:er|ere|e|eme|nd|nde)|({'|'.join(_RANKS)}))\s(trim\.?|trimestre|sem\.?|semestre)"
    rf"\s(?:de\s(?:l'annee\s)?)?{_YEAR}"
)
_YEARS_LISTED = re.compile(rf"{_YEAR}(?:\s?(?:[,;/+&-]|et)\s?{_YEAR}){{1,6}}")
_YEAR_SHORT_RANGE = re.compile(rf"{_YEAR}\s?[-/]\s?(\d{{2}})")
_YEAR_ALONE = re.compile(rf"(?:(?:en|annee|l'annee|courant|sur)\s)?{_YEAR}")
_RANGE = re.compile(rf"(?:de\s|entre\s|du\s)?{_YEAR}\s?(?:-|–|—|/|a|>|→|et|au)\s?{_YEAR}")
_END_OF = re.compile(rf"fin\s(?:de\s|d')?(?:l'annee\s|annee\s)?(?:{_MONTH}\s)?{_YEAR}")
_SPLIT_RANGE = re.compile(r"^(?:du|de|entre)\s(.+?)\s(?:au|a|et|jusqu'au|jusqu'a)\s(.+)$")
_LIMIT = re.compile(
    r"^(?:d'ici\s(?:a\s|au\s|le\s|la\s)?|jusqu'(?:au|en|a)\s|au plus tard\s(?:le\s|en\s|au\s)?"
    r"|avant\sle\s|avant\sla\s(?=fin)|avant\s(?=fin)|echeance\s?:?\s|pour\s(?:le\s|la\s)?(?=\d|fin)|au\s(?=\d)|le\s(?=\d|1er|\w+\s\d))"
)
_ONWARD = re.compile(r"^(?:a partir (?:de\s|du\s|d')|des\s(?:le\s)?|depuis\s(?:le\s)?|a compter (?:de\s|du\s|d'))")


class Moment(StrEnum):
    """Which end of a period a column asks for."""

    START = "start"
    END = "end"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Period:
    """The days a text certainly speaks of, both included.

    `exact`: one full date. `span`: the text tells both a beginning and an end (« 2025-2027 », « de mars à juin 2026 »).
    """

    first: date
    last: date
    exact: bool = False
    span: bool = False


def read_period(value: Value) -> Parsed[Period]:
    """The period a cell certainly speaks of; None with the words kept when it is vague, an error when impossible."""
    if isinstance(value, datetime):
        return _day(value.date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, bool):
        return Parsed(trouble=error("une date est attendue (jj/mm/aaaa)"))
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return _text(value)
    return Parsed(trouble=error("une date est attendue (jj/mm/aaaa), pas une heure ni une durée"))


def since_1904(value: Value) -> Value:
    """A bare number of a workbook that counts days from 1904, as others count them; a year stays a year."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or FIRST_YEAR <= value <= LAST_YEAR:
        return value
    return value + _LATER if _SERIALS.start <= value + _LATER < _SERIALS.stop else value


def read_day(value: Value, moment: Moment = Moment.DAY) -> Parsed[date]:
    """One day from a cell: a full date, or the end of the period that the column asks for.

    A column that asks for a day (`Moment.DAY`) takes the last day of a period, and says so.
    """
    read = read_period(value)
    if read.value is None:
        return Parsed(None, read.trouble, read.words)
    period = read.value
    day = period.first if moment is Moment.START else period.last
    trouble = read.trouble
    if moment is Moment.DAY and not period.exact and trouble is None:
        trouble = warning(f"« {read.words} » n’est pas un jour\u202f: lu comme le {day:%d/%m/%Y}")
    return Parsed(day, trouble, read.words)


@lru_cache(maxsize=16384)
def _day(day: date) -> Parsed[Period]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Parsed(trouble=error(f"l’année {day.year} est hors de toute vraisemblance (vérifiez la date)"))
    return Parsed(Period(day, day, exact=True))


def _number(value: float) -> Parsed[Period]:
    if not abs(value) < _SERIALS.stop:  # infinite and not-a-number too
        return Parsed(trouble=error("ce nombre n’est pas une date\u202f; une date est attendue (jj/mm/aaaa)"))
    if value == int(value) and FIRST_YEAR <= value <= LAST_YEAR:
        year = int(value)
        return Parsed(Period(date(year, 1, 1), date(year, 12, 31)), words=str(year))
    if int(value) in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=int(value))
        return Parsed(Period(day, day, exact=True))
    return Parsed(trouble=error("ce nombre n’est pas une date\u202f; une date est attendue (jj/mm/aaaa)"))


@lru_cache(maxsize=16384)
def _text(text: str) -> Parsed[Period]:
    words = tidy(text)
    if not words or is_blank_word(words):
        return Parsed()
    line = folded(one_line(words)).strip(" .,;:").replace("–", "-").replace("—", "-").replace("‑", "-")
    if re.fullmatch(r"\d{5}", line) or re.fullmatch(_YEAR, line):
        read = _number(int(line))
        if read.value is not None:
            return read
    for reader in (_full_date, _certain_period, _between, _limited):
        read_or_none = reader(line, words)
        if read_or_none is not None:
            return read_or_none
    return Parsed(
        trouble=warning("aucune date sûre n’en est déduite\u202f; les mots sont gardés au calendrier"), words=words
    )


def _full_date(line: str, words: str) -> Parsed[Period] | None:
    if match := _ISO.fullmatch(line):
        year, month, day = (int(part) for part in match.groups())
        return _checked(year, month, day, None)
    if match := _DAY_FIRST.fullmatch(line):
        return _checked(_full_year(match[3]), int(match[2]), int(match[1]), None)
    if match := _WRITTEN.fullmatch(line):
        return _checked(_full_year(match[3]), _MONTH_NUMBER[match[2]], int(match[1]), words)
    return None


def _checked(year: int, month: int, day: int, words: str | None) -> Parsed[Period]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Parsed(trouble=error(f"l’année {year} est hors de toute vraisemblance (vérifiez la date)"))
    if not 1 <= month <= 12:
        return Parsed(trouble=error(f"il n’y a pas de mois {month}\u202f; attendu\u202f: jour/mois/année"))
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Parsed(trouble=error("ce jour n’existe pas\u202f; attendu\u202f: jour/mois/année"))
    found = date(year, month, day)
    return Parsed(Period(found, found, exact=True), words=words)


def _certain_period(line: str, words: str) -> Parsed[Period] | None:
    period = _named_part(line) or _years(line) or _months(line)
    return Parsed(period, words=words) if period else None


def _named_part(line: str) -> Period | None:
    """A quarter or a semester: « T1 2027 », « 2027 S2 », « 1er trimestre 2027 », « dernier trimestre 2025 »."""
    for pattern, months, year_first in (
        (_QUARTER, 3, False),
        (_QUARTER_AFTER, 3, True),
        (_SEMESTER, 6, False),
        (_SEMESTER_AFTER, 6, True),
    ):
        if match := pattern.fullmatch(line):
            rank, year = (int(match[2]), int(match[1])) if year_first else (int(match[1]), int(match[2]))
            return _part(year, rank, months)
    if match := _QUARTER_SHORT.fullmatch(line):
        months, rank = (6 if match[1] == "s" else 3), int(match[2])
        return _part(2000 + int(match[3]), rank, months) if rank <= 12 // months else None
    if match := _RANKED.fullmatch(line):
        months = 3 if match[3].startswith("trim") else 6
        rank = int(match[1]) if match[1] else _RANKS[match[2]] or 12 // months
        return _part(int(match[4]), rank, months) if rank <= 12 // months else None
    return None


def _part(year: int, rank: int, months: int) -> Period:
    last_month = rank * months
    return Period(date(year, last_month - months + 1, 1), _month_end(year, last_month))


def _years(line: str) -> Period | None:
    if (match := _YEAR_ALONE.fullmatch(line)) and not line.startswith("courant"):
        return Period(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
    if (match := _RANGE.fullmatch(line)) and int(match[1]) <= int(match[2]):
        return Period(date(int(match[1]), 1, 1), date(int(match[2]), 12, 31), span=True)
    return _listed_years(line)


def _listed_years(line: str) -> Period | None:
    """« 2025, 2026 et 2027 », « 2025-26 »: years that follow each other are one period, others say nothing sure."""
    if match := _YEAR_SHORT_RANGE.fullmatch(line):
        years = [int(match[1]), int(match[1][:2] + match[2])]
    elif _YEARS_LISTED.fullmatch(line):
        years = [int(year) for year in re.findall(r"\d{4}", line)]
    else:
        return None
    if any(after != before + 1 for before, after in pairwise(years)):
        return None
    return Period(date(years[0], 1, 1), date(years[-1], 12, 31), span=True)


def _months(line: str) -> Period | None:
    """« juin 2026 », « mars-26 », « 06/2026 »; « fin 2026 » and « fin juin 2026 » are their last day."""
    if match := _END_OF.fullmatch(line):
        month = _MONTH_NUMBER[match[1]] if match[1] else 12
        last = _month_end(int(match[2]), month)
        return Period(last, last)
    if match := _MONTH_YEAR.fullmatch(line):
        return _month(_full_year(match[2] or match[3]), _MONTH_NUMBER[match[1]])
    if match := _YEAR_MONTH.fullmatch(line):
        return _month(int(match[1]), int(match[2]))
    if (match := _MONTH_NUMBERS.fullmatch(line)) and 1 <= int(match[1]) <= 12:
        return _month(int(match[2]), int(match[1]))
    return None


def _month(year: int, month: int) -> Period | None:
    return Period(date(year, month, 1), _month_end(year, month)) if FIRST_YEAR <= year <= LAST_YEAR else None


def _between(line: str, words: str) -> Parsed[Period] | None:
    """« du 1er janvier 2025 au 31/12/2026 », « de mars 2025 à juin 2026 », « janvier 2025 - mars 2026 »."""
    match = _SPLIT_RANGE.match(line)
    first, last = (match[1], match[2]) if match else _dashed(line)
    ends = _simple(last)
    begins = _simple(first) or (_same_year(first, ends) if ends else None)
    if begins is None or ends is None or ends.last < begins.first:
        return None
    return Parsed(Period(begins.first, ends.last, span=True), words=words)


def _same_year(first: str, ends: Period) -> Period | None:
    """« mars » before « juin 2026 », « 1er » before « 15 mars 2026 »: the same month or year, said once."""
    year, month = ends.last.year, MONTHS[ends.last.month - 1][0]
    return next((found for more in (year, f"{month} {year}") if (found := _simple(f"{first} {more}"))), None)


def _dashed(line: str) -> tuple[str, str]:
    for separator in (" - ", " a ", " > ", " → ", "->", " au "):
        first, found, last = line.partition(separator)
        if found:
            return first.strip(), last.strip()
    return "", ""


def _simple(line: str) -> Period | None:
    if not line:
        return None
    read = _full_date(line, line) or _certain_period(line, line)
    return read.value if read else None


def _limited(line: str, words: str) -> Parsed[Period] | None:
    """« d'ici fin 2026 », « au plus tard le 30/06/2026 »: the limit is the day; « à partir de » tells a start only."""
    if match := _LIMIT.match(line):
        rest = line[match.end() :]
        read = _full_date(rest, words) or _certain_period(rest, words)
        return Parsed(read.value, read.trouble, words) if read else None
    return None


def starts_from(value: Value) -> Parsed[date]:
    """The day of « à partir de septembre 2026 » in a column of starts; nothing for other texts."""
    if not isinstance(value, str):
        return Parsed()
    line = folded(one_line(value)).strip(" .,;:")
    match = _ONWARD.match(line)
    period = _simple(line[match.end() :]) if match else None
    return Parsed(period.first, words=tidy(value)) if period else Parsed()


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])

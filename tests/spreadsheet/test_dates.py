from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.spreadsheet.dates import Moment, read_day, read_period, starts_from
from ctg_tracking.spreadsheet.parsed import Severity

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2025, 3, 1), date(2025, 3, 1)),
        (datetime(2025, 3, 1, 14, 30), date(2025, 3, 1)),  # noqa: DTZ001 - as a cell holds it
        ("2025-03-01", date(2025, 3, 1)),
        ("2025-03-01 00:00:00", date(2025, 3, 1)),
        ("01/03/2025", date(2025, 3, 1)),
        ("1/3/25", date(2025, 3, 1)),
        ("01.03.2025", date(2025, 3, 1)),
        ("1er janv. 2025", date(2025, 1, 1)),
        ("1er janv 2023", date(2023, 1, 1)),
        ("samedi 1er mars 2025", date(2025, 3, 1)),
        ("14 juil. 2026", date(2026, 7, 14)),
        (47727, date(2030, 9, 1)),
        (47727.0, date(2030, 9, 1)),
        ("47727", date(2030, 9, 1)),
        ("01/03/2025 00:00", date(2025, 3, 1)),
        ("01/03/2025 à 14h30", date(2025, 3, 1)),
        ("2025-03-01T08:00:00", date(2025, 3, 1)),
        ("lundi 01/03/2025", date(2025, 3, 1)),
        ("1 er mars 2025", date(2025, 3, 1)),
        ("1ER\u00a0MARS\u00a02025", date(2025, 3, 1)),
    ],
)
def test_a_full_date_is_read_in_every_writing(cell: Any, day: date) -> None:
    read = read_period(cell)
    assert read.value is not None
    assert (read.value.first, read.value.last, read.trouble) == (day, day, None)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("T1 2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027 - T2", date(2027, 4, 1), date(2027, 6, 30)),
        ("1er trimestre 2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("Dernier trimestre 2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("S2 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("2ème semestre 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("2025-2027", date(2025, 1, 1), date(2027, 12, 31)),
        ("2025 à 2027", date(2025, 1, 1), date(2027, 12, 31)),
        (2024, date(2024, 1, 1), date(2024, 12, 31)),
        ("fin 2026", date(2026, 12, 31), date(2026, 12, 31)),
        ("fin juin 2026", date(2026, 6, 30), date(2026, 6, 30)),
        ("d’ici fin 2026", date(2026, 12, 31), date(2026, 12, 31)),
        ("au plus tard le 30/06/2026", date(2026, 6, 30), date(2026, 6, 30)),
        ("juin 2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("juin2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("sept-26", date(2026, 9, 1), date(2026, 9, 30)),
        ("2026-09", date(2026, 9, 1), date(2026, 9, 30)),
        ("T4-26", date(2026, 10, 1), date(2026, 12, 31)),
        ("2025-26", date(2025, 1, 1), date(2026, 12, 31)),
        ("2025/2026/2027", date(2025, 1, 1), date(2027, 12, 31)),
        ("2025, 2026 et 2027", date(2025, 1, 1), date(2027, 12, 31)),
        ("mars à juin 2026", date(2026, 3, 1), date(2026, 6, 30)),
        ("du 1er au 15 mars 2026", date(2026, 3, 1), date(2026, 3, 15)),
        ("févr. 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("06/2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("du 01/01/2025 au 31/12/2026", date(2025, 1, 1), date(2026, 12, 31)),
        ("de mars 2025 à juin 2026", date(2025, 3, 1), date(2026, 6, 30)),
    ],
)
def test_a_certain_period_keeps_its_words(cell: Any, first: date, last: date) -> None:
    read = read_period(cell)
    assert read.value is not None
    assert (read.value.first, read.value.last) == (first, last)
    assert read.words == str(cell)
    assert read.trouble is None


@pytest.mark.parametrize(
    "words",
    [
        "Pas avant le second semestre 2026",
        "2 chemins/an",
        "début 2026",
        "courant 2026",
        "méta : 2023, OT : 2024, Friche mi-2024",
        "2023 Perception",
        "permanent",
        "à la rentrée",
        "2025, 2027",
        "2027-2025",
        "S3 2026",
        "31/12",
        "novembre à mars 2026 puis 2027",
    ],
)
def test_vague_words_are_kept_and_give_no_date(words: str) -> None:
    read = read_period(words)
    assert read.value is None
    assert read.words == words
    assert read.trouble is not None
    assert read.trouble.severity is Severity.WARNING


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "12/14/28", "31 juin 2026", "2026-13-01", 12, 3.5, True, time(8, 0), date(1900, 1, 1)]
)
def test_an_impossible_date_is_an_error(cell: Any) -> None:
    read = read_period(cell)
    assert read.value is None
    assert read.trouble is not None
    assert read.trouble.severity is Severity.ERROR


def test_a_column_asks_for_one_end_of_a_period() -> None:
    assert read_day("T1 2027", Moment.START).value == date(2027, 1, 1)
    assert read_day("T1 2027", Moment.END).value == date(2027, 3, 31)


def test_a_period_where_a_day_is_asked_is_told() -> None:
    read = read_day("juin 2026")
    assert read.value == date(2026, 6, 30)
    assert read.trouble is not None
    assert "30/06/2026" in read.trouble.message


def test_a_start_may_be_from_some_day_on() -> None:
    assert starts_from("À partir de septembre 2026").value == date(2026, 9, 1)
    assert starts_from("septembre").value is None


@given(DAYS)
def test_day_first_iso_and_serial_say_the_same_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (day, day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", serial, float(serial)):
        read = read_period(cell)
        assert read.value is not None
        assert read.value.first == day


MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
WRITINGS: list[Callable[[date], str]] = [
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d %m %Y}",
    lambda day: f" {day:%d/%m/%Y} 00:00:00",
    lambda day: day.isoformat(),
    lambda day: f"{day.day}{'er' if day.day == 1 else ''} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day:02} {MONTHS[day.month - 1].upper()} {day.year}",
    lambda day: f"{day.day} {SHORT[day.month - 1]} {day.year}",
    lambda day: f"le {day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"au plus tard le {day:%d/%m/%Y}",
    lambda day: f"{day.day}\u00a0{MONTHS[day.month - 1]}\u202f{day.year}",
]


@given(DAYS, st.sampled_from(WRITINGS))
def test_a_real_day_is_read_back_from_each_french_writing(day: date, write: Callable[[date], str]) -> None:
    read = read_period(write(day))
    assert read.value is not None
    assert (read.value.first, read.value.last, read.value.exact) == (day, day, True)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2100))
def test_a_text_is_day_first_or_an_error_never_month_first(day: int, month: int, year: int) -> None:
    for text in (f"{day:02}/{month:02}/{year}", f"{day} {MONTHS[month - 1]} {year}", f"{year}-{month:02}-{day:02}"):
        read = read_period(text)
        if day <= monthrange(year, month)[1]:
            assert read.value is not None
            assert read.value.first == date(year, month, day)
        else:
            assert read.value is None
            assert read.trouble is not None
            assert read.trouble.severity is Severity.ERROR


@given(st.integers(1, 31), st.integers(13, 99), st.integers(1990, 2100))
def test_a_month_beyond_twelve_is_an_error_even_when_months_first_would_do(day: int, month: int, year: int) -> None:
    read = read_period(f"{day:02}/{month}/{year}")
    assert read.value is None
    assert read.trouble is not None
    assert read.trouble.severity is Severity.ERROR


@given(st.text(max_size=60) | st.integers() | st.floats() | st.booleans() | st.datetimes() | st.times())
def test_no_cell_makes_the_reader_fail(cell: Any) -> None:
    read = read_period(cell)
    if read.value is not None:
        assert read.value.first <= read.value.last

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.spreadsheet.cells import as_shown
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.numbers import are_fractions, plain_number, read_money, read_number, read_percent
from ctg_tracking.spreadsheet.parsed import Severity


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12 500,50 €", 12500.5),
        ("12\u202f500,50\u00a0€", 12500.5),
        ("5 k€", 5000.0),
        ("1,5 M€", 1_500_000.0),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("-3", -3.0),
        ("45 %", 45.0),
        (0, 0.0),
        ("0", 0.0),
        ("12 500 € HT", 12500.0),
    ],
)
def test_french_numbers(cell: Any, number: float) -> None:
    assert read_number(cell).value == number


@pytest.mark.parametrize("words", ["Entre 200 et 500", "à définir", "50 000 € / an / Poste", "10 00", "12 familles"])
def test_words_are_kept_with_a_warning(words: str) -> None:
    read = read_number(words)
    assert (read.value, read.words) == (None, words)
    assert read.trouble is not None
    assert read.trouble.severity is Severity.WARNING


@pytest.mark.parametrize("blank", ["", " ", "-", "NC", "n/a", "non renseigné"])
def test_a_blank_is_not_zero(blank: str) -> None:
    read = read_number(blank)
    assert (read.value, read.trouble) == (None, None)


def test_money_is_in_cents() -> None:
    assert read_money("12 500,50 €").value == 1_250_050
    assert read_money(0.1).value == 10


def test_a_dot_of_thousands_in_euros_is_understood_and_told() -> None:
    read = read_money("12.500 €")
    assert read.value == 1_250_000
    assert read.trouble is not None
    assert read.trouble.severity is Severity.WARNING


@pytest.mark.parametrize("cell", [date(2024, 1, 1), -4000, "-1", 45_000_000_000, 3.4e30, "9" * 40])
def test_a_budget_is_a_positive_amount(cell: Any) -> None:
    trouble = read_money(cell).trouble
    assert trouble is not None
    assert trouble.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("cell", "fractions", "percent"),
    [
        (0.45, False, 45),
        (45, False, 45),
        ("45 %", True, 45),
        ("0,45", False, 45),
        (1, True, 100),
        (1, False, 1),
        (0, True, 0),
        (0.285, True, 29),
    ],
)
def test_percents(cell: Any, fractions: bool, percent: int) -> None:
    assert read_percent(cell, fractions=fractions).value == percent


@pytest.mark.parametrize("cell", [150, -1, "120 %"])
def test_a_percent_beyond_its_bounds_is_an_error(cell: Any) -> None:
    trouble = read_percent(cell, fractions=False).trouble
    assert trouble is not None
    assert trouble.severity is Severity.ERROR


def test_a_column_of_shares_of_one() -> None:
    assert are_fractions([0.5, 1, "", 0])
    assert not are_fractions([0.5, 60])
    assert not are_fractions(["50 %"])


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_a_french_spreadsheet_writes_is_read_back(number: Decimal) -> None:
    written = f"{number:,.2f}".replace(",", "\u202f").replace(".", ",")
    assert plain_number(written) == number


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ""])
AMOUNTS = st.decimals(min_value=0, max_value=10**8, places=2)


def french(number: Decimal, space: str) -> str:
    return f"{number:,.2f}".replace(",", space).replace(".", ",")


@given(AMOUNTS, SPACES, SPACES, st.sampled_from(["€", "euros", "EUR", "€ TTC", "€ HT", ""]))
def test_money_is_read_back_with_any_space_and_currency(number: Decimal, inside: str, before: str, unit: str) -> None:
    assert read_money(f" {french(number, inside)}{before}{unit} ").value == int(number * 100)


@given(st.integers(1, 999), st.sampled_from(["k€", "K€", " k€", "\u00a0k€", " kEuros"]))
def test_thousands_of_euros_are_euros(number: int, unit: str) -> None:
    assert read_money(f"{number}{unit}").value == number * 100_000


@given(st.integers(0, 100), SPACES)
def test_percents_are_read_back(number: int, space: str) -> None:
    assert read_percent(f"{number}{space}%", fractions=True).value == number
    assert read_percent(f"{number},0{space}%", fractions=False).value == number


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=2), st.sampled_from(["-", "−"]))
def test_signs_are_read_back(number: Decimal, minus: str) -> None:
    assert read_number(french(number, "\u202f").replace("-", minus)).value == float(number)


@pytest.mark.parametrize(
    ("cell", "percent"), [("3/4", 75), ("1 / 3", 33), ("2 sur 4", 50), ("4/4", 100), ("0/5", 0), ("5/4", None)]
)
def test_a_share_of_steps_is_a_percent(cell: str, percent: int | None) -> None:
    assert read_percent(cell, fractions=False).value == percent


@pytest.mark.parametrize("words", ["50-75 %", "presque 50 %", "5/4", "environ la moitié"])
def test_a_vague_percent_keeps_its_words_with_a_warning(words: str) -> None:
    read = read_percent(words, fractions=False)
    assert (read.value, read.words) == (None, words)
    assert read.trouble is not None
    assert read.trouble.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("0%", 0.45, "45 %"),
        ("0.00%", 0.07, "7 %"),
        ("[Red]0%;-0%", 1, "100 %"),
        ('0" k€"', 5, "5 k€"),
        ('#,##0.0\\ "k€"', 5.5, "5.5 k€"),
        ('#,##0," k€"', 5000, 5000),
        ('#,##0.00 "€"', 12.5, 12.5),
        ('0" places"', 12, 12),
        ('0"%"', 45, 45),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(form: str, value: float, shown: Any) -> None:
    sheet = Sheet("Plan", [[value]], formats={(0, 0): form})
    assert as_shown(sheet, 0, 0, value) == shown


@given(st.text(max_size=12), st.floats() | st.integers() | st.booleans() | st.text(max_size=5))
def test_no_format_makes_the_reader_fail(form: str, value: Any) -> None:
    as_shown(Sheet("Plan", [[value]], formats={(0, 0): form}), 0, 0, value)


@given(st.text(max_size=40) | st.integers() | st.floats() | st.booleans())
def test_no_cell_makes_the_readers_fail(cell: Any) -> None:
    read_number(cell), read_money(cell), read_percent(cell, fractions=True)

"""French typography: what a reader sees."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ctg_tracking.model import french
from ctg_tracking.model.words import Precision


@pytest.mark.parametrize(
    ("value", "decimals", "seen"),
    [
        (1234.5, None, "1\u202f234,5"),
        (Decimal("12.30"), None, "12,3"),
        (0, None, "0"),
        (-2, None, "−2"),
        (7, 1, "7,0"),
        (None, None, "non renseigné"),
    ],
)
def test_numbers_have_a_decimal_comma_and_narrow_spaces(value: float | None, decimals: int | None, seen: str) -> None:
    assert french.number(value, decimals) == seen


@pytest.mark.parametrize(("value", "seen"), [(51.6, "51,6\u202f%"), (50.0, "50\u202f%"), (None, "non calculable")])
def test_percent_is_set_apart_by_a_narrow_space(value: float | None, seen: str) -> None:
    assert french.percent(value) == seen


def test_euros_show_cents_only_when_there_are_some() -> None:
    assert french.euros(1250050) == "12\u202f500,50\u00a0€"
    assert french.euros(1250000) == "12\u202f500\u00a0€"


def test_below_two_the_noun_stays_singular() -> None:
    assert french.counted(0, "action") == "0\u00a0action"
    assert french.counted(1, "action engagée") == "1\u00a0action engagée"
    assert french.counted(2, "action engagée") == "2\u00a0actions engagées"
    assert french.agreed(3, "renouvellement à lancer", "renouvellements à lancer") == "renouvellements à lancer"


def test_first_of_the_month_is_premier() -> None:
    assert french.long_day(date(2026, 6, 1)) == "1er\u00a0juin 2026"
    assert french.long_day(date(2026, 6, 30)) == "30\u00a0juin 2026"
    assert french.long_day(date(2026, 6, 11)) == "11\u00a0juin 2026"


def test_a_date_says_no_more_than_is_known() -> None:
    signed = date(2022, 11, 1)
    assert french.precise(signed, Precision.YEAR) == "2022"
    assert french.precise(signed, Precision.MONTH) == "novembre 2022"
    assert french.precise(None) == "non renseigné"


def test_the_year_is_told_when_it_is_another() -> None:
    assert french.day_and_month(date(2026, 3, 12), date(2026, 6, 30)) == "12\u00a0mars"
    assert french.day_and_month(date(2025, 3, 12), date(2026, 6, 30)) == "12\u00a0mars 2025"


def test_time_is_that_of_paris() -> None:
    assert french.clock(datetime(2026, 7, 1, 12, 2, tzinfo=UTC)) == "14\u00a0h\u00a002"
    assert french.moment_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == "01/07/2026 à 0\u00a0h\u00a030"


@pytest.mark.parametrize(
    ("due", "seen"),
    [
        (date(2026, 6, 27), "En retard de 3\u00a0jours"),
        (date(2026, 2, 28), "En retard de 4\u00a0mois"),
        (date(2026, 5, 31), "En retard de 30\u00a0jours"),
        (date(2023, 12, 31), "En retard de 2\u00a0ans"),
    ],
)
def test_lateness_is_told_in_the_largest_whole_unit(due: date, seen: str) -> None:
    assert french.late_by(due, date(2026, 6, 30)) == seen


def test_typeset_puts_the_no_break_spaces() -> None:
    assert french.typeset("Axe 1 : l'accueil ?") == "Axe 1\u202f: l’accueil\u202f?"
    assert french.typeset("« CEJ »") == "«\u00a0CEJ\u00a0»"
    assert french.typeset('Développer "l\'aller vers…"') == "Développer «\u00a0l’aller vers…\u00a0»"
    assert french.typeset('un écran de 24"') == 'un écran de 24"'
    assert french.typeset("https://caf.fr") == "https://caf.fr"


def test_lists_end_with_et() -> None:
    assert french.listed(["Caf", "MSA", "Commune"]) == "Caf, MSA et Commune"
    assert french.listed([]) == "non renseigné"


@pytest.mark.parametrize(
    ("days", "words"), [(180, "6\u00a0mois"), (30, "1\u00a0mois"), (45, "45\u00a0jours"), (1, "1\u00a0jour")]
)
def test_a_number_of_days_in_the_words_people_count_with(days: int, words: str) -> None:
    assert french.days_long(days) == words

"""Values of indicators: zero is a value, French numbers are read, a correction replaces, a stale write is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from ctg_tracking.errors import BadInput, StaleVersion
from ctg_tracking.follow_up.values import record_value
from ctg_tracking.model import IndicatorValue, Reader
from ctg_tracking.store import Store
from tests.factories import a_convention, an_action, an_indicator


@pytest.fixture
def indicator_id(store: Store, author: Reader) -> int:
    with store.write(author) as work:
        convention = a_convention(work)
        return an_indicator(work, convention, action=an_action(work, convention)).id


def values(store: Store, indicator_id: int) -> list[tuple[date, date | None, float | str | None]]:
    with store.read() as session:
        rows = session.scalars(select(IndicatorValue).where(IndicatorValue.indicator_id == indicator_id))
        ordered = sorted(rows, key=lambda row: (row.on_date, row.id))
        return [(row.on_date, row.until, row.text if row.value is None else row.value) for row in ordered]


@pytest.mark.parametrize(("given", "stored"), [
    ("0", 0.0), (0, 0.0), ("1 234,5", 1234.5), ("12\u202f500", 12500.0), ("-3,2", -3.2), ("45 %", 45.0), (7.25, 7.25),
])  # fmt: skip
def test_a_number_as_people_write_it(
    store: Store, author: Reader, indicator_id: int, given: str, stored: float
) -> None:
    record_value(store, author, indicator_id, given, on=date(2024, 12, 31))
    assert values(store, indicator_id) == [(date(2024, 12, 31), None, stored)]


@pytest.mark.parametrize("given", ["", "beaucoup", "Entre 200 et 500", "nan", "1e999", float("nan"), float("inf")])
def test_what_is_no_number_is_refused(store: Store, author: Reader, indicator_id: int, given: str) -> None:
    with pytest.raises(BadInput, match=r"Valeur.*attendu.*un nombre"):
        record_value(store, author, indicator_id, given, on=date(2024, 12, 31))
    assert values(store, indicator_id) == []


def test_a_qualitative_indicator_takes_words(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        convention = a_convention(work)
        indicator = an_indicator(work, convention, action=an_action(work, convention), qualitative=True).id
    record_value(store, author, indicator, "Partenariat installé", on=date(2024, 12, 31))
    assert values(store, indicator)[0][2] == "Partenariat installé"
    with pytest.raises(BadInput, match="quelques mots"):
        record_value(store, author, indicator, " ", on=date(2025, 12, 31))


def test_values_hold_in_the_order_of_their_dates(store: Store, author: Reader, indicator_id: int) -> None:
    for year, value in ((2023, 10), (2025, 30), (2024, 20)):
        record_value(store, author, indicator_id, value, on=date(year, 12, 31))
    assert values(store, indicator_id) == [
        (date(2023, 12, 31), date(2024, 12, 31), 10),
        (date(2024, 12, 31), date(2025, 12, 31), 20),
        (date(2025, 12, 31), None, 30),
    ]


def test_a_correction_of_the_same_day_wins_and_the_same_value_twice_is_one(
    store: Store, author: Reader, indicator_id: int
) -> None:
    day = date(2024, 12, 31)
    record_value(store, author, indicator_id, 12, on=day)
    record_value(store, author, indicator_id, 21, on=day, source="Bilan RPE")
    again = record_value(store, author, indicator_id, 21, on=day, source="Bilan RPE")
    assert again.repeated
    assert values(store, indicator_id) == [(day, day, 12), (day, None, 21)]


def test_a_future_day_and_a_stale_version_are_refused(store: Store, author: Reader, indicator_id: int) -> None:
    with pytest.raises(BadInput, match="Date de la valeur"):
        record_value(store, author, indicator_id, 1, on=date(2999, 1, 1))
    done = record_value(store, author, indicator_id, 1, on=date(2024, 1, 1), expected_version=1)
    assert done.version == 2
    with pytest.raises(StaleVersion):
        record_value(store, author, indicator_id, 2, on=date(2025, 1, 1), expected_version=1)

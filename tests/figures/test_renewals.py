"""Months left, bands and milestones, at the ends of months and for 4- and 5-year terms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.figures.months import add_months, complete_months
from ctg_tracking.figures.renewals import KINDS, MILESTONES, RenewalRow, band, band_counts, renewal_rows
from ctg_tracking.figures.selection import ALL
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Band, Role
from ctg_tracking.store import Store
from tests.factories import (
    EVRY,
    GRIGNY,
    a_convention,
    a_milestone,
    an_account,
    an_administrator,
    an_amendment,
)

DAY = date(2026, 6, 30)


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def rows(store: Store, reader: Reader, as_of: date = DAY) -> list[RenewalRow]:
    with store.read() as session:
        return renewal_rows(session, reader, ALL, as_of)


@pytest.mark.parametrize(
    ("as_of", "ends_on", "months"),
    [
        (date(2026, 6, 30), date(2026, 12, 31), 6),
        (date(2026, 7, 1), date(2026, 12, 31), 5),
        (date(2026, 12, 1), date(2026, 12, 31), 0),
        (date(2026, 12, 31), date(2026, 12, 31), 0),
        (date(2027, 1, 1), date(2026, 12, 31), -1),
        (date(2027, 1, 31), date(2026, 12, 31), -1),
        (date(2027, 2, 1), date(2026, 12, 31), -2),
        (date(2028, 1, 1), date(2026, 12, 31), -13),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
        (date(2026, 8, 29), date(2027, 2, 28), 6),
        (date(2026, 9, 1), date(2027, 2, 28), 5),
        (date(2028, 1, 31), date(2028, 2, 29), 1),
        (date(2027, 1, 31), date(2027, 3, 30), 1),
        (date(2027, 3, 1), date(2027, 2, 28), -1),
        (date(2027, 3, 31), date(2027, 2, 28), -1),
        (date(2027, 4, 1), date(2027, 2, 28), -2),
    ],
)
def test_complete_months(as_of: date, ends_on: date, months: int) -> None:
    assert complete_months(as_of, ends_on) == months


days = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@given(days, days)
def test_complete_months_is_the_largest_that_fits(since: date, until: date) -> None:
    months = complete_months(since, until)
    assert add_months(since, months) <= until < add_months(since, months + 1)
    assert (months < 0) == (until < since)


@given(days, days, st.integers(1, 400))
def test_months_never_grow_as_days_go_by(since: date, until: date, later: int) -> None:
    assert complete_months(since + timedelta(later), until) <= complete_months(since, until)
    assert complete_months(since, until + timedelta(later)) >= complete_months(since, until)


@given(days, st.integers(-240, 240))
def test_adding_months_keeps_the_day_when_the_month_has_it(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("months", "found"),
    [
        (None, None), (-1, Band.EXPIRED), (0, Band.UNDER_6), (5, Band.UNDER_6), (6, Band.UNDER_12),
        (11, Band.UNDER_12), (12, Band.UNDER_18), (17, Band.UNDER_18), (18, Band.LATER), (60, Band.LATER),
    ],
)  # fmt: skip
def test_band(months: int | None, found: Band | None) -> None:
    assert band(months) is found


@pytest.mark.parametrize(("term", "ends_on"), [(4, date(2026, 12, 31)), (5, date(2027, 12, 31))])
def test_milestones_count_back_from_the_end(store: Store, reader: Reader, term: int, ends_on: date) -> None:
    with store.write(reader) as work:
        a_convention(work, starts_on=date(2023, 1, 1), ends_on=ends_on, term_years=term, signed_on=date(2024, 2, 1))
    (row,) = rows(store, reader)
    year = ends_on.year
    assert [(step.kind, step.due_on) for step in row.milestones] == [
        ("evaluation_launched", date(year - 1, 6, 30)),
        ("evaluation_presented", date(year - 1, 12, 31)),
        ("axes_agreed", date(year, 6, 30)),
        ("deliberations", date(year, 9, 30)),
        ("signature", date(year, 11, 30)),
        ("end", ends_on),
    ]
    assert [step.late for step in row.milestones] == [step.due_on < DAY for step in row.milestones]
    assert {step.kind for step in row.milestones} == KINDS == {rule.kind for rule in MILESTONES}


def test_the_next_milestone_is_the_first_not_done_by_then(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, ends_on=date(2026, 12, 31))
        a_milestone(work, convention, "evaluation_launched", done_on=date(2025, 5, 1))
        a_milestone(work, convention, "evaluation_presented", due_on=date(2026, 3, 31), done_on=date(2026, 4, 15))
    awaited = {
        day: (row.next_milestone.kind, row.next_milestone.due_on, row.next_milestone.late, row.to_launch)
        for day in (date(2025, 4, 1), date(2025, 7, 1), date(2026, 4, 1), date(2026, 4, 15), date(2026, 7, 1))
        for row in rows(store, reader, day)
        if row.next_milestone
    }
    assert awaited == {
        date(2025, 4, 1): ("evaluation_launched", date(2025, 6, 30), False, False),
        date(2025, 7, 1): ("evaluation_presented", date(2026, 3, 31), False, False),
        date(2026, 4, 1): ("evaluation_presented", date(2026, 3, 31), True, True),
        date(2026, 4, 15): ("axes_agreed", date(2026, 6, 30), False, False),
        date(2026, 7, 1): ("axes_agreed", date(2026, 6, 30), True, True),
    }


@pytest.mark.parametrize(
    ("as_of", "to_launch"),
    [(date(2025, 5, 30), False), (date(2025, 5, 31), True), (date(2025, 6, 30), True), (date(2027, 3, 1), True)],
)
def test_a_renewal_is_to_launch_within_thirty_days_of_its_next_step(
    store: Store, reader: Reader, as_of: date, to_launch: bool
) -> None:
    with store.write(reader) as work:
        a_convention(work, ends_on=date(2026, 12, 31))
    assert [row.to_launch for row in rows(store, reader, as_of)] == [to_launch]


def test_an_amendment_moves_everything(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, ends_on=date(2026, 12, 31))
        an_amendment(work, convention, date(2026, 6, 30), date(2027, 12, 31))
    before, after = rows(store, reader, date(2026, 6, 29))[0], rows(store, reader, DAY)[0]
    assert (before.months_left, before.band) == (6, Band.UNDER_12)
    assert (after.months_left, after.band) == (18, Band.LATER)
    assert after.next_milestone is not None
    assert after.next_milestone.due_on == date(2026, 6, 30)


def test_renewed_whatever_the_months_left_and_nothing_more_is_awaited(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        old = a_convention(work, "CTG-1", ends_on=date(2026, 12, 31))
        a_convention(
            work, "CTG-2", starts_on=date(2027, 1, 1), ends_on=date(2031, 12, 31),
            signed_on=date(2026, 6, 30), predecessors=[old],
        )  # fmt: skip
    row = rows(store, reader)[0]
    assert (row.band, row.renewed_by, row.next_milestone, row.to_launch) == (Band.RENEWED, "CTG-2", None, False)
    eve = rows(store, reader, date(2026, 6, 29))[0]
    assert (eve.band, eve.renewed_by) == (Band.UNDER_12, None)


def test_soonest_end_first_and_unknown_ends_last(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        a_convention(work, "CTG-unknown", ends_on=None)
        a_convention(work, "CTG-2028", ends_on=date(2028, 12, 31))
        a_convention(work, "CTG-2025", ends_on=date(2025, 12, 31))
    found = rows(store, reader)
    assert [(row.convention.reference, row.months_left, row.band) for row in found] == [
        ("CTG-2025", -6, Band.EXPIRED),
        ("CTG-2028", 30, Band.LATER),
        ("CTG-unknown", None, None),
    ]
    assert (found[2].milestones, found[2].next_milestone, found[2].to_launch) == ((), None, False)
    counted = {found.value if found else None: count for found, count in band_counts(found).items() if count}
    assert counted == {"expired": 1, "later": 1, None: 1}


def test_a_step_before_the_very_start_is_no_step(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        a_convention(work, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), term_years=1)
    (row,) = rows(store, reader)
    assert [step.kind for step in row.milestones] == ["axes_agreed", "deliberations", "signature", "end"]


def test_a_reader_sees_the_renewals_of_the_territories_granted(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        for territory in (EVRY, GRIGNY):
            a_convention(work, f"CTG-{territory}", territory=territory)
        neighbour = an_account(work, Role.READER, GRIGNY)
    assert [row.convention.reference for row in rows(store, neighbour)] == [f"CTG-{GRIGNY}"]

"""The state of an action on a day: late, stale, done anew each year, and what was true then."""

from datetime import date, timedelta

import pytest

from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.selection import ALL
from ctg_tracking.model.words import Status
from ctg_tracking.store import Store
from tests.factories import a_convention, a_due_date, a_report, an_action, an_administrator

DAY = date(2025, 6, 30)
NEXT, BEFORE = DAY + timedelta(1), DAY - timedelta(1)


def only_row(store: Store, as_of: date = DAY, **fields: object) -> ActionRow:
    reader = an_administrator(store)
    with store.write(reader) as work:
        an_action(work, a_convention(work), **fields)  # type: ignore[arg-type]
    with store.read() as session:
        (row,) = action_rows(session, reader, ALL, as_of)
    return row


@pytest.mark.parametrize(
    ("due_on", "status", "late"),
    [
        pytest.param(BEFORE, Status.IN_PROGRESS, True, id="the day after the due day"),
        pytest.param(DAY, Status.IN_PROGRESS, False, id="the due day itself"),
        pytest.param(NEXT, Status.IN_PROGRESS, False, id="the eve of the due day"),
        pytest.param(None, Status.IN_PROGRESS, False, id="no due day"),
        pytest.param(BEFORE, Status.DONE, False, id="done"),
        pytest.param(BEFORE, Status.DROPPED, False, id="dropped"),
        pytest.param(BEFORE, Status.NOT_STARTED, True, id="not started"),
        pytest.param(BEFORE, Status.SUSPENDED, True, id="suspended"),
        pytest.param(BEFORE, Status.POSTPONED, True, id="postponed"),
        pytest.param(BEFORE, None, True, id="never reported"),
    ],
)
def test_late(store: Store, due_on: date | None, status: Status | None, late: bool) -> None:
    row = only_row(store, due_on=due_on, status=status, on=date(2025, 6, 1))
    assert row.late is late
    assert row.status is (status or Status.TO_SPECIFY)


@pytest.mark.parametrize(
    ("status", "days", "stale"),
    [
        (Status.IN_PROGRESS, 180, False),
        (Status.IN_PROGRESS, 181, True),
        (Status.TO_SPECIFY, 181, True),
        (Status.DONE, 500, False),
        (Status.DROPPED, 500, False),
    ],
)
def test_stale_after_more_than_180_days_without_a_report(store: Store, status: Status, days: int, stale: bool) -> None:
    row = only_row(store, status=status, on=DAY - timedelta(days))
    assert (row.stale, row.never_reported) == (stale, False)


@pytest.mark.parametrize(
    ("starts_on", "stale"),
    [(DAY - timedelta(180), False), (DAY - timedelta(181), True), (None, True), (DAY + timedelta(30), False)],
)
def test_never_reported_is_stale_from_the_start_of_the_convention(
    store: Store, starts_on: date | None, stale: bool
) -> None:
    reader = an_administrator(store)
    with store.write(reader) as work:
        an_action(work, a_convention(work, starts_on=starts_on))
    with store.read() as session:
        (row,) = action_rows(session, reader, ALL, DAY)
    assert (row.never_reported, row.stale, row.last_report_on) == (True, stale, None)


def test_the_number_of_silent_days_is_a_parameter(store: Store) -> None:
    reader = an_administrator(store)
    with store.write(reader) as work:
        an_action(work, a_convention(work), status=Status.IN_PROGRESS, on=DAY - timedelta(31))
    with store.read() as session:
        stale = [action_rows(session, reader, ALL, DAY, stale_days=days)[0].stale for days in (30, 31, 180)]
    assert stale == [True, False, False]


@pytest.mark.parametrize(
    ("yearly", "reported_on", "status", "percent"),
    [
        pytest.param(True, date(2025, 1, 1), Status.DONE, 100, id="done this year"),
        pytest.param(True, date(2024, 12, 31), Status.IN_PROGRESS, None, id="done last year, to be done anew"),
        pytest.param(False, date(2024, 12, 31), Status.DONE, 100, id="not yearly: done once for all"),
    ],
)
def test_a_yearly_action_is_done_for_its_year(
    store: Store, yearly: bool, reported_on: date, status: Status, percent: int | None
) -> None:
    row = only_row(store, yearly=yearly, status=Status.DONE, percent=100, on=reported_on)
    assert (row.status, row.percent) == (status, percent)


def test_a_yearly_action_dropped_another_year_stays_dropped(store: Store) -> None:
    assert only_row(store, yearly=True, status=Status.DROPPED, on=date(2023, 5, 1)).status is Status.DROPPED


def test_the_past_is_what_was_true_then(store: Store) -> None:
    reader = an_administrator(store)
    with store.write(reader) as work:
        action = an_action(work, a_convention(work), due_on=date(2023, 12, 31))
        a_report(work, action, Status.IN_PROGRESS, date(2023, 3, 1), percent=25)
        a_due_date(work, action, date(2025, 6, 30), since=date(2024, 2, 1))
        a_report(work, action, Status.DONE, date(2024, 6, 1), percent=100)
    with store.read() as session:
        seen = {
            day: (row.status.value, row.percent, row.due_on, row.late, row.last_report_on)
            for day in (date(2023, 1, 1), date(2024, 1, 1), date(2024, 2, 1), date(2024, 6, 1))
            for row in action_rows(session, reader, ALL, day)
        }
    first, second, reported = date(2023, 12, 31), date(2025, 6, 30), date(2023, 3, 1)
    assert seen == {
        date(2023, 1, 1): ("to_specify", None, first, False, None),
        date(2024, 1, 1): ("in_progress", 25, first, True, reported),
        date(2024, 2, 1): ("in_progress", 25, second, False, reported),
        date(2024, 6, 1): ("done", 100, second, False, date(2024, 6, 1)),
    }


def test_two_reports_of_one_day_the_later_recorded_counts(store: Store) -> None:
    reader = an_administrator(store)
    with store.write(reader) as work:
        action = an_action(work, a_convention(work), status=Status.SUSPENDED, on=DAY)
        a_report(work, action, Status.IN_PROGRESS, DAY)
    with store.read() as session:
        assert [row.status for row in action_rows(session, reader, ALL, DAY)] == [Status.IN_PROGRESS]


@pytest.mark.parametrize(
    ("status", "starts_on", "later"),
    [
        (Status.NOT_STARTED, NEXT, True),
        (Status.NOT_STARTED, DAY, False),
        (Status.NOT_STARTED, None, False),
        (Status.IN_PROGRESS, NEXT, False),
    ],
)
def test_not_started_because_planned_for_later(
    store: Store, status: Status, starts_on: date | None, later: bool
) -> None:
    assert only_row(store, status=status, on=BEFORE, starts_on=starts_on).not_started_later is later

"""Calendar months: SQLite's and Postgres's differ at month ends, so they are counted here, in one way."""

from calendar import monthrange
from datetime import date
from functools import cache


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier), or the last of a month too short: 31/08 + 6 is 28/02."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, _days(year, month + 1)))


def complete_months(since: date, until: date) -> int:
    """The largest number of months that, added to `since`, does not go beyond `until`.

    Negative as soon as `until` is past: -1 the day after, until a month has gone by. From a month's last day to a
    later month's last day is a whole number of months (31/08 to 28/02 is 6).
    """
    months = (until.year - since.year) * 12 + until.month - since.month
    return months if add_months(since, months) <= until else months - 1


@cache
def _days(year: int, month: int) -> int:
    """Number of days of a month; `calendar` finds the weekday of the first as well each time it is asked."""
    return monthrange(year, month)[1]

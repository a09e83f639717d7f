"""Who guesses passwords waits; nobody can lock a colleague out for long."""

from datetime import UTC, datetime, timedelta

import pytest

from ctg_tracking.accounts import throttle
from ctg_tracking.accounts.throttle import Throttle, TooManyAttempts

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"


def failing(times: int, *, account: str = "a@exemple.fr", address: str = HERE) -> Throttle:
    counted = Throttle()
    for _ in range(times):
        counted.failed(account, address, NOON)
    return counted


def test_five_failures_from_one_place_are_too_many() -> None:
    failing(4).check("a@exemple.fr", HERE, NOON)
    with pytest.raises(TooManyAttempts, match="Réessayez dans 15 minutes"):
        failing(5).check("a@exemple.fr", HERE, NOON)


def test_the_wait_ends_with_the_window() -> None:
    counted = failing(5)
    with pytest.raises(TooManyAttempts, match="dans 1 minute"):
        counted.check("a@exemple.fr", HERE, NOON + throttle.WINDOW - timedelta(seconds=1))
    counted.check("a@exemple.fr", HERE, NOON + throttle.WINDOW)


def test_somebody_else_s_failures_do_not_lock_the_account_from_another_place() -> None:
    failing(5).check("a@exemple.fr", THERE, NOON)


def test_an_address_that_tries_everybody_waits() -> None:
    counted = Throttle()
    for number in range(throttle.MOST_FROM_ONE_ADDRESS):
        counted.failed(f"{number}@exemple.fr", HERE, NOON)
    with pytest.raises(TooManyAttempts):
        counted.check("fresh@exemple.fr", HERE, NOON)
    counted.check("fresh@exemple.fr", THERE, NOON)


def test_an_account_tried_from_everywhere_waits() -> None:
    counted = Throttle()
    for number in range(throttle.MOST_ON_ONE_ACCOUNT):
        counted.failed("a@exemple.fr", f"198.51.100.{number}", NOON)
    with pytest.raises(TooManyAttempts):
        counted.check("a@exemple.fr", THERE, NOON)


def test_a_success_forgets_the_failures_of_that_place() -> None:
    counted = failing(4)
    counted.succeeded("a@exemple.fr", HERE)
    counted.failed("a@exemple.fr", HERE, NOON)
    counted.check("a@exemple.fr", HERE, NOON)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_MOST_REMEMBERED", 20)
    counted = Throttle()
    for number in range(100):
        counted.failed(f"{number}@exemple.fr", HERE, NOON)
    assert len(counted._failures) <= 20

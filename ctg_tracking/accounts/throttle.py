"""Slows down who guesses passwords: counts of failures by account and by address, kept in memory and bounded.

Two counts, so that nobody locks a colleague out: an account tried from one address waits soon,
the same account tried from everywhere, or an address trying everybody, waits later. One process
counts for itself: behind several replicas the limits are that many times higher.
"""

from collections import OrderedDict, deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from ctg_tracking.errors import Refusal

WINDOW: Final = timedelta(minutes=15)
MOST_FROM_ONE_PLACE, MOST_ON_ONE_ACCOUNT, MOST_FROM_ONE_ADDRESS = 5, 50, 30
_MOST_REMEMBERED: Final = 10_000


class TooManyAttempts(Refusal):
    """Too many failures; `wait` says how long before the next try is looked at."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        count = f"{minutes} minute{'s' if minutes > 1 else ''}"
        super().__init__(f"Trop d’essais sans succès. Réessayez dans {count}.")


class Throttle:
    """Failures of the last quarter of an hour; safe to share between threads."""

    def __init__(self) -> None:
        self._failures: OrderedDict[tuple[str, ...], deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def check(self, account: str, address: str, now: datetime) -> None:
        """Raises TooManyAttempts when this account or address must wait."""
        with self._lock:
            waits = [self._wait(key, most, now) for key, most in _limits(account, address)]
        longest = max(waits)
        if longest > timedelta():
            raise TooManyAttempts(longest)

    def failed(self, account: str, address: str, now: datetime) -> None:
        """Counts one failure."""
        with self._lock:
            for key, most in _limits(account, address):
                self._failures.setdefault(key, deque(maxlen=most)).append(now)
                self._failures.move_to_end(key)
            while len(self._failures) > _MOST_REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, account: str, address: str) -> None:
        """Forgets the failures of somebody who found the password again."""
        with self._lock:
            self._failures.pop((account, address), None)

    def _wait(self, key: tuple[str, ...], most: int, now: datetime) -> timedelta:
        failures = self._failures.get(key)
        if failures is None or len(failures) < most:
            return timedelta()
        return failures[0] + WINDOW - now


def _limits(account: str, address: str) -> Iterator[tuple[tuple[str, ...], int]]:
    yield (account, address), MOST_FROM_ONE_PLACE
    yield ("account", account, ""), MOST_ON_ONE_ACCOUNT
    yield ("address", address, ""), MOST_FROM_ONE_ADDRESS

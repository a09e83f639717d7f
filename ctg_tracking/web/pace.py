"""How often an address may ask: counted in memory, bounded; one process counts for itself."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Final

_MOST_REMEMBERED: Final = 10_000


class Pace:
    """At most `most` things from one address in `seconds`; safe to share between threads."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds, self._clock = most, seconds, clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str) -> float:
        """Seconds before this address may ask again; 0 when it may now."""
        with self._lock:
            seen = self._seen.get(address)
            if seen is None or len(seen) < self.most:
                return 0.0
            return max(seen[0] + self.seconds - self._clock(), 0.0)

    def count(self, address: str) -> None:
        """One more thing from this address."""
        with self._lock:
            self._seen.setdefault(address, deque(maxlen=self.most)).append(self._clock())
            self._seen.move_to_end(address)
            while len(self._seen) > _MOST_REMEMBERED:
                self._seen.popitem(last=False)

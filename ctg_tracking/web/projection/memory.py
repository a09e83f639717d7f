"""What the server remembers of decks: bounded, and made once however many ask for it at the same time."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """At most `most` values by key; the one that was asked for the longest time ago leaves first.

    Those who ask for a value that is being made wait for it; a failure reaches all who wait, and is not kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._made: OrderedDict[Key, Future[Value]] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of `key`, made by `make` when there is none."""
        future, mine = self._place(key)
        if mine:
            self._fulfil(key, future, make)
        return future.result()

    def known(self, key: Key) -> Value | None:
        """The value of `key` when it is there and whole; None otherwise."""
        with self._lock:
            future = self._made.get(key)
        return future.result() if future is not None and future.done() and future.exception() is None else None

    def __len__(self) -> int:
        return len(self._made)

    def _place(self, key: Key) -> tuple[Future[Value], bool]:
        with self._lock:
            future = self._made.get(key)
            if future is not None:
                self._made.move_to_end(key)
                return future, False
            future = self._made[key] = Future()
            while len(self._made) > self._most:
                self._made.popitem(last=False)
            return future, True

    def _fulfil(self, key: Key, future: "Future[Value]", make: Callable[[], Value]) -> None:
        try:
            future.set_result(make())
        except BaseException as error:
            with self._lock:
                if self._made.get(key) is future:
                    del self._made[key]
            future.set_exception(error)


def put_out_of_sight() -> None:
    """Take all that is alive out of the collector's sight, as the server does when it starts.

    The server collects after every run of every page: each would walk whatever is remembered here. What was put out of
    sight the last time and is no longer used goes first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()

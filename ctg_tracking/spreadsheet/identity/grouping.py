"""Rows by a key, in their order."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

One = TypeVar("One")
Key = TypeVar("Key", bound=Hashable)


def grouped(rows: Iterable[One], key: Callable[[One], Key]) -> dict[Key, list[One]]:
    """Rows of each key."""
    found: dict[Key, list[One]] = {}
    for one in rows:
        found.setdefault(key(one), []).append(one)
    return found

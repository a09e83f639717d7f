"""Chains of periods: what is said on a day holds until the next thing said.

Two statements of the same day: the later recorded wins, and the earlier keeps an empty period.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """Where a new statement falls in a chain: whose period it ends, and until when its own lasts."""

    ends: int | None
    until: date | None


def untils(starts: Sequence[date]) -> list[date | None]:
    """End of each period of a chain whose starts are given in order (date, then recording)."""
    return [*starts[1:], None] if starts else []


def place(chain: Sequence[tuple[int, date]], start: date) -> Place:
    """Where a statement recorded now, true from `start`, falls among `chain`: (row id, start) in order."""
    before = [row_id for row_id, begun in chain if begun <= start]
    after = [begun for _row_id, begun in chain if begun > start]
    return Place(before[-1] if before else None, after[0] if after else None)

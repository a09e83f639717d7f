"""The direction an indicator goes, and targets that go against it."""

from collections.abc import Mapping
from typing import Any

from ctg_tracking.model.words import Direction


def direction_told_by(fields: Mapping[str, Any]) -> Direction:
    """The direction that the baseline and the target of a new indicator tell: up, unless the target is lower."""
    baseline, target = fields.get("baseline"), fields.get("target")
    return Direction.DOWN if baseline is not None and target is not None and target < baseline else Direction.UP


def contradicts(direction: Direction | None, baseline: float | None, target: float | None) -> bool:
    """Whether the target is on the wrong side of the baseline."""
    if baseline is None or target is None or direction is None:
        return False
    return (direction is Direction.UP and target < baseline) or (direction is Direction.DOWN and target > baseline)

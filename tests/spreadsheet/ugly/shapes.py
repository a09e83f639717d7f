"""What an ugly file is: how it is built, what the person told of it, and the outline a person would read in it."""

from collections.abc import Callable
from dataclasses import dataclass

from ctg_tracking.follow_up.importing import File
from ctg_tracking.spreadsheet.told import Understanding


@dataclass(frozen=True)
class Shape:
    """One ugly file. `outline` is the plan read, as `outlines.outline` writes it."""

    name: str
    build: Callable[[], File]
    outline: str
    told: Understanding


SHAPES: list[Shape] = []
"""Every shape, in the order of its modules."""


def shape(outline: str, told: Understanding | None = None) -> Callable[[Callable[[], File]], Callable[[], File]]:
    """Register a builder with the outline expected of its file."""

    def register(build: Callable[[], File]) -> Callable[[], File]:
        SHAPES.append(Shape(build.__name__, build, outline.strip("\n"), told or Understanding()))
        return build

    return register

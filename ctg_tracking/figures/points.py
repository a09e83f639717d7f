"""What is brought before a committee: one rule for today's rows and for frozen ones."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from ctg_tracking.model.words import Confidence, Status

DOUBTS = (Confidence.SUPPORT, Confidence.COMPROMISED)
"""Answers to « L’objectif sera-t-il atteint ? » that a committee hears about."""


class Standing(Protocol):
    """An action in the state it is brought in."""

    @property
    def status(self) -> Status: ...
    @property
    def late(self) -> bool: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def confidence(self) -> Confidence | None: ...
    @property
    def blocking_text(self) -> str | None: ...
    @property
    def decision_wanted(self) -> str | None: ...


AnyAction = TypeVar("AnyAction", bound=Standing)


def to_decide(fiches: Iterable[AnyAction]) -> list[AnyAction]:
    """Points brought to a committee: open fiches late, blocked, in doubt or wanting a decision.

    Those that want a decision come first, then the late ones, the longest first.
    """
    brought = [row for row in fiches if not row.status.closed and _is_a_point(row)]
    return sorted(brought, key=lambda row: (not row.decision_wanted, not row.late, row.due_on or date.max))


def _is_a_point(row: Standing) -> bool:
    return bool(row.late or row.decision_wanted or row.blocking_text or row.confidence in DOUBTS)

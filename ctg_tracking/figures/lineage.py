"""The conventions that each one replaces, and those that replace it: references, the earliest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.asked import PREPARED, Asked
from ctg_tracking.figures.sql import AnyRow, AnySelect, fetched
from ctg_tracking.model import Convention, convention_predecessor

Lineage = Mapping[int, tuple[str, ...]]
"""References by the id of the convention asked for."""


def predecessors(session: Session, question: Asked) -> Lineage:
    """Those that each convention replaces."""
    return _by_start(fetched(session, _predecessors(question)))


def successors(session: Session, question: Asked) -> Lineage:
    """Those that replace each convention, known that day from their signature or their start.

    A successor of which neither date is known counts at any day: nothing says when it came.
    """
    return _by_start(fetched(session, _successors(question)))


@lru_cache(maxsize=PREPARED)
def _predecessors(question: Asked) -> AnySelect:
    old, new = aliased(Convention), convention_predecessor.c.convention_id
    return (
        select(new, old.starts_on, old.reference)
        .join(old, old.id == convention_predecessor.c.predecessor_id)
        .where(new.in_(question.conventions))
    )


@lru_cache(maxsize=PREPARED)
def _successors(question: Asked) -> AnySelect:
    dates = (Convention.signed_on, Convention.starts_on)
    known = or_(*(day <= question.as_of for day in dates), func.coalesce(*dates).is_(None))
    old = convention_predecessor.c.predecessor_id
    return (
        select(old, Convention.starts_on, Convention.reference)
        .join(Convention, Convention.id == convention_predecessor.c.convention_id)
        .where(old.in_(question.conventions), known)
    )


def _by_start(rows: Iterable[AnyRow]) -> Lineage:
    ordered = sorted(rows, key=lambda row: (row[0], row[1] or date.max, row[2]))
    return gathered((owner, reference) for owner, _starts_on, reference in ordered)


def gathered(pairs: Iterable[Any]) -> Mapping[int, tuple[str, ...]]:
    """Names by what they are of, in the order they come."""
    found: dict[int, list[str]] = defaultdict(list)
    for owner, name in pairs:
        found[owner].append(name)
    return {owner: tuple(names) for owner, names in found.items()}

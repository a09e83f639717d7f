"""Where an action or an indicator lies: its convention, its axe, its objective, and its rank in the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.naming import axe_key, axe_label
from ctg_tracking.figures.sql import among
from ctg_tracking.model import Convention, Heading, Territory
from ctg_tracking.model.text import natural_key

Rank = tuple[Any, ...]


@dataclass(frozen=True)
class Place:
    """A convention, as its actions and indicators name it."""

    convention: str
    title: str
    territory_id: int
    territory_code: str
    territory: str
    level1_name: str


@dataclass(frozen=True)
class Filed:
    """A heading in its plan. `objective`: the heading just under the axe; `rank` sorts headings in plan order."""

    axe_id: int | None
    axe: str | None
    axe_label: str | None
    objective: str | None
    heading: str | None
    rank: Rank


OUTSIDE = Filed(None, None, None, None, None, ((((3, ""),), 0),))
"""Under no heading: after all the others."""


def places(session: Session, convention_ids: Iterable[int]) -> Mapping[int, Place]:
    """The place of each convention, by its id."""
    statement = (
        select(
            Convention.id,
            Convention.reference,
            Convention.title,
            Territory.id,
            Territory.code,
            Territory.name,
            Convention.level1_name,
        )
        .join(Territory, Territory.id == Convention.territory_id)
        .where(among(Convention.id, set(convention_ids)))
    )
    return {row[0]: Place(*row[1:]) for row in session.execute(statement)}


def headings(session: Session, conventions: Mapping[int, Place]) -> Mapping[int, Filed]:
    """Every heading of these conventions, filed, by its id."""
    statement = (
        select(Heading.id, Heading.parent_id, Heading.code, Heading.title, Heading.position, Heading.convention_id)
        .where(among(Heading.convention_id, conventions))
        .order_by(Heading.level)
    )
    filed: dict[int, Filed] = {}
    for heading_id, parent_id, code, title, position, convention_id in session.execute(statement):
        above = filed[parent_id] if parent_id is not None else None
        rank = (natural_key(code), position)
        level = conventions[convention_id].level1_name
        if above is None:
            key, label = axe_key(level, code, title), axe_label(level, code, title)
            filed[heading_id] = Filed(heading_id, key, label, None, key, (rank,))
        else:
            name = title or code
            filed[heading_id] = Filed(
                above.axe_id, above.axe, above.axe_label, above.objective or name, name, (*above.rank, rank)
            )
    return filed

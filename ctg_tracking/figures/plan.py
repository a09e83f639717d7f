"""Where an action or an indicator lies: its axe, its objective, and its rank in the plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.naming import axe_key, axe_label
from ctg_tracking.figures.sql import among, fetched
from ctg_tracking.model import Convention, Heading
from ctg_tracking.model.text import natural_key

Rank = tuple[Any, ...]
code_rank = lru_cache(maxsize=8192)(natural_key)
"""`natural_key`, remembered: the same few codes number every plan."""


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


def headings(session: Session, convention_ids: Collection[int]) -> Mapping[int | None, Filed]:
    """Every heading of these conventions, filed, by its id; None is filed outside."""
    statement = (
        select(
            Heading.id,
            Heading.parent_id,
            Convention.level1_name,
            Heading.code,
            Heading.title,
            Heading.position,
        )
        .join(Convention, Convention.id == Heading.convention_id)
        .where(among(Heading.convention_id, convention_ids))
        .order_by(Heading.level)
    )
    filed: dict[int | None, Filed] = {None: OUTSIDE}
    for heading_id, parent_id, level, code, title, position in fetched(session, statement):
        rank = (code_rank(code), position)
        if parent_id is None:
            key, label = axe_key(level, code, title), axe_label(level, code, title)
            filed[heading_id] = Filed(heading_id, key, label, None, key, (rank,))
        else:
            above, name = filed[parent_id], title or code
            filed[heading_id] = Filed(
                above.axe_id, above.axe, above.axe_label, above.objective or name, name, (*above.rank, rank)
            )
    return filed

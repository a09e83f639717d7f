"""Names in the lists of many actions at once: pilots, partners, themes, communes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ctg_tracking.figures.sql import Column, Condition, among, fetched
from ctg_tracking.model import (
    Action,
    Actor,
    Indicator,
    Territory,
    Theme,
    action_commune,
    action_partner,
    action_pilot,
    action_theme,
)

Names = Mapping[int, Sequence[str]]
FEW = 10
"""Up to so many actions by convention, their ids are written in the statement; beyond, their conventions'."""


@dataclass(frozen=True)
class Lists:
    """What some actions list, by action id; an action with an empty list is absent."""

    pilots: Names
    partners: Names
    themes: Names
    communes: Names
    operations: Mapping[int, int]
    indicators: Mapping[int, int]


def lists(session: Session, action_ids: Collection[int], convention_ids: Collection[int]) -> Lists:
    """The lists of these actions, which belong to these conventions."""

    def named(link: Table, item: str, name: InstrumentedAttribute[str]) -> Names:
        statement = (
            select(link.c.action_id, name)
            .join(name.class_, name.class_.id == link.c[item])
            .where(_of(link.c.action_id, action_ids, convention_ids))
            .order_by(link.c.id)
        )
        found: dict[int, list[str]] = defaultdict(list)
        for owner, item_name in fetched(session, statement):
            found[owner].append(item_name)
        return found

    def number(column: InstrumentedAttribute[Any]) -> Mapping[int, int]:
        statement = select(column, func.count()).where(_of(column, action_ids, convention_ids)).group_by(column)
        return {row[0]: row[1] for row in fetched(session, statement)}

    return Lists(
        pilots=named(action_pilot, "actor_id", Actor.name),
        partners=named(action_partner, "actor_id", Actor.name),
        themes=named(action_theme, "theme_id", Theme.label),
        communes=named(action_commune, "territory_id", Territory.name),
        operations=number(Action.parent_id),
        indicators=number(Indicator.action_id),
    )


def _of(column: Column, action_ids: Collection[int], convention_ids: Collection[int]) -> Condition:
    if len(action_ids) <= FEW * len(convention_ids):
        return among(column, action_ids)
    return column.in_(select(Action.id).where(among(Action.convention_id, convention_ids)))

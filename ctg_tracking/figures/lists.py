"""Names in the lists of many actions at once: pilots, partners, themes, communes."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ctg_tracking.figures.sql import Column, Condition, among
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

FEW = 5_000
"""Up to so many actions, their ids are written in the statement; beyond, the conventions they belong to."""


@dataclass(frozen=True)
class Lists:
    """What some actions list, by action id; an action with an empty list is absent."""

    pilots: Mapping[int, tuple[str, ...]]
    partners: Mapping[int, tuple[str, ...]]
    themes: Mapping[int, tuple[str, ...]]
    communes: Mapping[int, tuple[str, ...]]
    operations: Mapping[int, int]
    indicators: Mapping[int, int]


def lists(session: Session, action_ids: Collection[int], convention_ids: Collection[int]) -> Lists:
    """The lists of these actions, which belong to these conventions."""

    def named(link: Table, item: str, name: InstrumentedAttribute[str]) -> Mapping[int, tuple[str, ...]]:
        statement = (
            select(link.c.action_id, name)
            .join(name.class_, name.class_.id == link.c[item])
            .where(_of(link.c.action_id, action_ids, convention_ids))
            .order_by(link.c.id)
        )
        return _gathered(session.execute(statement))

    def number(column: InstrumentedAttribute[Any]) -> Mapping[int, int]:
        statement = select(column, func.count()).where(_of(column, action_ids, convention_ids)).group_by(column)
        return dict(session.execute(statement).all())

    return Lists(
        pilots=named(action_pilot, "actor_id", Actor.name),
        partners=named(action_partner, "actor_id", Actor.name),
        themes=named(action_theme, "theme_id", Theme.label),
        communes=named(action_commune, "territory_id", Territory.name),
        operations=number(Action.parent_id),
        indicators=number(Indicator.action_id),
    )


def _of(column: Column, action_ids: Collection[int], convention_ids: Collection[int]) -> Condition:
    if len(action_ids) <= FEW:
        return among(column, action_ids)
    return column.in_(select(Action.id).where(among(Action.convention_id, convention_ids)))


def _gathered(pairs: Any) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for owner, name in pairs:
        found[owner].append(name)
    return {owner: tuple(names) for owner, names in found.items()}

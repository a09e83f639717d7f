"""Communes a convention covers on a day, and those an action serves.

A convention with rows of its own (`ConventionCommune`, dated) covers these; without any, it covers its territory:
the commune itself, or the members of its EPCI. An action that names no commune serves all that are covered; an
operation that names none serves what its fiche serves.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from ctg_tracking.figures.sql import AnySelect, Condition
from ctg_tracking.model import Action, Convention, ConventionCommune, Territory, action_commune, territory_member

FICHE_ID: ColumnElement[Any] = func.coalesce(Action.parent_id, Action.id)
"""The fiche of an action: itself, or the one its operation belongs to."""


def held(as_of: date) -> Condition:
    """Condition on ConventionCommune: the commune is covered at `as_of`."""
    return and_(
        or_(ConventionCommune.since.is_(None), ConventionCommune.since <= as_of),
        or_(ConventionCommune.until.is_(None), ConventionCommune.until > as_of),
    )


def serving(codes: Iterable[str], as_of: date) -> Condition:
    """Condition on Action: it serves one of these communes (INSEE codes) at `as_of`."""
    wanted = select(Territory.id).where(Territory.code.in_(tuple(codes)))
    named = select(action_commune.c.action_id)
    serves = named.where(action_commune.c.territory_id.in_(wanted))
    whole = Action.convention_id.in_(_covering(wanted, as_of))
    return or_(
        Action.id.in_(serves),
        and_(Action.id.not_in(named), or_(FICHE_ID.in_(serves), and_(FICHE_ID.not_in(named), whole))),
    )


def _covering(communes: AnySelect, as_of: date) -> AnySelect:
    """Ids of the conventions that cover one of these communes at `as_of`."""
    told = select(ConventionCommune.convention_id)
    groups = select(territory_member.c.group_id).where(territory_member.c.member_id.in_(communes))
    place = or_(Convention.territory_id.in_(communes), Convention.territory_id.in_(groups))
    return select(Convention.id).where(
        or_(
            Convention.id.in_(told.where(ConventionCommune.territory_id.in_(communes), held(as_of))),
            and_(place, Convention.id.not_in(told)),
        )
    )

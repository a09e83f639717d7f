"""Communes a convention covers on a day, and those an action serves.

A convention with rows of its own (`ConventionCommune`, dated) covers these; without any, it covers its territory:
the commune itself, or the members of its EPCI. An action that names no commune serves all that are covered; an
operation that names none serves what its fiche serves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from ctg_tracking.figures.sql import AnySelect, among
from ctg_tracking.model import Action, Convention, ConventionCommune, Territory, action_commune, territory_member
from ctg_tracking.model.words import TerritoryKind

FICHE_ID: ColumnElement[Any] = func.coalesce(Action.parent_id, Action.id)
"""The fiche of an action: itself, or the one its operation belongs to."""


def covered_communes(session: Session, convention_ids: Iterable[int], as_of: date) -> Mapping[int, frozenset[int]]:
    """Ids of the communes each of these conventions covers at `as_of` (its own dates set apart)."""
    ids = sorted(convention_ids)
    listed = select(ConventionCommune.convention_id).where(among(ConventionCommune.convention_id, ids)).distinct()
    told = set(session.scalars(listed))
    found: dict[int, set[int]] = defaultdict(set)
    for statement in (_listed(ids, as_of), *_whole_territories(set(ids) - told)):
        for convention_id, territory_id in session.execute(statement):
            found[convention_id].add(territory_id)
    return {convention_id: frozenset(found[convention_id]) for convention_id in ids}


def _listed(ids: Iterable[int], as_of: date) -> AnySelect:
    return select(ConventionCommune.convention_id, ConventionCommune.territory_id).where(
        among(ConventionCommune.convention_id, ids), _held(as_of)
    )


def _held(as_of: date) -> ColumnElement[bool]:
    return and_(
        or_(ConventionCommune.since.is_(None), ConventionCommune.since <= as_of),
        or_(ConventionCommune.until.is_(None), ConventionCommune.until > as_of),
    )


def _whole_territories(ids: Iterable[int]) -> tuple[AnySelect, AnySelect]:
    """Conventions without rows of their own: (convention, commune) of a commune, then of a group's members."""
    itself = (
        select(Convention.id, Territory.id)
        .join(Territory, Territory.id == Convention.territory_id)
        .where(among(Convention.id, ids), Territory.kind == TerritoryKind.COMMUNE)
    )
    members = (
        select(Convention.id, territory_member.c.member_id)
        .join(territory_member, territory_member.c.group_id == Convention.territory_id)
        .where(among(Convention.id, ids))
    )
    return itself, members


def serving(codes: Iterable[str], as_of: date) -> ColumnElement[bool]:
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
            Convention.id.in_(told.where(ConventionCommune.territory_id.in_(communes), _held(as_of))),
            and_(place, Convention.id.not_in(told)),
        )
    )

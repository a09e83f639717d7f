"""Communes that each convention covers on a day."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from ctg_tracking.figures.asked import PREPARED, Asked
from ctg_tracking.figures.communes import held
from ctg_tracking.figures.sql import fetched
from ctg_tracking.model import Convention, ConventionCommune, Territory, territory_member
from ctg_tracking.model.words import TerritoryKind


def covered_communes(session: Session, question: Asked) -> Mapping[int, frozenset[int]]:
    """Ids of the communes covered that day by each convention asked for (filters on actions set apart), if any.

    A convention with rows of its own covers these; without any, the commune it is of, or the members of its group.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for convention_id, territory_id in fetched(session, _covered(question)):
        found[convention_id].add(territory_id)
    return {convention_id: frozenset(communes) for convention_id, communes in found.items()}


@lru_cache(maxsize=PREPARED)
def _covered(question: Asked) -> CompoundSelect[int, int]:
    """(convention, commune): those told, then the communes themselves, then the members of groups."""
    own = select(ConventionCommune.convention_id)
    asked_for = select(Convention.id).where(*question.on_conventions)
    # As a list of ids the conventions are read first, being few; a planner without statistics would read all France.
    whole = Convention.id.in_(asked_for.where(Convention.id.not_in(own)))
    told = select(ConventionCommune.convention_id, ConventionCommune.territory_id).where(
        ConventionCommune.convention_id.in_(asked_for), held(question.as_of)
    )
    itself = (
        select(Convention.id, Territory.id)
        .join(Territory, Territory.id == Convention.territory_id)
        .where(whole, Territory.kind == TerritoryKind.COMMUNE)
    )
    members = (
        select(Convention.id, territory_member.c.member_id)
        .join(territory_member, territory_member.c.group_id == Convention.territory_id)
        .where(whole)
    )
    return union_all(told, itself, members)

"""Counts by commune served."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import select

from ctg_tracking.figures.asked import PREPARED, Asked
from ctg_tracking.figures.counts import Counts, counts_of, total_of
from ctg_tracking.figures.covered import covered_communes
from ctg_tracking.figures.sql import AnySelect, among, fetched
from ctg_tracking.figures.status.rows import Scope, StatusRow, counted, missing
from ctg_tracking.model import Action, Territory, action_commune


def by_commune(scope: Scope) -> tuple[StatusRow, ...]:
    """A row per commune served; an action that names none serves all that its convention covers."""
    merged: dict[int, list[Counts]] = defaultdict(list)
    whole: dict[int, Counts] = {}
    for row in fetched(scope.session, _per_commune(scope.asked)):
        convention_id, commune_id = row[:2]
        if commune_id is None:
            whole[convention_id] = counts_of(row)
        else:
            merged[commune_id].append(counts_of(row))
    uncovered = _spread(scope, whole, merged)
    named = select(Territory.sort_key, Territory.code, Territory.name, Territory.id).where(among(Territory.id, merged))
    rows = [
        StatusRow(code, name, total_of(merged[key]))
        for _sort_key, code, name, key in sorted(fetched(scope.session, named))
    ]
    return (*rows, *missing(total_of(uncovered) if uncovered else None))


@lru_cache(maxsize=PREPARED)
def _per_commune(question: Asked) -> AnySelect:
    keys = (Action.convention_id, action_commune.c.territory_id)
    statement = counted(question, *keys).outerjoin(action_commune, action_commune.c.action_id == Action.id)
    return statement.group_by(*keys)


def _spread(scope: Scope, whole: Mapping[int, Counts], merged: dict[int, list[Counts]]) -> Sequence[Counts]:
    """Give each covered commune the actions that serve the whole; those of a convention that covers none are left."""
    covered = covered_communes(scope.session, scope.asked)
    for convention_id, counts in whole.items():
        for commune_id in covered.get(convention_id, ()):
            merged[commune_id].append(counts)
    return [counts for convention_id, counts in whole.items() if not covered.get(convention_id)]

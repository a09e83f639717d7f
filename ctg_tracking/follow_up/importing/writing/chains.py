"""Reports of an action and values of an indicator follow one another: each holds until the next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ctg_tracking.follow_up import periods


def chained(
    known: Mapping[int, Sequence[tuple[int, date]]], fresh: Sequence[tuple[int, date]], ids: Sequence[int]
) -> tuple[dict[int, date | None], list[dict[str, Any]]]:
    """Ends of the periods of new rows by id, and the stored rows whose end moves. Later recorded wins a day.

    `known`: by owner, id and start of the stored rows; `fresh`: owner and start of the new ones, whose `ids` follow.
    """
    chains: dict[int, list[tuple[date, int]]] = {
        owner: [(start, row_id) for row_id, start in rows] for owner, rows in known.items()
    }
    for (owner, start), row_id in zip(fresh, ids, strict=True):
        chains.setdefault(owner, []).append((start, row_id))
    untils: dict[int, date | None] = {}
    new = set(ids)
    ended: list[dict[str, Any]] = []
    for owner in {owner for owner, _ in fresh}:
        chain = sorted(chains[owner])
        ends = periods.untils([start for start, _ in chain])
        untils |= {row_id: end for (_, row_id), end in zip(chain, ends, strict=True)}
        ended += [{"id": row_id, "until": untils[row_id]} for _, row_id in chain if row_id not in new]
    return untils, ended

"""Rows of some conventions, written together: one list per table, tied by their places in the lists.

While a batch is drawn nothing has an id: a row names its owner by the owner's place in its list. `write` reserves the
ids, puts them in, and hands everything to the audited bulk path of a unit of work.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from ctg_tracking.model import (
    Action,
    ActionDue,
    Amendment,
    Base,
    Convention,
    ConventionCommune,
    Heading,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Milestone,
    ProgressReport,
    Signatory,
)
from ctg_tracking.store.bulk import Bulk

Row = dict[str, Any]
Entity = type[Base]

OWNERS: Mapping[Entity, Mapping[str, Entity]] = {
    Signatory: {"convention_id": Convention},
    ConventionCommune: {"convention_id": Convention},
    Amendment: {"convention_id": Convention},
    Milestone: {"convention_id": Convention},
    Heading: {"convention_id": Convention, "parent_id": Heading, "axe_id": Heading},
    Action: {"convention_id": Convention, "heading_id": Heading, "parent_id": Action},
    ActionDue: {"action_id": Action},
    ProgressReport: {"action_id": Action},
    Indicator: {"convention_id": Convention, "heading_id": Heading, "action_id": Action},
    IndicatorTarget: {"indicator_id": Indicator},
    IndicatorValue: {"indicator_id": Indicator},
}
"""Tables in the order in which they are written, and what their rows point to inside the batch."""
TABLES: tuple[Entity, ...] = (Convention, *OWNERS)
_NUMBERED: tuple[Entity, ...] = (Convention, Heading, Action, Indicator)


@dataclass
class Batch:
    """Rows to write, by table."""

    rows: dict[Entity, list[Row]] = field(default_factory=lambda: {entity: [] for entity in TABLES})

    def add(self, entity: Entity, **columns: Any) -> int:
        """Add a row; gives its place among the rows of its table."""
        rows = self.rows[entity]
        rows.append(columns)
        return len(rows) - 1

    def write(self, bulk: Bulk, conventions: MutableMapping[int, int]) -> None:
        """Write all rows. `conventions` (number of a convention -> store id) knows the former ones and learns these."""
        ids: dict[Entity, list[int]] = {}
        for entity in TABLES:
            rows = self.rows[entity]
            if entity in _NUMBERED:
                ids[entity] = _number(rows, bulk.next_ids(entity, len(rows)))
            for column, owner in OWNERS.get(entity, {}).items():
                _point(rows, column, ids[owner])
            if entity is Convention:
                _insert_conventions(bulk, rows, conventions)
            else:
                bulk.insert(entity, rows)
            rows.clear()


def _insert_conventions(bulk: Bulk, rows: Iterable[Row], known: MutableMapping[int, int]) -> None:
    """Those that renew nothing first: a list can only name what is already written."""
    for row in rows:
        known[row.pop("number")] = row["id"]
        row["predecessors"] = [known[number] for number in row["predecessors"]]
    for renews in (False, True):
        bulk.insert(Convention, [row for row in rows if bool(row["predecessors"]) is renews])


def _number(rows: Iterable[Row], ids: list[int]) -> list[int]:
    for row, row_id in zip(rows, ids, strict=True):
        row["id"] = row_id
    return ids


def _point(rows: Iterable[Row], column: str, ids: list[int]) -> None:
    """Replace the places that `column` holds by the ids of the rows in those places."""
    for row in rows:
        place = row.get(column)
        if place is not None:
            row[column] = ids[place]

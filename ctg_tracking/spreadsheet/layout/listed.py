"""Columns of crosses that name one item of a list each: « Caf | MSA | Département » under « Partenaires »."""

from collections.abc import Iterator, Mapping, Sequence

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.layout.evidence import Evidence
from ctg_tracking.spreadsheet.layout.heads import Head
from ctg_tracking.spreadsheet.layout.naming import exactly, of_group
from ctg_tracking.spreadsheet.layout.periods import PROBABLE
from ctg_tracking.spreadsheet.layout.place import SURE, Matched
from ctg_tracking.spreadsheet.text import one_line

LISTS = frozenset(("pilots", "partners", "communes", "themes"))
"""Fields that hold several names or words."""


def listed(index: int, head: Head, seen: Evidence) -> Matched | None:
    """The column of one item of a list, under the group that names the list; None when its cells are no crosses.

    A merged group is sure; one guessed from the blanks at its right holds words that name nothing by themselves.
    """
    return _item(index, head) if seen.crossed else None


def beside_listed(
    heads: Sequence[Head], found: Mapping[int, Matched], looks: Mapping[int, Evidence]
) -> Iterator[Matched]:
    """The other columns of the same merged groups, where crosses stand among other words or where nothing stands."""
    groups = {heads[index].group for index, column in found.items() if column.names and heads[index].merged}
    for index, head in enumerate(heads):
        seen = looks.get(index)
        among = seen is not None and (seen.crosses > 0 or not seen.filled)
        if among and head.merged and head.group in groups and (item := _item(index, head)) is not None:
            yield item


def _item(index: int, head: Head) -> Matched | None:
    group = of_group(Table.PLAN, head) if head.own and head.group else None
    if group is None or group.field not in LISTS or not (head.merged or exactly(Table.PLAN, Head(head.own)) is None):
        return None
    sure = SURE if head.merged else PROBABLE
    return Matched(index, head.own, group.field, group.kind, sure, names=one_line(head.own))

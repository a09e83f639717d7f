"""From header rows to a table: what each column is, by its words, its cells, and what the person said."""

from collections.abc import Sequence
from dataclasses import replace

from ctg_tracking.spreadsheet.columns import REQUIRED, Column, Table
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.evidence import Evidence, evidence_of
from ctg_tracking.spreadsheet.layout.guidance import is_guidance
from ctg_tracking.spreadsheet.layout.heads import Head, Region, read_heads
from ctg_tracking.spreadsheet.layout.listed import LISTS, beside_listed, listed
from ctg_tracking.spreadsheet.layout.marks import beside_marks, is_status_head, status_mark
from ctg_tracking.spreadsheet.layout.naming import OF_THE_GROUP, exactly, named
from ctg_tracking.spreadsheet.layout.periods import shown, timed, timed_column
from ctg_tracking.spreadsheet.layout.place import SURE, Matched, Place
from ctg_tracking.spreadsheet.layout.settling import settle
from ctg_tracking.spreadsheet.layout.unheaded import unheaded_code
from ctg_tracking.spreadsheet.text import one_line


def place_at(sheet: Sheet, region: Region, kind: Table, row: int, span: int, told: Corrections) -> Place | None:
    """The table of this kind under these header rows; None when a required column is missing."""
    heads = read_heads(sheet, row, span, region)
    if heads is None:
        return None
    first = row + span
    while first < region.bottom and is_guidance(sheet.rows[first], first - row - span):
        first += 1
    matched = _matched(sheet, kind, heads, first, told)
    if kind is Table.PLAN and (code := unheaded_code(sheet, region, heads, first, matched, told)) is not None:
        matched = sorted([*matched, code], key=lambda column: column.index)
    kept, dropped = settle(kind, matched, sheet.rows[first : region.bottom])
    if not {column.field for column in kept} >= set(REQUIRED[kind]):
        return None
    known = {column.index for column in matched}
    left = [head.own for index, head in enumerate(heads) if head.own and index not in known]
    ignored = tuple(dict.fromkeys([*left, *(column.header for column in dropped)]))
    headers = tuple(_words(head) for head in heads)
    return Place(kind, sheet, row, first, tuple(kept), ignored, span=span, headers=headers)


def _words(head: Head) -> str:
    when = timed(head)
    return shown(head, when) if when else head.own


def _matched(sheet: Sheet, kind: Table, heads: Sequence[Head], first: int, told: Corrections) -> list[Matched]:
    found: dict[int, Matched] = {}
    looks: dict[int, Evidence] = {}
    aside: set[int] = set()
    for index, head in enumerate(heads):
        said, column = told.column(kind, index, head.own, head.full)
        if said:
            aside.add(index)
            if column is not None:
                found[index] = _as_told(sheet, first, index, head, column)
        elif head.own:
            looks[index] = _look(sheet, kind, head, first, index, told)
            if (one := _understood(kind, index, head, looks[index], told)) is not None:
                found[index] = one
    if kind is Table.PLAN and any(column.field == "status_mark" for column in found.values()):
        looks |= {at: evidence_of(sheet, first, at) for at in looks if at not in found}
        others = [Head("") if at in aside else head for at, head in enumerate(heads)]
        found |= {one.index: one for one in beside_marks(others, found, looks, told.statuses)}
    if kind is Table.PLAN and any(column.names for column in found.values()):
        found |= {one.index: one for one in beside_listed(heads, found, looks) if one.index not in aside}
    return [found[index] for index in sorted(found)]


def _as_told(sheet: Sheet, first: int, index: int, head: Head, column: Column) -> Matched:
    when = timed(head) if column.field in _DATED else None
    header = head.own if column.field == "status_mark" else _words(head)
    period = when.period if when else None
    crossed = column.field in LISTS and head.own and evidence_of(sheet, first, index).crossed
    names = one_line(head.own) if crossed else None
    return Matched(index, header, column.field, column.kind, SURE, year=period, told=True, names=names)


_DATED = frozenset(("value_at", "target_at", "note_at", "mark_at"))


def _look(sheet: Sheet, kind: Table, head: Head, first: int, index: int, told: Corrections) -> Evidence:
    """What the cells look like, read only where the header leaves a doubt."""
    doubtful = (
        bool(head.group) or timed(head) is not None or (kind is Table.PLAN and is_status_head(head, told.statuses))
    )
    return evidence_of(sheet, first, index) if doubtful else Evidence()


def _understood(kind: Table, index: int, head: Head, seen: Evidence, told: Corrections) -> Matched | None:
    if kind is Table.PLAN and (mark := status_mark(index, head, seen, told.statuses)) is not None:
        return mark
    if kind is Table.PLAN and (item := listed(index, head, seen)) is not None:
        return item
    if timed(head) is not None:
        if (one := timed_column(kind, index, head, seen)) is not None:
            return one
        column = exactly(kind, head)
        return Matched(index, head.own, column.field, column.kind) if column else None
    known = named(kind, head)
    if known is None:
        return None
    column, sure = known
    if sure == OF_THE_GROUP and seen.crossed:  # « Partenaires » over « Caf | MSA »: a cross is nobody's name
        return None
    one = Matched(index, head.own, column.field, column.kind, sure)
    return one if sure == SURE or not head.group else replace(one, header=head.full)

"""The column of titles of a plan whose header no word of ours names: proposed, shown, and left to the person."""

from dataclasses import replace
from types import MappingProxyType

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.evidence import ENOUGH, evidence_of, mean_length
from ctg_tracking.spreadsheet.layout.heads import Head, Region, read_heads
from ctg_tracking.spreadsheet.layout.naming import named
from ctg_tracking.spreadsheet.layout.place import Matched, Place
from ctg_tracking.spreadsheet.layout.scoring import LOOK_AHEAD, fields_of
from ctg_tracking.spreadsheet.layout.tables import find_tables

GUESSED = 50
"""Confidence of a column taken for the titles by its cells alone."""
_ENOUGH = 3
"""Other columns of a plan that the headers must name."""
_MOST_HEADS = 60
"""Headers of a plan; a row of more is not compared word by word."""
_OTHERS_TOO = frozenset(("axe", "objective", "sub_objective", "code", "id", "origin", "comment", "a status"))


def guessed_tables(sheet: Sheet, told: Corrections) -> list[Place]:
    """The tables of a sheet by headers that are all only close to ours, or once its column of titles is guessed."""
    close = _close_row(sheet, told)
    if close is not None:
        return find_tables(sheet, replace(told, header=close, kind=Table.PLAN), plan_elsewhere=False)
    title = _title(sheet, told)
    if title is None:
        return []
    letters = MappingProxyType({**told.letters, title: "title"})
    places = find_tables(sheet, replace(told, letters=letters), plan_elsewhere=False)
    return [replace(place, columns=tuple(_as_guessed(column, title) for column in place.columns)) for place in places]


def _as_guessed(column: Matched, title: int) -> Matched:
    return replace(column, told=False, confidence=GUESSED) if column.index == title else column


def _close_row(sheet: Sheet, told: Corrections) -> int | None:
    """The first row most of whose words are close to headers of a plan, its title among them."""
    region = Region(0, len(sheet.rows), 0, len(sheet.rows[0]) if sheet.rows else 0)
    for row in range(min(len(sheet.rows), LOOK_AHEAD) if told.header is None else 0):
        heads = [head for head in read_heads(sheet, row, 1, region) or () if head.own]
        if len(heads) > _MOST_HEADS:
            continue
        close = [found[0].field for head in heads if (found := named(Table.PLAN, Head(head.own))) is not None]
        if "title" in close and len(set(close)) >= _ENOUGH and 3 * len(close) >= 2 * len(heads):
            return row
    return None


def _title(sheet: Sheet, told: Corrections) -> int | None:
    region = Region(0, len(sheet.rows), 0, len(sheet.rows[0]) if sheet.rows else 0)
    best: tuple[int, int, tuple[Head, ...]] | None = None
    for row in range(min(len(sheet.rows), LOOK_AHEAD)):
        heads = read_heads(sheet, row, 1, region)
        fields = fields_of(Table.PLAN, heads, told) if heads is not None else set()
        if (
            heads is not None
            and len(fields - _OTHERS_TOO) >= 2
            and len(fields) >= max(_ENOUGH, best[0] + 1 if best else 0)
        ):
            best = (len(fields), row + 1, heads)
    return _longest(sheet, best[1], best[2], told) if best else None


def _longest(sheet: Sheet, first: int, heads: tuple[Head, ...], told: Corrections) -> int | None:
    """The column of texts, each different, that no header names; the longest of them."""
    free = [
        index
        for index, head in enumerate(heads)
        if head.own
        and not told.said(index, head.own)[0]
        and not fields_of(Table.PLAN, [Head("")] * index + [head], told)
        and evidence_of(sheet, first, index).written
        and _differs(sheet, first, index)
    ]
    rows = sheet.rows[first : first + ENOUGH]
    return max(free, key=lambda index: mean_length(rows, index), default=None)


def _differs(sheet: Sheet, first: int, index: int) -> bool:
    texts = [row[index] for row in sheet.rows[first : first + ENOUGH] if row[index] != ""]
    return 10 * len(set(texts)) >= 9 * len(texts) and 2 * len(texts) >= len(sheet.rows[first : first + ENOUGH])

"""Which rows are headers, and of which table: the rows whose words name the most columns."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ctg_tracking.spreadsheet.columns import REQUIRED, SHEET_NAMES, TABLES, Table
from ctg_tracking.spreadsheet.grid import Sheet, Value
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.heads import LONGEST, Head, Region, read_heads
from ctg_tracking.spreadsheet.layout.marks import is_status_head
from ctg_tracking.spreadsheet.layout.naming import exactly, named, of_group
from ctg_tracking.spreadsheet.layout.periods import timed
from ctg_tracking.spreadsheet.text import folded, key_words, one_line

LOOK_AHEAD = 60
"""Rows in which the first headers of a sheet are looked for."""
SPANS = (1, 2, 3)

Candidate = tuple[float, int, int, Table]
"""Score, first row of the headers, number of their rows, kind of table."""


def candidates(
    sheet: Sheet, region: Region, told: Corrections, kinds: Sequence[Table], rows: Sequence[int]
) -> list[Candidate]:
    """The headers that these rows may be, the best first; of two as good, the highest, shortest, most in our words."""
    found = [
        (score + 0.5 * named_like(sheet, kind) - 0.01 * span, row, span, kind, _ours(kind, heads))
        for row, span, heads in _readings(sheet, region, told, rows)
        for kind in kinds
        if (span == 1 or _below_groups(kind, heads, told)) and (score := score_of(kind, heads, told))
    ]
    return [one[:4] for one in sorted(found, key=lambda one: (-one[0], one[1], one[2], -one[4]))]


def _readings(
    sheet: Sheet, region: Region, told: Corrections, rows: Sequence[int]
) -> Iterator[tuple[int, int, tuple[Head, ...]]]:
    for row in rows:
        if not told.letters and not told.headers and not _names_any(sheet, region, row):
            continue
        for span in SPANS:
            heads = read_heads(sheet, row, span, region)
            if heads is None and span == 1:
                break
            if heads is not None:
                yield row, span, heads


def _names_any(sheet: Sheet, region: Region, row: int) -> bool:
    """Whether a row, or those just under it, holds at least one word that names a column: most rows hold none."""
    last = min(row + SPANS[-1], region.bottom)
    return any(_is_known(value) for at in range(row, last) for value in sheet.rows[at][region.left : region.right])


def _is_known(value: Value) -> bool:
    return isinstance(value, str) and 0 < len(value) < LONGEST and _names(value)


@lru_cache(maxsize=16384)
def _names(text: str) -> bool:
    return any(exactly(kind, Head(one_line(text))) is not None for kind in Table)


def score_of(kind: Table, heads: Sequence[Head], told: Corrections) -> float:
    """Number of distinct columns named in so many words; 0 when a required one is not even close.

    Periods and statuses as headers count once, and a little for each other one: « 2024 | 2025 | 2026 » under a group
    say more than the group.
    """
    exact = fields_of(kind, heads, told)
    filled = sum(bool(head.own) for head in heads)
    if len(exact) < 2 and not (len(exact) == 1 and filled == 1):
        return 0
    missing = [field for field in REQUIRED[kind] if field not in exact]
    if missing and not all(_close_to(field, kind, heads) for field in missing):
        return 0
    serial = sum(_is_serial(kind, head, told) for head in heads)
    grouped = sum(head.merged and exactly(kind, head) is None and of_group(kind, head) is not None for head in heads)
    return len(exact) + _MORE * max(serial - 1, 0) + _A_LITTLE_MORE * grouped


_MORE, _A_LITTLE_MORE = 0.2, 0.05


def _ours(kind: Table, heads: Sequence[Head]) -> int:
    """How many headers are those of our own workbook: « Date | Ce qui a avancé » are its words for reports."""
    return len(_own_headers(kind) & {key_words(head.own) for head in heads})


@lru_cache(maxsize=8)
def _own_headers(kind: Table) -> frozenset[str]:
    return frozenset(key_words(column.header) for column in TABLES[kind])


def _below_groups(kind: Table, heads: Sequence[Head], told: Corrections) -> bool:
    """Whether words under groups are headers: merged groups say so, else half of them at least are known.

    The first row of a table stands as well under a header whose neighbour is blank.
    """
    under = [head for head in heads if head.group and head.own and not head.merged]
    known = sum(_is_serial(kind, head, told) or exactly(kind, Head(head.own)) is not None for head in under)
    return 2 * known >= len(under)


def _is_serial(kind: Table, head: Head, told: Corrections) -> bool:
    if timed(head) is not None:
        return kind in (Table.PLAN, Table.INDICATORS)
    return kind is Table.PLAN and is_status_head(head, told.statuses)


def fields_of(kind: Table, heads: Sequence[Head], told: Corrections) -> set[str]:
    """Fields that headers name in so many words."""
    return {field for index, head in enumerate(heads) if head.own for field in _fields(kind, index, head, told)}


def _fields(kind: Table, index: int, head: Head, told: Corrections) -> Iterator[str]:
    said, column = told.column(kind, index, head.own, head.full)
    if said:
        if column is not None:
            yield column.field
        return
    if _is_serial(kind, head, told):
        when = timed(head)
        yield f"a period of {when.word}" if when is not None else "a status"
    elif (found := exactly(kind, head) or of_group(kind, head)) is not None:
        yield found.field


def _close_to(field: str, kind: Table, heads: Sequence[Head]) -> bool:
    return any((found := named(kind, head)) is not None and found[0].field == field for head in heads if head.own)


def named_like(sheet: Sheet, kind: Table) -> bool:
    """Whether a sheet bears the name that our own workbook gives to this kind of table."""
    return folded(sheet.name).replace("’", "'") == folded(SHEET_NAMES[kind])

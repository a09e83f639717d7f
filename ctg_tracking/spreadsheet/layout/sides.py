"""What stands beside a table: other tables, legends, behind a blank column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.extents import is_another
from ctg_tracking.spreadsheet.layout.heads import Head, Region, read_heads
from ctg_tracking.spreadsheet.layout.place import Place
from ctg_tracking.spreadsheet.layout.scoring import fields_of

_HEAD = 200
"""Rows that tell how wide a sheet is filled."""


def beside(sheet: Sheet, place: Place, region: Region, told: Corrections) -> list[Region]:
    """Parts of the region that blank columns set apart and that are not of this table."""
    runs = _runs(sheet, place, region)
    if len(runs) < 2:
        return []
    heads = read_heads(sheet, place.header, place.span, region) or ()
    main = max(runs, key=lambda run: sum(_within(column.index, run) for column in place.columns))
    return [run for run in runs if run is not main and not _joined(sheet, place, heads, run, told)]


def _runs(sheet: Sheet, place: Place, region: Region) -> list[Region]:
    """Spans of columns between the blank ones, over the whole height of the region."""
    width = max((_width(row, region) for row in islice(sheet.rows, region.top, region.top + _HEAD)), default=0)
    runs: list[Region] = []
    left = region.left
    for index in range(region.left, min(width, region.right)):
        if not place.headers[index] and _is_blank(sheet, region, index):
            if index > left:
                runs.append(replace(region, left=left, right=index))
            left = index + 1
    if left < region.right:
        runs.append(replace(region, left=left))
    return runs


def _width(row: Sequence[object], region: Region) -> int:
    return next((at + 1 for at in range(region.right - 1, region.left - 1, -1) if row[at] != ""), region.left)


def _is_blank(sheet: Sheet, region: Region, index: int) -> bool:
    return all(row[index] == "" for row in islice(sheet.rows, region.top, region.bottom))


def _within(index: int, run: Region) -> bool:
    return run.left <= index < run.right


def _joined(sheet: Sheet, place: Place, heads: Sequence[Head], run: Region, told: Corrections) -> bool:
    """Whether columns behind a blank one are of the table: understood there, or filled on the same rows."""
    own = [head if _within(index, run) else Head("") for index, head in enumerate(heads)]
    if not any(head.own for head in own):
        return False
    if any(is_another(kind, own, told) for kind in Table):
        return not _names_rows(place, run, own, told) and not any(_strays(sheet, place, run))
    if any(_within(column.index, run) for column in place.columns):
        return True
    strays = list(_strays(sheet, place, run))
    return bool(strays) and 2 * sum(strays) < len(strays)


def _names_rows(place: Place, run: Region, own: Sequence[Head], told: Corrections) -> bool:
    """Whether the columns behind the blank one name actions or indicators again: they are a table by themselves."""
    mine = {column.field for column in place.columns if not _within(column.index, run)}
    theirs = fields_of(Table.INDICATORS, own, told) | fields_of(Table.PLAN, own, told)
    return not mine & {"title", "indicator"} or bool(theirs & {"title", "code", "axe"})


def _strays(sheet: Sheet, place: Place, run: Region) -> Iterator[bool]:
    """For each row filled behind the blank column, whether the table itself has nothing there."""
    mine = [column.index for column in place.columns if not _within(column.index, run)]
    for row in islice(sheet.rows, place.first, place.first + 500):
        if any(row[at] != "" for at in range(run.left, run.right)):
            yield all(row[at] == "" for at in mine)

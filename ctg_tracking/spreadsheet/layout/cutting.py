"""A sheet with one table alone in it, each cell at its own place."""

from collections.abc import Collection
from dataclasses import replace

from ctg_tracking.spreadsheet.grid import Row, Sheet, Value
from ctg_tracking.spreadsheet.labels import read_label
from ctg_tracking.spreadsheet.layout.heads import Region


def cut(
    sheet: Sheet,
    header: int,
    last: int,
    *,
    others: Collection[Region],
    blank: Collection[int],
    titles: int,
    captions: Collection[int],
) -> Sheet:
    """The sheet cut at row `last`, without the columns of `others`, nor the rows `blank`.

    Above `header` stay the `captions` and the rows before `titles`, the title of the whole sheet; but not what that
    title says of a heading when the table has captions of its own.
    """
    if last == len(sheet.rows) and not others and not blank and header <= titles:
        return sheet
    width = len(sheet.rows[0]) if sheet.rows else 0
    outside = frozenset(at for region in others for at in range(region.left, region.right))
    nothing: Row = [""] * width
    rows: list[Row] = []
    for number, row in enumerate(sheet.rows[:last]):
        if number in blank:
            rows.append(nothing)
        elif number >= header or number in captions:
            rows.append(_without(row, outside))
        elif number < titles:
            rows.append([_unless_heading(value) for value in row] if captions else row)
        else:
            rows.append(nothing)
    merges = tuple(merge for merge in sheet.merges if merge.top < last and merge.left not in outside)
    return replace(sheet, rows=rows, merges=merges)


def _without(row: Row, outside: Collection[int]) -> Row:
    return [("" if at in outside else value) for at, value in enumerate(row)] if outside else row


def _unless_heading(value: Value) -> Value:
    return "" if isinstance(value, str) and read_label(value[:200]).word else value

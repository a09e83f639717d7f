"""A column of numbers without a header, just left of the titles: most likely the numbers of the actions."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from ctg_tracking.spreadsheet.columns import Kind
from ctg_tracking.spreadsheet.grid import Sheet, Value
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.evidence import ENOUGH
from ctg_tracking.spreadsheet.layout.heads import Head, Region
from ctg_tracking.spreadsheet.layout.place import Matched
from ctg_tracking.spreadsheet.text import one_line

PROBABLE_CODE, POSSIBLE_CODE = 80, 60
"""Confidence when every number is another; when they begin again, as under each axe."""
_NUMBER = re.compile(r"(?:FA|F|A|n°)?\s?\d{1,3}(?:[.-]\d{1,3}){0,4}[a-z]?[.)]?", re.IGNORECASE)
_MOSTLY = 0.8


def unheaded_code(
    sheet: Sheet, region: Region, heads: Sequence[Head], first: int, matched: Sequence[Matched], told: Corrections
) -> Matched | None:
    """The column of numbers left of the titles; None when it has a header, or does not number the rows."""
    title = next((column.index for column in matched if column.field == "title"), None)
    if title is None or any(column.field in ("code", "id") for column in matched):
        return None
    index = title - 1
    if index < region.left or heads[index].own or told.said(index, "")[0]:
        return None
    rows = [row for row in islice(sheet.rows, first, min(first + ENOUGH, region.bottom)) if row[title] != ""]
    values = [row[index] for row in rows if row[index] != ""]
    numbers = [_number(value) for value in values]
    if len(values) < max(2, _MOSTLY * len(rows)) or sum(one is not None for one in numbers) < _MOSTLY * len(values):
        return None
    known = [one for one in numbers if one is not None]
    repeated = sum(above == one for above, one in pairwise(known))
    if repeated:  # « 1, 1, 1, 2 » numbers what stands above the actions
        return None
    confidence = PROBABLE_CODE if len(set(known)) == len(known) else POSSIBLE_CODE
    return Matched(index, "", "code", Kind.CODE, confidence)


def _number(value: Value) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = one_line(value) if isinstance(value, str) else f"{value:g}"
    return text if _NUMBER.fullmatch(text) else None

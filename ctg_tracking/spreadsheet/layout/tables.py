"""The tables of a sheet: the best one, then those beside, below and above it, each with its own extent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.labels import read_label
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.cutting import cut
from ctg_tracking.spreadsheet.layout.extents import Below, below, caption_rows, filled_cells, is_another
from ctg_tracking.spreadsheet.layout.heads import Region, read_heads, text_of
from ctg_tracking.spreadsheet.layout.place import Place
from ctg_tracking.spreadsheet.layout.placing import place_at
from ctg_tracking.spreadsheet.layout.scoring import LOOK_AHEAD, SPANS, candidates
from ctg_tracking.spreadsheet.layout.sharing import is_plan, sharing
from ctg_tracking.spreadsheet.layout.sides import beside

_MOST_TABLES = 40
_WIDEST = 400
"""Columns in which tables are looked for: a calendar of five years by week has fewer."""
_FARTHER = 200
"""Rows standing apart that are looked at when the first ones hold no headers."""
_LEVELS = frozenset(("axe", "objective", "sub_objective"))


def find_table(sheet: Sheet, told: Corrections) -> Place | None:
    """The best table of a sheet, or None. Its header is the row whose words name the most columns."""
    return _best(sheet, _whole(sheet), told)


def find_tables(sheet: Sheet, told: Corrections, *, plan_elsewhere: bool) -> list[Place]:
    """Every table of a sheet, from its top; actions and indicators that share their rows are two."""
    found: list[tuple[Place, Region]] = []
    waiting = [_whole(sheet)]
    while waiting and len(found) < _MOST_TABLES:
        region = waiting.pop(0)
        place = _best(sheet, region, told, sure=bool(found))
        if place is not None:
            others = beside(sheet, place, region, told)
            place = _apart_from(sheet, place, region, others, told)
            end = below(sheet, place, region, told)
            outside = [*others, *_outside(sheet, region)]
            found += [(part, region) for part in _parts(sheet, place, region, end, outside, _titles(found, place))]
            waiting += [*others, *_around(sheet, place, region, end, others)]
    tables: list[Place] = []
    for place, region in found:
        elsewhere = plan_elsewhere or any(is_plan(other) for other, _ in found if other is not place)
        tables += sharing(place, region, told, plan_elsewhere=elsewhere)
    return sorted(tables, key=lambda table: table.header)


def _whole(sheet: Sheet) -> Region:
    return Region(0, len(sheet.rows), 0, min(len(sheet.rows[0]), _WIDEST) if sheet.rows else 0)


def _outside(sheet: Sheet, region: Region) -> list[Region]:
    """Columns of the sheet at the left and the right of a region."""
    width = len(sheet.rows[0])
    left, right = replace(region, left=0, right=region.left), replace(region, left=region.right, right=width)
    return [part for part in (left, right) if part.left < part.right]


def _titles(found: Sequence[tuple[Place, Region]], place: Place) -> int:
    """Rows above every table: the title of the sheet."""
    return min((place.header, *(other.header for other, _ in found)))


# -- the best table of a region --


def _best(sheet: Sheet, region: Region, told: Corrections, *, sure: bool = False) -> Place | None:
    """The table whose headers name the most columns; `sure`: only one whose headers leave no doubt."""
    kinds = (told.kind,) if told.kind else tuple(Table)
    for rows in _rows_to_try(sheet, region, told, sure):
        for _, row, span, kind in candidates(sheet, region, told, kinds, rows):
            place = place_at(sheet, region, kind, row, span, told)
            if place is not None and not (sure and _is_doubtful(sheet, place, region, told)):
                return place
    return _as_told(sheet, region, told, kinds) if told.header is not None and not sure else None


def _is_doubtful(sheet: Sheet, place: Place, region: Region, told: Corrections) -> bool:
    """Whether a further table may be none: not headers in so many words, or nothing under them."""
    heads = read_heads(sheet, place.header, place.span, region) or ()
    filled = any(filled_cells(row, region) for row in sheet.rows[place.first : region.bottom])
    return not filled or not is_another(place.kind, heads, told)


def _rows_to_try(sheet: Sheet, region: Region, told: Corrections, sure: bool) -> Iterator[Sequence[int]]:
    if told.header is not None and not sure:
        yield [told.header] if region.top <= told.header < region.bottom else []
        return
    yield range(region.top, min(region.top + LOOK_AHEAD, region.bottom))
    yield [row for _, row in zip(range(_FARTHER), _apart(sheet, region), strict=False)]


def _apart(sheet: Sheet, region: Region) -> Iterator[int]:
    """Rows farther down that follow a blank row or a lone title."""
    alone = False
    for row in range(region.top + LOOK_AHEAD, region.bottom):
        filled = filled_cells(sheet.rows[row], region)
        if alone and filled > 1:
            yield row
        alone = filled <= 1


def _as_told(sheet: Sheet, region: Region, told: Corrections, kinds: Sequence[Table]) -> Place | None:
    """The table under the headers the person showed, though their words name none."""
    assert told.header is not None
    for kind in kinds:
        for span in SPANS:
            if region.top <= told.header < region.bottom and (
                place := place_at(sheet, region, kind, told.header, span, told)
            ):
                return place
    return None


# -- its extent, and what lies around --


def _apart_from(sheet: Sheet, place: Place, region: Region, others: Sequence[Region], told: Corrections) -> Place:
    """The table read again without what stands beside it."""
    if not others:
        return place
    alone = cut(sheet, 0, len(sheet.rows), others=others, blank=(), titles=0, captions=())
    kinds = (place.kind, *(kind for kind in Table if kind is not place.kind)) if not told.kind else (told.kind,)
    for _, row, span, kind in candidates(alone, region, told, kinds, [place.header]):
        if (again := place_at(alone, region, kind, row, span, told)) is not None:
            return again
    return place


def _parts(
    sheet: Sheet, place: Place, region: Region, end: Below, others: Sequence[Region], titles: int
) -> list[Place]:
    """The table, or one for each time its headers come again under the title of a heading."""
    captions = caption_rows(sheet, place.header, region.top, region)
    apart = _set_apart(sheet, place, end)
    headers = {row + at for row, _ in end.repeated for at in range(place.span)}
    lost = {row for _, above in end.repeated for row in above if _lost(sheet, place, row)}
    if not apart:
        return [_cut(sheet, place, place.header, end.last, others, headers | lost, titles, captions)]
    starts = [(place.header, captions), *end.repeated]
    ends = [(above or (row,))[0] for row, above in end.repeated] + [end.last]
    return [
        _cut(sheet, _from(place, row, sheet, above), row, last, others, (), titles, above)
        for (row, above), last in zip(starts, ends, strict=True)
    ]


def _cut(
    sheet: Sheet,
    place: Place,
    header: int,
    last: int,
    others: Sequence[Region],
    blank: set[int] | tuple[()],
    titles: int,
    captions: Sequence[int],
) -> Place:
    alone = cut(sheet, header, last, others=others, blank=blank, titles=titles, captions=captions)
    return replace(place, sheet=alone)


def _from(place: Place, row: int, sheet: Sheet, captions: Sequence[int]) -> Place:
    first = place.first if row == place.header else row + place.span
    title = next((text_of(value) for at in captions[-1:] for value in sheet.rows[at] if value != ""), None)
    return replace(place, header=row, first=first, caption=title)


def _set_apart(sheet: Sheet, place: Place, end: Below) -> bool:
    """Whether headers come again under titles that no level word marks: « Petite enfance », then « Jeunesse »."""
    if place.kind is not Table.PLAN or any(column.field in _LEVELS for column in place.columns):
        return False
    titles = [above[-1] for _, above in end.repeated if above]
    return len(titles) == len(end.repeated) > 0 and not any(_level_word(sheet, row) for row in titles)


def _lost(sheet: Sheet, place: Place, row: int) -> bool:
    """Whether a title between two parts of a table is no heading of the rows under it: « suite »."""
    return place.kind is not Table.PLAN or not _level_word(sheet, row)


def _level_word(sheet: Sheet, row: int) -> bool:
    return any(isinstance(value, str) and read_label(value[:200]).word for value in sheet.rows[row])


def _around(sheet: Sheet, place: Place, region: Region, end: Below, others: Sequence[Region]) -> list[Region]:
    """What is left above and below, in the columns of the table."""
    left, right = region.left, region.right
    for other in others:
        if other.right <= min(column.index for column in place.columns):
            left = max(left, other.right)
        if other.left > max(column.index for column in place.columns):
            right = min(right, other.left)
    captions = caption_rows(sheet, place.header, region.top, region)
    above = replace(region, bottom=(*captions, place.header)[0], left=left, right=right)
    under = replace(region, top=end.last, left=left, right=right)
    return [part for part in (above, under) if part.bottom > part.top]

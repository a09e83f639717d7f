"""How far a table goes: the next headers below it, the blank columns beside it, and the legend under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctg_tracking.spreadsheet.columns import REQUIRED, Table
from ctg_tracking.spreadsheet.grid import Row, Sheet
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.heads import Head, Region, read_heads, text_of
from ctg_tracking.spreadsheet.layout.periods import timed
from ctg_tracking.spreadsheet.layout.place import Place
from ctg_tracking.spreadsheet.layout.scoring import SPANS, fields_of, score_of
from ctg_tracking.spreadsheet.text import key_words

_MOST = 200
"""Rows that may be headers looked at closely in a sheet: a plan has not more tables than that."""
_ENDS = ("legende", "legendes", "nota bene")


@dataclass(frozen=True, slots=True)
class Below:
    """What ends a table at row `last` or repeats its headers: `captions` are the rows above headers of its own."""

    last: int
    repeated: tuple[tuple[int, tuple[int, ...]], ...] = ()


def below(sheet: Sheet, place: Place, region: Region, told: Corrections) -> Below:
    """The end of a table, and the rows where its own headers come again, each with the caption rows above them."""
    repeated: list[tuple[int, tuple[int, ...]]] = []
    header = _cells(sheet.rows[place.header], region)
    for row in _suspects(sheet, place, region):
        cells = _cells(sheet.rows[row], region)
        captions = caption_rows(sheet, row, place.first, region)
        if cells == header:
            repeated.append((row, captions))
        elif _is_end(cells) or _begins_another(sheet, row, region, told):
            return Below(captions[0] if captions and not _is_end(cells) else row, tuple(repeated))
    return Below(region.bottom, tuple(repeated))


def _suspects(sheet: Sheet, place: Place, region: Region) -> Iterator[int]:
    """Rows that stand apart: under a blank or a lone cell, or beginning like the headers."""
    title = place.columns[0].index
    word = sheet.rows[place.header][title]
    apart, looked = False, 0
    for row in range(place.first, region.bottom):
        cells = sheet.rows[row]
        filled = filled_cells(cells, region)
        if (apart and filled) or (word != "" and cells[title] == word):
            looked += 1
            if looked > _MOST:
                return
            yield row
        apart = filled <= 1


def filled_cells(cells: Row, region: Region) -> int:
    """Number of cells of a row that are not blank, within the region."""
    if region.right - region.left == len(cells):
        return len(cells) - cells.count("")
    return sum(cells[at] != "" for at in range(region.left, region.right))


def _cells(cells: Row, region: Region) -> list[str]:
    return [key_words(text_of(value)) if value != "" else "" for value in cells[region.left : region.right]]


def _is_end(cells: Sequence[str]) -> bool:
    filled = [text for text in cells if text]
    return len(filled) <= 2 and bool(filled) and filled[0].startswith(_ENDS)


def _begins_another(sheet: Sheet, row: int, region: Region, told: Corrections) -> bool:
    """Whether other headers stand here: most of their words name columns, the required ones in so many words."""
    line = [value for value in sheet.rows[row][region.left : region.right] if value != ""]
    if len(line) < 2 or not all(isinstance(value, (str, int, float)) for value in line):
        return False
    for span in SPANS:
        heads = read_heads(sheet, row, span, region)
        if heads is not None and any(is_another(kind, heads, told) for kind in Table):
            return True
    return False


def is_another(kind: Table, heads: Sequence[Head], told: Corrections) -> bool:
    """Whether headers are surely those of a table of this kind."""
    filled = sum(bool(head.own) for head in heads)
    score = score_of(kind, heads, told)
    periods = sum(timed(head) is not None for head in heads)
    known = score + max(periods - 1, 0)
    return score >= 2 and 5 * known >= 3 * filled and set(REQUIRED[kind]) <= fields_of(kind, heads, told)


def caption_rows(sheet: Sheet, header: int, top: int, region: Region) -> tuple[int, ...]:
    """Rows of a lone cell just above headers, blank rows between them passed over: the title of a table."""
    row = header - 1
    while row >= top and filled_cells(sheet.rows[row], region) == 0:
        row -= 1
    rows: list[int] = []
    while row >= top and filled_cells(sheet.rows[row], region) == 1:
        rows.insert(0, row)
        row -= 1
    return tuple(rows)

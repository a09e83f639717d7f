"""The words above each column: headers on one to three rows, with the merged groups above them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ctg_tracking.spreadsheet.grid import Row, Sheet, Value
from ctg_tracking.spreadsheet.text import one_line

LONGEST = 200
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Head:
    """Header of one column: its `own` words, the lowest; and those of the `group` above it, if any.

    `merged`: the group is a merged cell, not a guess from the blanks at its right.
    """

    own: str
    group: str = ""
    merged: bool = False

    @property
    def full(self) -> str:
        """Group and own words: « Calendrier 2025 »."""
        return f"{self.group} {self.own}".strip()


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a sheet, ends excluded."""

    top: int
    bottom: int
    left: int
    right: int


def read_heads(sheet: Sheet, row: int, span: int, region: Region) -> tuple[Head, ...] | None:
    """Headers of `span` rows read as one, blank out of the region; None when those rows are no headers together."""
    if row + span > region.bottom:
        return None
    lines = [_line(sheet.rows[at], region) for at in range(row, row + span)]
    if not any(lines[0]) or (span > 1 and not _headers_together(sheet, row, span, lines, region)):
        return None
    groups = [_groups(sheet, at, line, lines[at - row + 1 :]) for at, line in enumerate(lines[:-1], row)]
    if row > region.top and (above := _group_row(sheet, row - 1, lines, region)):
        groups.insert(0, above)
    merged = {at for above in range(max(row - 1, region.top), row + span) for at in _merged(sheet, above)}
    return tuple(_head(index, lines, groups, index in merged) for index in range(len(lines[0])))


def _merged(sheet: Sheet, row: int) -> Iterator[int]:
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.right > merge.left:
            yield from range(merge.left, merge.right + 1)


def _head(index: int, lines: Sequence[Sequence[str]], groups: Sequence[Mapping[int, str]], merged: bool) -> Head:
    own = next((line[index] for line in reversed(lines) if line[index]), "")
    above = [group[index] for group in groups if group.get(index) and group[index] != own]
    return Head(own, " ".join(dict.fromkeys(above)) if own else "", merged)


def _line(row: Row, region: Region) -> list[str]:
    return [text_of(value) if region.left <= at < region.right else "" for at, value in enumerate(row)]


def text_of(value: Value) -> str:
    """Words of a header cell."""
    if isinstance(value, str):
        return one_line(value[:LONGEST])
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _headers_together(sheet: Sheet, row: int, span: int, lines: Sequence[Sequence[str]], region: Region) -> bool:
    """Whether rows read as one header: short words or periods, what stands above another word being its group."""
    cells = [value for at in range(row, row + span) for value in sheet.rows[at][region.left : region.right]]
    if not all(value == "" or _may_be_header(value) for value in cells):
        return False
    if any(not any(line) for line in lines):
        return False
    return all(_groups_fit(sheet, row + at, lines[at], lines[at + 1 :]) for at in range(span - 1))


def _may_be_header(value: Value) -> bool:
    if isinstance(value, str):
        return len(value) < _SHORT
    if isinstance(value, (date, datetime)):
        return True
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 1990 <= value <= 2100


def _groups_fit(sheet: Sheet, row: int, line: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether most words that stand above another one cover several columns, as a group does."""
    topping = [at for at, text in enumerate(line) if text and any(other[at] for other in below)]
    merged = {merge.left for merge in sheet.merges if merge.top <= row <= merge.bottom and merge.right > merge.left}
    covering = [
        at
        for at in topping
        if at in merged or (at + 1 < len(line) and not line[at + 1] and any(other[at + 1] for other in below))
    ]
    return 2 * len(covering) >= len(topping)


def _groups(sheet: Sheet, row: int, line: Sequence[str], below: Sequence[Sequence[str]]) -> dict[int, str]:
    """Column -> group of that row over it: by merged cells, else by the blanks at the right of a word."""
    found = dict(_merged_groups(sheet, row, line))
    current = ""
    for at, text in enumerate(line):
        if at in found:
            current = ""
            continue
        under = any(other[at] for other in below)
        if text:
            current = text if under else ""
        elif not under:
            current = ""
        if current:
            found[at] = current
    return found


def _merged_groups(sheet: Sheet, row: int, line: Sequence[str]) -> Iterator[tuple[int, str]]:
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.right > merge.left and merge.left < len(line):
            text = line[merge.left] or text_of(sheet.rows[merge.top][merge.left])
            for at in range(merge.left, min(merge.right + 1, len(line))):
                yield at, text


def _group_row(sheet: Sheet, row: int, lines: Sequence[Sequence[str]], region: Region) -> dict[int, str] | None:
    """Groups written on the row above the headers, when it is no title of the whole table."""
    line = _line(sheet.rows[row], region)
    written = [at for at, text in enumerate(line) if text]
    if not written or any(len(line[at]) >= _SHORT for at in written):
        return None
    headed = [at for at in range(len(line)) if any(other[at] for other in lines)]
    if not headed or (len(written) == 1 and written[0] <= headed[0]):
        return None
    return _groups(sheet, row, line, lines)

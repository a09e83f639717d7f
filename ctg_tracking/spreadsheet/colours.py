"""Statuses told only by the colour of a cell: the person says what each colour means, a legend proposes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.grid import Sheet, cell_name
from ctg_tracking.spreadsheet.layout import Place
from ctg_tracking.spreadsheet.legends import explained
from ctg_tracking.spreadsheet.returned_marks import RETURNED_FILLS
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.statuses import known_status
from ctg_tracking.spreadsheet.told import Asked, Question
from ctg_tracking.spreadsheet.words import as_text

_NEAR_GREY, _PALE = 12, 200
_LEGEND_CELLS = 20_000
"""Coloured cells of a sheet looked at for a legend."""


@dataclass(frozen=True, slots=True)
class Unstated:
    """A row without a status: its number from 0, its title, and the axe it stands under."""

    row: int
    title: str
    axe: int | None


def statuses_by_colour(place: Place, rows: Sequence[Unstated], sink: Sink) -> Mapping[int, tuple[Status, str]]:
    """Status and cell of each row whose colour the person explained; the other colours that vary are asked about."""
    column = place.column("status") or place.column("title")
    if column is None or not place.sheet.fills or not rows:
        return {}
    fills = [_senders(place.sheet.fills.get((one.row, column.index))) for one in rows]
    found = {}
    for one, fill in zip(rows, fills, strict=True):
        status = sink.colours.get(fill or "")
        if status is not None:
            found[one.row] = (status, cell_name(one.row, column.index))
    if _tell_statuses(rows, fills, titled=column.field == "title"):
        _ask(place.sheet, column.index, rows, fills, sink)
    return found


def _senders(fill: str | None) -> str | None:
    """The sender's own colour: those we put on problems when a file goes back say nothing."""
    return None if fill in RETURNED_FILLS else fill


def _tell_statuses(rows: Sequence[Unstated], fills: Sequence[str | None], *, titled: bool) -> bool:
    """Whether colours may tell statuses: they vary, and neither band the rows nor colour each axe."""
    if len(set(fills)) < 2 or _alternate(fills):
        return False
    return not titled or not (_colour_axes(rows, fills) or all(fill is None or _is_pale_grey(fill) for fill in fills))


def _alternate(fills: Sequence[str | None]) -> bool:
    return len(fills) > 2 == len(set(fills)) and all(above != below for above, below in pairwise(fills))


def _colour_axes(rows: Sequence[Unstated], fills: Sequence[str | None]) -> bool:
    """Whether all rows of each axe have one colour, one axe having several rows."""
    by_axe: dict[int | None, set[str | None]] = {}
    for one, fill in zip(rows, fills, strict=True):
        by_axe.setdefault(one.axe, set()).add(fill)
    return 1 < len(by_axe) < len(rows) and all(len(colours) == 1 for colours in by_axe.values())


def _is_pale_grey(fill: str) -> bool:
    parts = [int(fill[place : place + 2], 16) for place in (0, 2, 4)]
    return max(parts) - min(parts) <= _NEAR_GREY and min(parts) >= _PALE


def _ask(sheet: Sheet, index: int, rows: Sequence[Unstated], fills: Sequence[str | None], sink: Sink) -> None:
    legend = _legend(sink.sheets)
    by_fill: dict[str, list[Unstated]] = {}
    for one, fill in zip(rows, fills, strict=True):
        if fill is not None and fill not in sink.colours:
            by_fill.setdefault(fill, []).append(one)
    for fill, same in by_fill.items():
        first = same[0]
        cell = cell_name(first.row, index)
        sink.ask(Question(Asked.COLOUR, fill, sheet.name, cell, len(same), first.title, legend.get(fill)))


def _legend(sheets: Sequence[Sheet]) -> Mapping[str, Status]:
    """Colour -> status of the cells that explain it: « Réalisé » or « Vert : réalisé » on it, or just right of it.

    A colour that stands beside two statuses explains nothing.
    """
    found: dict[str, set[Status]] = {}
    for sheet in sheets:
        for (row, index), fill in islice(sheet.fills.items(), _LEGEND_CELLS):
            texts = (as_text(value) for value in sheet.rows[row][index : index + 2]) if row < len(sheet.rows) else ()
            status = next(
                (known for text in texts if text.strip() and (known := known_status(text) or explained(text))), None
            )
            if status is not None:
                found.setdefault(fill, set()).add(status)
    return {fill: statuses.pop() for fill, statuses in found.items() if len(statuses) == 1}

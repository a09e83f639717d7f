"""Cells that say something by a mark alone: the periods of a calendar, the columns « Réalisé », « En cours »…"""

from collections.abc import Sequence
from dataclasses import dataclass

from ctg_tracking.spreadsheet.choices import is_cross
from ctg_tracking.spreadsheet.dates import Period, read_period
from ctg_tracking.spreadsheet.grid import Row, Sheet, Value, cell_name
from ctg_tracking.spreadsheet.layout import Matched
from ctg_tracking.spreadsheet.plan import Given
from ctg_tracking.spreadsheet.returned_marks import RETURNED_FILLS
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.statuses import STATUSES, status_key
from ctg_tracking.spreadsheet.text import key_words, one_line
from ctg_tracking.spreadsheet.told import Asked, Question
from ctg_tracking.spreadsheet.words import as_text, is_blank_word


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marked cells of a row say: days from the first marked period to the last, words, and a status."""

    period: Period | None
    words: str | None
    cell: str
    status: Given | None


def read_marks(columns: Sequence[Matched], sheet: Sheet, row: int, cells: Row, sink: Sink, title: str) -> Marks | None:
    """Marks of a row in its calendar and status columns; None when it has none."""
    calendar = [column for column in columns if column.field == "mark_at" and _is_marked(sheet, row, column, cells)]
    stated = [
        column for column in columns if column.field == "status_mark" and _is_stated(sheet, row, column, cells, sink)
    ]
    if not calendar and not stated:
        return None
    words = ", ".join(_label(column, cells[column.index]) for column in calendar)
    cell = cell_name(row, (calendar or stated)[0].index)
    return Marks(_period(calendar, cells), words or None, cell, _status(stated, sheet, row, sink, title))


def _is_marked(sheet: Sheet, row: int, column: Matched, cells: Row) -> bool:
    """Whether a period holds a word, a cross, or a colour of its own: not that of the whole row, nor of its column."""
    value = cells[column.index]
    if not _says_no(value):
        return True
    fill = sheet.fills.get((row, column.index)) if value == "" else None
    if fill is None or fill in RETURNED_FILLS:
        return False
    return not _in_a_band(sheet, row, column.index, len(cells), fill)


def _says_no(value: Value) -> bool:
    if isinstance(value, bool):
        return not value
    text = as_text(value)
    return is_blank_word(text) or key_words(text) in ("non", "n", "faux", "0")


def _in_a_band(sheet: Sheet, row: int, index: int, width: int, fill: str) -> bool:
    return all(sheet.fills.get((row, other)) == fill for other in range(width) if other != index)


def _label(column: Matched, value: Value) -> str:
    """« 2025 » for a cross, « 2025 : lancement » for words: the space of a text read from a cell."""
    period = column.year or column.header
    return period if value == "" or is_cross(value) else f"{period} : {one_line(as_text(value))}"


def _period(columns: Sequence[Matched], cells: Row) -> Period | None:
    """From the first marked period to the last; none when a cell says words, or a column names no sure period."""
    found = []
    for column in columns:
        value = cells[column.index]
        period = read_period(column.year or column.header).value
        if period is None or not (value == "" or is_cross(value)):
            return None
        found.append(period)
    if not found:
        return None
    return Period(min(one.first for one in found), max(one.last for one in found), span=True)


# -- status --


def _is_stated(sheet: Sheet, row: int, column: Matched, cells: Row, sink: Sink) -> bool:
    """Whether a column of status is marked: a cross, or the day it came true; other words are told."""
    value = cells[column.index]
    if value == "" or _says_no(value):
        return False
    if is_cross(value):
        return True
    period = read_period(value).value
    if period is None or not period.exact:
        text = one_line(as_text(value))
        sink.warn(sheet, cell_name(row, column.index), column.header, text[:200], "une croix est attendue")
    return period is not None and period.exact


def _status(columns: Sequence[Matched], sheet: Sheet, row: int, sink: Sink, title: str) -> Given | None:
    """The status whose column is marked; two of them, or a header nobody explained, say none."""
    if not columns:
        return None
    first = columns[0]
    cell = cell_name(row, first.index)
    if len(columns) > 1:
        shown = ", ".join(f"« {column.header} »" for column in columns)
        sink.warn(sheet, cell, first.header, "", f"{shown} sont cochés ensemble\u202f: un seul statut est attendu")
        return None
    key = status_key(first.header)
    status = sink.statuses.get(key) or STATUSES.get(key)
    if status is None:
        sink.ask(Question(Asked.CROSS, first.header, sheet.name, cell, 1, title))
        return None
    return Given(status, cell)

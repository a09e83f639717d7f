"""Rows of the tables beside the plan: indicators, their dated values, and dated reports on actions."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from ctg_tracking.spreadsheet import numbers
from ctg_tracking.spreadsheet.cells import Number, Reader, as_shown, failed, reader_of, shows_formats
from ctg_tracking.spreadsheet.columns import REQUIRED, TABLES, Table
from ctg_tracking.spreadsheet.dates import read_day
from ctg_tracking.spreadsheet.formula_errors import tell_formula_errors
from ctg_tracking.spreadsheet.grid import Row, cell_name
from ctg_tracking.spreadsheet.hidden import tell_hidden
from ctg_tracking.spreadsheet.layout import Matched, Place
from ctg_tracking.spreadsheet.plan import ActionRef, Given, ParsedIndicator, ParsedReport, ParsedValue
from ctg_tracking.spreadsheet.side_numbers import in_unit, settle_numbers, take_dated, value_text
from ctg_tracking.spreadsheet.sink import At, Sink
from ctg_tracking.spreadsheet.table_rows import is_blank, table_rows
from ctg_tracking.spreadsheet.told import Asked, Question
from ctg_tracking.spreadsheet.words import as_text

_REF = ("axe", "code", "title", "operation")


class _Line:
    """One row being read: fields given, who it speaks of, and whether an error refuses it."""

    def __init__(
        self, place: Place, row: int, cells: Row, sink: Sink, readers: Sequence[tuple[Matched, Reader]]
    ) -> None:
        self.place, self.row, self.cells, self.sink = place, row, cells, sink
        self.given: dict[str, Given] = {}
        self.dated: list[tuple[str, date, Given]] = []
        self.refused = self.counted = False
        for column, read in readers:
            if cells[column.index] != "":
                self._take(column, read)
        if self.counted and place.kind is Table.INDICATORS:
            for field, one in list(self.given.items()):
                self.given[field] = in_unit(one, self.given, place.sheet, sink)
            self.dated = [(field, day, in_unit(one, self.given, place.sheet, sink)) for field, day, one in self.dated]
        self.refused |= tell_formula_errors(place, row, sink)
        self._require()

    def _take(self, column: Matched, reader: Reader) -> None:
        value = self.cells[column.index]
        if self.place.sheet.formats and shows_formats(column):
            value = as_shown(self.place.sheet, self.row, column.index, value)
        at = At(self.place.sheet, self.row, column)
        read = reader(value)
        if read.trouble is not None:
            self.sink.tell(at, value, read.trouble)
            self.refused |= failed(read)
        if read.value is None:
            if column.field == "status" and read.words:
                example = as_text(self.cells[self.place.columns[0].index])[:200]
                self.sink.ask(Question(Asked.STATUS, read.words, at.sheet.name, at.cell, 1, example))
            return
        self.counted |= isinstance(read.value, Number) and read.value.unit is not None
        if column.year is not None:
            self._dated(column.field, column.year, Given(read.value, at.cell))
        else:
            self.given.setdefault(column.field, Given(read.value, at.cell))

    def _dated(self, field: str, told: str, given: Given) -> None:
        day = read_day(told.replace(" ", "/")).value
        if day is not None:
            self.dated.append((field, day, given))

    def _require(self) -> None:
        """An error for each required cell left blank (a blank name with everything else blank is no row)."""
        for field in REQUIRED[self.place.kind]:
            column = self.place.column(field)
            if column is None or field in self.given or self._named_by_number(field):
                continue
            if self.refused and self.cells[column.index] != "":
                continue  # its own error is told
            header = next(one.header for one in TABLES[self.place.kind] if one.field == field)
            cell = cell_name(self.row, column.index)
            written = as_text(self.cells[column.index]).strip()[:80]
            message = "n’a pas pu être lu" if written else "manque sur cette ligne"
            self.sink.refuse(self.place.sheet, cell, column.header, written, f"« {header} » {message}")
            self.refused = True

    def _named_by_number(self, field: str) -> bool:
        return field == "title" and ("code" in self.given or "operation" in self.given)

    def value(self, field: str) -> Any:
        found = self.given.get(field)
        return found.value if found else None

    def text(self, field: str) -> str | None:
        found = self.value(field)
        return str(found) if found is not None else None

    @property
    def ref(self) -> ActionRef:
        return ActionRef(*(self.text(field) for field in _REF))

    def cell(self, field: str) -> str:
        found = self.given.get(field)
        if found:
            return found.cell
        column = self.place.column(field)
        return cell_name(self.row, column.index if column else 0)


def _lines(place: Place, sink: Sink) -> Iterator[_Line]:
    body = place.sheet.rows[place.first :]
    indicator = place.column("indicator") or place.columns[0]
    above: Row = [""] * len(place.sheet.rows[place.header])
    percent = place.column("percent")
    fractions = percent is not None and numbers.are_fractions([row[percent.index] for row in body])
    readers = [
        (
            column,
            reader_of(column, sink.statuses, fractions=fractions, exact=place.ours, since_1904=place.sheet.since_1904),
        )
        for column in place.columns
    ]
    once = not place.shared and not place.ours and _named_once(place)
    rows = []
    for row, written in table_rows(place, sink):
        cells = written
        if place.shared:
            cells = above = _named_above(place, written, above)
            if not as_text(cells[indicator.index]).strip():
                continue
        elif once:
            cells = above = _named_by_group(place, row, written, above, sink)
        rows.append(row)
        line = _Line(place, row, cells, sink, readers)
        sink.refused_rows += line.refused
        yield line
    if not place.shared:
        tell_hidden(place, rows, sink)


def _named_once(place: Place) -> bool:
    """Whether each action is named on the first of its rows only: never twice in a row, and blanks come before others.

    A blank after the last action named may well be an indicator of the whole convention.
    """
    naming = [column.index for column in place.columns if column.field in _REF]
    names = [
        tuple(as_text(row[index]).strip() for index in naming) for row in place.sheet.rows[place.first :] if any(row)
    ]
    while names and not any(names[-1]):
        names.pop()
    return any(not any(one) for one in names) and not any(any(one) and one == above for above, one in pairwise(names))


def _named_by_group(place: Place, row: int, cells: Row, above: Row, sink: Sink) -> Row:
    """A row that names no action is about the one named above it, and it is told."""
    named = [column for column in place.columns if column.field in _REF]
    if any(not is_blank(cells[column.index]) for column in named) or all(is_blank(above[c.index]) for c in named):
        return cells
    filled = list(cells)
    for column in named:
        filled[column.index] = above[column.index]
    shown = " / ".join(as_text(above[column.index]) for column in named if not is_blank(above[column.index]))[:120]
    message = f"l’action n’est pas répétée\u202f: lue comme au-dessus, « {shown} »"
    sink.warn(place.sheet, cell_name(row, named[0].index), named[0].header, "", message)
    return filled


def _named_above(place: Place, cells: Row, above: Row) -> Row:
    """A row that only adds an indicator belongs to the action, and the axe, named above it."""
    filled = list(cells)
    title = place.column("title")
    if title is not None and filled[title.index] == "":
        for column in place.columns:
            if column.field in _REF and filled[column.index] == "":
                filled[column.index] = above[column.index]
    axe = place.column("axe")
    if axe is not None and filled[axe.index] == "":
        filled[axe.index] = above[axe.index]
    return filled


def read_indicator_rows(place: Place, sink: Sink) -> None:
    """Read every row of a table of indicators, with the values of its year columns."""
    for line in _lines(place, sink):
        name = line.text("indicator")
        if name is None:
            continue
        given = {
            key: one
            for key, one in line.given.items()
            if key not in (*_REF, "indicator", "id", "current", "current_on")
        }
        take_dated(given, line.dated, place.sheet, sink)
        settle_numbers(given, place.sheet, sink)
        sink.indicators.append(
            ParsedIndicator(
                line.ref,
                name,
                place.sheet.name,
                line.row + 1,
                line.cell("indicator"),
                given,
                line.text("id"),
                None,
                line.refused,
            )
        )
        if not line.refused:
            _values_beside(line, name, sink)


def _values_beside(line: _Line, name: str, sink: Sink) -> None:
    values = [(day, one) for field, day, one in line.dated if field == "value_at"]
    current, on = line.given.get("current"), line.given.get("current_on")
    if current is not None and on is not None:
        values.append((on.value, current))
    elif current is not None:
        sink.warn(line.place.sheet, current.cell, "Valeur actuelle", value_text(current),
                  "cette valeur n’est pas reprise\u202f: une date de valeur est attendue")  # fmt: skip
    for day, one in values:
        sink.values.append(
            ParsedValue(
                line.ref, name, day, one.value.value, one.value.text, line.text("source"), None, line.text("origin"),
                line.place.sheet.name, line.row + 1, one.cell,
            )
        )  # fmt: skip


def read_value_rows(place: Place, sink: Sink) -> None:
    """Read every row of a table of values."""
    for line in _lines(place, sink):
        name, day, number = line.text("indicator"), line.value("on_date"), line.value("value")
        if line.refused or name is None or day is None or number is None:
            continue
        sink.values.append(
            ParsedValue(
                line.ref, name, day, number.value, number.text,
                line.text("source"), line.text("comment"), line.text("origin"),
                place.sheet.name, line.row + 1, line.cell("value"), key=line.text("id"),
            )
        )  # fmt: skip


def read_report_rows(place: Place, sink: Sink) -> None:
    """Read every row of a table of reports."""
    for line in _lines(place, sink):
        if line.refused or line.value("on_date") is None:
            continue
        given = {key: one for key, one in line.given.items() if key not in (*_REF, "id", "on_date")}
        sink.reports.append(
            ParsedReport(
                line.ref,
                line.value("on_date"),
                place.sheet.name,
                line.row + 1,
                line.cell("status"),
                given,
                key=line.text("id"),
            )
        )

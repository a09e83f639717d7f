"""Rows of a table of actions: each under its heading, operations within their action, and what refuses a row."""

from dataclasses import replace
from typing import NamedTuple

from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.action_codes import ActionCodes
from ctg_tracking.spreadsheet.around import situation_around
from ctg_tracking.spreadsheet.cells import LIMITS
from ctg_tracking.spreadsheet.collector import collector_at_rest
from ctg_tracking.spreadsheet.colours import Unstated, statuses_by_colour
from ctg_tracking.spreadsheet.columns import Kind
from ctg_tracking.spreadsheet.dittos import DITTOS, without_dittos
from ctg_tracking.spreadsheet.formula_errors import tell_formula_errors
from ctg_tracking.spreadsheet.grid import Row, cell_name
from ctg_tracking.spreadsheet.hidden import tell_hidden
from ctg_tracking.spreadsheet.labels import Label, code_key, title_key
from ctg_tracking.spreadsheet.layout import Matched, Place
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import ActionRef, Given, ParsedAction, ParsedIndicator
from ctg_tracking.spreadsheet.plan_levels import PlanLevels
from ctg_tracking.spreadsheet.row_values import RowValues, give
from ctg_tracking.spreadsheet.sink import At, Sink
from ctg_tracking.spreadsheet.table_rows import LEVELS, first_filled, is_blank, table_rows
from ctg_tracking.spreadsheet.text import one_line
from ctg_tracking.spreadsheet.title_cells import label_of
from ctg_tracking.spreadsheet.words import as_text, is_blank_word

_APART = frozenset((*LEVELS, *(f"{level}_code" for level in LEVELS), "id", "code", "title", "operation"))
_CONTINUED = frozenset(("pilots", "partners", "themes", "communes", "description", "comment", "funding", "indicators"))
"""Fields of which a row without a title may give more to the action above."""
_LISTED = frozenset(("partners", "themes", "communes", "funding", "indicators"))
"""Those that hold several, each on a row of its own in tables made by a machine; other pilots may be another action."""
_LONGEST_TITLE = LIMITS["title"]


def read_plan_rows(place: Place, sink: Sink) -> None:
    """Read every row of a plan table into the sink."""
    with collector_at_rest():
        _PlanTable(place, sink).read()


class _Line(NamedTuple):
    """One row of an action: its number from 0, its cells, its heading and what its cells give."""

    row: int
    cells: Row
    heading: int | None
    given: dict[str, Given]
    refused: bool


class _PlanTable:
    """One table being read, with what its rows inherit from those above."""

    def __init__(self, place: Place, sink: Sink) -> None:
        self.place, self.sink = place, sink
        columns = [column for column in place.columns if column.field not in _APART]
        self.values = RowValues(place, columns, sink)
        self.columns = {column.field: column for column in reversed(columns)}
        self.levels = PlanLevels(place, sink)
        self.title, self.operation = place.column("title"), place.column("operation")
        self.identifier = place.column("id")
        self.codes = ActionCodes(place)
        self.situation = situation_around(place)
        self.last_action: int | None = None
        self.last_line: tuple[int, int | None] = (-1, None)
        self.read_rows: list[int] = []
        self.seen: dict[tuple[int | None, int | None, str], list[int]] = {}

    # -- the whole table --

    def read(self) -> None:
        begins = len(self.sink.actions)
        above: Row | None = None
        for row, cells in table_rows(self.place, self.sink):
            if not self.place.ours and not DITTOS.isdisjoint(cells):
                cells = without_dittos(self.place, row, cells, above, self.sink)
            self.read_rows.append(row)
            if self.levels.take_heading(row, cells):
                above = None
                continue
            self._action_row(row, cells)
            above = cells
        self.levels.tell_waiting()
        self._take_colours(begins)
        tell_hidden(self.place, self.read_rows, self.sink)

    def _take_colours(self, begins: int) -> None:
        """Statuses that only a colour tells, once every row is read: colours mean something by their differences."""
        by_row = {
            action.row - 1: action
            for action in self.sink.actions[begins:]
            if "status" not in action.given and not action.refused
        }
        axes = [Unstated(row, action.title, self._axe(action.heading)) for row, action in by_row.items()]
        for row, (status, cell) in statuses_by_colour(self.place, axes, self.sink).items():
            _more(by_row[row])["status"] = Given(status, cell)
            self._date_status(_more(by_row[row]))

    def _axe(self, heading: int | None) -> int | None:
        while heading is not None and self.sink.headings[heading].parent is not None:
            heading = self.sink.headings[heading].parent
        return heading

    # -- one row --

    def _action_row(self, row: int, cells: Row) -> None:
        heading = self.levels.heading(row, self.levels.path(row, cells))
        title, operation = self._title(self.title, cells), self._title(self.operation, cells)
        exported = self.identifier is not None and cells[self.identifier.index] != ""
        said = self.values.read(row, cells, one_line(operation or title or "")[:200], exported=exported)
        self._date_status(said.given)
        line = _Line(row, cells, heading, said.given, tell_formula_errors(self.place, row, self.sink) or said.refused)
        if title is None and operation is None:
            self._untitled(line)
            return
        parent = self._parent(line, title) if operation else None
        self._keep(line, parent, operation or title or "")

    def _date_status(self, given: dict[str, Given]) -> None:
        if self.situation is not None and "status" in given:
            given.setdefault("as_of", self.situation)

    def _title(self, column: Matched | None, cells: Row) -> str | None:
        if column is None or cells[column.index] == "":
            return None
        text = as_text(cells[column.index]).strip()
        return None if not one_line(text) or (not self.place.ours and is_blank_word(text)) else text

    # -- rows without a title --

    def _untitled(self, line: _Line) -> None:
        if line.refused and (not line.given or self._refused_by_formula(line.row)):  # its cell was told already
            self.sink.refused_rows += 1
        elif self.place.shared or not (line.given or not self.levels.columns):
            return
        elif self._continues(line):
            self._bring_in(line)
        else:
            self._no_title(line)

    def _refused_by_formula(self, row: int) -> bool:
        return any((row, column.index) in self.place.sheet.errors for column in (self.title, self.operation) if column)

    def _continues(self, line: _Line) -> bool:
        """Whether a row without a title only gives more names or words to the action just above it."""
        above, heading = self.last_line
        own = (column.index for column in self.place.columns if column.field in _APART)
        return (
            above == line.row - 1
            and heading == line.heading
            and not line.refused
            and bool(line.given)
            and line.given.keys() <= _CONTINUED
            and all(is_blank(line.cells[index]) for index in own)
        )

    def _same_again(self, line: _Line, parent: int | None, title: str, code: str) -> bool:
        """Whether a row repeats the action just above, with more names or words and nothing else that differs."""
        if self.last_line != (line.row - 1, line.heading) or line.refused or parent is not None:
            return False
        above = self.sink.actions[-1]
        if above.refused or above.parent is not None or title_key(above.title) != title_key(title):
            return False
        if code and above.code and code_key(code) != code_key(above.code):
            return False
        new = {field for field, one in line.given.items() if above.value(field) != one.value}
        return bool(new & _LISTED) and new <= _CONTINUED - {"pilots"}

    def _bring_in(self, line: _Line) -> None:
        """Add what a row gives to the action above it, and tell it."""
        action = self.sink.actions[-1]
        given = _more(action)
        for field, one in line.given.items():
            if field != "indicators" and (field not in given or given[field].value != one.value):
                give(given, self._column_of(field), one.value, one.cell)
        self._indicators(len(self.sink.actions) - 1, action, line.given)
        self.last_line = (line.row, line.heading)
        assert self.title is not None
        cell, message = cell_name(line.row, self.title.index), f"la suite de l’action de la ligne {action.row}"
        self.sink.warn(self.place.sheet, cell, self.title.header, "", f"ligne lue comme {message}")

    def _column_of(self, field: str) -> Matched:
        """The column of a field, its values already under their label; a text when the field has none of its own."""
        assert self.title is not None
        column = self.columns.get(field) or replace(self.title, field=field, kind=Kind.LONG_TEXT)
        return replace(column, label=None)

    def _no_title(self, line: _Line) -> None:
        assert self.title is not None
        self.sink.refused_rows += 1
        first = first_filled(line.cells)
        shown = one_line(as_text(line.cells[first]))[:60] if first is not None else ""
        self.sink.problems.append(
            Problem(Severity.ERROR, self.place.sheet.name, cell_name(line.row, self.title.index), self.title.header, "",
                    f"L’intitulé de l’action manque sur cette ligne (« {shown} »…)\u202f; un intitulé est attendu.")
        )  # fmt: skip

    # -- actions --

    def _parent(self, line: _Line, title: str | None) -> int | None:
        """The action an operation belongs to: the one its row names, created at its first sight; else the one above."""
        if title is None:
            return self.last_action
        found = self.seen.get((line.heading, None, title_key(title)))
        if found:
            return self.last_action if self.last_action in found else found[0]
        if self.last_action is not None and identifiers.is_one(self._key(line)):
            return self.last_action  # we exported it under its fiche, whose title was corrected since
        self._keep(line._replace(given={}, refused=False), None, title)
        return self.last_action

    def _key(self, line: _Line) -> str:
        """The identifier of the row, as written."""
        return as_text(line.cells[self.identifier.index]).strip() if self.identifier else ""

    def _keep(self, line: _Line, parent: int | None, text: str) -> None:
        own_row = parent is not None or not self._names_operation(line.cells)
        key = self._key(line) if own_row else ""
        column = (self.operation if parent is not None else self.title) or self.title
        assert column is not None
        at = At(self.place.sheet, line.row, column)
        label = Label(one_line(text)) if key else self._label(text, line, at)
        code = self.codes.read(line.cells, column, parent is None, own_row) or label.code or ""
        title = label.title or one_line(text)
        heading = self._heading(line, parent, title, at)
        if self.place.shared and self._told_above(heading, parent, title, code):
            return
        if not key and self._same_again(line, parent, title, code):
            self._bring_in(line)
            return
        refused = line.refused or self._too_long(title, at)
        refused = refused or self._repeats(heading, parent, title, code, key, at)
        action = ParsedAction(
            heading, parent, code or None, title[:_LONGEST_TITLE], self.place.sheet.name, line.row + 1, at.cell,
            line.given, key or None, refused,
        )  # fmt: skip
        self._add(action, line)

    def _heading(self, line: _Line, parent: int | None, title: str, at: At) -> int | None:
        """The heading of a row, but for an operation: it is where its fiche is, whatever axe its own row names."""
        if parent is None:
            return line.heading
        fiche = self.sink.actions[parent]
        if line.heading not in (None, fiche.heading):
            message = f"l’opération est rangée avec son action, décrite en {fiche.cell}, et non sous un autre axe"
            self.sink.warn(at.sheet, at.cell, at.column.header, title, message)
        return fiche.heading

    def _add(self, action: ParsedAction, line: _Line) -> None:
        index = len(self.sink.actions)
        self.sink.actions.append(action)
        self.sink.refused_rows += action.refused
        if action.parent is None:
            self.last_action = index
        self.last_line = (line.row, line.heading)
        if not action.refused:
            self.seen.setdefault((action.heading, action.parent, title_key(action.title)), []).append(index)
            self._indicators(index, action, line.given)

    def _label(self, text: str, line: _Line, at: At) -> Label:
        """Number and title of a title cell; a status written around the title is the one of its row."""
        labelled = label_of(text, at, self.sink)
        if labelled.status is not None:
            line.given.setdefault("status", Given(labelled.status, at.cell))
            self._date_status(line.given)
        return labelled.label

    def _names_operation(self, cells: Row) -> bool:
        return self.operation is not None and not is_blank(cells[self.operation.index])

    def _told_above(self, heading: int | None, parent: int | None, title: str, code: str | None) -> bool:
        """Whether a row only adds an indicator to an action told above."""
        found = self.seen.get((heading, parent, title_key(title)), [])
        numbers = [self.sink.actions[index].code for index in found]
        return any(not code or not number or code_key(code) == code_key(number) for number in numbers)

    def _too_long(self, title: str, at: At) -> bool:
        if len(title) <= _LONGEST_TITLE:
            return False
        message = f"{len(title)} caractères\u202f; {_LONGEST_TITLE} au plus sont attendus"
        self.sink.refuse(at.sheet, at.cell, at.column.header, f"{title[:80]}…", message)
        return True

    def _repeats(self, heading: int | None, parent: int | None, title: str, code: str, key: str, at: At) -> bool:
        """Two rows of one title under one axe are two actions only when numbers, or identifiers, tell them apart."""
        for index in self.seen.get((heading, parent, title_key(title)), []):
            known = self.sink.actions[index]
            if known.key and identifiers.is_one(key) and key != known.key:
                continue
            if not code or not known.code or code_key(code) == code_key(known.code):
                message = (
                    f"cette action est déjà décrite en {known.cell}\u202f; une seule ligne par action est attendue"
                )
                self.sink.refuse(at.sheet, at.cell, at.column.header, title, message)
                return True
        return False

    def _indicators(self, index: int, action: ParsedAction, given: dict[str, Given]) -> None:
        """Names of indicators beside an action become indicators of it, without values."""
        found = given.pop("indicators", None)
        if found is None:
            return
        for named in found.value:
            self.sink.indicators.append(
                ParsedIndicator(ActionRef(), named.name[:500], action.sheet, action.row, found.cell, {}, action=index)
            )


def _more(action: ParsedAction) -> dict[str, Given]:
    """Values of an action that this table is still reading."""
    assert isinstance(action.given, dict)
    return action.given

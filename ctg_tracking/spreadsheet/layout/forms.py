"""Sheets filled as forms, one action each: a label at the left, what it says at the right or under it.

A form is laid out again as a table of one row, so that it is read as any other; `written` tells where each cell stands
in the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ctg_tracking.spreadsheet.columns import PLAN, Table
from ctg_tracking.spreadsheet.grid import Sheet, Spot, Value, cell_name
from ctg_tracking.spreadsheet.labels import read_label
from ctg_tracking.spreadsheet.layout.corrections import corrections
from ctg_tracking.spreadsheet.layout.heads import Region
from ctg_tracking.spreadsheet.layout.labelled import Labelled, labels_of
from ctg_tracking.spreadsheet.layout.place import Place
from ctg_tracking.spreadsheet.layout.placing import place_at
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.words import as_text

_ENOUGH = 4
"""Different fields that a column names in a form; a table names its fields along a row."""
_SEVERAL = frozenset(column.field for column in PLAN if column.gathers) | {"note_at", "mark_at", "status_mark"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what it says: one cell, or several in reading order."""

    label: Labelled
    cells: tuple[tuple[Spot, Value], ...]

    @property
    def value(self) -> Value:
        """What is said: the cell itself, or the texts of several on as many lines."""
        values = [value for _, value in self.cells]
        return values[0] if len(values) == 1 else "\n".join(as_text(value) for value in values)

    @property
    def spot(self) -> Spot:
        """Where it is said; where it would be, at the right of the label, when it is not."""
        return self.cells[0][0] if self.cells else (self.label.spot[0], self.label.spot[1] + 1)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a sheet as tables of one row, and where their cells stand in it: `written`, name -> name."""

    places: tuple[Place, ...]
    written: Mapping[str, str]
    sheet: str


def read_forms(sheet: Sheet, told: Understanding) -> Forms | None:
    """The forms a sheet holds, those left blank apart; None when it holds no form.

    Their labels are told by their words, or by the letter of their column once laid out as a table.
    """
    rows = labels_of(sheet)
    if not _is_form(rows):
        return None
    forms = [form for form in _filled(sheet, rows) if any(_names(entry) for entry in form)]
    places = [place for rank, form in enumerate(forms) if (place := _place(sheet, form, rank, told)) is not None]
    written = {name: cell_name(*spot) for rank, form in enumerate(forms) for name, spot in _spots(form, rank)}
    return Forms(tuple(places), MappingProxyType(written), sheet.name)


def _is_form(rows: Mapping[int, Sequence[Labelled]]) -> bool:
    """Whether labels stand above each other rather than along one row, the title of an action among them."""
    columns: dict[int, set[str]] = {}
    for labels in rows.values():
        for label in labels:
            columns.setdefault(label.spot[1], set()).add(label.field)
    down = max((len(fields) for fields in columns.values()), default=0)
    along = max((len({label.field for label in labels}) for labels in rows.values()), default=0)
    titled = any(label.field == "title" for labels in rows.values() for label in labels)
    return titled and down >= _ENOUGH and down > along


def _names(entry: Entry) -> bool:
    return entry.label.field == "title" and bool(entry.cells)


# -- what each label says --


def _filled(sheet: Sheet, rows: Mapping[int, Sequence[Labelled]]) -> list[list[Entry]]:
    several = _columns_of_actions(sheet, rows)
    if several:
        return [[_at(sheet, label, column) for label in _flat(rows)] for column in several]
    return [_titled(form) for form in _apart(_entries(sheet, rows))]


def _flat(rows: Mapping[int, Sequence[Labelled]]) -> list[Labelled]:
    return [label for row in sorted(rows) for label in rows[row]]


def _columns_of_actions(sheet: Sheet, rows: Mapping[int, Sequence[Labelled]]) -> list[int]:
    """Columns that hold an action each, in a table laid on its side: several titles at the right of their label."""
    titles = [label for label in _flat(rows) if label.field == "title" and not label.banner]
    if len(titles) != 1 or any(len(labels) > 1 for labels in rows.values()):
        return []
    row, left = titles[0].spot
    columns = [at for at in range(left + 1, len(sheet.rows[row])) if sheet.rows[row][at] != ""]
    filled = [sum(sheet.rows[other][at] != "" for other in rows) for at in columns]
    return columns if len(columns) > 1 and all(2 * count >= len(rows) for count in filled) else []


def _at(sheet: Sheet, label: Labelled, column: int) -> Entry:
    row = label.spot[0]
    value = sheet.rows[row][column]
    return Entry(label, (((row, column), value),) if value != "" else ())


def _entries(sheet: Sheet, rows: Mapping[int, Sequence[Labelled]]) -> list[Entry]:
    """Labels with what stands at their right, then on the rows below until another label or a blank row."""
    said: dict[Spot, list[tuple[Spot, Value]]] = {label.spot: [] for label in _flat(rows)}
    current: Sequence[Labelled] = ()
    for row, cells in enumerate(sheet.rows):
        labels = rows.get(row)
        if labels is None and all(value == "" for value in cells):
            current = ()
        current = labels if labels is not None else current
        for label in labels or ():
            if label.value != "":
                said[label.spot].append((label.spot, label.value))
        spots = {label.spot for label in labels or ()}
        for column, value in enumerate(cells):
            owner = max((one for one in current if one.spot[1] <= column), key=lambda one: one.spot[1], default=None)
            if owner is not None and value != "" and (row, column) not in spots:
                said[owner.spot].append(((row, column), value))
    return [Entry(label, tuple(said[label.spot])) for label in _flat(rows)]


def _apart(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Forms one under another: a new one begins where a field that is said once is said again."""
    form: list[Entry] = []
    for entry in entries:
        fields = {one.label.field for one in form if not one.label.banner}
        again = entry.label.field in fields and entry.label.field not in _SEVERAL and not entry.label.banner
        if form and (again or (entry.label.banner and any(one.label.banner for one in form))):
            if any(_names(one) for one in form):
                yield form
                form = []
            elif again:
                continue
        form.append(entry)
    if form:
        yield form


def _titled(form: Sequence[Entry]) -> list[Entry]:
    """A banner « Fiche action n° 3 » gives the number when the title has a label of its own, else the title."""
    own = any(_names(entry) and not entry.label.banner for entry in form)
    settled = []
    for entry in form:
        if entry.label.banner:
            entry = _as_number(entry) if own else _as_title(entry)
        elif entry.label.value != "" and len(entry.cells) > 1 and read_label(str(entry.label.value)).title is None:
            entry = _as_title(entry)
        settled.append(entry)
    return settled


def _as_number(entry: Entry) -> Entry:
    code = read_label(str(entry.label.value)).code or ""
    label = replace(entry.label, field="code", header="N° de fiche", value=code)
    return Entry(label, ((entry.label.spot, code),) if code else ())


def _as_title(entry: Entry) -> Entry:
    """« Fiche action n° 3 », and the title in the next cell: « Fiche action n° 3 : Créer un relais »."""
    text = " : ".join(as_text(value).strip(" :") for _, value in entry.cells[:2])
    return Entry(entry.label, ((entry.cells[-1 if len(entry.cells) == 1 else 1][0], text),))


# -- laid out again as a table of one row --


def _place(sheet: Sheet, form: Sequence[Entry], rank: int, told: Understanding) -> Place | None:
    header = 2 * rank
    blank: list[Value] = [""] * len(form)
    headers: list[Value] = [entry.label.header for entry in form]
    rows = [*([blank] * header), headers, [_value(entry) for entry in form]]
    at = {entry.spot: (header + 1, index) for index, entry in enumerate(form) if entry.cells}
    alone = Sheet(
        sheet.name,
        rows,
        fills={at[spot]: fill for spot, fill in sheet.fills.items() if spot in at},
        errors={at[spot]: word for spot, word in sheet.errors.items() if spot in at},
        formats={at[spot]: shown for spot, shown in sheet.formats.items() if spot in at},
        since_1904=sheet.since_1904,
    )
    return place_at(alone, Region(header, header + 2, 0, len(form)), Table.PLAN, header, 1, corrections(told, alone))


def _value(entry: Entry) -> Value:
    return entry.value if entry.cells else ""


def _spots(form: Sequence[Entry], rank: int) -> Iterator[tuple[str, Spot]]:
    """Names of the cells of a form laid out as a table, and where each stands in the file."""
    for index, entry in enumerate(form):
        yield cell_name(2 * rank, index), entry.label.spot
        yield cell_name(2 * rank + 1, index), entry.spot

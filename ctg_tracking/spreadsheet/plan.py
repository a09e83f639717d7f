"""A plan as a workbook tells it: headings, actions, indicators, values and reports, each cell with its place.

Plain frozen values: nothing here knows a store. Rows that an error refuses stay (`refused`), so that what they name
is neither applied nor taken for missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ctg_tracking.spreadsheet.columns import Kind, Table
from ctg_tracking.spreadsheet.labels import code_key, title_key
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.told import Question


@dataclass(frozen=True, slots=True)
class Given:
    """A value a file gives, and the cell it comes from. Blank cells give nothing.

    `sheet`: only of a value that another sheet than the row's own gives.
    """

    value: Any
    cell: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class DatedNote:
    """What a column such as « Bilan 2024 » says of an action on a day; `sheet` and `cell` are where it is written."""

    on: date
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ParsedHeading:
    """A heading of level 1 to 3; `parent` is the index of the one above. `title` None: only numbered in the file."""

    level: int
    parent: int | None
    code: str | None
    title: str | None
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ActionRef:
    """How a row of another sheet names an action: axe, number, title, operation, each as written or None."""

    axe: str | None = None
    code: str | None = None
    title: str | None = None
    operation: str | None = None

    @property
    def empty(self) -> bool:
        """Whether no action is named at all."""
        return not (self.code or self.title or self.operation)

    def __str__(self) -> str:
        return " / ".join(part for part in (self.axe, self.code, self.title, self.operation) if part)


@dataclass(frozen=True, slots=True)
class ParsedAction:
    """An action, or an operation within the action of index `parent`. `heading`: index of its lowest heading.

    `given`: values by field; under « notes », a tuple of `DatedNote`.
    """

    heading: int | None
    parent: int | None
    code: str | None
    title: str
    sheet: str
    row: int
    cell: str
    given: Mapping[str, Given]
    key: str | None = None
    refused: bool = False

    def value(self, name: str) -> Any:
        """The value given for a field, None when the file gives none."""
        found = self.given.get(name)
        return found.value if found else None


@dataclass(frozen=True, slots=True)
class ParsedIndicator:
    """An indicator of the action or axe that `ref` names, or of the convention."""

    ref: ActionRef
    name: str
    sheet: str
    row: int
    cell: str
    given: Mapping[str, Given]
    key: str | None = None
    action: int | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ParsedValue:
    """A dated value of the indicator called `indicator`, of the action or axe that `ref` names if any.

    `key`: identifier of the indicator, as written.
    """

    ref: ActionRef
    indicator: str
    on_date: date
    value: float | None
    text: str | None
    source: str | None
    comment: str | None
    origin: str | None
    sheet: str
    row: int
    cell: str
    refused: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A dated report on the action that `ref` names; `key`: identifier of that action, as written."""

    ref: ActionRef
    on_date: date
    sheet: str
    row: int
    cell: str
    given: Mapping[str, Given]
    refused: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column of a table that is not empty, `index` counted from 0, and what it was taken for.

    `field` None: left aside. `confidence` from 0 to 100, 100 when the header is one we know or when the person `told`.
    `samples`: up to three different cells, as text.
    """

    index: int
    letter: str
    header: str
    field: str | None
    kind: Kind | None
    confidence: int
    told: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table found in a sheet and how its columns were read: header -> field, with a confidence from 0 to 100.

    `letters`: field of each column, counted from 0. `fields`: every column that is not empty, those left aside too.
    """

    kind: Table
    sheet: str
    header_row: int
    columns: Mapping[str, str]
    confidence: Mapping[str, int]
    ignored: tuple[str, ...]
    letters: Mapping[int, str]
    fields: tuple[FoundColumn, ...] = ()


@dataclass(frozen=True)
class ParsedPlan:
    """All that one workbook says, and what is wrong with it.

    `shape`: signature of the headers of its tables, the same for the next file filled in the same model.
    """

    file: str
    sha256: str
    tables: tuple[FoundTable, ...] = ()
    sheets_ignored: tuple[str, ...] = ()
    level_names: tuple[str | None, str | None, str | None] = (None, None, None)
    headings: tuple[ParsedHeading, ...] = ()
    actions: tuple[ParsedAction, ...] = ()
    indicators: tuple[ParsedIndicator, ...] = ()
    values: tuple[ParsedValue, ...] = ()
    reports: tuple[ParsedReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused_rows: int = 0
    notes: tuple[str, ...] = field(default=())
    questions: tuple[Question, ...] = ()
    shape: str = ""

    @property
    def has_plan(self) -> bool:
        """Whether the file holds a table of actions (else no action can be said missing)."""
        return any(table.kind is Table.PLAN for table in self.tables)

    @property
    def rows(self) -> Sequence[ParsedAction | ParsedIndicator | ParsedValue | ParsedReport]:
        """Every row read, sheet by sheet, refused ones too."""
        return (*self.actions, *self.indicators, *self.values, *self.reports)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that refuse a row."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def axe_of(self, heading: int | None) -> int | None:
        """Index of the level-1 heading above `heading` (itself when it is one)."""
        while heading is not None and self.headings[heading].parent is not None:
            heading = self.headings[heading].parent
        return heading


def heading_key(title: str | None, code: str | None) -> str:
    """Key of a heading beside its siblings: its title's when it has one, else its number's."""
    return title_key(title) if title else f"#{code_key(code or '')}"

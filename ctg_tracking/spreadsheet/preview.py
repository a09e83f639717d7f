"""What applying a file would do: added, changed, unchanged, missing, cell by cell; nothing is written to make it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from ctg_tracking.model.words import Confidence, Origin, Status
from ctg_tracking.spreadsheet.parsed import Problem
from ctg_tracking.spreadsheet.plan import ParsedAction, ParsedHeading, ParsedPlan
from ctg_tracking.spreadsheet.told import Proposal


class Change(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value before and after, and the cell that says so. Lists are tuples of names."""

    field: str
    before: Any
    after: Any
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row of the plan after the import: a stored one by its id, or a new one by its index in the file."""

    stored_id: int | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class HeadingStep:
    """What becomes of a heading of the file."""

    index: int
    parsed: ParsedHeading
    stored_id: int | None
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report that a file brings on an action; `cell` empty when the person, not a cell, says it."""

    on: date
    status: Status
    sheet: str
    cell: str
    percent: int | None = None
    confidence: Confidence | None = None
    done_text: str | None = None
    next_text: str | None = None
    blocking_text: str | None = None
    decision_wanted: str | None = None
    reason: str | None = None
    resumes_on: date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class ActionStep:
    """What becomes of an action: `index` in the file (None: missing from it), `stored_id` in the store (None: new).

    `changes` cover its fields and, when its status moves, the report in `report`.
    """

    change: Change
    title: str
    index: int | None = None
    parsed: ParsedAction | None = None
    stored_id: int | None = None
    heading: Anchor | None = None
    parent: Anchor | None = None
    changes: tuple[CellChange, ...] = ()
    report: ReportDraft | None = None


@dataclass(frozen=True, slots=True)
class ReportStep:
    """What becomes of a row of « Points d'étape »."""

    change: Change
    action: Anchor
    title: str
    draft: ReportDraft


@dataclass(frozen=True, slots=True)
class IndicatorStep:
    """What becomes of an indicator; `fields` are all those of a new one, `changes` those that move."""

    change: Change
    name: str
    stored_id: int | None
    action: Anchor | None
    heading: Anchor | None
    fields: Mapping[str, Any]
    changes: tuple[CellChange, ...]
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ValueStep:
    """What becomes of a dated value; `indicator`: stored id, or index among the indicator steps."""

    change: Change
    name: str
    indicator: Anchor
    on: date
    value: float | None
    text: str | None
    source: str | None
    comment: str | None
    origin: Origin | None
    before: float | str | None
    sheet: str
    cell: str


@dataclass(frozen=True)
class Preview:
    """A file compared with a stored plan. `problems` are those of the file and of the comparison, errors first.

    `heading_names`: stored headings by id, to tell where an action moves from; `axe_names`: the axe above each.
    `proposals`: rows set aside until the person says which stored row they are. A step of `missing` carries the report
    that drops its action, when the person so decides.
    """

    plan: ParsedPlan
    headings: Sequence[HeadingStep] = ()
    actions: Sequence[ActionStep] = ()
    missing: Sequence[ActionStep] = ()
    reports: Sequence[ReportStep] = ()
    indicators: Sequence[IndicatorStep] = ()
    values: Sequence[ValueStep] = ()
    problems: tuple[Problem, ...] = ()
    refused: int = 0
    heading_names: Mapping[int, str] = field(default_factory=dict)
    axe_names: Mapping[int, str] = field(default_factory=dict)
    proposals: Sequence[Proposal] = ()

    @property
    def steps(self) -> Iterator[ActionStep | ReportStep | IndicatorStep | ValueStep]:
        """Every row that would be written or left as it is."""
        yield from self.actions
        yield from self.reports
        yield from self.indicators
        yield from self.values

    @property
    def counts(self) -> Mapping[Change, int]:
        """Rows of the file by what becomes of them, and the stored actions the file does not name."""
        counted = Counter(step.change for step in self.steps)
        return {change: counted[change] for change in Change} | {Change.MISSING: len(self.missing)}

    @property
    def read(self) -> int:
        """Rows read in the file, refused ones included."""
        counts = self.counts
        return counts[Change.ADDED] + counts[Change.CHANGED] + counts[Change.UNCHANGED] + self.refused

    @property
    def changes_nothing(self) -> bool:
        """Whether applying would write nothing."""
        counts = self.counts
        return (
            not counts[Change.ADDED]
            and not counts[Change.CHANGED]
            and not any(step.changes or step.stored_id is None for step in self.headings)
            and not any(step.report for step in self.missing)
        )

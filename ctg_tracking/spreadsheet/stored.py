"""The plan a store holds today, as plain records: what a file is compared with. Filled by follow_up, pure here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from ctg_tracking.model.words import Confidence, Status


@dataclass(frozen=True, slots=True)
class StoredHeading:
    """A heading as stored."""

    id: int
    parent_id: int | None
    level: int
    position: int
    code: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class StoredAction:
    """An action as stored. `fields`: its columns, its due date today, and its lists as tuples of names."""

    id: int
    heading_id: int | None
    parent_id: int | None
    code: str | None
    title: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as stored; `id` 0 for one that the file itself brings."""

    id: int
    effective_on: date
    status: Status
    percent: int | None = None
    confidence: Confidence | None = None
    done_text: str | None = None
    next_text: str | None = None
    blocking_text: str | None = None
    decision_wanted: str | None = None
    reason: str | None = None
    resumes_on: date | None = None


@dataclass(frozen=True, slots=True)
class StoredIndicator:
    """An indicator as stored."""

    id: int
    heading_id: int | None
    action_id: int | None
    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredValue:
    """The value recorded last for its date."""

    id: int
    on_date: date
    value: float | None
    text: str | None
    source: str | None
    comment: str | None


_NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class StoredPlan:
    """The plan of one convention. Reports are by action id, in order of effect; values by indicator id then date.

    `actors`: folded name or alias -> the name stored; `themes`: folded label or key -> label; `communes`: folded name,
    or code -> code, for the communes the convention may name.
    """

    today: date
    reference: str = ""
    headings: Sequence[StoredHeading] = ()
    actions: Sequence[StoredAction] = ()
    indicators: Sequence[StoredIndicator] = ()
    reports: Mapping[int, Sequence[StoredReport]] = field(default_factory=lambda: _NONE)
    values: Mapping[int, Mapping[date, StoredValue]] = field(default_factory=lambda: _NONE)
    actors: Mapping[str, str] = field(default_factory=lambda: _NONE)
    themes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    communes: Mapping[str, str] = field(default_factory=lambda: _NONE)

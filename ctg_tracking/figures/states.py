"""The state of a convention, of an action and of an indicator at a day: what today's rows and a committee's both tell.

A row of today (figures.conventions, figures.actions, figures.indicators) adds what belongs to the living store: ids,
versions, names of people. A row of a picture (figures.picture) adds its place in what the committee looks at.
"""

from dataclasses import dataclass
from datetime import date

from ctg_tracking.model.words import Confidence, Direction, Nature, Origin, Precision, Priority, Status, TerritoryKind


@dataclass(frozen=True)
class ConventionState:
    """A convention at a day. `ends_on`: the end in force that day, after the amendments signed by then.

    `elapsed`: share of the term gone, 0 to 1, None when a date is unknown. `signatories`: names of those that had
    joined.
    """

    reference: str
    title: str
    level1_name: str
    territory_code: str
    territory: str
    territory_kind: TerritoryKind
    population: int | None
    signed_on: date | None
    signed_precision: Precision
    starts_on: date | None
    term_years: int | None
    origin: Origin | None
    simulated_fields: tuple[str, ...]
    ends_on: date | None
    elapsed: float | None
    signatories: tuple[str, ...]


@dataclass(frozen=True)
class ActionState:
    """An action, or an operation of a fiche, at a day; `percent` 0 to 100, the texts those of the report in force.

    `last_report_on` None: never reported. `axe`: title, or « Axe 3 »; `axe_label`: « Axe 3. Titre »; `objective`: the
    heading just under the axe. An operation takes the axe and the objective of its fiche.
    """

    convention_id: int
    code: str | None
    title: str
    status: Status
    percent: int | None
    confidence: Confidence | None
    late: bool
    stale: bool
    never_reported: bool
    not_started_later: bool
    last_report_on: date | None
    done_text: str | None
    next_text: str | None
    blocking_text: str | None
    decision_wanted: str | None
    reason: str | None
    resumes_on: date | None
    starts_on: date | None
    due_on: date | None
    calendar_text: str | None
    yearly: bool
    priority: Priority | None
    origin: Origin | None
    report_origin: Origin | None
    axe_id: int | None
    axe: str | None
    axe_label: str | None
    objective: str | None


@dataclass(frozen=True)
class IndicatorState:
    """An indicator at a day: `value`, or `text` when it is qualitative, is the one in force, with its date and source.

    `heading` and the axe are those of the action when the indicator is an action's. `rate` is 0 to 100, `rate_raw`
    unbounded, both with one decimal; `reason` says why there is none or what qualifies it.
    """

    convention_id: int
    action_code: str | None
    code: str | None
    name: str
    unit: str | None
    direction: Direction
    nature: Nature | None
    qualitative: bool
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_text: str | None
    target_on: date | None
    origin: Origin | None
    value: float | None
    text: str | None
    value_on: date | None
    value_source: str | None
    value_comment: str | None
    value_origin: Origin | None
    heading: str | None
    axe_id: int | None
    axe: str | None
    axe_label: str | None
    rate: float | None
    rate_raw: float | None
    reason: str | None

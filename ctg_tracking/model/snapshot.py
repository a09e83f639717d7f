"""The figures of the day a committee opened: frozen rows that hold all a slide or minutes say, never changed after.

They repeat titles, axes and names on purpose: a plan that is renamed, or an action that is removed, changes nothing
of what a committee saw. No person is named in them: of the pilots, only the bodies are kept.
"""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ctg_tracking.model.base import Base, vocabulary
from ctg_tracking.model.words import (
    Confidence,
    Direction,
    Nature,
    Origin,
    Precision,
    Priority,
    Status,
    TerritoryKind,
)

Place = tuple[str, str, str]
"""A commune in a snapshot: sort key, code, name."""


class ConventionSnapshot(Base):
    """A convention as it stood. `elapsed`: share of its term gone, 0 to 1. `band`: a key of Band.

    `signatories`: names. `communes`: those covered (Place). `milestones`: kind, label, due, done (ISO days), late.
    """

    __tablename__ = "convention_snapshot"
    __table_args__ = (UniqueConstraint("committee_id", "convention_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"))
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    position: Mapped[int]
    reference: Mapped[str]
    title: Mapped[str]
    level1_name: Mapped[str]
    territory_code: Mapped[str]
    territory: Mapped[str]
    territory_kind: Mapped[TerritoryKind]
    population: Mapped[int | None]
    signed_on: Mapped[date | None]
    signed_precision: Mapped[Precision]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    term_years: Mapped[int | None]
    elapsed: Mapped[float | None]
    months_left: Mapped[int | None]
    band: Mapped[str | None]
    renewed_by: Mapped[str | None]
    origin: Mapped[Origin | None]
    simulated_fields: Mapped[list[str]] = mapped_column(JSON)
    signatories: Mapped[list[str]] = mapped_column(JSON)
    milestones: Mapped[list[tuple[str, str, str, str | None, bool]]] = mapped_column(JSON)
    communes: Mapped[list[Place]] = mapped_column(JSON)


class ActionSnapshot(Base):
    """An action, or an operation after its fiche, as it stood. `position` is its place in the picture.

    `action_id` NULL: removed since; `key` is the id it had, by which two snapshots are compared. `fiche`: position of
    the fiche of an operation. `axe_id` tells two axes of one title apart, and points to nothing. `bodies`: pilots
    that are organisations. `themes`: rank, key, label. `communes`: those named (Place); none: all that are covered.
    """

    __tablename__ = "action_snapshot"
    __table_args__ = (
        UniqueConstraint("committee_id", "action_id"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        Index(None, "committee_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id", ondelete="SET NULL"), index=True)
    key: Mapped[int]
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    position: Mapped[int]
    fiche: Mapped[int | None]
    code: Mapped[str | None]
    title: Mapped[str]
    axe_id: Mapped[int | None]
    axe: Mapped[str | None]
    axe_label: Mapped[str | None]
    objective: Mapped[str | None]
    status: Mapped[Status]
    percent: Mapped[int | None]
    confidence: Mapped[Confidence | None]
    late: Mapped[bool]
    stale: Mapped[bool]
    never_reported: Mapped[bool]
    not_started_later: Mapped[bool]
    last_report_on: Mapped[date | None]
    done_text: Mapped[str | None]
    next_text: Mapped[str | None]
    blocking_text: Mapped[str | None]
    decision_wanted: Mapped[str | None]
    reason: Mapped[str | None]
    resumes_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    calendar_text: Mapped[str | None]
    yearly: Mapped[bool]
    priority: Mapped[Priority | None]
    origin: Mapped[Origin | None]
    report_origin: Mapped[Origin | None] = mapped_column(vocabulary(Origin, "report_origin"))
    bodies: Mapped[list[str]] = mapped_column(JSON)
    themes: Mapped[list[tuple[int, str, str]]] = mapped_column(JSON)
    communes: Mapped[list[Place]] = mapped_column(JSON)


class IndicatorSnapshot(Base):
    """An indicator as it stood; `indicator_id` and `key` as an action's.

    `action`: position of its action in the picture, with its title and code.
    `rate` 0 to 100 and `rate_raw` unbounded, neither rounded. `curve`: the values that count, ISO day and number,
    oldest first; `targets`: those before the final one.
    """

    __tablename__ = "indicator_snapshot"
    __table_args__ = (
        UniqueConstraint("committee_id", "indicator_id"),
        Index(None, "committee_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"))
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id", ondelete="SET NULL"), index=True)
    key: Mapped[int]
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    position: Mapped[int]
    action: Mapped[int | None]
    action_code: Mapped[str | None]
    action_title: Mapped[str | None]
    axe_id: Mapped[int | None]
    axe: Mapped[str | None]
    axe_label: Mapped[str | None]
    heading: Mapped[str | None]
    code: Mapped[str | None]
    name: Mapped[str]
    unit: Mapped[str | None]
    direction: Mapped[Direction]
    nature: Mapped[Nature | None]
    qualitative: Mapped[bool]
    baseline: Mapped[float | None]
    baseline_on: Mapped[date | None]
    target: Mapped[float | None]
    target_text: Mapped[str | None]
    target_on: Mapped[date | None]
    origin: Mapped[Origin | None]
    value: Mapped[float | None]
    text: Mapped[str | None]
    value_on: Mapped[date | None]
    value_source: Mapped[str | None]
    value_comment: Mapped[str | None]
    value_origin: Mapped[Origin | None] = mapped_column(vocabulary(Origin, "value_origin"))
    rate: Mapped[float | None]
    rate_raw: Mapped[float | None]
    reason: Mapped[str | None]
    curve: Mapped[list[tuple[str, float]]] = mapped_column(JSON)
    targets: Mapped[list[tuple[str, float]]] = mapped_column(JSON)

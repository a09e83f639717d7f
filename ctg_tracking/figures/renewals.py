"""Renewals: months left before the end in force, bands, and the milestones counted back from it.

Pure Python over the few conventions: SQLite's and Postgres's months differ. Milestones are those of the renewal of a
CTG as they are usually held (evaluation, axes, deliberations, signature); a convention may have its own dates. A step
that would fall before the convention even starts (a term of one year) is not one of its steps.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.conventions import ConventionRow, rows_asked
from ctg_tracking.figures.months import add_months, complete_months
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import AnySelect, fetched
from ctg_tracking.model import Milestone, Reader
from ctg_tracking.model.words import Band


@dataclass(frozen=True)
class MilestoneRule:
    """A step of a renewal, due `months` before the end of the convention."""

    kind: str
    label: str
    months: int


MILESTONES = (
    MilestoneRule("evaluation_launched", "Évaluation et diagnostic lancés", 18),
    MilestoneRule("evaluation_presented", "Évaluation présentée au COPIL", 12),
    MilestoneRule("axes_agreed", "Axes et fiches actions arrêtés en COPIL", 6),
    MilestoneRule("deliberations", "Délibérations des signataires et passage en instance Caf", 3),
    MilestoneRule("signature", "Signature", 1),
    MilestoneRule("end", "Fin de la convention", 0),
)
KINDS = frozenset(rule.kind for rule in MILESTONES)
SOON = timedelta(days=30)
"""A renewal is to launch when its next milestone is due within these days, or is late."""


@dataclass(frozen=True)
class MilestoneRow:
    """A step of one renewal at a day. `done_on` None: not done by then. `late`: due before that day and not done."""

    kind: str
    label: str
    due_on: date
    done_on: date | None
    late: bool


@dataclass(frozen=True)
class RenewalState:
    """How far the renewal of a convention is, at a day.

    `months_left`: complete months before the end in force, negative once expired, None when the end is unknown; the
    band is then None too, unless renewed. `renewed_by`: reference of the successor. `milestones`: none when the end
    is unknown, save those with a date of their own.
    """

    months_left: int | None
    band: Band | None
    renewed_by: str | None
    milestones: tuple[MilestoneRow, ...]

    @property
    def next_milestone(self) -> MilestoneRow | None:
        """The first step not done; None once renewed."""
        return None if self.renewed_by else next((step for step in self.milestones if step.done_on is None), None)


@dataclass(frozen=True)
class RenewalRow(RenewalState):
    """The renewal of one convention at `as_of`."""

    convention: ConventionRow
    as_of: date

    @property
    def to_launch(self) -> bool:
        """Not renewed, and the next milestone is late or due within 30 days."""
        awaited = self.next_milestone
        return awaited is not None and awaited.due_on <= self.as_of + SOON


@dataclass(frozen=True)
class _Own:
    """What a convention says of one of its steps."""

    due_on: date | None
    done_on: date | None


def renewal_rows(session: Session, reader: Reader, selection: Selection, as_of: date) -> list[RenewalRow]:
    """Renewals of the conventions this reader may see and has selected, soonest end first, unknown ends last."""
    question = asked(session, reader, selection, as_of)
    own = _own(session, question)
    rows = [renewal(convention, own.get(convention.id, {}), as_of) for convention in rows_asked(session, question)]
    return sorted(rows, key=lambda row: row.convention.ends_on or date.max)


def renewal(convention: ConventionRow, own: Mapping[str, _Own], as_of: date) -> RenewalRow:
    """The renewal of one convention at `as_of`."""
    left = None if convention.ends_on is None else complete_months(as_of, convention.ends_on)
    renewed_by = convention.successors[0] if convention.successors else None
    return RenewalRow(
        months_left=left,
        band=Band.RENEWED if renewed_by else band(left),
        renewed_by=renewed_by,
        milestones=tuple(_milestones(convention, own, as_of)),
        convention=convention,
        as_of=as_of,
    )


def band(months_left: int | None) -> Band | None:
    """How near the end is; None when it is unknown."""
    if months_left is None:
        return None
    limits = ((0, Band.EXPIRED), (6, Band.UNDER_6), (12, Band.UNDER_12), (18, Band.UNDER_18))
    return next((found for limit, found in limits if months_left < limit), Band.LATER)


def band_counts(rows: Iterable[RenewalRow]) -> dict[Band | None, int]:
    """Number of conventions in each band, all bands told; None: those whose end is unknown."""
    counted = Counter(row.band for row in rows)
    return {found: counted[found] for found in (*Band, None)}


def _milestones(convention: ConventionRow, own: Mapping[str, _Own], as_of: date) -> Iterable[MilestoneRow]:
    for rule in MILESTONES:
        said = own.get(rule.kind, _Own(None, None))
        due_on = said.due_on or _usual(convention, rule)
        if due_on is not None:
            done_on = said.done_on if said.done_on is not None and said.done_on <= as_of else None
            yield MilestoneRow(rule.kind, rule.label, due_on, done_on, late=done_on is None and due_on < as_of)


def _usual(convention: ConventionRow, rule: MilestoneRule) -> date | None:
    """The usual day of a step, None when the end is unknown or the step falls before the start."""
    if convention.ends_on is None:
        return None
    due_on = add_months(convention.ends_on, -rule.months)
    return None if convention.starts_on is not None and due_on < convention.starts_on else due_on


def _own(session: Session, question: Asked) -> Mapping[int, Mapping[str, _Own]]:
    """Dates of its own that each convention gives to its steps, or the day they were done, by kind."""
    found: dict[int, dict[str, _Own]] = defaultdict(dict)
    for convention_id, kind, due_on, done_on in fetched(session, _told(question)):
        found[convention_id][kind] = _Own(due_on, done_on)
    return found


@lru_cache(maxsize=PREPARED)
def _told(question: Asked) -> AnySelect:
    return select(Milestone.convention_id, Milestone.kind, Milestone.due_on, Milestone.done_on).where(
        Milestone.convention_id.in_(question.conventions)
    )

"""Renewals as people read them: how long is left, which step comes next, what of it is late."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from ctg_tracking.figures.renewals import MilestoneRow
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN, Band, Look, Precision, Status
from ctg_tracking.outputs.blocks import Marked

LATE_STEP = Look("en retard", LATE.glyph, LATE.colour)
TO_DO = Look("à faire", "◊", Status.IN_PROGRESS.look.colour)
DONE = Look("faite", "◆", Status.DONE.look.colour)


class Renewed(Protocol):
    """The renewal of a convention, live or frozen."""

    @property
    def months_left(self) -> int | None: ...
    @property
    def renewed_by(self) -> str | None: ...
    @property
    def next_milestone(self) -> MilestoneRow | None: ...


def signature(
    signed_on: date | None, precision: Precision, starts_on: date | None, term_years: int | None, as_of: date
) -> str:
    """`Signée en novembre 2022, année 3 sur 5.`: what stands for a chart of one bar."""
    if signed_on is None:
        head = f"Date de signature {NOT_GIVEN}e"
    else:
        head = f"Signée en {signed_on.year if precision is Precision.YEAR else french.month(signed_on)}"
    return f"{head}{year_of_term(starts_on, term_years, as_of)}."


def year_of_term(starts_on: date | None, term_years: int | None, as_of: date) -> str:
    """`, année 3 sur 5`, counted from the start; nothing before it or when the term is unknown."""
    if starts_on is None or term_years is None or as_of < starts_on:
        return ""
    passed = as_of.year - starts_on.year - ((as_of.month, as_of.day) < (starts_on.month, starts_on.day))
    return f", année {min(passed + 1, term_years)} sur {term_years}"


def term(years: int | None) -> str:
    """`5 ans`, or « durée non renseignée »."""
    return french.counted(years, "an") if years else f"durée {NOT_GIVEN}e"


def left(months: int | None) -> str:
    """`14 mois`, `échue depuis 3 mois`."""
    if months is None:
        return NOT_GIVEN
    return f"{months}\u00a0mois" if months >= 0 else f"échue depuis {-months}\u00a0mois"


def late_steps(steps: Iterable[MilestoneRow]) -> int:
    """How many milestones are late, the end itself apart."""
    return sum(1 for step in steps if step.late and step.kind != "end")


def look_of(step: MilestoneRow) -> Look:
    """◆ done, ▲ late, ◊ to do."""
    if step.done_on:
        return DONE
    return LATE_STEP if step.late else TO_DO


def next_step(row: Renewed, as_of: date) -> Marked | None:
    """`▲ Évaluation présentée au COPIL · 31/12/2025, en retard de 3 mois`, or who renewed it; None: nothing known."""
    if row.renewed_by:
        return Marked(Band.RENEWED.look, f"Renouvelée par {row.renewed_by}")
    step = row.next_milestone
    if step is None:
        return None
    late = f", {french.late_by(step.due_on, as_of).lower()}" if step.late else ""
    return Marked(look_of(step), f"{step.label} · {french.day(step.due_on)}{late}")

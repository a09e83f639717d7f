"""The figures that list rows (actions, indicators, conventions, renewals, coverage), beside their statements."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Float, Integer, column
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator

from benchmarks.comparison import ALL, Answers, Comparison, Listed, Statement, typed
from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.conventions import ConventionRow, convention_rows
from ctg_tracking.figures.coverage import Coverage, CoverageCommune, coverage
from ctg_tracking.figures.indicators import IndicatorRow, indicator_rows
from ctg_tracking.figures.renewals import MilestoneRow, RenewalRow, renewal_rows
from ctg_tracking.model.words import Band

DEPARTEMENT = "91"


class OneDecimal(TypeDecorator[float]):
    """A rate as it is shown."""

    impl = Float
    cache_ok = True

    def process_result_value(self, value: float | None, dialect: Dialect) -> float | None:  # noqa: ARG002
        """One decimal, never « -0 »."""
        return None if value is None else round(value, 1) + 0.0


_CONVENTIONS = Statement("conventions", typed(ConventionRow, simulated_fields=Listed()))


RENEWALS = (
    _CONVENTIONS,
    Statement("renewals"),
    Statement("milestones", (column("id", Integer()), *typed(MilestoneRow))),
)
"""The conventions, the months each has left, the steps of each."""


def renewals_by_hand(answers: Answers) -> list[RenewalRow]:
    """Rows of the three statements of RENEWALS, put together."""
    conventions, left, steps = answers
    months = {row[0]: row[1] for row in left}
    milestones: dict[int, list[MilestoneRow]] = {}
    for row in steps:
        milestones.setdefault(row[0], []).append(MilestoneRow(*row[1:]))
    rows = [ConventionRow(*row) for row in conventions]
    return [_renewal(row, months[row.id], milestones.get(row.id, [])) for row in rows]


def _renewal(convention: ConventionRow, months: int | None, steps: Sequence[MilestoneRow]) -> RenewalRow:
    renewed_by = convention.successors[0] if convention.successors else None
    band = Band.RENEWED if renewed_by else _band(months)
    return RenewalRow(months, band, renewed_by, tuple(steps), convention, date.min)


def _band(months: int | None) -> Band | None:
    if months is None:
        return None
    limits = ((0, Band.EXPIRED), (6, Band.UNDER_6), (12, Band.UNDER_12), (18, Band.UNDER_18))
    return next((band for limit, band in limits if months < limit), Band.LATER)


def told_of_renewals(rows: Sequence[RenewalRow]) -> Sequence[Any]:
    """What is compared of renewals: all but the day they are told for."""
    return [(row.convention, row.months_left, row.band, row.renewed_by, row.milestones) for row in rows]


def _coverage(answers: Answers) -> Coverage:
    rows = [CoverageCommune(code, name, people, bool(covered)) for code, name, people, covered in answers[0]]
    under = [row for row in rows if row.covered]
    return Coverage(
        departement=DEPARTEMENT,
        name="",
        as_of=date.min,
        communes=len(rows),
        communes_covered=len(under),
        population=sum(row.population or 0 for row in rows),
        population_covered=sum(row.population or 0 for row in under),
        rows=tuple(rows),
    )


def _counted(found: Coverage) -> Sequence[Any]:
    return [
        *found.rows,
        (found.communes, found.communes_covered, found.population, found.population_covered),
    ]


LISTINGS = (
    Comparison(
        "actions",
        lambda session, reader, as_of: action_rows(session, reader, ALL, as_of),
        (Statement("actions", typed(ActionRow)),),
        lambda answers: [ActionRow(*row) for row in answers[0]],
    ),
    Comparison(
        "indicators",
        lambda session, reader, as_of: indicator_rows(session, reader, ALL, as_of),
        (Statement("indicators", typed(IndicatorRow, rate=OneDecimal(), rate_raw=OneDecimal())),),
        lambda answers: [IndicatorRow(*row) for row in answers[0]],
    ),
    Comparison(
        "conventions",
        lambda session, reader, as_of: convention_rows(session, reader, ALL, as_of),
        (_CONVENTIONS,),
        lambda answers: [ConventionRow(*row) for row in answers[0]],
    ),
    Comparison(
        "renewals",
        lambda session, reader, as_of: renewal_rows(session, reader, ALL, as_of),
        RENEWALS,
        renewals_by_hand,
        told_of_renewals,
    ),
    Comparison(
        f"coverage --departement {DEPARTEMENT}",
        lambda session, reader, as_of: coverage(session, reader, DEPARTEMENT, as_of),
        (Statement("coverage"),),
        _coverage,
        _counted,
    ),
)

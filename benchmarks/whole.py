"""The overview's figures, all at once, beside their statements."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from benchmarks.comparison import ALL, Answers, Comparison, Statement
from benchmarks.listings import RENEWALS, renewals_by_hand, told_of_renewals
from ctg_tracking.figures.counts import Counts, total_of
from ctg_tracking.figures.overview import Overview, Treat, overview
from ctg_tracking.figures.renewals import RenewalRow
from ctg_tracking.model.words import Band

_WIDTH = len(fields(Counts))


@dataclass(frozen=True)
class ByHand:
    """What the statements of the overview say."""

    groups: dict[str, Counts]
    parts: dict[str | None, Counts]
    total: Counts
    renewals: list[RenewalRow]
    wanted: int
    blocked: int


def _built(answers: Answers) -> ByHand:
    scan, *of_renewals = answers
    groups = {row[1]: Counts(*row[-_WIDTH:]) for row in scan if row[0] == "convention"}
    return ByHand(
        groups=groups,
        parts={row[1]: Counts(*row[-_WIDTH:]) for row in scan if row[0] == "theme"},
        total=total_of(groups.values()) if groups else Counts(),
        renewals=renewals_by_hand(of_renewals),
        wanted=sum(row[2] for row in scan),
        blocked=sum(row[3] for row in scan),
    )


def _comparable(found: Overview | ByHand) -> Sequence[Any]:
    if isinstance(found, ByHand):
        groups, parts, awaited = found.groups, found.parts, (found.wanted, found.blocked)
    else:
        groups = {group.reference: group.counts for group in found.groups}
        parts = {row.key: row.counts for row in found.parts}  # type: ignore[misc]
        treat = dict(found.to_treat)
        awaited = (treat.get(Treat.DECISION, 0), treat.get(Treat.BLOCKED, 0))
    expired = sum(row.band is Band.EXPIRED for row in found.renewals)
    return [*groups.items(), *parts.items(), found.total, awaited, expired, *told_of_renewals(found.renewals)]


OVERVIEW = Comparison(
    "vue d’ensemble",
    lambda session, reader, as_of: overview(session, reader, ALL, as_of),
    (Statement("overview"), *RENEWALS),
    _built,
    _comparable,
)

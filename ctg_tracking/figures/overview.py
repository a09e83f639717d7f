"""The overview: everything its screen shows, in few queries."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.figures.at_once import AtOnce, at_once
from ctg_tracking.figures.counts import Counts, total_of
from ctg_tracking.figures.renewals import RenewalRow, band_counts, renewal_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.status import (
    By,
    ConventionCounts,
    StatusRow,
    by_axe,
    by_commune,
    by_convention,
    by_theme,
    rows_of,
    scope_of,
)
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Band, Labelled


class Treat(Labelled):
    """What waits for somebody, the most pressing first."""

    LATE = "late", "En retard"
    DECISION = "decision", "Décision attendue"
    BLOCKED = "blocked", "Point de blocage signalé"
    LAUNCH = "launch", "Renouvellement à lancer"
    STALE = "stale", "Sans nouvelle"
    NEVER_REPORTED = "never_reported", "Jamais renseignée"
    EXPIRED = "expired", "Convention échue"


@dataclass(frozen=True)
class Overview:
    """The state of a selection at `as_of`.

    `groups`: counts by convention, from which territories, years and terms are summed. `parts`: the axes of one
    convention, the themes of several (axes do not compare across conventions). `communes`: those served, inside one
    convention. `bands`: number of conventions in each band, None for an unknown end. `to_treat`: what waits, in
    order of urgency, each with how many.
    """

    as_of: date
    groups: tuple[ConventionCounts, ...]
    parts: tuple[StatusRow, ...]
    communes: tuple[StatusRow, ...]
    renewals: tuple[RenewalRow, ...]
    total: Counts
    to_treat: tuple[tuple[Treat, int], ...]

    @property
    def one(self) -> bool:
        """Whether a single convention is looked at."""
        return len(self.renewals) == 1

    @property
    def bands(self) -> dict[Band | None, int]:
        """Conventions by band."""
        return band_counts(self.renewals)

    @property
    def to_launch(self) -> int:
        """Renewals whose next milestone is late or near, the convention still running."""
        return _to_launch(self.renewals)

    @property
    def territories(self) -> tuple[StatusRow, ...]:
        """Counts by territory of the conventions."""
        return rows_of(self.groups, By.TERRITORY)

    @property
    def signature_years(self) -> tuple[StatusRow, ...]:
        """Counts by signature year, the missing last."""
        return rows_of(self.groups, By.SIGNATURE_YEAR)


def overview(
    session: Session, reader: Reader, selection: Selection, as_of: date, stale_days: int | None = None
) -> Overview:
    """The overview of what this reader may see and has selected, at `as_of`."""
    scope = scope_of(session, reader, selection, as_of, stale_days)
    renewals = tuple(renewal_rows(session, reader, selection, as_of))
    one = len(renewals) == 1
    counted = at_once(scope)
    groups = by_convention(scope, counted.conventions)
    total = total_of(group.counts for group in groups)
    return Overview(
        as_of=as_of,
        groups=groups,
        parts=by_axe(scope) if one else by_theme(scope, counted.themes),
        communes=by_commune(scope) if one else (),
        renewals=renewals,
        total=total,
        to_treat=_to_treat(counted, total, renewals),
    )


def _to_treat(counted: AtOnce, total: Counts, renewals: tuple[RenewalRow, ...]) -> tuple[tuple[Treat, int], ...]:
    counts = {
        Treat.LATE: total.late,
        Treat.DECISION: counted.wanted,
        Treat.BLOCKED: counted.blocked,
        Treat.LAUNCH: _to_launch(renewals),
        Treat.STALE: total.stale,
        Treat.NEVER_REPORTED: total.never_reported,
        Treat.EXPIRED: sum(row.band is Band.EXPIRED for row in renewals),
    }
    return tuple((treat, counts[treat]) for treat in Treat if counts[treat])


def _to_launch(renewals: tuple[RenewalRow, ...]) -> int:
    return sum(row.to_launch and row.band is not Band.EXPIRED for row in renewals)

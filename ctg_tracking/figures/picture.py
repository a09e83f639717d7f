"""What a committee looks at, one dataclass for what is live and for what was frozen when it opened.

A slide is drawn and minutes are written from a `Picture` alone, wherever it comes from: `live.py` takes it from
today's rows, `frozen.py` from the snapshot. No person is in it: of the pilots, only the bodies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.indicators import Rollup
from ctg_tracking.figures.points import to_decide
from ctg_tracking.figures.renewals import RenewalState
from ctg_tracking.figures.states import ActionState, ConventionState, IndicatorState
from ctg_tracking.figures.status import StatusRow


@dataclass(frozen=True)
class Part:
    """What is looked at inside a committee; an empty filter lets all through, None means « non renseigné ».

    `conventions`: references. `territories`: codes. `axes`: title, label (« Axe 1. Enfance ») or
    id. `communes`: codes of communes served; an action that names none serves all that its convention covers.
    """

    conventions: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    signature_years: tuple[int | None, ...] = ()
    axes: tuple[str | int | None, ...] = ()
    communes: tuple[str, ...] = ()


WHOLE = Part()


@dataclass(frozen=True)
class PicturedConvention(ConventionState, RenewalState):
    """A convention that a committee is about. `communes`: those covered (sort key, code, name)."""

    convention_id: int
    position: int
    communes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class PicturedAction(ActionState):
    """An action, or an operation after its fiche. `position`: its place in the picture, in the order of the plans.

    `action_id` None: removed since the committee; `key` is the id it had. `fiche`: position of the fiche of an
    operation. `bodies`: pilots that are organisations. `themes`: (rank, key, label). `communes`: those named (sort key,
    code, name); none: all that are covered.
    """

    action_id: int | None
    key: int
    position: int
    fiche: int | None
    bodies: tuple[str, ...]
    themes: tuple[tuple[int, str, str], ...]
    communes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class PicturedIndicator(IndicatorState):
    """An indicator; `indicator_id` and `key` as an action's. `action`: position of its action in the picture.

    `curve`: the values that count, oldest first; `targets`: those before the final one.
    """

    indicator_id: int | None
    key: int
    position: int
    action: int | None
    action_title: str | None
    curve: tuple[tuple[date, float], ...]
    targets: tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class Picture:
    """Every row that a committee looks at, as of a day, in the order of the conventions and of their plans."""

    as_of: date
    conventions: tuple[PicturedConvention, ...]
    actions: tuple[PicturedAction, ...]
    indicators: tuple[PicturedIndicator, ...]

    @property
    def late(self) -> tuple[PicturedAction, ...]:
        """The late fiches, the longest late first."""
        rows = (row for row in self.actions if row.late and row.fiche is None)
        return tuple(sorted(rows, key=lambda row: row.due_on or date.max))

    @property
    def to_decide(self) -> tuple[PicturedAction, ...]:
        """Points brought to a committee: see figures.points."""
        return tuple(to_decide(row for row in self.actions if row.fiche is None))

    def only(self, part: Part) -> "Picture":
        """What of it answers to these filters; indicators of an axe follow it, those of an action its communes."""
        inside = self.inside(part)
        kept = tuple(row for row in self.conventions if _looked_at(row, part))
        return Picture(self.as_of, kept, tuple(filter(inside, self.actions)), tuple(filter(inside, self.indicators)))

    def inside(self, part: Part) -> Callable[[PicturedAction | PicturedIndicator], bool]:
        """Whether a row, of this picture or of a former one of the same conventions, answers to these filters."""
        ids = {row.convention_id for row in self.conventions if _looked_at(row, part)}
        served = self._serving(frozenset(part.communes)) if part.communes else _anywhere

        def inside(row: PicturedAction | PicturedIndicator) -> bool:
            in_axes = not part.axes or any(axe in part.axes for axe in (row.axe_id, row.axe, row.axe_label))
            return in_axes and row.convention_id in ids and served(row)

        return inside

    def _serving(self, codes: frozenset[str]) -> Callable[[PicturedAction | PicturedIndicator], bool]:
        """Whether a row serves one of these communes; an indicator that is no action's serves none in particular."""
        covered = {row.convention_id: row.communes for row in self.conventions}
        actions = {row.position: row for row in self.actions}

        def served(row: PicturedAction | PicturedIndicator) -> bool:
            if isinstance(row, PicturedIndicator):
                return row.action is not None and served(actions[row.action])
            fiche = actions[row.fiche].communes if row.fiche is not None and not row.communes else ()
            places = row.communes or fiche or covered[row.convention_id]
            return any(code in codes for _key, code, _name in places)

        return served


@dataclass(frozen=True)
class Summary:
    """The figures of a picture, defined in figures.status and figures.indicators.

    `frozen`: from the snapshot of a committee that opened. `rates`: mean of the rates by axe (None: under no axe).
    """

    as_of: date
    frozen: bool
    total: Counts
    axes: tuple[StatusRow, ...]
    themes: tuple[StatusRow, ...]
    conventions: tuple[StatusRow, ...]
    territories: tuple[StatusRow, ...]
    signature_years: tuple[StatusRow, ...]
    communes: tuple[StatusRow, ...]
    mean: Rollup
    rates: dict[int | None, Rollup]


def _anywhere(_row: PicturedAction | PicturedIndicator) -> bool:
    return True


def _looked_at(row: PicturedConvention, part: Part) -> bool:
    year = row.signed_on.year if row.signed_on else None
    return (
        (not part.conventions or row.reference in part.conventions)
        and (not part.territories or row.territory_code in part.territories)
        and (not part.signature_years or year in part.signature_years)
    )

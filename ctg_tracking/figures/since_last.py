"""« Depuis le dernier comité »: what moved between two pictures, action by action and indicator by indicator.

The former picture is always a snapshot; the later one is that of the committee, or today's rows before it opens.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import CommitteeRow, former_committees, the_committee
from ctg_tracking.figures.live import live_picture
from ctg_tracking.figures.picture import Part, Picture, PicturedAction, PicturedIndicator
from ctg_tracking.figures.snapshots import frozen_picture
from ctg_tracking.model import Reader
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import Direction, Labelled, Status

Either = TypeVar("Either", PicturedAction, PicturedIndicator)
PAUSED = (Status.SUSPENDED, Status.POSTPONED)
STOPPED = (*PAUSED, Status.DROPPED, Status.DONE)


class Move(Labelled):
    """What happened to an action between two committees, in the order it is told."""

    DONE = "done", "Réalisée"
    STARTED = "started", "Démarrée"
    RESUMED = "resumed", "Reprise"
    PAUSED = "paused", "Mise en pause"
    SLIPPED = "slipped", "Échéance repoussée"
    DROPPED = "dropped", "Abandonnée"
    RESTATED = "restated", "Statut précisé"
    NEW = "new", "Ajoutée au plan"
    REMOVED = "removed", "Retirée du plan"


@dataclass(frozen=True)
class MovedAction:
    """One move of an action, with how it stood before (None: new) and after (None: removed)."""

    move: Move
    before: PicturedAction | None
    after: PicturedAction | None

    @property
    def row(self) -> PicturedAction:
        """The action as last seen."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def slip(self) -> int:
        """Days by which the due date moved later; 0 when it did not."""
        if self.before is None or self.after is None or not self.before.due_on or not self.after.due_on:
            return 0
        return max((self.after.due_on - self.before.due_on).days, 0)


@dataclass(frozen=True)
class MovedIndicator:
    """An indicator whose value is not what it was. `better`: it went the way it should, None when nothing tells."""

    before: PicturedIndicator
    after: PicturedIndicator
    better: bool | None


@dataclass(frozen=True)
class SinceLast:
    """What moved since the former committees: (committee id, day frozen) by convention id; none: a first committee."""

    former: Mapping[int, tuple[int, date]]
    actions: tuple[MovedAction, ...]
    indicators: tuple[MovedIndicator, ...]


def picture_of(
    session: Session, reader: Reader, committee: CommitteeRow, today: date, stale_days: int | None = None
) -> Picture:
    """What a committee looks at: its snapshot once it opened, else the live rows at `today`."""
    if committee.frozen_on is None:
        return live_picture(session, reader, committee.references, today, stale_days)
    return frozen_picture(session, committee.id, committee.frozen_on)


def since_last(
    session: Session, reader: Reader, committee_id: int, today: date, now: Picture | None = None
) -> SinceLast:
    """What moved since the former committee of each convention. `now`: what the committee looks at, when already read.

    Raises NotFound when the reader may not see the committee.
    """
    committee = the_committee(session, reader, committee_id)
    after = now or picture_of(session, reader, committee, today)
    ids = {row.convention_id for row in after.conventions}
    former = former_committees(session, ids, committee.kind, after.as_of, other_than=committee_id)
    return moved_between(_before(session, former), after, former)


def since_the_last_of(session: Session, after: Picture, former: Mapping[int, tuple[int, date]]) -> SinceLast:
    """The same for a picture that belongs to no committee yet."""
    return moved_between(_before(session, former), after, former)


def moved_between(before: Iterable[Picture], after: Picture, former: Mapping[int, tuple[int, date]]) -> SinceLast:
    """What moved between pictures of the conventions that have a former committee."""
    known = set(former)
    was = [row for picture in before for row in picture.actions if row.convention_id in known]
    now = [row for row in after.actions if row.convention_id in known]
    measured = [row for picture in before for row in picture.indicators if row.convention_id in known]
    return SinceLast(
        former,
        tuple(sorted(_actions(was, now), key=lambda moved: (_ORDER[moved.move], -moved.slip, moved.row.position))),
        tuple(_indicators(measured, [row for row in after.indicators if row.convention_id in known])),
    )


def _before(session: Session, former: Mapping[int, tuple[int, date]]) -> list[Picture]:
    """The former snapshots, each limited to the conventions for which it is the last."""
    found = []
    for committee_id, frozen_on in sorted(set(former.values())):
        picture = frozen_picture(session, committee_id, frozen_on)
        own = {row.reference for row in picture.conventions if former.get(row.convention_id, (0,))[0] == committee_id}
        found.append(picture.only(Part(conventions=tuple(own))))
    return found


# -- actions --


def _actions(before: Iterable[PicturedAction], after: Iterable[PicturedAction]) -> Iterable[MovedAction]:
    for was, now in _paired(before, after):
        for move in moves(was, now):
            yield MovedAction(move, was, now)


def moves(before: PicturedAction | None, after: PicturedAction | None) -> tuple[Move, ...]:
    """What happened to one action; an action in both that did not move gives nothing."""
    if before is None:
        return (Move.NEW,)
    if after is None:
        return (Move.REMOVED,)
    told = () if before.status is after.status else (_move(before.status, after.status),)
    return (*told, Move.SLIPPED) if _slipped(before, after) else told


def _move(before: Status, after: Status) -> Move:
    ends = {Status.DONE: Move.DONE, Status.DROPPED: Move.DROPPED}
    if after in ends:
        return ends[after]
    if after in PAUSED:
        return Move.RESTATED if before in PAUSED else Move.PAUSED
    if after is Status.TO_SPECIFY:
        return Move.RESTATED
    if before in STOPPED:
        return Move.RESUMED
    return Move.STARTED if after is Status.IN_PROGRESS else Move.RESTATED


def _slipped(before: PicturedAction, after: PicturedAction) -> bool:
    """The due date of an action still open is later than it was."""
    return not after.status.closed and bool(before.due_on and after.due_on and after.due_on > before.due_on)


# -- indicators --


def _indicators(before: Iterable[PicturedIndicator], after: Iterable[PicturedIndicator]) -> Iterable[MovedIndicator]:
    for was, now in _paired(before, after):
        if was and now and (was.value, was.text) != (now.value, now.text):
            yield MovedIndicator(was, now, _better(was, now))


def _better(before: PicturedIndicator, after: PicturedIndicator) -> bool | None:
    if before.value is None or after.value is None or before.value == after.value or after.direction is Direction.KEEP:
        return None
    return (after.value > before.value) is (after.direction is Direction.UP)


# -- both --


def _paired(before: Iterable[Either], after: Iterable[Either]) -> Iterable[tuple[Either | None, Either | None]]:
    """Each row with what it was; the rows that are only in one are paired with None."""
    known = {row.key: row for row in before}
    for now in after:
        was = known.get(now.key)
        if was is not None and _same(was, now):
            yield known.pop(now.key), now
        else:
            yield None, now
    for was in known.values():
        yield was, None


def _same(before: PicturedAction | PicturedIndicator, after: PicturedAction | PicturedIndicator) -> bool:
    """Whether two rows of one key are one thing: a database may give the id of a removed row to another."""
    if isinstance(before, PicturedAction) and isinstance(after, PicturedAction):
        return _alike(before.action_id, after.action_id, before.title, after.title)
    assert isinstance(before, PicturedIndicator)
    assert isinstance(after, PicturedIndicator)
    return _alike(before.indicator_id, after.indicator_id, before.name, after.name)


def _alike(before_id: int | None, after_id: int | None, before_name: str, after_name: str) -> bool:
    if before_id is None and after_id is None:  # both removed since: their words tell
        return fold(before_name) == fold(after_name)
    return before_id == after_id


_ORDER = {move: rank for rank, move in enumerate(Move)}

"""The deck of a committee: its slides in their order, before it opens, while it is held and once it is closed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import AttendanceRow, CommitteeRow, agenda_of, attendance_of, the_committee
from ctg_tracking.figures.decisions import DecisionRow, decisions_of, earlier_decisions
from ctg_tracking.figures.news import news_since
from ctg_tracking.figures.picture import WHOLE, Part
from ctg_tracking.figures.sql import among, fetched
from ctg_tracking.model import Actor, Reader, french
from ctg_tracking.model.words import ActorKind, MeetingState
from ctg_tracking.outputs.blocks import Deck, Slide
from ctg_tracking.outputs.deck import actions, changes, decisions, head, indicators, points, renewal, status
from ctg_tracking.outputs.deck.fitting import fitted
from ctg_tracking.outputs.deck.ground import Ground, read_ground
from ctg_tracking.outputs.deck.heard import Heard
from ctg_tracking.store import clock


def committee_deck(
    session: Session,
    reader: Reader,
    committee_id: int,
    today: date,
    part: Part = WHOLE,
    ground: Ground | None = None,
) -> Deck:
    """The slides of a committee, on `ground` when it was read before (it never changes once the committee is open).

    Decisions, attendance and news are those of the moment. Raises NotFound when the reader may not see the committee.
    """
    committee = the_committee(session, reader, committee_id)
    base = ground or read_ground(session, reader, committee, today, part)
    agenda = _agenda(session, reader, committee, base.as_of)
    slides = _slides(base, committee, agenda, attendance_of(session, committee_id))
    heard = committee.opened_at is not None
    return Deck(
        title=head.title_of(base),
        subtitle=" · ".join((head.kind(committee), french.long_day(committee.held_on))),
        day=base.day,
        as_of=base.as_of,
        slides=tuple(chain.from_iterable(fitted(slide, hearing=heard) for slide in slides)),
        demonstration=clock.is_demonstration(session),
    )


def _slides(
    ground: Ground, committee: CommitteeRow, agenda: points.Agenda, invited: Sequence[AttendanceRow]
) -> Iterable[Slide]:
    brought = {item.action_id for item in agenda.items if item.action_id is not None}
    yield head.first(ground, committee, agenda.items)
    yield from indicators.results(ground, committee.results)
    yield status.progress(ground)
    yield from status.statuses(ground)
    yield changes.changes(ground)
    yield from points.points(ground, agenda)
    yield from actions.axes(ground)
    yield from actions.chosen(ground, committee.shown_actions, brought, agenda.heard)
    yield from indicators.indicators(ground, committee.shown_indicators, agenda.heard)
    yield from renewal.renewal(ground)
    yield decisions.record(ground, agenda.decided, closed=agenda.closed)
    if agenda.closed:
        yield decisions.present(ground, invited)


def _agenda(session: Session, reader: Reader, committee: CommitteeRow, day: date) -> points.Agenda:
    """The agenda with its decisions as they stand, and those of former committees as they stood that day."""
    items = agenda_of(session, committee.id)
    former = _former(session, reader, committee, day) if any(item.decision_id for item in items) else {}
    owners = {row.owner_id for row in former.values() if row.owner_id is not None}
    return points.Agenda(
        items=items,
        decided=decisions_of(session, reader, committee.id, day),
        former=former,
        heard=Heard(news_since(session, committee)),
        bodies=_bodies(session, owners),
        closed=committee.state is MeetingState.CLOSED,
    )


def _former(session: Session, reader: Reader, committee: CommitteeRow, day: date) -> Mapping[int, DecisionRow]:
    """The decisions of former committees, by id."""
    ids = {convention_id for convention_id, _reference, _title in committee.conventions}
    day_after = committee.held_on + timedelta(days=1)
    return {row.id: row for row in earlier_decisions(session, reader, day_after, day, conventions=ids)}


def _bodies(session: Session, owners: Collection[int]) -> Collection[int]:
    """Those of these actors that are organisations."""
    asked = select(Actor.id).where(among(Actor.id, owners), Actor.kind == ActorKind.ORGANISATION)
    return frozenset(row[0] for row in fetched(session, asked)) if owners else ()

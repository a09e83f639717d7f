"""Points to decide, one slide each: how it stands, since when it is late, what blocks, what is wanted, who carries it.

Frozen figures do not move; decisions taken on a point show at once, and so does what is reported meanwhile.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ctg_tracking.figures.committees import ItemRow
from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.figures.picture import PicturedAction, PicturedConvention, PicturedIndicator
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN, Origin, Outcome
from ctg_tracking.outputs import wording_renewals
from ctg_tracking.outputs.blocks import Block, Bullets, Line, Slide, SlideKind, Text
from ctg_tracking.outputs.deck import actions, decisions, indicators
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.heard import Heard

NONE = "Aucun point à l’ordre du jour. Préparez-le depuis la page du comité."
OUTCOMES = "\u00a0· ".join(outcome.label for outcome in Outcome)
_FEW = 3
"""Up to so many lines, there is room to recall what may be decided."""
_TOLD_BY_THE_ACTION = ("décision attendue", "en retard", "blocage signalé", "appui nécessaire", "compromis")
"""Beginnings of the reasons of an agenda that the slide tells by itself, as they stood that day."""


@dataclass(frozen=True)
class Agenda:
    """The points of a committee with the decisions taken, those of former committees by id, and its news.

    `bodies`: actors (ids) that are organisations: beside what is late, no person is named.
    """

    items: Sequence[ItemRow]
    decided: Sequence[DecisionRow]
    former: Mapping[int, DecisionRow]
    heard: Heard = field(default_factory=Heard)
    bodies: Collection[int] = ()
    closed: bool = False


def points(ground: Ground, agenda: Agenda) -> Iterable[Slide]:
    """One slide a point, in the order of the agenda, whatever part is looked at."""
    if not agenda.items:
        yield Slide("points", SlideKind.POINT, "Points à décider", (Text(NONE),), ground.note("ordre du jour"))
    for number, item in enumerate(agenda.items, start=1):
        yield _point(ground, agenda, item, number)


def _point(ground: Ground, agenda: Agenda, item: ItemRow, number: int) -> Slide:
    told = (
        f"Point {number} sur {len(agenda.items)}",
        f"{item.minutes}\u00a0min" if item.minutes else "",
        ground.place(item.convention_id),
    )
    origins = _origins(ground, item)
    return Slide(
        key=f"point-{item.id}",
        kind=SlideKind.POINT,
        title=french.typeset(item.title),
        blocks=(*_blocks(ground, agenda, item),),
        note=ground.note("points d’étape", *origins),
        subtitle=" · ".join(filter(None, told)),
        item_id=item.id,
        minutes=item.minutes,
        news=agenda.heard.of_action(item.action_id) or agenda.heard.of_indicator(item.indicator_id),
    )


def _blocks(ground: Ground, agenda: Agenda, item: ItemRow) -> Iterable[Block]:
    action, indicator = _action(ground, item), _indicator(ground, item)
    taken = [row for row in agenda.decided if row.agenda_item_id == item.id]
    if action:
        yield from actions.standing(action, ground)
    if indicator:
        yield from indicators.standing(indicator)
    if taken:
        yield Bullets(tuple(map(decisions.line, taken)), "Décidé ce jour")
    lines = (
        *_former(agenda, item),
        *_milestone(ground, item),
        *_reason(agenda, item, action),
        *(actions.said(action) if action else ()),
        *(actions.carried(action) if action else ()),
    )
    if lines:
        yield Bullets(lines)
    if not taken and not agenda.closed and len(lines) <= _FEW:
        yield Text(f"À décider{french.NARROW}: {OUTCOMES}", soft=True)


def _reason(agenda: Agenda, item: ItemRow, action: PicturedAction | None) -> Iterable[Line]:
    """Why it is brought, but for what the slide tells by itself, as it stood at the day of the figures."""
    told = (
        *(_TOLD_BY_THE_ACTION if action else ()),
        *(("demandé par",) if item.decision_id in agenda.former else ()),
        *(("pour le", "en retard") if item.milestone else ()),
    )
    kept = [part for part in (item.reason or "").split(" · ") if part and not part.lower().startswith(told)]
    if kept:
        yield Line(actions.field("Pourquoi", " · ".join(kept)))


def _former(agenda: Agenda, item: ItemRow) -> Iterable[Line]:
    """The decision of a former committee that is still open."""
    row = agenda.former.get(item.decision_id) if item.decision_id is not None else None
    if row is None:
        return
    asked = f"Demandé par {row.asked_by[0].lower()}{row.asked_by[1:]}"
    told = decisions.followed(row, agenda.bodies)
    yield Line(actions.field(asked, row.text), LATE if row.late else None, told)


def _milestone(ground: Ground, item: ItemRow) -> Iterable[Line]:
    """The step of the renewal that is near or late."""
    convention = ground.conventions.get(item.convention_id) if item.milestone else None
    step = next((step for step in convention.milestones if step.kind == item.milestone), None) if convention else None
    if step is None:
        return
    late = f", {french.late_by(step.due_on, ground.as_of).lower()}" if step.late else ""
    yield Line(f"{step.label} · {french.long_day(step.due_on)}{late}", wording_renewals.look_of(step), _end(convention))


def _end(convention: PicturedConvention | None) -> str:
    ends_on = convention.ends_on if convention else None
    return f"Fin de la convention{french.NARROW}: {french.long_day(ends_on) if ends_on else f'{NOT_GIVEN}e'}"


def _action(ground: Ground, item: ItemRow) -> PicturedAction | None:
    return (
        next((row for row in ground.picture.actions if row.action_id == item.action_id), None)
        if item.action_id
        else None
    )


def _indicator(ground: Ground, item: ItemRow) -> PicturedIndicator | None:
    rows = ground.picture.indicators if item.indicator_id else ()
    return next((row for row in rows if row.indicator_id == item.indicator_id), None)


def _origins(ground: Ground, item: ItemRow) -> tuple[Origin | None, ...]:
    action, indicator = _action(ground, item), _indicator(ground, item)
    return (
        *((action.origin, action.report_origin) if action else ()),
        *((indicator.origin, indicator.value_origin) if indicator else ()),
    )

"""The deck of a plan, or of some of its axes, at any date: the figures of the screens, outside any committee."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.live import selected_picture, selected_summary
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.outputs.blocks import Deck, Slide, SlideKind, Text
from ctg_tracking.outputs.deck import actions, head, indicators, renewal, status
from ctg_tracking.outputs.deck.fitting import fitted
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.heard import Heard
from ctg_tracking.outputs.deck.selected import in_words
from ctg_tracking.settings import settings
from ctg_tracking.store import clock

SUBTITLE = "Plan d’actions"
TO_DECIDE = "En retard, bloquées ou à décider"


def plan_deck(session: Session, reader: Reader, selection: Selection, as_of: date) -> Deck:
    """The slides of a plan at `as_of`. Raises NotFound when the reader may see no convention selected."""
    picture = selected_picture(session, reader, selection, as_of)
    if not picture.conventions:
        raise NotFound("La convention demandée")
    summary = selected_summary(session, reader, selection, as_of)
    limits = in_words(picture, selection)
    ground = Ground(picture, picture, summary, None, settings().stale_days, limits=limits)
    subtitle = " · ".join(filter(None, (SUBTITLE, limits)))
    return Deck(
        title=head.title_of(ground),
        subtitle=subtitle,
        day=ground.day,
        as_of=as_of,
        slides=tuple(chain.from_iterable(fitted(slide, hearing=False) for slide in _slides(ground, subtitle))),
        demonstration=clock.is_demonstration(session),
    )


def _slides(ground: Ground, subtitle: str) -> Iterable[Slide]:
    yield head.plain(ground, subtitle)
    yield from indicators.results(ground, None)
    yield status.progress(ground)
    yield from status.statuses(ground)
    yield _to_decide(ground)
    yield from actions.axes(ground)
    yield from indicators.indicators(ground, None, Heard())
    yield from renewal.renewal(ground)


def _to_decide(ground: Ground) -> Slide:
    """The actions that a committee would hear about, those that want a decision first, then the longest late."""
    rows = ground.picture.to_decide
    told = f"{french.counted(len(rows), 'action')} sur {french.number(len(ground.fiches))}"
    blocks = (Text(told), actions.table(ground, rows)) if rows else (Text("Aucune action en retard ni bloquée."),)
    return Slide("a-decider", SlideKind.POINT, TO_DECIDE, blocks, actions.note(ground, rows), ground.limits)

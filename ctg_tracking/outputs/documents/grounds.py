"""The figures that documents of a plan are drawn from."""

from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.figures.live import selected_picture, selected_summary
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.selected import in_words
from ctg_tracking.settings import settings


def plan_ground(session: Session, reader: Reader, selection: Selection, as_of: date) -> Ground:
    """What a selection looks at, with every action of it, outside any committee."""
    picture = selected_picture(session, reader, selection, as_of)
    summary = selected_summary(session, reader, selection, as_of)
    return Ground(picture, picture, summary, None, settings().stale_days, limits=in_words(picture, selection))

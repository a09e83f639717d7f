"""What is read before anybody asks: the committees being held when the server starts, so that no screen waits for it.

Reading what eighty conventions froze takes about a second, once; a server that starts again in the middle of a meeting
does it while people come back.
"""

import logging
from threading import Thread
from typing import Final

from sqlalchemy import select

from ctg_tracking.figures.picture import WHOLE
from ctg_tracking.figures.sql import fetched
from ctg_tracking.model import Committee, Reader, ReaderGrant
from ctg_tracking.model.words import MeetingState, Role
from ctg_tracking.web.projection.rendered import GROUNDS, Decks

_LOG = logging.getLogger(__name__)
_ANYBODY: Final = Reader(0, "", "", (ReaderGrant(Role.READER, None),))
"""Decks are the same for all who may see them; whoever asks for one is checked when they ask."""


def warm(decks: Decks) -> Thread:
    """Start to draw the committees being held, the last opened first, as many as are remembered."""
    thread = Thread(target=_draw, args=(decks,), name="projection-warming", daemon=True)
    thread.start()
    return thread


def _draw(decks: Decks) -> None:
    """It never raises: what could not be drawn is drawn when somebody asks, who is told why it cannot be."""
    try:
        with decks.store.read() as session:
            held = select(Committee.id).where(Committee.state == MeetingState.OPEN, Committee.frozen_on.is_not(None))
            ids = [row[0] for row in fetched(session, held.order_by(Committee.opened_at.desc()).limit(GROUNDS))]
        for committee_id in ids:
            decks.rendered(_ANYBODY, decks.asked(_ANYBODY, committee_id), WHOLE)
    except Exception:
        _LOG.exception("the committees being held could not be drawn in advance")

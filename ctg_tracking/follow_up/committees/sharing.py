"""Sharing the minutes of a closed committee by a link that needs no account."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from ctg_tracking.figures.sharing import token_hash
from ctg_tracking.follow_up.committees.taking import take
from ctg_tracking.model import CommitteeShare, Reader
from ctg_tracking.model.words import MeetingState
from ctg_tracking.store import Store, Work

SHARED_FOR: Final = timedelta(days=90)
_ANY_STATE: Final = tuple(MeetingState)


@dataclass(frozen=True)
class Shared:
    """A link just made. `token`: its secret part, told this once and kept nowhere; read until `expires_on` included."""

    token: str
    expires_on: date


def share_minutes(store: Store, author: Reader, committee_id: int) -> Shared:
    """Make the link by which the minutes of a closed committee are read for 90 days; it ends the former one.

    Reopening the committee suspends the link, closing it again restores it. Raises NotFound, NotAllowed, Conflict.
    """
    with store.write(author, committee_id=committee_id) as work:
        take(work, committee_id, (MeetingState.CLOSED,))
        _end(work, committee_id)
        token, expires_on = secrets.token_urlsafe(32), work.today + SHARED_FOR
        work.session.add(
            CommitteeShare(
                committee_id=committee_id,
                token_hash=token_hash(token),
                created_at=work.now,
                created_by=author.account_id,
                expires_on=expires_on,
            )
        )
        return Shared(token, expires_on)


def end_sharing(store: Store, author: Reader, committee_id: int) -> bool:
    """End the link of a committee; tells whether there was one. Raises NotFound, NotAllowed."""
    with store.write(author, committee_id=committee_id) as work:
        take(work, committee_id, _ANY_STATE)
        return _end(work, committee_id)


def _end(work: Work, committee_id: int) -> bool:
    links = select(CommitteeShare).where(CommitteeShare.committee_id == committee_id, CommitteeShare.ended_at.is_(None))
    found = list(work.session.scalars(links))
    for link in found:
        link.ended_at = work.now
    return bool(found)

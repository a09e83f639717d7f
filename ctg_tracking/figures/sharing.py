"""The minutes that a link opens without an account: of which committee, until when, and what its guest may read."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.committees import the_committee
from ctg_tracking.model import Account, Committee, CommitteeShare, Convention, Reader, ReaderGrant, committee_convention
from ctg_tracking.model.words import MeetingState, Role

LONGEST_TOKEN: Final = 64
NOBODY: Final = 0
"""Id of no account: what belongs to somebody is not a guest's."""


@dataclass(frozen=True)
class ShareRow:
    """The link of a committee: made when and by whom (a name), read until `expires_on` included."""

    created_at: datetime
    created_by: str
    expires_on: date

    def valid(self, today: date) -> bool:
        """Whether it still opens something."""
        return today <= self.expires_on


def token_hash(token: str) -> str:
    """What the store keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def shared_committee(session: Session, token: str, today: date) -> int | None:
    """The closed committee that this token opens; None when it opens nothing (unknown, ended, expired, reopened)."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    statement = (
        select(CommitteeShare.committee_id)
        .join(Committee, Committee.id == CommitteeShare.committee_id)
        .where(
            CommitteeShare.token_hash == token_hash(token),
            CommitteeShare.ended_at.is_(None),
            CommitteeShare.expires_on >= today,
            Committee.state == MeetingState.CLOSED,
        )
    )
    return session.scalar(statement)


def share_of(session: Session, reader: Reader, committee_id: int) -> ShareRow | None:
    """The link of a committee that nobody ended, expired or not. Raises NotFound when the reader may not see it."""
    the_committee(session, reader, committee_id)
    statement = (
        select(CommitteeShare.created_at, Account.name, CommitteeShare.expires_on)
        .join(Account, Account.id == CommitteeShare.created_by)
        .where(CommitteeShare.committee_id == committee_id, CommitteeShare.ended_at.is_(None))
        .order_by(CommitteeShare.id.desc())
        .limit(1)
    )
    found = session.execute(statement).first()
    return None if found is None else ShareRow(*found)


def guest_of(session: Session, committee_id: int) -> Reader:
    """Somebody without an account, who may only read the territories of this committee. Raises NotFound."""
    about = (
        select(Convention.territory_id)
        .join(committee_convention, committee_convention.c.convention_id == Convention.id)
        .where(committee_convention.c.committee_id == committee_id)
        .distinct()
    )
    territories = sorted(session.scalars(about))
    if not territories:
        raise NotFound("Ce comité")
    return Reader(NOBODY, "", "Lecture par lien", tuple(ReaderGrant(Role.READER, place) for place in territories))

"""Deleting a committee that never opened: it was prepared by mistake, or its meeting is called off."""

from dataclasses import dataclass

from sqlalchemy import select

from ctg_tracking.errors import Conflict
from ctg_tracking.figures.committees import named
from ctg_tracking.follow_up.committees.taking import take
from ctg_tracking.model import Change, Committee, Decision, ProgressReport, Reader
from ctg_tracking.model.words import MeetingState
from ctg_tracking.store import Store, Work


@dataclass(frozen=True)
class Deleted:
    """A committee that is no more. `repeated`: its author had just deleted it."""

    committee_id: int
    repeated: bool = False


def delete_committee(
    store: Store, author: Reader, committee_id: int, *, expected_version: int | None = None
) -> Deleted:
    """Delete a committee that never opened, with its agenda, those invited and what was chosen to be shown.

    The plan is untouched; the history keeps every record whole, with who deleted it. Once it has opened it stays: its
    figures were seen, its minutes are read. A second click deletes once. Raises NotFound, NotAllowed, Conflict,
    StaleVersion.
    """
    with store.write(author, committee_id=committee_id) as work:
        if _deleted_by_author(work, committee_id):
            return Deleted(committee_id, repeated=True)
        _refuse_once_held(work, take(work, committee_id, tuple(MeetingState)))
        committee = take(work, committee_id, (MeetingState.PREPARED,), expected_version=expected_version)
        work.session.delete(committee)
        return Deleted(committee_id)


def _deleted_by_author(work: Work, committee_id: int) -> bool:
    """Whether the history says that this author deleted it: the id of a committee is never given again."""
    deletion = select(Change.id).where(
        Change.entity == Committee.__tablename__,
        Change.entity_id == committee_id,
        Change.author_id == work.author.account_id,
        Change.field.is_(None),
        Change.after.is_(None),
    )
    return work.session.scalar(deletion.limit(1)) is not None


def _refuse_once_held(work: Work, committee: Committee) -> None:
    what = named(committee.kind, committee.held_on)
    if committee.state is not MeetingState.PREPARED:
        raise Conflict(
            f"{what} a été ouvert\u202f: ses chiffres ont été figés et ce qui s’y est dit fait foi. "
            "Il ne se supprime plus."
        )
    if _has_decided(work, committee):  # opened by a former schema, which went back to « prepared » (migration 0003)
        raise Conflict(f"{what} a pris des décisions\u202f: il ne se supprime plus.")


def _has_decided(work: Work, committee: Committee) -> bool:
    told = (select(table.id).where(table.committee_id == committee.id).limit(1) for table in (Decision, ProgressReport))
    return any(work.session.scalar(found) is not None for found in told)

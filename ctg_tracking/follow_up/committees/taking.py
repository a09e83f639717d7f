"""The committee that a verb is about: found, its rights and state checked, kept from other writers until the end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ctg_tracking.accounts.rights import Right, require
from ctg_tracking.errors import BadInput, Conflict, NotFound, StaleVersion
from ctg_tracking.figures.committees import named
from ctg_tracking.model import Committee, french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.store import Work

NOT_CLOSED = (MeetingState.PREPARED, MeetingState.OPEN)


@dataclass(frozen=True)
class Held:
    """A committee as stored after a verb; `repeated`: nothing had to be written."""

    committee_id: int
    version: int
    repeated: bool = False


def take(
    work: Work,
    committee_id: int,
    states: Collection[MeetingState] = NOT_CLOSED,
    *,
    right: Right = Right.HOLD_COMMITTEE,
    expected_version: int | None = None,
) -> Committee:
    """The committee, for an author who has `right` on all its conventions, in one of these states.

    Others wait until this transaction ends (Postgres: its row is locked; SQLite has one writer). Raises NotFound,
    NotAllowed, Conflict when its state forbids it, StaleVersion.
    """
    committee = work.session.get(Committee, committee_id, with_for_update=True)
    if committee is None:
        raise NotFound("Ce comité")
    require(work.session, work.author, right, committee)
    if committee.state not in states:
        raise Conflict(_why_not(committee))
    if expected_version is not None and committee.version != expected_version:
        raise StaleVersion("ce comité", stored=committee.version, expected=expected_version)
    return committee


def touched(work: Work, committee: Committee) -> Held:
    """Write what is pending, raise the version of the committee, and tell it."""
    committee.touched_at = work.now
    work.session.flush()
    return Held(committee.id, committee.version)


def moment(work: Work, field: str, told: datetime | None) -> datetime:
    """This instant, or the one told afterwards. Raises BadInput when it is still to come."""
    if told is not None and told > work.now:
        raise BadInput(field, french.moment_of(told), f"au plus tard le {french.moment_of(work.now)}")
    return told or work.now


def _why_not(committee: Committee) -> str:
    what = named(committee.kind, committee.held_on)
    if committee.state is MeetingState.CLOSED:
        return (
            f"{what} est clos\u202f: il ne se modifie plus. La personne responsable de l’outil peut le rouvrir, "
            "en disant pourquoi."
        )
    if committee.state is MeetingState.PREPARED:
        return f"{what} n’est pas encore ouvert\u202f: ouvrez-le d’abord."
    return f"{what} est déjà ouvert\u202f: clôturez-le d’abord."

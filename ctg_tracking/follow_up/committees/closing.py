"""Closing a committee, reopening it with a reason, and preparing the next from what is still open."""

from dataclasses import dataclass
from datetime import date, datetime

from ctg_tracking.accounts.rights import Right
from ctg_tracking.errors import BadInput
from ctg_tracking.figures.agenda import propose_agenda
from ctg_tracking.follow_up.committees.agenda import ItemDraft, append_items, missing_from
from ctg_tracking.follow_up.committees.preparing import CommitteeDraft, Invited, add_committee, set_invited
from ctg_tracking.follow_up.committees.showing import still_followed
from ctg_tracking.follow_up.committees.taking import Held, moment, take, touched
from ctg_tracking.follow_up.words import free_text
from ctg_tracking.model import Committee, Reader
from ctg_tracking.model.words import AgendaReason, MeetingState
from ctg_tracking.store import Store


@dataclass(frozen=True)
class Closed:
    """A committee that is read-only since `closed_at`. `repeated`: it was closed already."""

    committee_id: int
    version: int
    closed_at: datetime
    repeated: bool = False


def close_committee(
    store: Store, author: Reader, committee_id: int, *, expected_version: int | None = None, at: datetime | None = None
) -> Closed:
    """Close an open committee: from then on, every verb but the follow-up of its decisions refuses it.

    `at`: when it ended (None: now). Raises NotFound, NotAllowed, Conflict, StaleVersion, BadInput.
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, (MeetingState.OPEN, MeetingState.CLOSED))
        if committee.state is MeetingState.CLOSED and committee.closed_at is not None:
            return Closed(committee.id, committee.version, committee.closed_at, repeated=True)
        take(work, committee_id, (MeetingState.OPEN,), expected_version=expected_version)
        closed_at = committee.closed_at = moment(work, "Clôture", at)
        committee.state = MeetingState.CLOSED
        held = touched(work, committee)
        return Closed(held.committee_id, held.version, closed_at)


def reopen_committee(
    store: Store, author: Reader, committee_id: int, reason: str, *, expected_version: int | None = None
) -> Held:
    """Open a closed committee again, on the figures it froze. Administrators only; the reason is kept.

    Raises NotFound, NotAllowed, Conflict, BadInput, StaleVersion.
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(
            work, committee_id, (MeetingState.CLOSED,), right=Right.REOPEN_COMMITTEE, expected_version=expected_version
        )
        told = free_text("Motif de la réouverture", reason)
        if told is None:
            raise BadInput("Motif de la réouverture", None, "une phrase qui dit pourquoi le comité est rouvert")
        committee.state, committee.closed_at = MeetingState.OPEN, None
        committee.reopened_at, committee.reopening_reason = work.now, told
        return touched(work, committee)


def prepare_next(store: Store, author: Reader, committee_id: int, held_on: date) -> Held:
    """Prepare the next committee: same kind, conventions, place and invited; its agenda begins with what is open.

    The results and indicators chosen last are shown again, but those removed since. Twice (a second click) is
    one. Raises NotFound, NotAllowed, Conflict, BadInput.
    """
    with store.write(author) as work:
        last = take(work, committee_id, (MeetingState.OPEN, MeetingState.CLOSED))
        if held_on <= last.held_on:
            raise BadInput("Date du comité", f"{held_on:%d/%m/%Y}", f"une date après le {last.held_on:%d/%m/%Y}")
        references = [row.reference for row in last.conventions]
        draft = CommitteeDraft(
            last.kind, references, held_on, title=last.title, hour=last.hour, place=last.place, origin=last.origin
        )
        held = add_committee(work, draft)
        if held.repeated:
            return held
        committee = work.session.get_one(Committee, held.committee_id)
        set_invited(committee, [Invited(row.name, row.body) for row in last.attendance])
        committee.results, committee.shown_indicators = (
            still_followed(work, committee, ids) for ids in (last.results, last.shown_indicators)
        )
        proposed = propose_agenda(work.session, author, references, last.kind, work.today)
        decided = [row for row in missing_from(committee, proposed) if row.reason_code is AgendaReason.OPEN_DECISION]
        append_items(work, committee, [ItemDraft.of(proposal) for proposal in decided])
        return touched(work, committee)

"""Preparing a committee: of which conventions, when, where, and who is invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from ctg_tracking.accounts.rights import Right, require
from ctg_tracking.errors import BadInput, Conflict, NotFound
from ctg_tracking.figures.committees import named
from ctg_tracking.follow_up.committees.taking import Held, take, touched
from ctg_tracking.follow_up.words import LONGEST_LINE, free_text
from ctg_tracking.model import Attendance, Change, Committee, Convention, Reader
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import MeetingKind, MeetingState, Origin
from ctg_tracking.store import Store, Work


@dataclass(frozen=True)
class CommitteeDraft:
    """A committee to prepare. `conventions`: references. `hour`: in words (« 14 h 30 – 16 h 30 »)."""

    kind: MeetingKind
    conventions: Sequence[str]
    held_on: date
    title: str | None = None
    hour: str | None = None
    place: str | None = None
    note: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True)
class Invited:
    """Somebody invited: a person and their body, or a body alone (`name`)."""

    name: str
    body: str | None = None


def prepare_committee(store: Store, author: Reader, draft: CommitteeDraft) -> Held:
    """Prepare a committee; the same one twice (a second click) is one. Raises BadInput, NotFound, NotAllowed."""
    with store.write(author) as work:
        return add_committee(work, draft)


def add_committee(work: Work, draft: CommitteeDraft) -> Held:
    """The same inside a transaction under way."""
    conventions = _conventions(work, draft.conventions)
    told = _told(draft)
    if (known := _already(work, draft, conventions, told["title"])) is not None:
        return Held(known.id, known.version, repeated=True)
    committee = Committee(
        id=_fresh_id(work),
        convention_id=conventions[0].id,
        conventions=conventions,
        origin=draft.origin,
        touched_at=work.now,
        **told,
    )
    work.session.add(committee)
    work.session.flush()
    return Held(committee.id, committee.version)


def rewrite_committee(
    store: Store, author: Reader, committee_id: int, draft: CommitteeDraft, *, expected_version: int | None = None
) -> Held:
    """Change what was prepared; once open, neither the kind, the day nor the conventions.

    Raises BadInput, NotFound, NotAllowed, Conflict, StaleVersion.
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        conventions = _conventions(work, draft.conventions)
        told = _told(draft)
        _refuse_a_change_of_frozen(committee, draft, conventions)
        _refuse_orphans(committee, conventions)
        committee.convention_id = conventions[0].id
        if {row.id for row in conventions} != {row.id for row in committee.conventions}:
            committee.conventions = conventions
        for field, value in told.items():
            setattr(committee, field, value)
        return touched(work, committee)


def invite(
    store: Store, author: Reader, committee_id: int, invited: Sequence[Invited], *, expected_version: int | None = None
) -> Held:
    """Set who is invited, in this order; those already there keep their tick. Raises as rewrite_committee."""
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        set_invited(committee, invited)
        return touched(work, committee)


def set_invited(committee: Committee, invited: Sequence[Invited]) -> None:
    """The same inside a transaction under way."""
    known = {_who(row.name, row.body): row for row in committee.attendance}
    listed: dict[tuple[str, str], Attendance] = {}
    for one in invited:
        name = free_text("Personne ou organisme invité", one.name, longest=LONGEST_LINE)
        if name is None:
            raise BadInput("Personne ou organisme invité", None, "un nom")
        body = free_text("Organisme", one.body, longest=LONGEST_LINE)
        who = _who(name, body)
        listed.setdefault(who, known.get(who) or Attendance(name=name, body=body))
    committee.attendance = list(listed.values())


def _who(name: str, body: str | None) -> tuple[str, str]:
    return fold(name), fold(body or "")


def _fresh_id(work: Work) -> int:
    """An id that no committee ever had: links, calendars and the history still name those deleted.

    SQLite alone would give that of the last one again.
    """
    known = select(func.max(Change.entity_id)).where(Change.entity == Committee.__tablename__)
    return max(*work.bulk.next_ids(Committee, 1), (work.session.scalar(known) or 0) + 1)


def _told(draft: CommitteeDraft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "held_on": draft.held_on,
        "title": free_text("Intitulé", draft.title, longest=LONGEST_LINE),
        "hour": free_text("Heure", draft.hour, longest=60),
        "place": free_text("Lieu", draft.place, longest=LONGEST_LINE),
        "note": free_text("Note", draft.note),
    }


def _conventions(work: Work, references: Sequence[str]) -> list[Convention]:
    """The conventions of these references, by reference, each under the author's right."""
    wanted = sorted(set(references))
    if not wanted:
        raise BadInput("Conventions", None, "au moins une convention")
    found = {
        row.reference: row for row in work.session.scalars(select(Convention).where(Convention.reference.in_(wanted)))
    }
    for reference in wanted:
        if reference not in found:
            raise NotFound(f"La convention « {reference} »")
        require(work.session, work.author, Right.HOLD_COMMITTEE, found[reference])
    return [found[reference] for reference in wanted]


def _already(work: Work, draft: CommitteeDraft, conventions: Sequence[Convention], title: object) -> Committee | None:
    """The same committee, already prepared."""
    same = select(Committee).where(
        Committee.kind == draft.kind,
        Committee.held_on == draft.held_on,
        Committee.title.is_not_distinct_from(title),
        Committee.convention_id == conventions[0].id,
        Committee.state == MeetingState.PREPARED,
    )
    wanted = {row.id for row in conventions}
    found = (row for row in work.session.scalars(same) if {about.id for about in row.conventions} == wanted)
    return next(found, None)


def _refuse_a_change_of_frozen(committee: Committee, draft: CommitteeDraft, conventions: Sequence[Convention]) -> None:
    before = (committee.kind, committee.held_on, {row.id for row in committee.conventions})
    after = (draft.kind, draft.held_on, {row.id for row in conventions})
    if committee.state is MeetingState.OPEN and before != after:
        raise Conflict(
            f"{named(committee.kind, committee.held_on)} est ouvert et ses chiffres sont figés\u202f: "
            "sa nature, sa date et ses conventions ne changent plus."
        )


def _refuse_orphans(committee: Committee, conventions: Sequence[Convention]) -> None:
    kept = {row.id for row in conventions}
    lost = next((item for item in committee.agenda if item.convention_id not in kept), None)
    if lost is not None:
        raise Conflict(
            f"Le point « {lost.title} » de l’ordre du jour porte sur une convention retirée du comité\u202f: "
            "retirez d’abord ce point."
        )

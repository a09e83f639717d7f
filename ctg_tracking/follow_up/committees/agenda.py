"""The agenda of a committee: points proposed from the figures with their reason, then rearranged by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ctg_tracking.errors import BadInput, Conflict, NotFound
from ctg_tracking.figures.agenda import Proposal, propose_agenda
from ctg_tracking.figures.renewals import KINDS
from ctg_tracking.follow_up.committees.noting import the_item
from ctg_tracking.follow_up.committees.taking import Held, take, touched
from ctg_tracking.follow_up.words import LONGEST_LINE, LONGEST_TEXT, free_text
from ctg_tracking.model import Action, AgendaItem, Committee, Decision, Indicator, Reader
from ctg_tracking.model.words import AgendaReason
from ctg_tracking.store import Store, Work

LONGEST_TIME = 600
"""Minutes a point may be given at most."""
AT_MOST = 12
"""Points that fill an agenda: what two hours hold."""


@dataclass(frozen=True)
class ItemDraft:
    """A point of the agenda. What it is about tells its convention; a free point is of the first, unless told.

    `reason_code` None: added by hand. `milestone`: a key of figures.renewals.MILESTONES. `minutes`: 1 to 600.
    """

    title: str
    reason_code: AgendaReason | None = None
    reason: str | None = None
    minutes: int | None = None
    action_id: int | None = None
    indicator_id: int | None = None
    decision_id: int | None = None
    milestone: str | None = None
    convention_id: int | None = None

    @classmethod
    def of(cls, proposal: Proposal) -> "ItemDraft":
        """The point as it was proposed."""
        return cls(
            title=proposal.title,
            reason_code=proposal.reason_code,
            reason=_shortened(proposal.reason),
            minutes=proposal.minutes,
            action_id=proposal.action_id,
            decision_id=proposal.decision_id,
            milestone=proposal.milestone,
            convention_id=proposal.convention_id,
        )


def add_items(
    store: Store, author: Reader, committee_id: int, drafts: Sequence[ItemDraft], *, expected_version: int | None = None
) -> Held:
    """Add points at the end of the agenda. Raises BadInput, NotFound, NotAllowed, Conflict, StaleVersion."""
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        append_items(work, committee, drafts)
        return touched(work, committee)


def fill_agenda(store: Store, author: Reader, committee_id: int, *, expected_version: int | None = None) -> Held:
    """Add the first points that the figures of the day propose, but those already there. Raises as add_items.

    At most AT_MOST: a portfolio would propose hundreds, of which a person chooses (`propose_agenda`, `add_items`).
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        references = [row.reference for row in committee.conventions]
        day = committee.frozen_on or min(committee.held_on, work.today)
        proposed = propose_agenda(work.session, author, references, committee.kind, day)
        new = missing_from(committee, proposed[:AT_MOST])
        append_items(work, committee, [ItemDraft.of(proposal) for proposal in new])
        return touched(work, committee) if new else Held(committee.id, committee.version, repeated=True)


def missing_from(committee: Committee, proposed: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that are not on the agenda: neither the same action, nor the same decision, step or title."""
    held: set[tuple[str, object]] = set()
    for item in committee.agenda:
        held |= _about(item)
    return [proposal for proposal in proposed if not _about(proposal) & held]


def change_item(
    store: Store, author: Reader, committee_id: int, item_id: int, *,
    title: str, reason: str | None = None, minutes: int | None = None, expected_version: int | None = None,
) -> Held:  # fmt: skip
    """Change the words and the time of a point; what it is about stays. Raises as add_items."""
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        item = the_item(committee, item_id)
        item.title, item.reason, item.minutes = _title(title), _reason(reason), _minutes(minutes)
        return touched(work, committee)


def rearrange(
    store: Store, author: Reader, committee_id: int, item_ids: Sequence[int], *, expected_version: int | None = None
) -> Held:
    """Put the points in this order, all of them told. Raises as add_items."""
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        items = {item.id: item for item in committee.agenda}
        if sorted(item_ids) != sorted(items):
            raise BadInput("Ordre du jour", ", ".join(map(str, item_ids)), "chaque point, une seule fois")
        for position, item_id in enumerate(item_ids, 1):
            items[item_id].position = position
        held = touched(work, committee)
        work.session.expire(committee, ["agenda"])
        return held


def remove_item(
    store: Store, author: Reader, committee_id: int, item_id: int, *, expected_version: int | None = None
) -> Held:
    """Take a point off the agenda, unless something was decided or noted on it. Raises as add_items."""
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        item = the_item(committee, item_id)
        if any(decision.agenda_item_id == item_id for decision in committee.decisions):
            raise Conflict(f"Une décision est attachée au point « {item.title} »\u202f: il reste à l’ordre du jour.")
        if item.said is not None:
            raise Conflict(f"Des échanges sont notés sur le point « {item.title} »\u202f: il reste à l’ordre du jour.")
        committee.agenda.remove(item)
        for position, kept in enumerate(committee.agenda, 1):
            kept.position = position
        return touched(work, committee)


def append_items(work: Work, committee: Committee, drafts: Sequence[ItemDraft]) -> None:
    """Add points at the end, inside a transaction under way."""
    start = max((item.position for item in committee.agenda), default=0)
    for position, draft in enumerate(drafts, start + 1):
        committee.agenda.append(
            AgendaItem(
                convention_id=_convention_of(work, committee, draft),
                position=position,
                title=_title(draft.title),
                reason_code=draft.reason_code,
                reason=_reason(draft.reason),
                minutes=_minutes(draft.minutes),
                action_id=draft.action_id,
                indicator_id=draft.indicator_id,
                decision_id=draft.decision_id,
                milestone=_milestone(draft.milestone),
            )
        )


def _convention_of(work: Work, committee: Committee, draft: ItemDraft) -> int:
    """The convention a point is about, which is one of the committee's."""
    about = {row.id for row in committee.conventions}
    named = (
        (Action.convention_id, draft.action_id),
        (Indicator.convention_id, draft.indicator_id),
        (Decision.convention_id, draft.decision_id),
    )
    owners = {draft.convention_id} if draft.convention_id is not None else set()
    for column, row_id in named:
        if row_id is not None:
            owners.add(work.session.scalar(select(column).where(column.class_.id == row_id)) or 0)
    if owners - about or len(owners) > 1:
        raise NotFound(f"L’objet du point « {draft.title} »")
    return owners.pop() if owners else committee.convention_id


def _about(row: AgendaItem | Proposal) -> set[tuple[str, object]]:
    told = (("action", row.action_id), ("decision", row.decision_id))
    known: set[tuple[str, object]] = {(kind, value) for kind, value in told if value is not None}
    return known or {("point", (row.convention_id, row.milestone or row.title))}


def _title(title: str) -> str:
    told = free_text("Point de l’ordre du jour", title, longest=LONGEST_LINE)
    if told is None:
        raise BadInput("Point de l’ordre du jour", None, "quelques mots")
    return told


def _reason(reason: str | None) -> str | None:
    return free_text("Raison", reason)


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= LONGEST_TIME:
        raise BadInput("Durée du point", minutes, f"un nombre de minutes de 1 à {LONGEST_TIME}")
    return minutes


def _shortened(reason: str) -> str:
    """Reasons quote what people wrote: several long texts together may be too long for one."""
    return reason if len(reason) <= LONGEST_TEXT else f"{reason[: LONGEST_TEXT - 1]}…"


def _milestone(kind: str | None) -> str | None:
    if kind is not None and kind not in KINDS:
        raise BadInput("Étape du renouvellement", kind, "une étape connue")
    return kind

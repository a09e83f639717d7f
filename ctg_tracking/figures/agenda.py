"""The agenda proposed to a committee, each point with its reason: a start that people rearrange.

In order: decisions still open, fiches that want a decision, that are late, blocked or in doubt, those that moved the
most since the last committee, steps of the renewal near, actions never reported (one point for a convention). An
action comes once, with all its reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, groupby

from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import former_committees
from ctg_tracking.figures.decisions import DecisionRow, open_decisions
from ctg_tracking.figures.live import live_picture
from ctg_tracking.figures.picture import Picture, PicturedAction, PicturedConvention
from ctg_tracking.figures.points import DOUBTS
from ctg_tracking.figures.since_last import Move, MovedAction, since_the_last_of
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import AgendaReason, MeetingKind

NEAR = timedelta(days=90)
"""A step of the renewal is brought to a committee when it is due within these days, or late."""
MOST_MOVED = 5
"""So many actions at most are brought for having moved."""
_MOVED = (Move.DROPPED, Move.PAUSED, Move.SLIPPED, Move.RESUMED)
_LONGEST_TITLE = 500


@dataclass(frozen=True)
class Proposal:
    """A point proposed. `reason_code` is the first of its reasons, `reason` tells them all; `minutes`: a usual time."""

    convention_id: int
    title: str
    reason_code: AgendaReason
    reason: str
    minutes: int
    action_id: int | None = None
    decision_id: int | None = None
    milestone: str | None = None


def propose_agenda(
    session: Session, reader: Reader, references: Sequence[str], kind: MeetingKind, as_of: date,
    stale_days: int | None = None,
) -> tuple[Proposal, ...]:  # fmt: skip
    """Points for a committee of this kind on these conventions (references), on the figures of `as_of`."""
    picture = live_picture(session, reader, references, as_of, stale_days)
    ids = {row.convention_id for row in picture.conventions}
    former = former_committees(session, ids, kind, as_of)
    moved = since_the_last_of(session, picture, former).actions
    decided = open_decisions(session, reader, as_of, conventions=ids) if ids else []
    return tuple(
        _once(
            chain(
                (_of_decision(row, as_of) for row in decided),
                (_of_action(row, as_of) for row in picture.to_decide),
                map(_of_move, _most_moved(moved)),
                _of_milestones(picture.conventions, as_of),
                _of_silence(picture),
            )
        )
    )


def _once(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Each action once, where it comes first, with all its reasons."""
    kept: dict[object, Proposal] = {}
    for number, proposal in enumerate(proposals):
        key = number if proposal.action_id is None else f"action {proposal.action_id}"
        known = kept.get(key)
        if known is None:
            kept[key] = proposal
        elif proposal.decision_id is None:
            kept[key] = replace(known, reason=f"{known.reason} · {proposal.reason}")
        else:  # a second decision on the same action is a point of its own
            kept[number] = proposal
    return list(kept.values())


def _of_decision(row: DecisionRow, as_of: date) -> Proposal:
    late = f", {french.late_by(row.due_on, as_of).lower()}" if row.late and row.due_on else ""
    told = f"Demandé par {row.asked_by[0].lower()}{row.asked_by[1:]}{late}"
    title = row.action or row.subject or row.text
    reason = french.typeset(f"{told} : {row.text}") if title != row.text else told
    return Proposal(
        row.convention_id, title[:_LONGEST_TITLE], AgendaReason.OPEN_DECISION, reason, 5,
        action_id=row.action_id, decision_id=row.id,
    )  # fmt: skip


def _of_action(row: PicturedAction, as_of: date) -> Proposal:
    reasons = list(_reasons(row, as_of))
    told = french.typeset(" · ".join(words.rstrip(" .") for _code, words in reasons))
    return Proposal(row.convention_id, row.title, reasons[0][0], told, 10, action_id=row.action_id)


def _reasons(row: PicturedAction, as_of: date) -> Iterable[tuple[AgendaReason, str]]:
    if row.decision_wanted:
        yield AgendaReason.DECISION_WANTED, f"Décision attendue : {row.decision_wanted}"
    if row.late and row.due_on:
        yield AgendaReason.LATE, french.late_by(row.due_on, as_of)
    if row.blocking_text:
        yield AgendaReason.BLOCKED, f"Blocage signalé : {row.blocking_text}"
    if row.confidence is not None and row.confidence in DOUBTS:
        yield AgendaReason.DOUBT, row.confidence.label


def _most_moved(moved: Iterable[MovedAction]) -> list[MovedAction]:
    """Fiches still in the plan that stopped, slipped or resumed: dropped first, then the longest slips."""
    rows = [one for one in moved if one.move in _MOVED and one.row.fiche is None]
    rows.sort(key=lambda one: (_MOVED.index(one.move), -one.slip, one.row.position))
    seen = {one.row.key: one for one in reversed(rows)}
    return sorted(seen.values(), key=rows.index)[:MOST_MOVED]


def _of_move(moved: MovedAction) -> Proposal:
    told = f"Depuis le dernier comité : {moved.move.label.lower()}"
    if moved.move is Move.SLIPPED and moved.after and moved.after.due_on:
        told = f"{told} au {french.day(moved.after.due_on)}"
    row = moved.row
    reason = french.typeset(told)
    return Proposal(row.convention_id, row.title, AgendaReason.MOVED, reason, 5, action_id=row.action_id)


def _of_milestones(conventions: Iterable[PicturedConvention], as_of: date) -> Iterable[Proposal]:
    for convention in conventions:
        step = convention.next_milestone
        if step is not None and step.due_on <= as_of + NEAR:
            when = french.late_by(step.due_on, as_of) if step.late else f"Pour le {french.long_day(step.due_on)}"
            title = f"Renouvellement de la convention : {step.label}"
            yield Proposal(
                convention.convention_id, french.typeset(title), AgendaReason.MILESTONE, when, 10, milestone=step.kind
            )


def _of_silence(picture: Picture) -> Iterable[Proposal]:
    """The open fiches that nobody ever reported on: one point for each convention."""
    silent = [row for row in picture.actions if row.fiche is None and row.never_reported]
    for convention_id, rows in groupby(silent, key=lambda row: row.convention_id):
        actions = list(rows)
        one = actions[0] if len(actions) == 1 else None
        title = one.title if one else f"{french.counted(len(actions), 'action')} jamais renseignées"
        reason = "Aucun point d’étape" if one else _some_of([f"« {row.title} »" for row in actions])
        yield Proposal(
            convention_id, title, AgendaReason.NEVER_REPORTED, french.typeset(reason), 5,
            action_id=one.action_id if one else None,
        )  # fmt: skip


def _some_of(names: Sequence[str]) -> str:
    """The first three, and how many others."""
    rest = len(names) - 3
    return french.listed([*names[:3], french.counted(rest, "autre")] if rest > 0 else names)

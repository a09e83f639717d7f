"""Following what was decided, until it is done: by who carries it, or who may hold its committee.

What nobody carries is followed by the pilots of its action, who report on that action anyway.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, may, require
from ctg_tracking.errors import BadInput, NotAllowed, NotFound, StaleVersion
from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.figures.sql import among
from ctg_tracking.follow_up.words import free_text
from ctg_tracking.model import Action, Actor, Convention, Decision, Reader
from ctg_tracking.store import Store, Work

FOLLOW: Final = "suivre cette décision"


def follow_decision(
    store: Store, author: Reader, decision_id: int, *,
    done_on: date | None, note: str | None = None, expected_version: int | None = None,
) -> int:  # fmt: skip
    """Say a decision done on a day, or open again (None), also once its committee is closed; gives its version.

    By who may follow it (see above). Raises BadInput, NotFound, NotAllowed, StaleVersion.
    """
    with store.write(author, committee_id=committee_of(store, decision_id)) as work:
        decision = work.session.get(Decision, decision_id, with_for_update=True)
        assert decision is not None, "its committee was just found"
        _require_following(work, decision)
        told = free_text("Suite donnée", note)
        if (decision.done_on, decision.done_note) == (done_on, told):
            return decision.version
        refuse_stale(decision, expected_version)
        _refuse_day_done(work, decision, done_on)
        decision.done_on, decision.done_note = done_on, told
        work.session.flush()
        return decision.version


def followed_by(session: Session, reader: Reader, rows: Iterable[DecisionRow]) -> frozenset[int]:
    """Of decisions that this reader sees, those (ids) it may say done: a screen offers it, `follow_decision` checks."""
    listed = tuple(rows)
    wanted = {row.convention_id for row in listed}
    conventions = session.scalars(select(Convention).where(among(Convention.id, wanted))) if wanted else ()
    held = {row.id for row in conventions if may(session, reader, Right.HOLD_COMMITTEE, row)}
    own = set(session.scalars(select(Actor.id).where(Actor.account_id == reader.account_id)))
    return frozenset(
        row.id
        for row in listed
        if row.convention_id in held or row.owner_id in own or _pilots(session, reader, row.owner_id, row.action_id)
    )


def committee_of(store: Store, decision_id: int) -> int:
    """The committee that took a decision. Raises NotFound."""
    with store.read() as session:
        found = session.scalar(select(Decision.committee_id).where(Decision.id == decision_id))
    if found is None:
        raise NotFound("Cette décision")
    return found


def refuse_stale(decision: Decision, expected_version: int | None) -> None:
    """Raises StaleVersion when a decision was written since it was read."""
    if expected_version is not None and decision.version != expected_version:
        raise StaleVersion("cette décision", stored=decision.version, expected=expected_version)


def _require_following(work: Work, decision: Decision) -> None:
    convention = work.session.get_one(Convention, decision.convention_id)
    require(work.session, work.author, Right.READ, convention)
    owns = decision.owner is not None and decision.owner.account_id == work.author.account_id
    pilots = _pilots(work.session, work.author, decision.owner_id, decision.action_id)
    if not owns and not pilots and not may(work.session, work.author, Right.HOLD_COMMITTEE, convention):
        raise NotAllowed(FOLLOW)


def _pilots(session: Session, reader: Reader, owner_id: int | None, action_id: int | None) -> bool:
    """Whether a decision that nobody carries is about an action that this reader pilots."""
    action = session.get(Action, action_id) if owner_id is None and action_id is not None else None
    return action is not None and may(session, reader, Right.REPORT, action)


def _refuse_day_done(work: Work, decision: Decision, done_on: date | None) -> None:
    if done_on is None:
        return
    since = decision.committee.held_on
    if not since <= done_on <= work.today:
        raise BadInput("Fait le", f"{done_on:%d/%m/%Y}", f"une date du {since:%d/%m/%Y} au {work.today:%d/%m/%Y}")

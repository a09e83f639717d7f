"""What those who hold a committee write on: points with their exchanges and decisions, who is invited, who may carry.

Persons are in it (attendance, owners): it is given to those who may hold the committee, never to who only watches.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, fetch, may
from ctg_tracking.figures.committees import agenda_of, attendance_of, owners_of
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.model import Committee, Reader, french
from ctg_tracking.store import clock


def may_hold(session: Session, reader: Reader, committee_id: int) -> bool:
    """Whether this reader may write on this committee, whatever its state."""
    committee = session.get(Committee, committee_id)
    return committee is not None and may(session, reader, Right.HOLD_COMMITTEE, committee)


def meeting(session: Session, reader: Reader, committee_id: int) -> Mapping[str, object]:
    """The committee as its writers see it, ready for JSON. Raises NotFound, NotAllowed."""
    committee = fetch(session, reader, Right.HOLD_COMMITTEE, Committee, committee_id)
    decisions = decisions_of(session, reader, committee_id, clock.today(session))
    points = [
        {
            "id": item.id,
            "titre": french.typeset(item.title),
            "action": item.action_id is not None,
            "echanges": item.said or "",
        }
        for item in agenda_of(session, committee_id)
    ]
    invited = [
        {"id": row.id, "nom": row.name, "organisme": row.body or "", "present": row.present}
        for row in attendance_of(session, committee_id)
    ]
    return {
        "etat": committee.state.value,
        "points": points,
        "decisions": _told(decisions),
        "presents": invited,
        "porteurs": [name for _id, name, _kind in owners_of(session, reader, committee_id)],
    }


def _told(decisions: Sequence[DecisionRow]) -> list[dict[str, object]]:
    return [
        {
            "id": row.id,
            "version": row.version,
            "point": row.agenda_item_id,
            "issue": row.outcome.value if row.outcome else "",
            "mot": row.outcome.label if row.outcome else "",
            "texte": row.text,
            "porteur": row.owner or "",
            "echeance": french.day(row.due_on) if row.due_on else "",
            "statut": row.report_id is not None,
        }
        for row in decisions
    ]

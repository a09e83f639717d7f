"""The workbook of a committee: who was there, what was said and decided, and the figures it looked at."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.model import Reader, french
from ctg_tracking.outputs.documents.followed import owner_told, standing_of
from ctg_tracking.outputs.documents.held import HeldCommittee, read_held
from ctg_tracking.outputs.workbooks import tables
from ctg_tracking.outputs.workbooks.counting import summary_rows
from ctg_tracking.outputs.workbooks.picturing import action_rows, indicator_rows
from ctg_tracking.outputs.workbooks.sheets import Book, Sheet, book_bytes

SOURCE = "Source\u202f: plans d’actions, points d’étape et comités"
_ACTION_TOLD = frozenset(("due_on", "last_report_on", "bodies", "axe"))
_INDICATOR_TOLD = frozenset(("value", "value_on", "target", "baseline", "source"))


def committee_workbook(session: Session, reader: Reader, committee_id: int, today: date) -> bytes:
    """The .xlsx file of a committee: frozen figures once it opened, those of `today` before.

    Raises NotFound when the reader may not see the committee.
    """
    held = read_held(session, reader, committee_id, today)
    committee = held.committee
    book = Book(
        title=french.typeset(committee.named.removeprefix("Le ")),
        source=f"{held.ground.day} · {SOURCE}",
        sheets=tuple(_sheets(held)),
        demonstration=held.demonstration,
    )
    return book_bytes(book)


def _sheets(held: HeldCommittee) -> Iterator[Sheet]:
    yield Sheet("Comité", tables.FACTS, list(_facts(held)), "", frozenset(("told",)))
    yield Sheet("Présents", tables.PRESENT, list(_present(held)), "Personne n’est encore invité.", frozenset(("body",)))
    yield Sheet("Points", tables.POINTS, list(_points(held)), "L’ordre du jour est vide.", fixed=3)
    decided = "Aucune décision n’a été prise." if held.opened else "Les décisions seront prises en séance."
    carried = frozenset(("owner", "due_on"))
    yield Sheet("Décisions", tables.DECISIONS, decision_rows(held), decided, carried, fixed=2)
    none = "Aucune décision d’un comité précédent n’était ouverte ni faite depuis."
    yield Sheet("Suites", tables.FOLLOWED, [_followed(held, row) for row in held.earlier], none, carried, fixed=2)
    figures, picture = list(summary_rows(held.ground.summary)), held.ground.picture
    yield Sheet("Chiffres", tables.FIGURES, figures, "Aucune action.", fixed=2)
    yield Sheet("Actions", tables.ACTIONS, list(action_rows(picture)), "Aucune action.", _ACTION_TOLD, fixed=5)
    measured = list(indicator_rows(picture))
    yield Sheet("Indicateurs", tables.INDICATORS, measured, "Aucun indicateur.", _INDICATOR_TOLD, fixed=4)


def decision_rows(held: HeldCommittee) -> list[dict[str, Any]]:
    """The decisions of a committee, numbered in the order they were taken."""
    points = {item.id: french.typeset(item.title) for item in held.agenda}
    return [
        {**_decision(row), "number": number, "owner": row.owner, "point": points.get(row.agenda_item_id or 0)}
        for number, row in enumerate(held.decisions, 1)
    ]


def _facts(held: HeldCommittee) -> Iterator[dict[str, Any]]:
    committee = held.committee
    facts: list[tuple[str, Any]] = [
        ("Nature", committee.kind.label),
        ("Intitulé", committee.title),
        ("Date", committee.held_on),
        ("Heure", committee.hour),
        ("Lieu", committee.place),
        ("Situation", committee.state.label),
        *(("Convention", f"{title} ({reference})") for _id, reference, title in committee.conventions),
        ("Chiffres", held.ground.day),
        ("Ouvert le", _day(committee.opened_at)),
        ("Clos le", _day(committee.closed_at)),
        *_reopened(committee),
        ("Note", committee.note),
    ]
    for fact, value in facts:
        yield {"fact": fact, "told": value}


def _reopened(committee: CommitteeRow) -> list[tuple[str, Any]]:
    if committee.reopened_at is None:
        return []
    return [("Rouvert le", _day(committee.reopened_at)), ("Motif de la réouverture", committee.reopening_reason)]


def _day(moment: Any) -> str:
    return french.moment_of(moment) if moment else "pas encore"


def _present(held: HeldCommittee) -> Iterator[dict[str, Any]]:
    words = {True: "Présent", False: "Absent", None: "non renseigné"}
    for row in held.attendance:
        yield {"name": row.name, "body": row.body, "present": words[row.present]}


def _points(held: HeldCommittee) -> Iterator[dict[str, Any]]:
    references = {key: reference for key, reference, _title in held.committee.conventions}
    for number, item in enumerate(held.agenda, 1):
        yield {
            "number": number,
            "convention": references.get(item.convention_id),
            "point": french.typeset(item.title),
            "reason_code": item.reason_code or "Ajouté à la main",
            "reason": item.reason,
            "minutes": item.minutes,
            "said": item.said,
        }


def _decision(row: DecisionRow) -> dict[str, Any]:
    return {
        "convention": row.convention,
        "subject": row.subject or row.action,
        "outcome": row.outcome,
        "decision": row.text,
        "due_on": row.due_on,
        "done_on": row.done_on,
        "done_note": row.done_note,
    }


def _followed(held: HeldCommittee, row: DecisionRow) -> dict[str, Any]:
    return {
        **_decision(row),
        "asked_on": row.held_on,
        "asked_by": french.typeset(row.asked_by),
        "owner": owner_told(held, row),
        "standing": standing_of(row, held).words,
    }


def record_rows(held: HeldCommittee) -> Iterator[dict[str, Any]]:
    """A row a decision with its point, in the order of the agenda; then decisions of no point.

    A point without decision has its own row.
    """
    committee, points = held.committee, list(_points(held))
    shared = {"committee": committee.kind, "held_on": committee.held_on}
    for item, point in zip(held.agenda, points, strict=True):
        about = {**shared, **point, "point_number": point["number"], "reason": item.reason}
        found = [row for row in held.decisions if row.agenda_item_id == item.id]
        yield from ({**about, **_decision(row), "owner": row.owner} for row in found)
        if not found:
            yield about
    for row in held.decisions:
        if row.agenda_item_id is None:
            yield {**shared, **_decision(row), "owner": row.owner}

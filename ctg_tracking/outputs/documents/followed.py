"""« Suites des comités précédents »: what became of what earlier committees decided.

A person is never named beside a lateness: the owner of a late decision is told only when it is known as a body.
"""

from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Look, Status
from ctg_tracking.outputs.blocks import Block, Cell, Marked, Table, Text
from ctg_tracking.outputs.documents.held import HeldCommittee
from ctg_tracking.outputs.documents.points import NO_DUE, NO_OWNER, decided, subject

DONE = Look("Faite", Status.DONE.look.glyph, Status.DONE.look.colour)
OPEN = Look("Encore ouverte", Status.IN_PROGRESS.look.glyph, Status.IN_PROGRESS.look.colour)
WIDTHS = (0.17, 0.37, 0.18, 0.12, 0.16)


def followed_table(held: HeldCommittee) -> tuple[Block, ...]:
    """Each decision still open, or done since the last committee, with how it stood that day."""
    if not held.earlier:
        told = "Aucune décision d’un comité précédent n’était ouverte ni faite depuis."
        return (Text(told, soft=True),)
    rows = tuple(_row(held, row) for row in held.earlier)
    columns = ("Demandé par", "Décision", "Porté par", "Échéance", "Suite")
    return (Text(_in_words(held)), Table("Décisions des comités précédents", columns, rows, WIDTHS))


def standing_of(row: DecisionRow, held: HeldCommittee) -> Marked:
    """« ● Faite le 12/06/2025 », « ▲ En retard de 2 mois », « ► Encore ouverte »."""
    if row.done_on is not None:
        note = f" : {row.done_note}" if row.done_note else ""
        return Marked(DONE, french.typeset(f"Faite le {french.day(row.done_on)}{note}"))
    if row.late and row.due_on is not None:
        return Marked(LATE, french.late_by(row.due_on, held.as_of))
    return Marked(OPEN, OPEN.label)


def _in_words(held: HeldCommittee) -> str:
    done = sum(row.done_on is not None for row in held.earlier)
    late = sum(row.late for row in held.earlier)
    told = [french.counted(done, "décision faite", "décisions faites") + " depuis le dernier comité"] if done else []
    still = len(held.earlier) - done
    told += [french.counted(still, "encore ouverte", "encore ouvertes")] if still else []
    told += [f"dont {french.number(late)} en retard"] if late else []
    return f"{', '.join(told)}."


def _row(held: HeldCommittee, row: DecisionRow) -> tuple[Cell, ...]:
    place = held.ground.place(row.convention_id)
    asked = french.typeset(f"{row.asked_by} ({place})" if place else row.asked_by)
    about = f"{subject(row)} · " if row.subject or row.action else ""
    due = french.day(row.due_on) if row.due_on else NO_DUE
    return asked, f"{about}{decided(row)}", owner_told(held, row), due, standing_of(row, held)


def owner_told(held: HeldCommittee, row: DecisionRow) -> str:
    """Who carries a decision; a person is not named beside a lateness."""
    if row.owner is None:
        return NO_OWNER
    if row.late and row.owner_id not in held.bodies:
        return f"désigné au relevé du {french.day(row.held_on)}"
    return french.typeset(row.owner)

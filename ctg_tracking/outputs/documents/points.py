"""The points of a committee in its minutes: why, what was said, what was decided; and the table of all decisions."""

from collections.abc import Iterator

from ctg_tracking.figures.committees import ItemRow
from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.model import french
from ctg_tracking.model.words import Status
from ctg_tracking.outputs.blocks import Block, Bullets, Cell, Line, Section, Table, Text
from ctg_tracking.outputs.deck import decisions
from ctg_tracking.outputs.documents.held import HeldCommittee

NARROW = french.NARROW
NO_OWNER, NO_DUE = "non renseigné", "sans échéance"
NOTED = "acté, sans suite attendue"


def point_sections(held: HeldCommittee) -> Iterator[Section]:
    """A section for each point of the agenda, in its order."""
    for number, item in enumerate(held.agenda, 1):
        yield Section(f"{number}. {french.typeset(item.title)}", tuple(_point(held, item)), 2)


def other_decisions(held: HeldCommittee) -> tuple[Block, ...]:
    """Decisions attached to no point; none when there is none."""
    rows = [row for row in held.decisions if row.agenda_item_id is None]
    return (Bullets(tuple(_line(held, row) for row in rows)),) if rows else ()


def record_table(held: HeldCommittee) -> tuple[Block, ...]:
    """« Relevé de décisions »: each with what it is about, who carries it and until when."""
    if not held.decisions:
        told = "Aucune décision n’a été prise." if held.opened else "Les décisions seront portées ici en séance."
        return (Text(told, soft=True),)
    columns = ["N°", "Sujet", "Décision", "Porté par", "Échéance"]
    widths = [0.06, 0.3, 0.34, 0.17, 0.13]
    if held.several:
        columns.insert(1, "Convention")
        widths = [0.06, 0.17, 0.23, 0.28, 0.14, 0.12]
    rows = tuple(_row(held, number, row) for number, row in enumerate(held.decisions, 1))
    return (Table("Décisions prises par ce comité", columns, rows, widths),)


def decided(row: DecisionRow) -> str:
    """A decision in the words of its slide."""
    return french.typeset(decisions.decided(row))


def subject(row: DecisionRow) -> str:
    """What a decision is about, in the words of the day it was taken."""
    return french.typeset(row.subject or row.action or "sans sujet précis")


def is_noted(row: DecisionRow) -> bool:
    """Whether it asked nothing of anybody: neither carried nor dated, and done at once."""
    return row.owner is None and row.due_on is None and row.done_on is not None and row.done_on <= row.held_on


def _point(held: HeldCommittee, item: ItemRow) -> Iterator[Block]:
    if held.several:
        yield Text(_convention(held, item.convention_id), soft=True)
    if item.reason:
        yield Text(french.typeset(f"Pourquoi ce point : {item.reason}"), soft=True)
    if item.said:
        yield Text(french.typeset(f"Échanges : {item.said}"))
    rows = [row for row in held.decisions if row.agenda_item_id == item.id]
    if rows:
        yield Bullets(tuple(_line(held, row) for row in rows), "Décision" if len(rows) == 1 else "Décisions")
    elif held.opened:
        yield Text("Aucune décision prise sur ce point.", soft=True)


def _line(held: HeldCommittee, row: DecisionRow) -> Line:
    if is_noted(row):
        parts = [NOTED.capitalize()]
    else:
        due = f"pour le {french.long_day(row.due_on)}" if row.due_on else NO_DUE
        parts = [f"Porté par{NARROW}: {row.owner or NO_OWNER}", due]
    return Line(decided(row), detail=french.typeset(" · ".join([*parts, *_change(held, row)])))


def _change(held: HeldCommittee, row: DecisionRow) -> Iterator[str]:
    """The change of status made there and then."""
    made = held.statuses.get(row.report_id) if row.report_id is not None else None
    if made is None:
        return
    before = f"« {made.before.label} »" if made.before else "jamais renseignée"
    after = f"« {made.status.label} »"
    resumes = f", reprise le {french.day(made.resumes_on)}" if made.resumes_on else ""
    if made.before is made.status:
        yield f"statut de l’action confirmé : {after}{resumes}"
    elif made.before is Status.TO_SPECIFY or made.before is None:
        yield f"statut de l’action précisé : {after}{resumes}"
    else:
        yield f"statut de l’action changé : {before} devient {after}{resumes}"


def _row(held: HeldCommittee, number: int, row: DecisionRow) -> tuple[Cell, ...]:
    carried = "sans suite attendue" if is_noted(row) else french.typeset(row.owner or NO_OWNER)
    due = "" if is_noted(row) else french.day(row.due_on) if row.due_on else NO_DUE
    cells = [str(number), subject(row), decided(row), carried, due]
    if held.several:
        cells.insert(1, _convention(held, row.convention_id))
    return tuple(cells)


def _convention(held: HeldCommittee, convention_id: int) -> str:
    """Its territory, or its title once it is no more in the picture."""
    named = {key: title for key, _reference, title in held.committee.conventions}
    return french.typeset(held.ground.place(convention_id) or named.get(convention_id, "non renseigné"))

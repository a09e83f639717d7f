"""The renewal in documents: the steps of one convention, or the next step of each of several."""

from collections.abc import Sequence
from datetime import date

from ctg_tracking.figures.picture import Picture, PicturedConvention
from ctg_tracking.figures.renewals import MilestoneRow
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs import wording_renewals as words
from ctg_tracking.outputs.blocks import Block, Cell, Step, Steps, Table, Text

UNKNOWN_END = "La date de fin n’est pas renseignée\u202f: aucune étape ne peut être calculée."
RULE = "Étapes usuelles, comptées depuis la fin de la convention\u202f; à vérifier avec la Caf."
COLUMNS = ("Convention", "Fin", "Reste", "Prochaine étape")
WIDTHS = (0.34, 0.12, 0.16, 0.38)


def renewal_blocks(picture: Picture) -> tuple[Block, ...]:
    """Steps of the renewal as of the day of a picture."""
    if len(picture.conventions) == 1:
        return _of_one(picture.conventions[0], picture.as_of)
    return (renewals_table(picture.conventions, picture.as_of), Text(RULE, soft=True))


def renewals_table(conventions: Sequence[PicturedConvention], as_of: date) -> Table:
    """Each convention with its end and its next step, the soonest end first."""
    ordered = sorted(conventions, key=lambda row: (row.ends_on or date.max, row.position))
    return Table("Prochaine étape de chaque convention", COLUMNS, tuple(_row(row, as_of) for row in ordered), WIDTHS)


def _of_one(row: PicturedConvention, as_of: date) -> tuple[Block, ...]:
    if row.renewed_by:
        head = f"Convention renouvelée par {row.renewed_by}."
    elif row.ends_on is None:
        return (Text(UNKNOWN_END),)
    else:
        head = f"Fin de la convention le {french.long_day(row.ends_on)} ({words.left(row.months_left)})."
    steps = tuple(_step(step, as_of) for step in row.milestones)
    return (Text(head), Steps("Étapes du renouvellement", steps), Text(RULE, soft=True)) if steps else (Text(head),)


def _step(step: MilestoneRow, as_of: date) -> Step:
    look = words.look_of(step)
    told = "" if step.kind == "end" else look.label
    if step.done_on:
        told = f"faite le {french.day(step.done_on)}"
    elif step.late:
        told = french.late_by(step.due_on, as_of).lower()
    return Step(french.long_day(step.due_on), look, step.label, told)


def _row(row: PicturedConvention, as_of: date) -> tuple[Cell, ...]:
    ends = french.day(row.ends_on) if row.ends_on else f"{NOT_GIVEN}e"
    step = words.next_step(row, as_of)
    return french.typeset(row.title), ends, words.left(row.months_left), step or NOT_GIVEN

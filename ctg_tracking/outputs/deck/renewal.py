"""The renewal: the steps of one convention, or a table of several, those with late steps first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from ctg_tracking.figures.picture import PicturedConvention
from ctg_tracking.figures.renewals import MilestoneRow
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN, Band
from ctg_tracking.outputs import wording_renewals as words
from ctg_tracking.outputs.blocks import Block, Bullets, Cell, Line, Marked, Slide, SlideKind, Step, Steps, Table, Text
from ctg_tracking.outputs.deck.ground import Ground

SOURCE = "conventions"
MOST = 10
"""Conventions listed; the others are counted."""
NO_END = "Date de fin non renseignée : aucune étape ne peut être calculée. Complétez la fiche de la convention."
TO_CHECK = "Étapes comptées à rebours de la fin, à vérifier avec la Caf."


def renewal(ground: Ground, most: int | None = MOST) -> Iterable[Slide]:
    """The steps of the one convention, else the table of those looked at, at most so many (None: all)."""
    if ground.only:
        blocks: tuple[Block, ...] = tuple(_one(ground.only, ground.as_of))
    else:
        blocks = tuple(_several(ground.shown.conventions, ground.as_of, most))
    title = "Renouvellement de la convention" if ground.only else "Renouvellements"
    origins = (row.origin for row in ground.shown.conventions)
    yield Slide("renouvellement", SlideKind.RENEWAL, title, blocks, ground.note(SOURCE, *origins), ground.limits)


def _one(row: PicturedConvention, as_of: date) -> Iterable[Block]:
    if row.renewed_by:
        yield Text(f"Renouvelée par {row.renewed_by}", Band.RENEWED.look)
    if row.ends_on is None:
        yield Text(french.typeset(NO_END))
    else:
        band = row.band.look if row.band and row.band is not Band.RENEWED else None
        yield Text(f"Fin le {french.long_day(row.ends_on)} ({words.left(row.months_left)})", band)
    if row.milestones:
        yield Steps("Étapes du renouvellement", tuple(_step(step, as_of) for step in row.milestones))
        yield Text(TO_CHECK, soft=True)


def _step(step: MilestoneRow, as_of: date) -> Step:
    look = words.look_of(step)
    told = french.late_by(step.due_on, as_of).lower() if step.late else "" if step.kind == "end" else look.label
    return Step(french.long_day(step.done_on or step.due_on), look, step.label, told)


def _several(rows: Sequence[PicturedConvention], as_of: date, most: int | None) -> Iterable[Block]:
    yield Bullets(tuple(_bands(rows)))
    awaited = [row for row in rows if row.renewed_by is None and row.band not in (None, Band.LATER)]
    awaited.sort(key=lambda row: (-words.late_steps(row.milestones), row.ends_on or date.max))
    if awaited:
        table = tuple(_row(row, as_of) for row in awaited[:most])
        columns = ("Convention", "Fin", "Prochaine étape")
        yield Table("Conventions à renouveler, étapes en retard d’abord", columns, table, (0.25, 0.23, 0.52))
    if (rest := len(awaited[most:]) if most is not None else 0) > 0:
        yield Text(f"et {french.counted(rest, 'autre convention')}", soft=True)


def _bands(rows: Iterable[PicturedConvention]) -> Iterable[Line]:
    counted = Counter(row.band for row in rows)
    for band in Band:
        if counted[band]:
            yield Line(f"{band.label}{french.NARROW}: {french.counted(counted[band], 'convention')}", band.look)
    if counted[None]:
        yield Line(f"Date de fin {NOT_GIVEN}e{french.NARROW}: {french.counted(counted[None], 'convention')}")


def _row(row: PicturedConvention, as_of: date) -> tuple[Cell, ...]:
    end = f"{french.day(row.ends_on)} ({words.left(row.months_left)})"
    step = words.next_step(row, as_of) or f"{NOT_GIVEN}e"
    return french.typeset(row.territory), Marked(row.band.look, end) if row.band else end, step

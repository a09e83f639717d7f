"""Tables of a plan in documents: its actions axe by axe, what of it is late, its indicators. Bodies, never persons."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ctg_tracking.figures.picture import PicturedAction, PicturedIndicator
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN
from ctg_tracking.outputs import wording
from ctg_tracking.outputs.blocks import Block, Cell, Marked, Section, Table, Text
from ctg_tracking.outputs.deck.actions import bodies, due, state, titled
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.indicators import quantity

NEVER = "jamais renseignée"


def axe_sections(ground: Ground, level: int) -> Iterator[Section]:
    """A section for each axe, in the order of the plan: its counts, then its actions and their operations."""
    counted = {row.axe_id: row.counts for row in ground.summary.axes}
    for _axe, rows in groupby(ground.shown.actions, key=lambda row: (row.convention_id, row.axe_id)):
        listed = tuple(rows)
        label = listed[0].axe_label if listed[0].axe_id is not None else None
        counts = counted.get(listed[0].axe_id)
        title = wording.axe(label) if label else f"{_level(ground)} {NOT_GIVEN}"
        blocks: list[Block] = (
            [Text(", ".join(filter(None, (wording.engaged(counts), wording.late(counts)))))] if counts else []
        )
        yield Section(title, (*blocks, actions_table(ground, listed, "Actions")), level)


def actions_table(ground: Ground, rows: Sequence[PicturedAction], caption: str) -> Table:
    """Actions with their state, their due date, the bodies that carry them and their last report."""
    columns = ("Action", "État", "Échéance", "Porté par", "Dernier point")
    return Table(caption, columns, tuple(_action(ground, row) for row in rows), (0.38, 0.17, 0.16, 0.17, 0.12))


def late_table(ground: Ground) -> tuple[Block, ...]:
    """The late fiches, the longest late first, with what was told to block them."""
    rows = sorted((row for row in ground.fiches if row.late), key=lambda row: row.due_on or date.max)
    if not rows:
        return (Text("Aucune action en retard."),)
    columns = ("Action", "Retard", "Porté par", "Dernier point et blocage signalé")
    return (Table("Actions en retard", columns, tuple(_late(ground, row) for row in rows), (0.4, 0.18, 0.18, 0.24)),)


def indicators_table(rows: Iterable[PicturedIndicator]) -> tuple[Block, ...]:
    """Indicators with the value they start from, their last value with its date and source, and their target."""
    told = tuple(map(_indicator, rows))
    if not told:
        return (Text("Aucun indicateur."),)
    columns = ("Indicateur", "Départ", "Dernière valeur", "Cible", "Atteinte")
    return (Table("Indicateurs du plan", columns, told, (0.32, 0.14, 0.24, 0.15, 0.15)),)


def last_report(row: PicturedAction) -> str:
    """`12/03/2026`, « jamais renseignée »."""
    return french.day(row.last_report_on) if row.last_report_on else NEVER


def _level(ground: Ground) -> str:
    return ground.only.level1_name if ground.only else "Axe"


def _action(ground: Ground, row: PicturedAction) -> tuple[Cell, ...]:
    title = titled(row)
    named = title if row.fiche is None else french.typeset(f"Opération : {title}")
    return named, state(row), due(row, ground), bodies(row), last_report(row)


def _late(ground: Ground, row: PicturedAction) -> tuple[Cell, ...]:
    since = french.late_by(row.due_on, ground.as_of) if row.due_on else LATE.label
    told = [last_report(row)]
    if row.blocking_text:
        told.append(french.typeset(f"blocage : {row.blocking_text}"))
    return titled(row), Marked(LATE, since), bodies(row), " · ".join(told)


def _indicator(row: PicturedIndicator) -> tuple[Cell, ...]:
    about = row.action_title or row.heading
    name = f"{row.name} ({about})" if about else row.name
    goal = french.typeset(row.target_text) if row.target_text else quantity(row, row.target)
    rate = french.percent(row.rate) if row.rate is not None else ""
    reached = ", ".join(filter(None, (rate, french.typeset(row.reason or ""))))
    return (
        french.typeset(name),
        _dated(quantity(row, row.baseline), row.baseline_on),
        _value(row),
        _dated(goal, row.target_on),
        reached,
    )


def _value(row: PicturedIndicator) -> str:
    if row.value is None and not row.text:
        return NOT_GIVEN
    source = f"source : {row.value_source}" if row.value_source else "source non renseignée"
    simulated = row.value_origin.label.lower() if row.value_origin else ""
    told = (_dated(quantity(row, row.value, row.text), row.value_on), source, simulated)
    return french.typeset(" · ".join(filter(None, told)))


def _dated(words: str, on: date | None) -> str:
    return f"{words} au {french.day(on)}" if on and words != NOT_GIVEN else words

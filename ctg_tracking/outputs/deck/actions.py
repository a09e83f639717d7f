"""Slides of actions: an axe with its actions, then the actions chosen, one each. Bodies are named, never persons."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.picture import PicturedAction
from ctg_tracking.figures.since_last import Move
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN, Origin, Status
from ctg_tracking.outputs import wording
from ctg_tracking.outputs.blocks import Block, Bullets, Cell, Line, Marked, Slide, SlideKind, Table, Text
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.heard import Heard

SOURCE = "points d’étape"
MOST_DONE = 5
"""Actions done since the last committee that are shown when none was chosen."""
NO_BODY = "aucun organisme renseigné"


def axes(ground: Ground) -> Iterable[Slide]:
    """Each axe of the one convention, in the order of its plan: its counts, then its actions."""
    if ground.only is None:
        return
    filed: dict[int | None, list[PicturedAction]] = defaultdict(list)
    for fiche in ground.fiches:
        filed[fiche.axe_id].append(fiche)
    for row in ground.summary.axes:
        fiches = filed[row.axe_id]
        yield Slide(
            f"axe-{row.axe_id or 'aucun'}",
            SlideKind.AXE,
            wording.named(row) if row.axe_id else f"{ground.only.level1_name} {NOT_GIVEN}",
            (Text(_counted(row.counts)), table(ground, fiches)),
            note(ground, fiches),
            ground.limits,
        )


def _counted(counts: Counts) -> str:
    silent = f"{french.counted(counts.stale, 'action')} sans nouvelle" if counts.stale else ""
    told = (wording.engaged(counts), french.counted(counts.done, "réalisée"), wording.late(counts), silent)
    return " · ".join(filter(None, told))


def chosen(ground: Ground, shown: Collection[int] | None, apart: Collection[int], heard: Heard) -> Iterable[Slide]:
    """The actions chosen; by default those done since the last committee that are no points of the agenda (`apart`)."""
    done = [action_id for action_id in _done_since(ground) if action_id not in apart]
    wanted = done[:MOST_DONE] if shown is None else shown
    known = {row.action_id: row for row in ground.shown.actions}
    for action_id in wanted:
        if row := known.get(action_id):
            yield _action(ground, row, heard)


def table(ground: Ground, rows: Sequence[PicturedAction]) -> Table:
    """Actions with their state, their due date and the bodies that carry them."""
    return Table(
        "Actions",
        ("Action", "État", "Échéance", "Porté par"),
        tuple((titled(row), state(row), due(row, ground), bodies(row)) for row in rows),
        (0.41, 0.2, 0.19, 0.2),
    )


def titled(row: PicturedAction) -> str:
    """`12. Ouvrir une crèche`."""
    code = f"{row.code.rstrip('.')}. " if row.code else ""
    return french.typeset(f"{code}{row.title}")


def state(row: PicturedAction) -> Marked:
    """`► En cours, 50 %`: a percent says nothing more of what is done, or not begun."""
    begun = row.percent if row.status is not Status.DONE else None
    return Marked(row.status.look, f"{row.status.label}, {french.percent(begun)}" if begun else row.status.label)


def bodies(row: PicturedAction) -> str:
    """The bodies that carry an action; a person may be its pilot, whom nothing projected names."""
    return french.typeset(french.listed(row.bodies)) if row.bodies else NO_BODY


def due(row: PicturedAction, ground: Ground) -> Cell:
    """`▲ En retard de 4 mois`, `30/06/2026`, the words of the plan, else « non renseignée »."""
    if row.late and row.due_on:
        return Marked(LATE, french.late_by(row.due_on, ground.as_of))
    if row.due_on:
        return french.day(row.due_on)
    return _awaited(row)


def standing(row: PicturedAction, ground: Ground) -> Iterable[Text]:
    """How an action stands: its status, its due date and its confidence; since when it is late."""
    percent = french.percent(row.percent) if row.percent is not None else ""
    confidence = f"objectif{french.NARROW}: {row.confidence.label.lower()}" if row.confidence else ""
    awaited = "" if row.late else f"échéance{french.NARROW}: {_awaited(row)}"
    told = (f"{row.status.label}{origin(row.report_origin)}", percent, awaited, confidence)
    yield Text(" · ".join(filter(None, told)), row.status.look)
    if row.late and row.due_on:
        late = french.late_by(row.due_on, ground.as_of)
        yield Text(f"{late}{french.NARROW}: attendue le {french.long_day(row.due_on)}", LATE)


def _awaited(row: PicturedAction) -> str:
    if row.due_on:
        return french.long_day(row.due_on)
    return french.typeset(row.calendar_text) if row.calendar_text else f"{NOT_GIVEN}e"


def said(row: PicturedAction) -> Iterable[Line]:
    """What was reported: what blocks first, then what was done and what is next."""
    told = (
        ("Décision attendue", row.decision_wanted),
        ("Blocage signalé", row.blocking_text),
        ("Motif", row.reason),
        ("Reprise prévue", french.long_day(row.resumes_on) if row.resumes_on else None),
        ("Fait", row.done_text),
        ("À venir", row.next_text),
    )
    return (Line(field(name, words)) for name, words in told if words)


def carried(row: PicturedAction) -> Iterable[Line]:
    """The bodies that carry it, the communes it serves when it names some."""
    if row.bodies:
        yield Line(field("Porté par", french.listed(row.bodies)))
    if row.communes:
        yield Line(field("Communes", french.listed(name for _key, _code, name in row.communes)))


def field(name: str, words: str) -> str:
    """`Blocage signalé : un poste à pourvoir`."""
    return french.typeset(f"{name}{french.NARROW}: {words}")


def origin(value: Origin | None) -> str:
    """` (simulé)` or ` (document)` on a demonstration value, nothing in a real store."""
    return f" ({value.label.lower()})" if value else ""


def note(ground: Ground, rows: Iterable[PicturedAction]) -> str:
    """The foot of a slide of actions."""
    return ground.note(SOURCE, *(found for row in rows for found in (row.origin, row.report_origin)))


def _action(ground: Ground, row: PicturedAction, heard: Heard) -> Slide:
    last = (
        f"Dernier point{french.NARROW}: {french.long_day(row.last_report_on)}"
        if row.last_report_on
        else "Jamais renseignée"
    )
    blocks: tuple[Block, ...] = (*standing(row, ground), Text(last))
    if items := (*said(row), *carried(row)):
        blocks = (*blocks, Bullets(items))
    return Slide(
        f"action-{row.key}",
        SlideKind.ACTION,
        titled(row),
        blocks,
        note(ground, (row,)),
        ground.under(row.convention_id, wording.axe(row.axe_label) if row.axe_label else ""),
        news=heard.of_action(row.action_id),
    )


def _done_since(ground: Ground) -> Iterable[int]:
    moved = ground.since.actions if ground.since else ()
    rows = (one.row for one in moved if one.move is Move.DONE and one.row.fiche is None)
    return (row.action_id for row in rows if row.action_id is not None)

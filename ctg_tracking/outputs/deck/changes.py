"""What changed since the last committee: two snapshots compared, its date told."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ctg_tracking.figures.since_last import Move, MovedAction, MovedIndicator
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Look, Status
from ctg_tracking.outputs.blocks import Block, Bullets, Line, Slide, SlideKind, Text
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.indicators import quantity

FIRST = "Premier comité"
TITLE = "Depuis le dernier comité"
MANY = 14
"""Beyond so many moves, the first of each kind are told, and how many others there are."""
FIRST_ONES = 4

_LOOKS = {
    Move.DONE: Status.DONE.look,
    Move.STARTED: Status.IN_PROGRESS.look,
    Move.RESUMED: Status.IN_PROGRESS.look,
    Move.PAUSED: Status.SUSPENDED.look,
    Move.SLIPPED: LATE,
    Move.DROPPED: Status.DROPPED.look,
    Move.RESTATED: Status.TO_SPECIFY.look,
}


def changes(ground: Ground) -> Slide:
    """What was done, started, slipped, dropped, and whose indicator moved, since the former committee."""
    since = ground.since
    if since is None or not since.former:
        told = f"{FIRST}{french.NARROW}: rien n’a encore été figé auquel comparer les chiffres du jour."
        return _slide(ground, FIRST, (Text(told),), "")
    return _slide(ground, TITLE, tuple(_blocks(ground)), _since(ground))


def _slide(ground: Ground, title: str, blocks: tuple[Block, ...], since: str) -> Slide:
    subtitle = " · ".join(filter(None, (since, ground.limits)))
    rows = [moved.row.report_origin for moved in ground.moved]
    return Slide("changements", SlideKind.CHANGES, title, blocks, ground.note("comités figés", *rows), subtitle)


def _since(ground: Ground) -> str:
    """« Comparé au 27 novembre 2025 »; the first and the last day when conventions had different committees."""
    assert ground.since is not None
    days = sorted({day for _committee, day in ground.since.former.values()})
    first = len(ground.picture.conventions) - len(ground.since.former)
    told = f"Comparé au {french.long_day(days[-1])}"
    if len(days) > 1:
        told = f"Comparé au dernier comité de chacune, du {french.day(days[0])} au {french.day(days[-1])}"
    return f"{told} ({french.counted(first, 'convention')} sans comité précédent)" if first else told


def _blocks(ground: Ground) -> Iterable[Block]:
    assert ground.since is not None
    if not ground.moved and not ground.measured:
        yield Text("Aucun statut, aucune échéance et aucun indicateur n’a changé.")
        return
    most = FIRST_ONES if len(ground.moved) + len(ground.measured) > MANY else None
    for move, moved in groupby(ground.moved, key=lambda one: one.move):
        rows = tuple(moved)
        items = [_line(ground, one) for one in rows[:most]]
        yield Bullets(_told(items, len(rows)), f"{move.label}{french.NARROW}: {french.number(len(rows))}")
    if ground.measured:
        away_first = sorted(ground.measured, key=lambda one: one.better is not False) if most else ground.measured
        lines = [_measured(ground, one) for one in away_first[:most]]
        count = french.number(len(ground.measured))
        yield Bullets(
            _told(lines, len(ground.measured)), f"Indicateurs dont la valeur a changé{french.NARROW}: {count}"
        )


def _told(items: Sequence[Line], count: int) -> tuple[Line, ...]:
    rest = count - len(items)
    return (*items, Line(f"et {french.counted(rest, 'autre')}")) if rest else tuple(items)


def _line(ground: Ground, moved: MovedAction) -> Line:
    row = moved.row
    place = ground.place(row.convention_id)
    title = french.typeset(f"{row.title} ({place})" if place else row.title)
    return Line(title, _LOOKS.get(moved.move), _detail(moved))


def _detail(moved: MovedAction) -> str:
    before, after = moved.before, moved.after
    if moved.move is Move.SLIPPED and before and after:
        return f"du {french.day(before.due_on)} au {french.day(after.due_on)}"
    if moved.move in (Move.PAUSED, Move.DROPPED, Move.RESTATED) and after:
        why = french.typeset(f"{french.NARROW}: {after.reason}") if after.reason else ""
        return f"{after.status.label}{why}"
    return ""


def _measured(ground: Ground, moved: MovedIndicator) -> Line:
    before, after = moved.before, moved.after
    was = french.number(before.value) if before.value is not None else quantity(before, None, before.text)
    told = f"{was} → {quantity(after, after.value, after.text)}"
    look = _SENSE.get(moved.better)
    place = ground.place(after.convention_id)
    name = f"{after.name} ({place})" if place else after.name
    words = f"{name} : {told} ({look.label})" if look else f"{name} : {told}"
    return Line(french.typeset(words), look)


_SENSE: dict[bool | None, Look] = {
    True: Look("vers l’objectif", "●", Status.DONE.look.colour),
    False: Look("s’éloigne de l’objectif", "▲", LATE.colour),
}

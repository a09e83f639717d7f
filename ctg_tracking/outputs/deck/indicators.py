"""Slides of indicators: the results chosen, then each indicator with its target and its curve."""

from collections.abc import Collection, Iterable, Sequence

from ctg_tracking.figures.picture import PicturedIndicator
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN, Direction, Nature
from ctg_tracking.outputs.blocks import Block, Curve, Figure, Figures, Slide, SlideKind, Text
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.heard import Heard
from ctg_tracking.outputs.deck.measuring import clipped

SOURCE = "valeurs relevées"
RESULTS = 3
"""Results shown at the head of a deck."""
MOST = 8
"""Indicators shown when none was chosen."""
CURVE = 2
"""Values that make a curve."""
_MEASURED = {Nature.RESULT: 0, Nature.OUTPUT: 1}
_TOLD_POINTS = 3


def results(ground: Ground, chosen: Collection[int] | None) -> Iterable[Slide]:
    """Up to three results; no slide when none is measured.

    When none was chosen: indicators of result then of output that have a value, those with a target first, then the
    best followed (the most values), whether they are good or bad.
    """
    shown = (_chosen(ground, chosen) if chosen is not None else _best_measured(ground))[:RESULTS]
    if shown:
        blocks = (Figures(tuple(_result(ground, row) for row in shown)),)
        yield Slide("resultats", SlideKind.RESULTS, "Résultats", blocks, note(ground, shown), ground.limits)


def indicators(ground: Ground, chosen: Collection[int] | None, heard: Heard) -> Iterable[Slide]:
    """The indicators chosen; by default those that have a curve, at most eight, in the order of the plan."""
    rows = _chosen(ground, chosen) if chosen is not None else _with_a_curve(ground)
    for row in rows:
        yield _slide(ground, row, heard)


def standing(row: PicturedIndicator) -> Iterable[Block]:
    """Its last value, where it comes from and where it goes; the words of a qualitative one."""
    if row.qualitative:
        on = f" ({french.day(row.value_on)})" if row.value_on else ""
        yield Text(french.typeset(f"{row.text}{on}{_origin(row)}" if row.text else _awaited(row)))
    else:
        yield Figures(tuple(_figures(row)))
    if row.target_text and row.target is None:
        yield Text(french.typeset(f"Objectif : {row.target_text}"))


def quantity(row: PicturedIndicator, value: float | None, text: str | None = None) -> str:
    """`25 places`; the words of a qualitative indicator; « non renseigné »."""
    if value is None:
        return french.typeset(text) if text else NOT_GIVEN
    return f"{french.number(value)}\u00a0{row.unit}" if row.unit else french.number(value)


def note(ground: Ground, rows: Sequence[PicturedIndicator]) -> str:
    """The foot of a slide of indicators, with the source of the value when there is one."""
    only = rows[0].value_source if len(rows) == 1 else None
    source = french.typeset(only) if only and len(only) <= _LONGEST_SOURCE else SOURCE
    return ground.note(source, *(row.value_origin for row in rows))


_LONGEST_SOURCE = 30
_LONGEST_NAME = 120
"""Characters of a name at the head of a deck; the slide of the indicator has it whole."""
_LONGEST_VALUE = 14
"""Characters of 48 px over a third of the width."""


def _chosen(ground: Ground, ids: Collection[int]) -> list[PicturedIndicator]:
    known = {row.indicator_id: row for row in ground.shown.indicators}
    return [known[id_] for id_ in ids if id_ in known]


def _best_measured(ground: Ground) -> list[PicturedIndicator]:
    rows = [row for row in ground.shown.indicators if row.nature in _MEASURED and row.value is not None]
    return sorted(rows, key=lambda row: (_MEASURED[row.nature or Nature.OUTPUT], row.rate is None, -len(row.curve)))


def _with_a_curve(ground: Ground) -> list[PicturedIndicator]:
    """Those of one convention; across several, the best followed of each."""
    rows = [row for row in ground.shown.indicators if len(row.curve) >= CURVE]
    if ground.only is None:
        best: dict[int, PicturedIndicator] = {}
        for row in sorted(rows, key=lambda row: -len(row.curve)):
            best.setdefault(row.convention_id, row)
        rows = list(best.values())
    return rows[:MOST]


def _result(ground: Ground, row: PicturedIndicator) -> Figure:
    on = f"au {french.day(row.value_on)}" if row.value_on else ""
    place = ground.place(row.convention_id)
    name = clipped(row.name, _LONGEST_NAME)
    name = f"{name} ({place})" if place else name
    if row.value is None:
        told = clipped(row.text, _LONGEST_NAME) if row.text else "aucune valeur"
        return Figure("—", french.typeset(" · ".join(filter(None, (name, told, on)))))
    reached = f"cible {_goal(row)}" if row.target is not None or row.target_text else f"cible {NOT_GIVEN}e"
    whole = quantity(row, row.value)
    short = len(whole) <= _LONGEST_VALUE
    unit = "" if short else f" ({row.unit})"
    words = french.typeset(" · ".join(filter(None, (f"{name}{unit}", reached, _rate(row), on))))
    return Figure(whole if short else french.number(row.value), words)


def _slide(ground: Ground, row: PicturedIndicator, heard: Heard) -> Slide:
    code = f"{row.code.rstrip('.')}. " if row.code else ""
    return Slide(
        f"indicateur-{row.key}",
        SlideKind.INDICATOR,
        french.typeset(f"{code}{row.name}"),
        (*standing(row), *_curve(row)),
        note(ground, (row,)),
        ground.under(row.convention_id, row.action_title or row.heading or ""),
        news=heard.of_indicator(row.indicator_id),
    )


def _figures(row: PicturedIndicator) -> Iterable[Figure]:
    if row.value is None:
        yield Figure("—", french.typeset(_awaited(row)))
    else:
        on = f"au {french.day(row.value_on)}" if row.value_on else "dernière valeur"
        yield _figure(row, row.value, f"{on}{_origin(row)}")
    since = f" au {french.day(row.baseline_on)}" if row.baseline_on else ""
    yield _figure(row, row.baseline, f"valeur de départ{since}")
    until = f" au {french.day(row.target_on)}" if row.target_on else ""
    if row.target is not None or not row.target_text:
        yield _figure(row, row.target, f"cible{until}")
    yield Figure(french.percent(row.rate) if row.rate is not None else "—", _reached(row))


def _figure(row: PicturedIndicator, value: float | None, words: str) -> Figure:
    if value is None:
        return Figure("—", f"{words}{french.NARROW}: {NOT_GIVEN}e")
    unit = f"{row.unit} · " if row.unit and len(row.unit) > 2 else ""
    short = f"{french.number(value)}\u00a0{row.unit}" if row.unit and len(row.unit) <= 2 else french.number(value)
    return Figure(short, f"{unit}{words}")


def _goal(row: PicturedIndicator) -> str:
    if row.target_text:
        return french.typeset(row.target_text)
    return french.number(row.target) if row.target is not None else NOT_GIVEN


def _reached(row: PicturedIndicator) -> str:
    return french.typeset(f"taux d’atteinte{', ' + row.reason if row.reason else ''}")


def _rate(row: PicturedIndicator) -> str:
    more = f", {row.reason}" if row.reason else ""
    return f"atteinte {french.percent(row.rate)}{more}" if row.rate is not None else ""


def _origin(row: PicturedIndicator) -> str:
    return f" ({row.value_origin.label.lower()})" if row.value_origin else ""


def _awaited(row: PicturedIndicator) -> str:
    first = f" Première valeur attendue : {french.month(row.target_on)}." if row.target_on else ""
    return f"Aucune valeur.{first}"


def _curve(row: PicturedIndicator) -> Iterable[Block]:
    if len(row.curve) < CURVE:
        if row.curve:
            yield Text("Une seule valeur relevée : pas encore de courbe.", soft=True)
        return
    final = ((row.target_on, row.target),) if row.target is not None else ()
    yield Curve(
        caption=french.typeset(row.name),
        unit=row.unit or "",
        points=row.curve,
        told=_told(row),
        baseline=None if row.baseline is None else (row.baseline_on, row.baseline),
        target=final[0] if final else None,
        targets=row.targets,
    )


def _told(row: PicturedIndicator) -> str:
    """The curve in words: its last values, and what it should reach."""
    values = [f"{french.number(value)} au {french.day(on)}" for on, value in row.curve[-_TOLD_POINTS:]]
    sense = {Direction.DOWN: ", à la baisse", Direction.KEEP: ", à maintenir", Direction.UP: ""}[row.direction]
    target = f"{french.NARROW}; cible {_goal(row)}{sense}" if row.target is not None else ""
    return french.typeset(f"{', '.join(values)}{target}")

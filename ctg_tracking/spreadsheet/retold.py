"""Actions told on two sheets, a summary and a detail: each is one action, that both sheets describe.

Two sheets tell the same actions when nearly all those of the shorter one are in the other, by title, number and
heading, and when they agree on what both say. Sheets that say otherwise of the same actions (one per commune, one per
year) are left apart, and the person is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ctg_tracking.spreadsheet.labels import code_key, title_key
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import Given, ParsedAction, ParsedPlan
from ctg_tracking.spreadsheet.text import key_words
from ctg_tracking.spreadsheet.words import Named

_NEARLY_ALL = 0.8
_FEW = 0.2
Pairs = Mapping[int, int]
"""Index of an action told again -> index of the same action told first."""


@dataclass(frozen=True, slots=True)
class _Clash:
    """A field that two sheets tell otherwise of one action."""

    field: str
    first: Given
    again: Given
    action: ParsedAction
    told: ParsedAction


def told_once(plan: ParsedPlan) -> ParsedPlan:
    """The plan with each action once, whatever the number of sheets that tell it."""
    sheets = list(dict.fromkeys(action.sheet for action in plan.actions))
    pairs: dict[int, int] = {}
    notes: list[str] = []
    for rank, sheet in enumerate(sheets):
        for other in sheets[:rank]:
            same = _same(plan.actions, other, sheet, pairs)
            if not same:
                continue
            if _agree(plan.actions, same):
                pairs |= same
                notes.append(
                    f"Les feuilles « {other} » et « {sheet} » décrivent les mêmes actions\u202f: lues ensemble."
                )
                break
            notes.append(
                f"Les feuilles « {other} » et « {sheet} » ne disent pas la même chose des mêmes actions\u202f: "
                "elles sont lues comme des actions différentes. Laissez l’une des deux de côté si ce sont les mêmes."
            )
    return joined(plan, pairs, notes) if notes else plan


def _same(actions: Sequence[ParsedAction], first: str, again: str, known: Pairs) -> Pairs:
    """The actions of a sheet that another one told first; none unless nearly all are."""
    keyed: dict[str, list[int]] = {}
    for index, action in enumerate(actions):
        if action.sheet == first and index not in known and action.parent is None and not action.refused:
            keyed.setdefault(title_key(action.title), []).append(index)
    others = [
        index
        for index, one in enumerate(actions)
        if one.sheet == again and one.parent is None and not one.refused and index not in known
    ]
    pairs: dict[int, int] = {}
    for index in others:
        found = [one for one in keyed.get(title_key(actions[index].title), []) if _alike(actions[one], actions[index])]
        if len(found) == 1 and found[0] not in pairs.values():
            pairs[index] = found[0]
    shorter = min(len(others), sum(len(indexes) for indexes in keyed.values()))
    return pairs if pairs and len(pairs) >= _NEARLY_ALL * shorter else {}


def _alike(one: ParsedAction, other: ParsedAction) -> bool:
    headings = one.heading is None or other.heading is None or one.heading == other.heading
    codes = not one.code or not other.code or code_key(one.code) == code_key(other.code)
    return headings and codes and (one.key is None or other.key is None or one.key == other.key)


def _agree(actions: Sequence[ParsedAction], pairs: Pairs) -> bool:
    clashing = sum(any(True for _ in _clashes(actions[first], actions[again])) for again, first in pairs.items())
    return clashing <= _FEW * len(pairs)


def _clashes(first: ParsedAction, again: ParsedAction) -> Iterator[_Clash]:
    for field, given in again.given.items():
        known = first.given.get(field)
        if known is not None and field != "notes" and _said(known.value) != _said(given.value):
            yield _Clash(field, known, given, first, again)


def _said(value: Any) -> Any:
    """What is compared of two tellings: words by their letters, lists whatever their order."""
    if isinstance(value, tuple):
        return frozenset(key_words(one.name if isinstance(one, Named) else str(one)) for one in value)
    return key_words(value) if type(value) is str else value


# -- two tellings made one --


def joined(plan: ParsedPlan, pairs: Pairs, notes: Sequence[str]) -> ParsedPlan:
    """The plan without the actions told again, each given to the one told first; what clashes is a warning."""
    actions: list[ParsedAction] = list(plan.actions)
    clashes: list[_Clash] = []
    for again, first in pairs.items():
        clashes += _clashes(actions[first], actions[again])
        actions[first] = _with(actions[first], actions[again])
    kept = [index for index in range(len(actions)) if index not in pairs]
    places = {index: rank for rank, index in enumerate(kept)}
    places |= {again: places[first] for again, first in pairs.items()}
    return replace(
        plan,
        actions=tuple(_moved(actions[index], "parent", places) for index in kept),
        indicators=tuple(_moved(one, "action", places) for one in plan.indicators),
        problems=(*plan.problems, *(_problem(clash) for clash in clashes)),
        notes=(*plan.notes, *notes),
    )


def _with(first: ParsedAction, again: ParsedAction) -> ParsedAction:
    """An action with what another telling of it adds; what both say is said by the first."""
    more = {field: replace(one, sheet=one.sheet or again.sheet) for field, one in again.given.items()}
    given = {**more, **first.given}
    if "notes" in first.given and "notes" in again.given:
        told, other = first.given["notes"], again.given["notes"]
        given["notes"] = Given((*told.value, *(note for note in other.value if note not in told.value)), told.cell)
    heading = first.heading if first.heading is not None else again.heading
    return replace(first, given=given, heading=heading, code=first.code or again.code, key=first.key or again.key)


def _moved(part: Any, field: str, places: Mapping[int, int]) -> Any:
    index = getattr(part, field)
    return part if index is None or places[index] == index else replace(part, **{field: places[index]})


def _problem(clash: _Clash) -> Problem:
    message = (
        f"La feuille « {clash.action.sheet} » dit autre chose de cette action en {clash.first.cell}\u202f: "
        "c’est ce qui y est écrit qui est gardé."
    )
    shown = str(clash.again.value)[:200]
    return Problem(Severity.WARNING, clash.told.sheet, clash.again.cell, "", shown, message)

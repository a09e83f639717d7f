"""Which row of a file is which row of the store, and what would change. Pure; never by chance.

Identity: our own identifier; else the path of headings and the title without its number (numbers tell twins apart);
else the number within the heading, when the titles are close; else the same title, alone of its kind, elsewhere.
Blanks never erase. Rows missing from the file are listed, never deleted.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from ctg_tracking.model.words import Origin
from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.following import follow
from ctg_tracking.spreadsheet.labels import code_key, title_key
from ctg_tracking.spreadsheet.measuring import measure
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.places import Places
from ctg_tracking.spreadsheet.plan import Given, ParsedAction, ParsedHeading, ParsedPlan
from ctg_tracking.spreadsheet.preview import ActionStep, Anchor, CellChange, Change, HeadingStep, Preview
from ctg_tracking.spreadsheet.stored import StoredAction, StoredHeading, StoredPlan
from ctg_tracking.spreadsheet.text import folded, key_words
from ctg_tracking.spreadsheet.told import Decisions
from ctg_tracking.spreadsheet.words import Named

SAME_THING = 60
"""Closeness of two titles (fuzz.ratio) from which the same number under the same heading is the same row."""
WHOLE_TERRITORY = frozenset(
    (
        "toutes",
        "tout le territoire",
        "ensemble du territoire",
        "toutes les communes",
        "territoire",
        "ensemble des communes",
        "tous",
    )
)
REPORTED = frozenset(("status", "percent", "reason", "resumes_on", "as_of", "comment"))


def compare(plan: ParsedPlan, stored: StoredPlan, decisions: Decisions | None = None) -> Preview:  # noqa: ARG001
    """What applying `plan` to `stored` would do."""
    problems = list(plan.problems)
    headings = _match_headings(plan.headings, stored.headings)
    matched = _match_actions(plan, stored, headings)
    plan = _without_orphans(plan, matched, problems)
    lists = _Lists(stored, problems)
    actions = [
        _action_step(index, action, headings, matched, lists)
        for index, action in enumerate(plan.actions)
        if not action.refused
    ]
    found = set(matched.values())
    missing = [
        ActionStep(Change.MISSING, action.title, stored_id=action.id)
        for action in stored.actions
        if plan.has_plan and action.id not in found
    ]
    places = Places.of(plan, stored, headings, matched)
    followed = follow(plan, stored, places, actions, problems)
    measured = measure(plan, stored, places, problems)
    return Preview(
        plan=plan,
        headings=_heading_steps(plan, stored, headings),
        actions=followed.actions,
        missing=missing,
        reports=followed.reports,
        indicators=measured.indicators,
        values=measured.values,
        problems=tuple(sorted(problems, key=lambda one: one.severity is not Severity.ERROR)),
        refused=plan.refused_rows + followed.refused + measured.refused,
        heading_names={one.id: one.title or f"n°\u00a0{one.code}" for one in stored.headings},
    )


def _without_orphans(plan: ParsedPlan, matched: Mapping[int, int], problems: list[Problem]) -> ParsedPlan:
    """Operations of an action that is refused, and not in the store either, are refused with it."""
    lost = {index for index, action in enumerate(plan.actions) if action.refused and index not in matched}
    orphans = {index for index, action in enumerate(plan.actions) if action.parent in lost and not action.refused}
    if not orphans:
        return plan
    for index in sorted(orphans):
        one = plan.actions[index]
        message = f"« {one.title} »\u202f: l’action dont c’est une opération est refusée."
        problems.append(Problem(Severity.ERROR, one.sheet, one.cell, "Opération", one.title, message))
    actions = tuple(replace(one, refused=True) if i in orphans else one for i, one in enumerate(plan.actions))
    beside = tuple(replace(one, refused=True) if one.action in orphans else one for one in plan.indicators)
    return replace(plan, actions=actions, indicators=beside, refused_rows=plan.refused_rows + len(orphans))


# -- headings --


def _match_headings(parsed: Sequence[ParsedHeading], stored: Sequence[StoredHeading]) -> list[int | None]:
    """For each heading of the file, the id of the stored one it is, or None. Siblings are paired together."""
    under: dict[int | None, list[StoredHeading]] = {}
    for heading in stored:
        under.setdefault(heading.parent_id, []).append(heading)
    below: dict[int | None, list[int]] = {}
    for index, told in enumerate(parsed):
        below.setdefault(told.parent, []).append(index)
    found: list[int | None] = [None] * len(parsed)
    for parent in (None, *range(len(parsed))):  # a heading comes after the one above it
        above = None if parent is None else found[parent]
        if parent is None or above is not None:
            for index, match in _paired_headings(parsed, below.get(parent, []), under.get(above, [])):
                found[index] = match.id
    return found


_Likeness = Callable[[ParsedHeading, StoredHeading], bool]


def _paired_headings(
    parsed: Sequence[ParsedHeading], indexes: Sequence[int], siblings: Sequence[StoredHeading]
) -> Iterable[tuple[int, StoredHeading]]:
    """Siblings paired by ever weaker likeness; a weak one pairs only when nothing else is like it."""
    left, free = list(indexes), list(siblings)
    for likeness, alone in _LIKENESSES:
        for index in list(left):
            like = [one for one in free if likeness(parsed[index], one)]
            if like and (len(like) == 1 or not alone):
                yield index, like[0]
                left.remove(index)
                free.remove(like[0])


def _same_title(told: ParsedHeading, known: StoredHeading) -> bool:
    if told.title is None or known.title is None:
        return told.title is known.title is None
    return title_key(told.title) == title_key(known.title)


def _same_number(told: ParsedHeading, known: StoredHeading) -> bool:
    return bool(told.code and known.code) and code_key(told.code or "") == code_key(known.code or "")


_LIKENESSES: tuple[tuple[_Likeness, bool], ...] = (
    (
        lambda told, known: _same_title(told, known) and (_same_number(told, known) or told.code is known.code is None),
        False,
    ),
    (lambda told, known: told.title is not None and _same_title(told, known) and not (told.code and known.code), False),
    (lambda told, known: told.title is not None and _same_title(told, known), False),
    (lambda told, known: _same_number(told, known) and (told.title is None or known.title is None), True),
    (lambda told, known: _same_number(told, known) and _close(told.title or "", known.title or ""), True),
)
"""How a heading of the file may be a stored one, surest first; True: only when nothing else is like it."""


def _close(one: str, other: str) -> bool:
    return fuzz.ratio(title_key(one), title_key(other)) >= SAME_THING


def _heading_steps(plan: ParsedPlan, stored: StoredPlan, found: Sequence[int | None]) -> list[HeadingStep]:
    by_id = {heading.id: heading for heading in stored.headings}
    steps = []
    for index, (heading, row_id) in enumerate(zip(plan.headings, found, strict=True)):
        known = by_id[row_id] if row_id is not None else None
        changes = tuple(_heading_changes(heading, known)) if known else ()
        steps.append(HeadingStep(index, heading, row_id, changes))
    return steps


def _heading_changes(heading: ParsedHeading, known: StoredHeading) -> Iterable[CellChange]:
    if heading.title and heading.title != known.title and not (known.title and heading.title.isupper()):
        yield CellChange("title", known.title, heading.title, heading.sheet, heading.cell)
    if heading.code and code_key(heading.code) != code_key(known.code or ""):
        yield CellChange("code", known.code, heading.code, heading.sheet, heading.cell)


# -- actions --


def _match_actions(plan: ParsedPlan, stored: StoredPlan, headings: Sequence[int | None]) -> dict[int, int]:
    """Index of a row of the file -> id of the stored action it is; fiches first, then the operations within them."""
    matched: dict[int, int] = {}
    for within in (False, True):
        stored_rows = [one for one in stored.actions if (one.parent_id is not None) is within]
        for refused in (False, True):  # a refused row must not take what a valid one describes
            rows = [i for i, a in enumerate(plan.actions) if (a.parent is not None) is within and a.refused is refused]
            taken = set(matched.values())
            free = [one for one in stored_rows if one.id not in taken]
            keys = _operation_keys(matched) if within else _fiche_keys(headings)
            _pair(plan, rows, free, keys, matched, stored.reference)
    return matched


_Where = Callable[[ParsedAction], Hashable]
_Unplaced = object()


def _fiche_keys(headings: Sequence[int | None]) -> tuple[_Where, Callable[[StoredAction], Hashable]]:
    def where(action: ParsedAction) -> Hashable:
        if action.heading is None:
            return None
        found = headings[action.heading]
        return ("new", action.heading) if found is None else found

    return where, lambda one: one.heading_id


def _operation_keys(matched: Mapping[int, int]) -> tuple[_Where, Callable[[StoredAction], Hashable]]:
    def where(action: ParsedAction) -> Hashable:
        return matched.get(action.parent or 0, ("new", action.parent)) if action.parent is not None else None

    return where, lambda one: one.parent_id


def _pair(
    plan: ParsedPlan,
    indexes: Sequence[int],
    stored: Sequence[StoredAction],
    keys: tuple[_Where, Callable[[StoredAction], Hashable]],
    matched: dict[int, int],
    reference: str,
) -> None:
    """Pair rows by ever weaker keys; a stored action is paired once."""
    where, stored_where = keys
    left = dict.fromkeys(indexes)
    free = {one.id: one for one in stored}

    def take(index: int, one: StoredAction) -> None:
        matched[index] = one.id
        del free[one.id], left[index]

    for index in list(left):
        known = identifiers.stored_id(plan.actions[index].key, reference, "A")
        if known in free:
            take(index, free[known])
    rounds: tuple[tuple[_Where, Callable[[StoredAction], Hashable]], ...] = (
        (
            lambda a: (where(a), title_key(a.title), code_key(a.code or "")),
            lambda s: (stored_where(s), title_key(s.title), code_key(s.code or "")),
        ),
        (lambda a: (where(a), title_key(a.title)), lambda s: (stored_where(s), title_key(s.title))),
    )
    for file_key, store_key in rounds:
        found = _grouped(free.values(), store_key)
        for index in list(left):
            candidates = found.get(file_key(plan.actions[index]))
            if candidates:
                take(index, candidates.pop(0))
    numbered = _grouped((one for one in free.values() if one.code), lambda s: (stored_where(s), code_key(s.code or "")))
    for index in list(left):
        action = plan.actions[index]
        close = [
            one
            for one in numbered.get((where(action), code_key(action.code)), [])
            if one.id in free and _close(one.title, action.title)
        ] if action.code else []  # fmt: skip
        if len(close) == 1:
            take(index, close[0])
    _pair_moved(plan, left, free, take)


def _pair_moved(
    plan: ParsedPlan,
    left: Mapping[int, None],
    free: Mapping[int, StoredAction],
    take: Callable[[int, StoredAction], None],
) -> None:
    """A title alone of its kind on both sides has moved to another heading."""
    elsewhere = _grouped(free.values(), lambda one: title_key(one.title))
    moved: dict[str, list[int]] = {}
    for index in left:
        moved.setdefault(title_key(plan.actions[index].title), []).append(index)
    for title, indexes in moved.items():
        candidates = elsewhere.get(title, [])
        if len(indexes) == 1 and len(candidates) == 1 and plan.actions[indexes[0]].parent is None:
            take(indexes[0], candidates[0])


def _grouped(
    actions: Iterable[StoredAction], key: Callable[[StoredAction], Hashable]
) -> dict[Hashable, list[StoredAction]]:
    found: dict[Hashable, list[StoredAction]] = {}
    for one in actions:
        found.setdefault(key(one), []).append(one)
    return found


# -- what moves --


def _action_step(
    index: int,
    action: ParsedAction,
    headings: Sequence[int | None],
    matched: Mapping[int, int],
    lists: "_Lists",
) -> ActionStep:
    stored_id = matched.get(index)
    heading = None if action.heading is None else Anchor(headings[action.heading], action.heading)
    parent = None if action.parent is None else Anchor(matched.get(action.parent), action.parent)
    given = lists.resolved(action)
    if stored_id is None:
        changes = tuple(
            CellChange(name, None, one.value, action.sheet, one.cell)
            for name, one in given.items()
            if name not in REPORTED
        )
        return ActionStep(Change.ADDED, action.title, index, action, None, heading, parent, changes)
    known = lists.actions[stored_id]
    changes = tuple(_moved(action, known, given, heading))
    change = Change.CHANGED if changes else Change.UNCHANGED
    return ActionStep(change, action.title, index, action, stored_id, heading, parent, changes)


def _moved(
    action: ParsedAction, known: StoredAction, given: Mapping[str, Given], heading: Anchor | None
) -> Iterable[CellChange]:
    if action.title != known.title and not (action.title.isupper() and not known.title.isupper()):
        yield CellChange("title", known.title, action.title, action.sheet, action.cell)
    if action.code and code_key(action.code) != code_key(known.code or ""):
        yield CellChange("code", known.code, action.code, action.sheet, action.cell)
    elsewhere = heading is not None and (heading.stored_id is None or heading.stored_id != known.heading_id)
    if elsewhere and action.parent is None:
        yield CellChange("heading_id", known.heading_id, heading, action.sheet, action.cell)
    for name, one in given.items():
        if name in REPORTED:
            continue
        before = known.fields.get(name)
        if not _same(before, one.value):
            yield CellChange(name, before, one.value, action.sheet, one.cell)


def _same(before: Any, after: Any) -> bool:
    if isinstance(after, tuple):
        return {folded(one) for one in before or ()} == {folded(one) for one in after}
    if isinstance(after, bool):
        return bool(before) == after
    return bool(before == after)


class _Lists:
    """Names of a file brought to the names the store knows: actors by alias, themes by label, communes by name."""

    def __init__(self, stored: StoredPlan, problems: list[Problem]) -> None:
        self.stored, self.problems = stored, problems
        self.actions = {action.id: action for action in stored.actions}

    def resolved(self, action: ParsedAction) -> dict[str, Given]:
        """What a row gives, its lists as tuples of names."""
        given = dict(action.given)
        for name in ("pilots", "partners"):
            if name in given:
                given[name] = Given(self._actors(given[name].value), given[name].cell)
        if "themes" in given:
            labels = (self.stored.themes.get(key_words(word), word) for word in given["themes"].value)
            given["themes"] = Given(tuple(dict.fromkeys(labels)), given["themes"].cell)
        if "communes" in given:
            codes = self._communes(action, given["communes"])
            if codes:
                given["communes"] = Given(codes, given["communes"].cell)
            else:
                del given["communes"]
        if "origin" in given:
            given["origin"] = Given(Origin(given["origin"].value), given["origin"].cell)
        return given

    def _actors(self, names: Iterable[Named]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.stored.actors.get(folded(one.name), one.name) for one in names))

    def _communes(self, action: ParsedAction, told: Given) -> tuple[str, ...]:
        codes: list[str] = []
        for word in told.value:
            code = self.stored.communes.get(key_words(word)) or self.stored.communes.get(word)
            if code is not None:
                codes.append(code)
            elif key_words(word) not in WHOLE_TERRITORY:
                message = f"« {word} » n’est pas une commune de ce territoire\u202f; elle n’est pas retenue."
                self.problems.append(
                    Problem(Severity.WARNING, action.sheet, told.cell, "Communes concernées", word, message)
                )
        return tuple(dict.fromkeys(codes))

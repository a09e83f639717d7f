"""Cells that move: what a row says, beside what is stored of the action it is, by the strategy of the import."""

from collections.abc import Iterable, Mapping
from typing import Any

from ctg_tracking.model.words import Origin
from ctg_tracking.spreadsheet.blanks import EMPTY, Blanks, is_blank
from ctg_tracking.spreadsheet.labels import code_key
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import Given, ParsedAction, ParsedPlan
from ctg_tracking.spreadsheet.preview import ActionStep, Anchor, CellChange, Change
from ctg_tracking.spreadsheet.stored import StoredAction, StoredPlan
from ctg_tracking.spreadsheet.text import folded, key_words
from ctg_tracking.spreadsheet.told import Strategy
from ctg_tracking.spreadsheet.words import Named

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
REPORTED = frozenset(("status", "percent", "reason", "resumes_on", "as_of", "comment", "notes"))
"""What a row says of the progress of an action, compared with its reports."""


class Comparing:
    """Compares rows with the actions they are; names of the file are brought to those the store knows."""

    def __init__(self, plan: ParsedPlan, stored: StoredPlan, strategy: Strategy, problems: list[Problem]) -> None:
        self.stored, self.problems = stored, problems
        self.fill = strategy is Strategy.FILL
        self.blanks = Blanks(plan, problems) if strategy is Strategy.REPLACE else None
        self.actions = {action.id: action for action in stored.actions}

    def step(
        self, index: int, action: ParsedAction, stored_id: int | None, heading: Anchor | None, parent: Anchor | None
    ) -> ActionStep:
        """What becomes of a row: an action added, changed or as it is."""
        given = self._resolved(action)
        if stored_id is None:
            changes = tuple(
                CellChange(name, None, one.value, one.sheet or action.sheet, one.cell) for name, one in given.items()
            )
            return ActionStep(Change.ADDED, action.title, index, action, None, heading, parent, changes)
        known = self.actions[stored_id]
        changes = tuple(
            one for one in self._moved(action, known, given, heading) if not self.fill or is_blank(one.before)
        )
        change = Change.CHANGED if changes else Change.UNCHANGED
        return ActionStep(change, action.title, index, action, stored_id, heading, parent, changes)

    def _moved(
        self, action: ParsedAction, known: StoredAction, given: Mapping[str, Given], heading: Anchor | None
    ) -> Iterable[CellChange]:
        if action.title != known.title and not (action.title.isupper() and not known.title.isupper()):
            yield CellChange("title", known.title, action.title, action.sheet, action.cell)
        if action.code and code_key(action.code) != code_key(known.code or ""):
            yield CellChange("code", known.code, action.code, action.sheet, action.cell)
        elsewhere = heading is not None and (heading.stored_id is None or heading.stored_id != known.heading_id)
        if elsewhere and action.parent is None:
            yield CellChange("heading_id", known.heading_id, heading, action.sheet, action.cell)
        for name, one in given.items():
            before = known.fields.get(name)
            if not _same(before, one.value):
                yield CellChange(name, before, one.value, one.sheet or action.sheet, one.cell)
        if self.blanks is not None:
            yield from _erased(action, known, given, self.blanks)

    # -- names --

    def _resolved(self, action: ParsedAction) -> dict[str, Given]:
        """What a row gives but its progress, its lists as tuples of names."""
        given = {name: one for name, one in action.given.items() if name not in REPORTED}
        for name in ("pilots", "partners"):
            if name in given:
                given[name] = _valued(given[name], self._actors(given[name].value))
        if "themes" in given:
            labels = (self.stored.themes.get(key_words(word), word) for word in given["themes"].value)
            given["themes"] = _valued(given["themes"], tuple(dict.fromkeys(labels)))
        if "communes" in given:
            codes = self._communes(action, given["communes"])
            if codes is not None:
                given["communes"] = _valued(given["communes"], codes)
            else:
                del given["communes"]
        if "origin" in given:
            given["origin"] = _valued(given["origin"], Origin(given["origin"].value))
        return given

    def _actors(self, names: Iterable[Named]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.stored.actors.get(folded(one.name), one.name) for one in names))

    def _communes(self, action: ParsedAction, told: Given) -> tuple[str, ...] | None:
        """Codes of the communes named; None when none is known. Empty: the whole territory, as when none is named."""
        codes: list[str] = []
        whole = False
        for word in told.value:
            code = self.stored.communes.get(key_words(word)) or self.stored.communes.get(word)
            if code is not None:
                codes.append(code)
            elif key_words(word) in WHOLE_TERRITORY:
                whole = True
            else:
                message = f"« {word} » n’est pas une commune de ce territoire\u202f; elle n’est pas retenue."
                self.problems.append(
                    Problem(
                        Severity.WARNING, told.sheet or action.sheet, told.cell, "Communes concernées", word, message
                    )
                )
        if not codes and not (whole and self.blanks):
            return None
        return tuple(dict.fromkeys(codes))


def _valued(told: Given, value: Any) -> Given:
    """The same cell, its value brought to what the store holds."""
    return Given(value, told.cell, told.sheet)


def _same(before: Any, after: Any) -> bool:
    if isinstance(after, tuple):
        return {folded(one) for one in before or ()} == {folded(one) for one in after}
    if isinstance(after, bool):
        return bool(before) == after
    return bool(before == after)


def _erased(
    action: ParsedAction, known: StoredAction, given: Mapping[str, Given], blanks: Blanks
) -> Iterable[CellChange]:
    for name, cell in blanks.of_action(action).items():
        before = known.code if name == "code" else known.fields.get(name)
        if name not in given and not is_blank(before):
            yield CellChange(name, before, EMPTY.get(name), action.sheet, cell)

"""Indicators and dated values of a file, compared with those of the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ctg_tracking.model.words import Direction, Origin
from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.places import NoSuchPlaceError, Places
from ctg_tracking.spreadsheet.plan import ActionRef, Given, ParsedIndicator, ParsedPlan, ParsedValue
from ctg_tracking.spreadsheet.preview import Anchor, CellChange, Change, IndicatorStep, ValueStep
from ctg_tracking.spreadsheet.stored import StoredIndicator, StoredPlan, StoredValue
from ctg_tracking.spreadsheet.text import key_words


@dataclass(frozen=True)
class Measured:
    """Steps on indicators and values, and how many rows were refused on the way."""

    indicators: Sequence[IndicatorStep]
    values: Sequence[ValueStep]
    refused: int


@dataclass(frozen=True, slots=True)
class _Owner:
    """What an indicator measures: an action, an axe, or (neither) the convention."""

    action: Anchor | None = None
    heading: Anchor | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """An indicator there will be: its place in the steps or in the store."""

    anchor: Anchor
    owner: _Owner
    name: str


def measure(plan: ParsedPlan, stored: StoredPlan, places: Places, problems: list[Problem]) -> Measured:
    """Compare every indicator and value of the file with those of the store."""
    return _Measuring(plan, stored, places, problems).measured()


class _Measuring:
    def __init__(self, plan: ParsedPlan, stored: StoredPlan, places: Places, problems: list[Problem]) -> None:
        self.plan, self.stored, self.places, self.problems = plan, stored, places, problems
        self.refused = 0
        self.steps: list[IndicatorStep] = []
        self.known: dict[str, list[_Known]] = {}
        self.stored_by_key = {(_stored_owner(one), key_words(one.name)): one for one in stored.indicators}
        self.stored_ids = {one.id for one in stored.indicators}
        self.only_words = _only_words(plan.values)

    def measured(self) -> Measured:
        seen: dict[tuple[_Owner, str], int] = {}
        for parsed in self.plan.indicators:
            if not parsed.refused:
                self._indicator(parsed, seen)
        for (owner, key), one in self.stored_by_key.items():
            if (owner, key) not in seen:
                self.known.setdefault(key, []).append(_Known(Anchor(stored_id=one.id), owner, one.name))
        dated: dict[tuple[Anchor, date], ValueStep] = {}
        for value in self.plan.values:
            if not value.refused:
                self._value(value, dated)
        return Measured(self.steps, list(dated.values()), self.refused)

    # -- indicators --

    def _indicator(self, parsed: ParsedIndicator, seen: dict[tuple[_Owner, str], int]) -> None:
        known = self._identified(parsed)
        try:
            owner = _stored_owner(known) if known else self._owner(parsed.ref, parsed.action)
        except NoSuchPlaceError as missing:
            self._refuse(parsed.sheet, parsed.cell, "Action", str(parsed.ref), f"{missing}.")
            return
        key = (owner, key_words(parsed.name))
        if key in seen and known is None:
            self._complete(seen[key], parsed)
            return
        known = known or self.stored_by_key.get(key)
        fields = {name: one for name, one in parsed.given.items() if name != "origin"}
        step = self._step(parsed, owner, known, fields)
        if step is None:
            return
        seen[key] = len(self.steps)
        anchor = Anchor(stored_id=known.id) if known else Anchor(index=len(self.steps))
        self.known.setdefault(key[1], []).append(_Known(anchor, owner, parsed.name))
        self.steps.append(step)

    def _identified(self, parsed: ParsedIndicator) -> StoredIndicator | None:
        """The stored indicator our own identifier names, unless another row of the file has taken it."""
        found = identifiers.stored_id(parsed.key, self.stored.reference, "I")
        taken = any(step.stored_id == found for step in self.steps)
        return None if taken else next((one for one in self.stored.indicators if one.id == found), None)

    def _complete(self, index: int, parsed: ParsedIndicator) -> None:
        """An indicator named beside its action, then described on its own sheet, is one."""
        first = self.steps[index]
        known = next((one for one in self.stored.indicators if one.id == first.stored_id), None)
        owner = _Owner(first.action, first.heading)
        step = self._step(parsed, owner, known, dict(parsed.given)) if parsed.given else None
        if step is not None:
            self.steps[index] = step

    def _step(
        self, parsed: ParsedIndicator, owner: _Owner, known: StoredIndicator | None, given: Mapping[str, Given]
    ) -> IndicatorStep | None:
        given = {name: one for name, one in given.items() if name != "origin"}
        merged: dict[str, Any] = dict(known.fields) if known else {}
        merged |= {name: one.value for name, one in given.items()}
        direction = merged.get("direction") if known or "direction" in given else _direction(merged)
        if _contradicts(direction, merged.get("baseline"), merged.get("target")):
            place = given.get("target") or given.get("direction") or given.get("baseline")
            cell = place.cell if place else parsed.cell
            label = direction.label.lower() if direction else ""
            self._refuse(
                parsed.sheet, cell, "Cible", str(merged.get("target")),
                f"La cible ({merged.get('target'):g}) contredit la valeur de départ ({merged.get('baseline'):g})"
                f" pour un indicateur {label}.",
            )  # fmt: skip
            return None
        origin = parsed.given.get("origin")
        if known is None:
            fields = {name: one.value for name, one in given.items()}
            fields |= {"direction": direction or Direction.UP, "origin": Origin(origin.value) if origin else None}
            fields["qualitative"] = self._qualitative(parsed.name, fields)
            changes = tuple(CellChange(name, None, one.value, parsed.sheet, one.cell) for name, one in given.items())
            return IndicatorStep(
                Change.ADDED, parsed.name, None, owner.action, owner.heading, fields, changes, parsed.sheet, parsed.cell
            )
        changes = tuple(
            CellChange(name, known.fields.get(name), one.value, parsed.sheet, one.cell)
            for name, one in given.items()
            if known.fields.get(name) != one.value
        )
        change = Change.CHANGED if changes else Change.UNCHANGED
        return IndicatorStep(
            change, parsed.name, known.id, owner.action, owner.heading, {}, changes, parsed.sheet, parsed.cell
        )

    def _qualitative(self, name: str, fields: Mapping[str, Any]) -> bool:
        """An indicator of words: a target in words, or values that are all words, and no number anywhere."""
        numbers = fields.get("baseline") is not None or fields.get("target") is not None
        return not numbers and (bool(fields.get("target_text")) or key_words(name) in self.only_words)

    def _owner(self, ref: ActionRef, action: int | None) -> _Owner:
        if action is not None:
            return _Owner(action=self.places.of_file(action))
        if not ref.empty:
            return _Owner(action=self.places.action(ref))
        return _Owner(heading=self.places.axe(ref.axe)) if ref.axe else _Owner()

    # -- values --

    def _value(self, parsed: ParsedValue, dated: dict[tuple[Anchor, date], ValueStep]) -> None:
        try:
            indicator = self._named(parsed)
        except NoSuchPlaceError as missing:
            self._refuse(parsed.sheet, parsed.cell, "Indicateur", parsed.indicator, f"{missing}.")
            return
        first = dated.get((indicator, parsed.on_date))
        if first is not None:
            if (first.value, first.text) != (parsed.value, parsed.text):
                day = f"{parsed.on_date:%d/%m/%Y}"
                self._refuse(
                    parsed.sheet, parsed.cell, "Valeur", _shown(parsed.value, parsed.text),
                    f"Une autre valeur du {day} est donnée en {first.cell} (feuille « {first.sheet} »).",
                )  # fmt: skip
            return
        if parsed.on_date > self.stored.today:
            message = (
                f"Cette valeur est datée du {parsed.on_date:%d/%m/%Y}\u202f: elle ne comptera qu’à partir de ce jour."
            )
            self._tell(
                Severity.WARNING, parsed.sheet, parsed.cell, "Valeur", _shown(parsed.value, parsed.text), message
            )
        known = self.stored.values.get(indicator.stored_id or 0, {}).get(parsed.on_date)
        change = _value_change(parsed, known)
        dated[indicator, parsed.on_date] = ValueStep(
            change,
            parsed.indicator,
            indicator,
            parsed.on_date,
            parsed.value,
            parsed.text,
            parsed.source or (known.source if known else None),
            parsed.comment or (known.comment if known else None),
            Origin(parsed.origin) if parsed.origin else None,
            (known.value if known.value is not None else known.text) if known else None,
            parsed.sheet,
            parsed.cell,
        )

    def _named(self, parsed: ParsedValue) -> Anchor:
        identified = identifiers.stored_id(parsed.key, self.stored.reference, "I")
        if identified in self.stored_ids:
            return Anchor(stored_id=identified)
        found = self.known.get(key_words(parsed.indicator), [])
        if len(found) > 1 and (not parsed.ref.empty or parsed.ref.axe):
            owner = self._owner(parsed.ref, None)
            found = [one for one in found if one.owner == owner] or found
        if len(found) == 1:
            return found[0].anchor
        if not found:
            raise NoSuchPlaceError(f"L’indicateur « {parsed.indicator} » n’est pas dans le plan")
        raise NoSuchPlaceError(f"Plusieurs indicateurs s’appellent « {parsed.indicator} »\u202f: précisez l’action")

    # -- problems --

    def _refuse(self, sheet: str, cell: str, column: str, value: str, message: str) -> None:
        self.refused += 1
        self._tell(Severity.ERROR, sheet, cell, column, value, message)

    def _tell(self, severity: Severity, sheet: str, cell: str, column: str, value: str, message: str) -> None:
        self.problems.append(Problem(severity, sheet, cell, column, value, message[0].upper() + message[1:]))


def _stored_owner(one: StoredIndicator) -> _Owner:
    if one.action_id is not None:
        return _Owner(action=Anchor(stored_id=one.action_id))
    return _Owner(heading=Anchor(stored_id=one.heading_id)) if one.heading_id is not None else _Owner()


def _only_words(values: Sequence[ParsedValue]) -> frozenset[str]:
    numbers = {key_words(one.indicator) for one in values if one.value is not None}
    return frozenset(key_words(one.indicator) for one in values if one.text) - numbers


def _direction(fields: Mapping[str, Any]) -> Direction:
    baseline, target = fields.get("baseline"), fields.get("target")
    return Direction.DOWN if baseline is not None and target is not None and target < baseline else Direction.UP


def _contradicts(direction: Direction | None, baseline: float | None, target: float | None) -> bool:
    if baseline is None or target is None or direction is None:
        return False
    return (direction is Direction.UP and target < baseline) or (direction is Direction.DOWN and target > baseline)


def _value_change(parsed: ParsedValue, known: StoredValue | None) -> Change:
    if known is None:
        return Change.ADDED
    same = (parsed.value, parsed.text) == (known.value, known.text)
    same = same and (parsed.source is None or parsed.source == known.source)
    return Change.UNCHANGED if same and (parsed.comment is None or parsed.comment == known.comment) else Change.CHANGED


def _shown(value: float | None, text: str | None) -> str:
    return f"{value:g}".replace(".", ",") if value is not None else text or ""

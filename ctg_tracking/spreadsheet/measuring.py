"""Indicators and dated values of a file, compared with those of the store.

An indicator that the file no longer names, and a value it leaves blank, stay as they are whatever the strategy: they
are history. « Compléter » gives what an indicator lacks, and the values of the days that have none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ctg_tracking.model.words import Direction, Origin
from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.blanks import Blanks, is_blank
from ctg_tracking.spreadsheet.directions import contradicts, direction_told_by
from ctg_tracking.spreadsheet.identity.indicators import FoundIndicators, Owner, owner_named, stored_owner
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.places import NoSuchPlaceError, Places
from ctg_tracking.spreadsheet.plan import Given, ParsedIndicator, ParsedPlan, ParsedValue
from ctg_tracking.spreadsheet.preview import Anchor, CellChange, Change, IndicatorStep, ValueStep
from ctg_tracking.spreadsheet.stored import StoredIndicator, StoredPlan, StoredValue
from ctg_tracking.spreadsheet.text import key_words
from ctg_tracking.spreadsheet.told import Strategy
from ctg_tracking.spreadsheet.words import as_text


@dataclass(frozen=True)
class Measured:
    """Steps on indicators and values, and how many rows were refused on the way."""

    indicators: Sequence[IndicatorStep]
    values: Sequence[ValueStep]
    refused: int


@dataclass(frozen=True, slots=True)
class _Known:
    """An indicator there will be: its place in the steps or in the store. `anchor` None: set aside."""

    anchor: Anchor | None
    owner: Owner
    name: str


def measure(
    plan: ParsedPlan,
    stored: StoredPlan,
    places: Places,
    found: FoundIndicators,
    strategy: Strategy,
    problems: list[Problem],
) -> Measured:
    """Compare every indicator and value of the file with those of the store."""
    return _Measuring(plan, stored, places, found, strategy, problems).measured()


class _Measuring:
    def __init__(
        self,
        plan: ParsedPlan,
        stored: StoredPlan,
        places: Places,
        found: FoundIndicators,
        strategy: Strategy,
        problems: list[Problem],
    ) -> None:
        self.plan, self.stored, self.places, self.found = plan, stored, places, found
        self.strategy, self.problems = strategy, problems
        self.blanks = Blanks(plan, problems) if strategy is Strategy.REPLACE else None
        self.refused = 0
        self.steps: list[IndicatorStep] = []
        self.place: dict[int, int] = {}
        self.known: dict[str, list[_Known]] = {}
        self.stored_by_id = {one.id: one for one in stored.indicators}
        self.only_words = _only_words(plan.values)

    def measured(self) -> Measured:
        rows = [index for index, parsed in enumerate(self.plan.indicators) if not parsed.refused]
        for index in sorted(rows, key=lambda one: one in self.found.again):  # what completes a row comes after it
            self._indicator(index, self.plan.indicators[index])
        named = set(self.found.ids.values())
        for one in self.stored.indicators:
            if one.id not in named:
                self._know(Anchor(stored_id=one.id), stored_owner(one), one.name)
        dated: dict[tuple[Anchor, date], ValueStep] = {}
        for value in self.plan.values:
            if not value.refused:
                self._value(value, dated)
        return Measured(self.steps, list(dated.values()), self.refused)

    def _know(self, anchor: Anchor | None, owner: Owner, name: str) -> None:
        self.known.setdefault(key_words(name), []).append(_Known(anchor, owner, name))

    # -- indicators --

    def _indicator(self, index: int, parsed: ParsedIndicator) -> None:
        if index in self.found.lost:
            self._refuse(parsed.sheet, parsed.cell, "Action", str(parsed.ref), f"{self.found.lost[index]}.")
            return
        first = self.found.again.get(index, index)
        owner = self.found.owners[first]
        if first in self.found.proposals:
            self._wait(index, first, owner, parsed)
        elif first in self.place:
            self._complete(self.place[first], parsed)
        elif (step := self._step(parsed, owner, self._stored(first), parsed.given)) is not None:
            self.place[first] = len(self.steps)
            anchor = Anchor(stored_id=step.stored_id) if step.stored_id is not None else Anchor(index=len(self.steps))
            self._know(anchor, owner, parsed.name)
            known = self._stored(first)
            if known is not None and key_words(known.name) != key_words(parsed.name):
                self._know(anchor, owner, known.name)
            self.steps.append(step)

    def _stored(self, index: int) -> StoredIndicator | None:
        return self.stored_by_id[self.found.ids[index]] if index in self.found.ids else None

    def _wait(self, index: int, first: int, owner: Owner, parsed: ParsedIndicator) -> None:
        """An indicator set aside, and the other rows that describe it."""
        proposal = self.found.proposals[first]
        message = (
            f"« {parsed.name} » ressemble à l’indicateur « {proposal.stored_title} »\u202f: dites si c’est le même."
        )
        self._refuse(parsed.sheet, parsed.cell, "Indicateur", parsed.name, message)
        if index == first:
            self._know(None, owner, parsed.name)

    def _complete(self, place: int, parsed: ParsedIndicator) -> None:
        """An indicator named beside its action, then described on its own sheet, is one."""
        first = self.steps[place]
        known = self.stored_by_id.get(first.stored_id or 0)
        owner = Owner(first.action, first.heading)
        step = self._step(parsed, owner, known, parsed.given, first.name) if parsed.given else None
        if step is not None:
            self.steps[place] = step

    def _step(
        self,
        parsed: ParsedIndicator,
        owner: Owner,
        known: StoredIndicator | None,
        given: Mapping[str, Given],
        name: str | None = None,
    ) -> IndicatorStep | None:
        name = name or parsed.name
        given = {field: one for field, one in given.items() if field != "origin"}
        changes = tuple(self._changes(parsed, known, given, name)) if known else ()
        merged = dict(known.fields) | {one.field: one.after for one in changes} if known else _values_of(given)
        direction = merged.get("direction") if known or "direction" in given else direction_told_by(merged)
        if contradicts(direction, merged.get("baseline"), merged.get("target")):
            self._refuse_target(parsed, given, merged, direction)
            return None
        if known is not None:
            change = Change.CHANGED if changes else Change.UNCHANGED
            place = (parsed.sheet, parsed.cell)
            return IndicatorStep(change, name, known.id, owner.action, owner.heading, {}, changes, *place)
        origin = parsed.given.get("origin")
        fields = merged | {"direction": direction or Direction.UP, "origin": Origin(origin.value) if origin else None}
        fields["qualitative"] = self._qualitative(name, fields)
        changes = tuple(CellChange(field, None, one.value, parsed.sheet, one.cell) for field, one in given.items())
        return IndicatorStep(
            Change.ADDED, name, None, owner.action, owner.heading, fields, changes, parsed.sheet, parsed.cell
        )

    def _changes(
        self, parsed: ParsedIndicator, known: StoredIndicator, given: Mapping[str, Given], name: str
    ) -> Iterable[CellChange]:
        """Fields of a stored indicator that the file moves, as far as the strategy goes."""
        fill = self.strategy is Strategy.FILL
        if name != known.name and not fill and not (name.isupper() and not known.name.isupper()):
            yield CellChange("name", known.name, name, parsed.sheet, parsed.cell)
        for field, one in given.items():
            before = known.fields.get(field)
            if before != one.value and (not fill or is_blank(before)):
                yield CellChange(field, before, one.value, parsed.sheet, one.cell)
        for field, cell in self.blanks.of_indicator(parsed).items() if self.blanks else ():
            if not is_blank(known.fields.get(field)):
                yield CellChange(field, known.fields[field], None, parsed.sheet, cell)

    def _refuse_target(
        self,
        parsed: ParsedIndicator,
        given: Mapping[str, Given],
        merged: Mapping[str, Any],
        direction: Direction | None,
    ) -> None:
        place = given.get("target") or given.get("direction") or given.get("baseline")
        label = direction.label.lower() if direction else ""
        self._refuse(
            parsed.sheet, place.cell if place else parsed.cell, "Cible", str(merged.get("target")),
            f"La cible ({merged.get('target'):g}) contredit la valeur de départ ({merged.get('baseline'):g})"
            f" pour un indicateur {label}\u202f; attendu\u202f: une cible dans le sens de l’indicateur.",
        )  # fmt: skip

    def _qualitative(self, name: str, fields: Mapping[str, Any]) -> bool:
        """An indicator of words: a target in words, or values that are all words, and no number anywhere."""
        numbers = fields.get("baseline") is not None or fields.get("target") is not None
        return not numbers and (bool(fields.get("target_text")) or key_words(name) in self.only_words)

    # -- values --

    def _value(self, parsed: ParsedValue, dated: dict[tuple[Anchor, date], ValueStep]) -> None:
        try:
            indicator = self._named(parsed)
        except NoSuchPlaceError as missing:
            self._refuse(parsed.sheet, parsed.cell, "Indicateur", parsed.indicator, f"{missing}.")
            return
        parsed = self._in_words(parsed, indicator)
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
        self._warn_of_words(parsed, indicator)
        known = self.stored.values.get(indicator.stored_id or 0, {}).get(parsed.on_date)
        filled = self.strategy is Strategy.FILL and known is not None
        change = Change.UNCHANGED if filled else _value_change(parsed, known)
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

    def _warn_of_words(self, parsed: ParsedValue, indicator: Anchor) -> None:
        """« env. 12 » is no figure: kept, but no rate comes of it."""
        if parsed.value is None and parsed.text and not self._fields(indicator).get("qualitative"):
            message = "Ce n’est pas un nombre\u202f: la valeur est gardée avec ses mots, aucun taux n’en est tiré."
            self._tell(Severity.WARNING, parsed.sheet, parsed.cell, "Valeur", parsed.text[:200], message)

    def _in_words(self, parsed: ParsedValue, indicator: Anchor) -> ParsedValue:
        """The value of a qualitative indicator is words, even when they are figures."""
        if parsed.value is None or not self._fields(indicator).get("qualitative"):
            return parsed
        return replace(parsed, value=None, text=as_text(parsed.value))

    def _fields(self, indicator: Anchor) -> Mapping[str, Any]:
        stored = self.stored_by_id.get(indicator.stored_id or 0)
        return stored.fields if stored is not None else self.steps[indicator.index or 0].fields

    def _named(self, parsed: ParsedValue) -> Anchor:
        identified = identifiers.stored_id(parsed.key, self.stored.reference, "I")
        if identified in self.stored_by_id:
            return Anchor(stored_id=identified)
        found = self.known.get(key_words(parsed.indicator), [])
        if len(found) > 1 and (not parsed.ref.empty or parsed.ref.axe):
            owner = owner_named(self.places, parsed.ref)
            found = [one for one in found if one.owner == owner] or found
        if any(one.anchor is None for one in found):
            raise NoSuchPlaceError(
                f"L’indicateur « {parsed.indicator} » attend que vous disiez s’il est déjà dans le plan"
            )
        if len(found) == 1 and found[0].anchor is not None:
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


def _values_of(given: Mapping[str, Given]) -> dict[str, Any]:
    return {field: one.value for field, one in given.items()}


def _only_words(values: Sequence[ParsedValue]) -> frozenset[str]:
    numbers = {key_words(one.indicator) for one in values if one.value is not None}
    return frozenset(key_words(one.indicator) for one in values if one.text) - numbers


def _value_change(parsed: ParsedValue, known: StoredValue | None) -> Change:
    if known is None:
        return Change.ADDED
    same = (parsed.value, parsed.text) == (known.value, known.text)
    same = same and (parsed.source is None or parsed.source == known.source)
    return Change.UNCHANGED if same and (parsed.comment is None or parsed.comment == known.comment) else Change.CHANGED


def _shown(value: float | None, text: str | None) -> str:
    return f"{value:g}".replace(".", ",") if value is not None else text or ""

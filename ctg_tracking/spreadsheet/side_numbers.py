"""Numbers of an indicator: in its unit, at the day their column names, and what stays words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ctg_tracking.spreadsheet.cells import Number
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.plan import Given
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.text import stem


def in_unit(one: Given, given: dict[str, Given], sheet: Sheet, sink: Sink) -> Given:
    """« 28 places » is 28, in the unit of the indicator; under another unit the words stay words."""
    number = one.value
    if not isinstance(number, Number) or number.unit is None:
        return one
    unit = given.setdefault("unit", Given(number.unit, one.cell))
    if stem(str(unit.value)) != stem(number.unit):
        return replace(one, value=Number(text=number.text))
    sink.warn(sheet, one.cell, "", number.text or "", f"lu comme {number.value:g}, unité « {number.unit} »")
    return replace(one, value=Number(number.value))


def take_dated(given: dict[str, Given], dated: Sequence[tuple[str, date, Given]], sheet: Sheet, sink: Sink) -> None:
    """« Valeur 2022 (initiale) » is the baseline of that year's end; of several targets, the last one holds."""
    for field, which in (("baseline", "baseline"), ("target_at", "target")):
        found = sorted(((day, one) for name, day, one in dated if name == field), key=lambda one: one[0])
        if found and which not in given:
            day, one = found.pop()
            given |= {which: one, f"{which}_on": Given(day, one.cell)}
        for _, one in found:
            _tell_left_aside(one, given[which], which, sheet, sink)


def _tell_left_aside(one: Given, kept: Given, which: str, sheet: Sheet, sink: Sink) -> None:
    """An indicator has one baseline and one target: another is not dropped in silence."""
    if one.value == kept.value:
        return
    header, named = ("Cible", "cette cible") if which == "target" else ("Valeur de départ", "cette valeur de départ")
    message = f"{named} n’est pas reprise\u202f: l’indicateur garde celle de {kept.cell}"
    sink.warn(sheet, one.cell, header, value_text(one), message)


def settle_numbers(given: dict[str, Given], sheet: Sheet, sink: Sink) -> None:
    """Baseline and target are numbers; words go to the text target of a qualitative indicator."""
    for field in ("baseline", "target"):
        found = given.get(field)
        if found is None:
            continue
        number: Number = found.value
        if number.value is not None:
            given[field] = Given(number.value, found.cell)
            continue
        del given[field]
        text = number.text or ""
        if field == "target":
            given["target_text"] = Given(number.text, found.cell)
            if any(letter.isdigit() for letter in text):
                message = "ce n’est pas un nombre\u202f; la cible est gardée avec ses mots"
                sink.warn(sheet, found.cell, "Cible", text, message)
        else:
            given.pop("baseline_on", None)
            message = "cette valeur de départ n’est pas reprise\u202f: un nombre est attendu"
            sink.warn(sheet, found.cell, "Valeur de départ", text, message)


def value_text(given: Given) -> str:
    """The number or the words of a value, as told."""
    number: Number = given.value
    return f"{number.value:g}" if number.value is not None else number.text or ""

"""What an import would do, drawn: counts by kind, and cells before → after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Labelled
from ctg_tracking.screen import looks
from ctg_tracking.screen.html import Html, div, element, joined, span
from ctg_tracking.screen.tables import table
from ctg_tracking.spreadsheet.columns import TABLES, Table
from ctg_tracking.spreadsheet.preview import (
    ActionStep,
    Anchor,
    CellChange,
    Change,
    HeadingStep,
    IndicatorStep,
    Preview,
    ReportStep,
    ValueStep,
)

AT_MOST = 200
"""Lines drawn of one kind; the others are counted."""

_NOTHING = "vide"
KINDS: Mapping[Change, str] = {
    Change.ADDED: "Ajoutées",
    Change.CHANGED: "Modifiées",
    Change.MISSING: "Absentes du fichier",
    Change.UNCHANGED: "Inchangées",
}
_HEADERS: Mapping[str, str] = {column.field: column.header for kind in reversed(Table) for column in TABLES[kind]} | {
    "heading_id": "Place dans le plan",
    "title": "Intitulé",
    "name": "Intitulé",
    "code": "N°",
    "calendar_text": "Calendrier",
    "budget_cents": "Budget",
    "budget_text": "Budget",
    "funding_text": "Financements",
    "target_text": "Cible",
    "text": "Valeur",
}

Step = ActionStep | ReportStep | IndicatorStep | ValueStep


@dataclass(frozen=True)
class Line:
    """One row of the file: what it is about, and its cells before and after."""

    kind: Change
    title: str
    cells: tuple[Html, ...]
    where: str


def lines(preview: Preview, kind: Change, communes: Mapping[str, str]) -> Iterator[Line]:
    """The rows of one kind, in the order of the file; headings whose words change come first."""
    words = _Words(preview, communes)
    if kind is Change.CHANGED:
        yield from (_heading(words, step) for step in preview.headings if step.changes)
    steps: Sequence[Step] = preview.missing if kind is Change.MISSING else [*preview.steps]
    yield from (_line(words, step) for step in steps if step.change is kind)


def commune_codes(preview: Preview) -> set[str]:
    """Codes of the communes that the changes of actions name."""
    told = (change for step in preview.actions for change in step.changes if change.field == "communes")
    return {code for change in told for code in (*(change.before or ()), *(change.after or ()))}


def summary(preview: Preview) -> Html:
    """How many rows of each kind, and how many are refused: read in five seconds."""
    kinds = (Change.ADDED, Change.CHANGED, Change.UNCHANGED, Change.MISSING)
    told = [_count(preview.counts[kind], KINDS[kind]) for kind in kinds]
    words = "Refusées ou en attente de votre réponse" if preview.proposals else "Refusées"
    refused = joined(looks.glyph(LATE), words) if preview.refused else words
    return element("ul", *told, _count(preview.refused, refused), class_="ctg-comptes")


def _count(count: int, words: str) -> Html:
    return element("li", element("b", french.number(count)), words, class_=None if count else "ctg-nul")


def kinds_of(preview: Preview) -> Mapping[str, str]:
    """Each kind present, and the words of its choice: « Ajoutées (26) »."""
    counts = preview.counts
    return {str(kind): f"{words} ({counts[kind]})" for kind, words in KINDS.items() if counts[kind]}


def changes(preview: Preview, kind: Change, communes: Mapping[str, str]) -> Html:
    """The rows of one kind with their cells; `communes`: names by code."""
    found = islice(lines(preview, kind, communes), AT_MOST)
    rows = ((line.title, joined(*line.cells), line.where) for line in found)
    told = "Ce qui est lu" if kind is Change.ADDED else "Ce qui change"
    shown = table(("Ligne", told, "Cellule"), rows, caption=KINDS[kind], of=preview.plan.file, scrolls=True, cards=True)
    rest = preview.counts[kind] - AT_MOST
    if rest <= 0:
        return shown
    return joined(shown, element("p", f"et {french.counted(rest, 'autre ligne')}.", class_="ctg-petit"))


def shown(value: object) -> str:
    """A value of a plan as people read it."""
    match value:
        case None | () | "":
            return _NOTHING
        case bool():
            return "Oui" if value else "Non"
        case date():
            return french.day(value)
        case float() | int():
            return french.number(value)
        case tuple():
            return ", ".join(map(str, value))
        case Labelled():
            return value.label
        case StrEnum():
            return str(value)
        case _:
            return str(value)


@dataclass(frozen=True)
class _Words:
    """What is needed to say a value: the headings, and the names of the communes by code."""

    preview: Preview
    communes: Mapping[str, str]


def _line(words: _Words, step: Step) -> Line:
    match step:
        case ActionStep():
            return Line(step.change, step.title, _of_action(words, step), _where(step))
        case IndicatorStep():
            return Line(step.change, _indicator(step.name), _cells(words, step), place(step.sheet, step.cell))
        case ReportStep():
            said = f"Point du {french.day(step.draft.on)}{french.NARROW}: {step.draft.status.label}"
            where = place(step.draft.sheet, step.draft.cell)
            return Line(step.change, step.title, (span("", said), *_note(step)), where)
        case ValueStep():
            after = shown(step.text if step.value is None else step.value)
            before = None if step.change is Change.ADDED else shown(step.before)
            cell = _moved(f"Valeur au {french.day(step.on)}", before, after)
            return Line(step.change, _indicator(step.name), (cell,), place(step.sheet, step.cell))


def _of_action(words: _Words, step: ActionStep) -> tuple[Html, ...]:
    """What an action added brings, what moves in one changed; the status alone of the others."""
    if step.change in (Change.ADDED, Change.CHANGED) and (cells := _cells(words, step)):
        return cells
    return (span("", step.report.status.label),) if step.report else ()


def _cells(words: _Words, step: ActionStep | IndicatorStep) -> tuple[Html, ...]:
    """Each cell before and after; of a new row, what the file says alone."""
    if step.change is not Change.ADDED:
        return tuple(_cell(words, change) for change in step.changes)
    told = ((change.field, shown(_told(words, change.field, change.after))) for change in step.changes)
    return tuple(_moved(_HEADERS.get(field, field), None, after) for field, after in told if after != _NOTHING)


def place(sheet: str, cell: str) -> str:
    """« Plan, C12 »; a CSV has no sheet."""
    return ", ".join(part for part in (sheet, cell) if part)


def _heading(words: _Words, step: HeadingStep) -> Line:
    name = step.parsed.title or f"n°\u00a0{step.parsed.code}"
    cells = tuple(_cell(words, change) for change in step.changes)
    return Line(
        Change.CHANGED, f"Titre du plan{french.NARROW}: {name}", cells, place(step.parsed.sheet, step.parsed.cell)
    )


def _note(step: ReportStep) -> tuple[Html, ...]:
    return (div("ctg-petit", step.draft.done_text),) if step.draft.done_text else ()


def _indicator(name: str) -> str:
    return f"Indicateur{french.NARROW}: {name}"


def _where(step: ActionStep) -> str:
    """The cell that changes, or that of the whole row when it is new."""
    if step.change is Change.CHANGED and step.changes:
        return place(step.changes[0].sheet, ", ".join(dict.fromkeys(change.cell for change in step.changes)))
    return place(step.parsed.sheet, step.parsed.cell) if step.parsed else ""


def _cell(words: _Words, change: CellChange) -> Html:
    before, after = _told(words, change.field, change.before), _told(words, change.field, change.after)
    return _moved(_HEADERS.get(change.field, change.field), shown(before), shown(after))


def _told(words: _Words, field: str, value: object) -> object:
    match field:
        case "heading_id":
            return _heading_name(words.preview, value)
        case "communes" if isinstance(value, tuple):
            return tuple(words.communes.get(code, code) for code in value)
        case _:
            return _euros(field, value)


def _heading_name(preview: Preview, value: object) -> str | None:
    stored_id = value.stored_id if isinstance(value, Anchor) else value
    if isinstance(stored_id, int):
        return preview.heading_names.get(stored_id)
    if isinstance(value, Anchor) and value.index is not None:
        heading = preview.plan.headings[value.index]
        return heading.title or f"n°\u00a0{heading.code}"
    return None


def _euros(field: str, value: object) -> object:
    return french.euros(value) if field == "budget_cents" and isinstance(value, int) else value


def _moved(what: str, before: str | None, after: str) -> Html:
    """« Échéance : 28/02/2026 → 31/03/2026 », or without what was before when there was nothing to be."""
    if before is None:
        return div("", f"{what}{french.NARROW}: ", after)
    former = span("ctg-avant", before) if before != _NOTHING else span("ctg-doux", before)
    return div("", f"{what}{french.NARROW}: ", former, " → ", span("ctg-apres", after))

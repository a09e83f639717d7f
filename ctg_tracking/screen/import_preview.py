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

KINDS: Mapping[Change, str] = {
    Change.ADDED: "Ajoutées",
    Change.CHANGED: "Modifiées",
    Change.MISSING: "Absentes du fichier",
    Change.UNCHANGED: "Inchangées",
}
_HEADERS: Mapping[str, str] = {
    column.field: column.header for kind in reversed(Table) for column in TABLES[kind]
} | {"heading_id": "Place dans le plan", "title": "Intitulé", "code": "N°"}  # fmt: skip

Step = ActionStep | ReportStep | IndicatorStep | ValueStep


@dataclass(frozen=True)
class Line:
    """One row of the file: what it is about, and its cells before and after."""

    kind: Change
    title: str
    cells: tuple[Html, ...]
    where: str


def lines(preview: Preview, kind: Change) -> Iterator[Line]:
    """The rows of one kind, in the order of the file; headings whose words change come first."""
    if kind is Change.CHANGED:
        yield from (_heading(preview, step) for step in preview.headings if step.changes)
    steps: Sequence[Step] = preview.missing if kind is Change.MISSING else [*preview.steps]
    yield from (_line(preview, step) for step in steps if step.change is kind)


def summary(preview: Preview) -> Html:
    """How many rows of each kind, and how many are refused: read in five seconds."""
    kinds = (Change.ADDED, Change.CHANGED, Change.UNCHANGED, Change.MISSING)
    told = [_count(preview.counts[kind], KINDS[kind]) for kind in kinds]
    refused = joined(looks.glyph(LATE), "Refusées") if preview.refused else "Refusées"
    return element("ul", *told, _count(preview.refused, refused), class_="ctg-comptes")


def _count(count: int, words: str) -> Html:
    return element("li", element("b", french.number(count)), words, class_=None if count else "ctg-nul")


def kinds_of(preview: Preview) -> Mapping[str, str]:
    """Each kind present, and the words of its choice: « Ajoutées (26) »."""
    counts = preview.counts
    return {str(kind): f"{words} ({counts[kind]})" for kind, words in KINDS.items() if counts[kind]}


def changes(preview: Preview, kind: Change) -> Html:
    """The rows of one kind with their cells."""
    rows = ((line.title, joined(*line.cells), line.where) for line in islice(lines(preview, kind), AT_MOST))
    shown = table(("Ligne", "Ce qui change", "Cellule"), rows, caption=KINDS[kind], scrolls=True, cards=True)
    rest = preview.counts[kind] - AT_MOST
    if rest <= 0:
        return shown
    return joined(shown, element("p", f"et {french.counted(rest, 'autre ligne')}.", class_="ctg-petit"))


def shown(value: object) -> str:
    """A value of a plan as people read it."""
    match value:
        case None | () | "":
            return "vide"
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


def _line(preview: Preview, step: Step) -> Line:
    match step:
        case ActionStep():
            changed = step.changes if step.change is Change.CHANGED else ()
            cells = tuple(_cell(preview, change) for change in changed)
            return Line(step.change, step.title, cells or _status(step), _where(step))
        case IndicatorStep():
            cells = tuple(_cell(preview, change) for change in step.changes)
            return Line(step.change, _indicator(step.name), cells, place(step.sheet, step.cell))
        case ReportStep():
            words = f"Point du {french.day(step.draft.on)}{french.NARROW}: {step.draft.status.label}"
            where = place(step.draft.sheet, step.draft.cell)
            return Line(step.change, step.title, (span("", words), *_note(step)), where)
        case ValueStep():
            after = shown(step.text if step.value is None else step.value)
            cell = _moved(f"Valeur au {french.day(step.on)}", shown(step.before), after)
            return Line(step.change, _indicator(step.name), (cell,), place(step.sheet, step.cell))


def place(sheet: str, cell: str) -> str:
    """« Plan, C12 »; a CSV has no sheet."""
    return ", ".join(part for part in (sheet, cell) if part)


def _heading(preview: Preview, step: HeadingStep) -> Line:
    name = step.parsed.title or f"n°\u00a0{step.parsed.code}"
    cells = tuple(_cell(preview, change) for change in step.changes)
    return Line(
        Change.CHANGED, f"Titre du plan{french.NARROW}: {name}", cells, place(step.parsed.sheet, step.parsed.cell)
    )


def _note(step: ReportStep) -> tuple[Html, ...]:
    return (div("ctg-petit", step.draft.done_text),) if step.draft.done_text else ()


def _indicator(name: str) -> str:
    return f"Indicateur{french.NARROW}: {name}"


def _status(step: ActionStep) -> tuple[Html, ...]:
    return (span("", step.report.status.label),) if step.report else ()


def _where(step: ActionStep) -> str:
    """The cell that changes, or that of the whole row when it is new."""
    if step.change is Change.CHANGED and step.changes:
        return place(step.changes[0].sheet, ", ".join(dict.fromkeys(change.cell for change in step.changes)))
    return place(step.parsed.sheet, step.parsed.cell) if step.parsed else ""


def _cell(preview: Preview, change: CellChange) -> Html:
    before, after = _told(preview, change.field, change.before), _told(preview, change.field, change.after)
    return _moved(_HEADERS.get(change.field, change.field), shown(before), shown(after))


def _told(preview: Preview, field: str, value: object) -> object:
    if field == "heading_id":
        return _heading_name(preview, value)
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


def _moved(what: str, before: str, after: str) -> Html:
    former = span("ctg-avant", before) if before != "vide" else span("ctg-doux", before)
    return div("", f"{what}{french.NARROW}: ", former, " → ", span("ctg-apres", after))

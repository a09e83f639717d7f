"""What an import would do, drawn: counts by kind, cells before → after, problems by sheet and cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Labelled
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, span
from ctg_tracking.screen.tables import table
from ctg_tracking.spreadsheet.columns import TABLES, Table
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.preview import (
    ActionStep,
    CellChange,
    Change,
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
_SIGNS = {Severity.ERROR: ("▲", LATE.colour, "Erreur"), Severity.WARNING: ("◊", "#B27EBA", "À vérifier")}

Step = ActionStep | ReportStep | IndicatorStep | ValueStep


@dataclass(frozen=True)
class Line:
    """One row of the file: what it is about, and its cells before and after."""

    kind: Change
    title: str
    cells: tuple[Html, ...]
    where: str


def lines(preview: Preview, kind: Change) -> Iterator[Line]:
    """The rows of one kind, in the order of the file."""
    steps: Sequence[Step] = preview.missing if kind is Change.MISSING else [*preview.steps]
    return (_line(step) for step in steps if step.change is kind)


def counts(preview: Preview) -> Mapping[str, Change]:
    """Each kind present under the words of its choice: « Ajoutées (26) »."""
    return {f"{words} ({preview.counts[kind]})": kind for kind, words in KINDS.items() if preview.counts[kind]}


def changes(preview: Preview, kind: Change) -> Html:
    """The rows of one kind with their cells."""
    every = list(lines(preview, kind))
    rows = ((line.title, joined(*line.cells), line.where) for line in every[:AT_MOST])
    shown = table(("Ligne", "Ce qui change", "Cellule"), rows, caption=KINDS[kind], scrolls=True)
    rest = len(every) - AT_MOST
    return (
        joined(shown, element("p", f"et {french.counted(rest, 'autre ligne')}.", class_="ctg-petit"))
        if rest > 0
        else shown
    )


def problems(found: Sequence[Problem]) -> Html:
    """Problems, errors first: place, value, what was expected."""
    ordered = sorted(found, key=lambda problem: problem.severity is Severity.WARNING)
    rows = (
        (
            _sign(problem.severity),
            f"{problem.sheet}, {problem.cell}",
            problem.column,
            problem.value,
            french.typeset(problem.message),
        )
        for problem in ordered[:AT_MOST]
    )
    heads = ("Gravité", "Feuille, cellule", "Colonne", "Valeur lue", "Ce qui ne va pas")
    return table(heads, rows, caption="Problèmes du fichier", scrolls=True)


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


def _line(step: Step) -> Line:
    match step:
        case ActionStep():
            cells = tuple(_cell(change) for change in step.changes) if step.change is Change.CHANGED else ()
            return Line(step.change, step.title, cells or _status(step), _where(step.changes))
        case IndicatorStep():
            return Line(
                step.change,
                _indicator(step.name),
                tuple(map(_cell, step.changes)),
                f"{step.sheet}, {step.cell}",
            )
        case ReportStep():
            words = f"Point du {french.day(step.draft.on)}{french.NARROW}: {step.draft.status.label}"
            return Line(step.change, step.title, (span("", words),), f"{step.draft.sheet}, {step.draft.cell}")
        case ValueStep():
            after = shown(step.text if step.value is None else step.value)
            cell = _moved(f"Valeur au {french.day(step.on)}", shown(step.before), after)
            return Line(step.change, _indicator(step.name), (cell,), f"{step.sheet}, {step.cell}")


def _indicator(name: str) -> str:
    return f"Indicateur{french.NARROW}: {name}"


def _status(step: ActionStep) -> tuple[Html, ...]:
    return (span("", step.report.status.label),) if step.report else ()


def _where(changed: Sequence[CellChange]) -> str:
    return f"{changed[0].sheet}, {changed[0].cell}" if changed else ""


def _cell(change: CellChange) -> Html:
    if change.field == "heading_id":
        return div("", _HEADERS["heading_id"])
    before, after = shown(_euros(change.field, change.before)), shown(_euros(change.field, change.after))
    return _moved(_HEADERS.get(change.field, change.field), before, after)


def _euros(field: str, value: object) -> object:
    return french.euros(value) if field == "budget_cents" and isinstance(value, int) else value


def _moved(what: str, before: str, after: str) -> Html:
    former = span("ctg-avant", before) if before != "vide" else span("ctg-doux", before)
    return div("", f"{what}{french.NARROW}: ", former, " → ", span("ctg-apres", after))


def _sign(severity: Severity) -> Html:
    glyph, colour, words = _SIGNS[severity]
    return span("ctg-statut", span("ctg-glyphe", glyph, style=f"color:{colour}", aria_hidden="true"), words) or EMPTY

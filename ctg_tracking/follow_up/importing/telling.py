"""A preview told line by line: what is added, changed or missing, with before and after as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ctg_tracking.spreadsheet.preview import (
    ActionStep,
    Anchor,
    CellChange,
    Change,
    IndicatorStep,
    Preview,
    ReportStep,
    ValueStep,
)

_TOLD_FIELDS = {"heading_id": "axe", "budget_cents": "budget", "budget_text": "budget", "calendar_text": "calendar"}


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change: `action` is the title of the action (or the name of the indicator, or of the axe) it is about.

    `before` and `after` are text, numbers, dates, booleans, tuples of names, or None.
    """

    kind: Change
    action: str
    field: str | None
    before: Any
    after: Any
    sheet: str | None = None
    cell: str | None = None


def told_changes(preview: Preview) -> Iterator[ToldChange]:
    """Every change of a preview, in the order of the file; then the actions missing from it."""
    for heading in preview.headings:
        name = heading.parsed.title or f"n°\u00a0{heading.parsed.code}"
        for change in heading.changes:
            yield _told(preview, name, change)
    for action in preview.actions:
        yield from _action(preview, action)
    for report in preview.reports:
        yield from _report(report)
    for indicator in preview.indicators:
        yield from _indicator(preview, indicator)
    for value in preview.values:
        yield from _value(value)
    for missing in preview.missing:
        yield ToldChange(Change.MISSING, missing.title, None, missing.title, None)


def _action(preview: Preview, step: ActionStep) -> Iterator[ToldChange]:
    if step.change is Change.ADDED and step.parsed is not None:
        yield ToldChange(Change.ADDED, step.title, "title", None, step.title, step.parsed.sheet, step.parsed.cell)
    elif step.change is Change.CHANGED:
        for change in step.changes:
            yield _told(preview, step.title, change)


def _report(step: ReportStep) -> Iterator[ToldChange]:
    if step.change is Change.ADDED:
        said = f"{step.draft.on.isoformat()} {step.draft.status.value}"
        yield ToldChange(Change.ADDED, step.title, "report", None, said, step.draft.sheet, step.draft.cell)


def _indicator(preview: Preview, step: IndicatorStep) -> Iterator[ToldChange]:
    if step.change is Change.ADDED:
        yield ToldChange(Change.ADDED, step.name, "indicator", None, step.name, step.sheet, step.cell)
    elif step.change is Change.CHANGED:
        for change in step.changes:
            yield _told(preview, step.name, change)


def _value(step: ValueStep) -> Iterator[ToldChange]:
    if step.change is not Change.UNCHANGED:
        after = step.value if step.value is not None else step.text
        field = f"value {step.on.isoformat()}"
        yield ToldChange(step.change, step.name, field, step.before, after, step.sheet, step.cell)


def _told(preview: Preview, name: str, change: CellChange) -> ToldChange:
    field = _TOLD_FIELDS.get(change.field, change.field)
    before, after = _plain(preview, change.field, change.before), _plain(preview, change.field, change.after)
    return ToldChange(Change.CHANGED, name, field, before, after, change.sheet, change.cell)


def _plain(preview: Preview, field: str, value: Any) -> Any:
    if field == "budget_cents" and value is not None:
        return value / 100
    if field == "heading_id" and value is not None:
        return _heading(preview, value)
    return value


def _heading(preview: Preview, value: Anchor | int) -> str:
    stored_id = value.stored_id if isinstance(value, Anchor) else value
    if stored_id is not None:
        return preview.heading_names.get(stored_id, "")
    heading = preview.plan.headings[value.index or 0] if isinstance(value, Anchor) else None
    return (heading.title or f"n°\u00a0{heading.code}") if heading else ""

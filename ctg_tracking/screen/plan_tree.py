"""The plan as a tree: conventions, axes and objectives in their own words, actions with their state in a line."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ctg_tracking.figures.actions import ActionRow
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs import wording
from ctg_tracking.screen import looks
from ctg_tracking.screen.frame import href
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, link, span
from ctg_tracking.screen.pages import ACTION


def tree(rows: Sequence[ActionRow], as_of: date) -> Html:
    """The actions in the order given, under their headings; conventions are named when there are several."""
    several = len({row.convention_id for row in rows}) > 1
    parts = (
        joined(_convention(own, several), _axes(own, as_of, 3 if several else 2))
        for own in _runs(rows, lambda row: row.convention_id)
    )
    return div("ctg-plan", *parts)


def lines(rows: Sequence[ActionRow], as_of: date) -> Html:
    """The actions alone, one a line."""
    return element("ul", *(_line(row, as_of) for row in rows), class_="ctg-actions")


def due(row: ActionRow) -> str:
    """`Échéance 30/06/2026`, else the calendar in the plan's own words, else « non renseignée »."""
    if row.due_on:
        return f"Échéance {french.day(row.due_on)}"
    return french.typeset(row.calendar_text) if row.calendar_text else "Échéance non renseignée"


def last_report(row: ActionRow, as_of: date) -> str:
    """`Dernier point : 12 mars`, `Jamais renseignée`."""
    if row.last_report_on is None:
        return "Jamais renseignée"
    return f"Dernier point{french.NARROW}: {french.day_and_month(row.last_report_on, as_of)}"


def state(row: ActionRow) -> Html:
    """Status, with the percent when somebody gave one."""
    return joined(looks.status(row.status), f" · {french.percent(row.percent)}" if row.percent is not None else EMPTY)


def timing(row: ActionRow, as_of: date) -> Html:
    """The late marker with the due date, or the due date alone."""
    if row.late:
        return joined(looks.late(row.due_on, as_of), element("span", f" {due(row)}", class_="ctg-doux ctg-ligne"))
    return span("", due(row))


def titled(row: ActionRow) -> Html:
    """Number and title, linked to the sheet."""
    code = span("ctg-code", row.code) if row.code else EMPTY
    return joined(code, link(href(ACTION, action=row.id), french.typeset(row.title)))


def _convention(rows: Sequence[ActionRow], several: bool) -> Html:
    return element("h2", rows[0].convention_title, class_="ctg-convention") if several else EMPTY


def _axes(rows: Sequence[ActionRow], as_of: date, level: int) -> Html:
    return joined(*(_axe(own, as_of, level) for own in _runs(rows, lambda row: row.axe_id)))


def _axe(rows: Sequence[ActionRow], as_of: date, level: int) -> Html:
    name = wording.axe(rows[0].axe_label) if rows[0].axe_label else f"Axe {NOT_GIVEN}"
    objectives = (_objective(own, as_of, level + 1) for own in _runs(rows, lambda row: row.objective))
    return element("section", element(f"h{level}", name, class_="ctg-axe"), *objectives)


def _objective(rows: Sequence[ActionRow], as_of: date, level: int) -> Html:
    name = rows[0].objective
    head = element(f"h{level}", french.typeset(name), class_="ctg-objectif") if name else EMPTY
    return joined(head, lines(rows, as_of))


def _line(row: ActionRow, as_of: date) -> Html:
    pilots = ", ".join(row.pilots) or f"Pilote {NOT_GIVEN}"
    silent = " · sans nouvelle" if row.stale and row.last_report_on else ""
    return element(
        "li",
        div("ctg-action-titre", titled(row), " ", looks.origin(row.origin), span("ctg-action-pilotes", pilots)),
        div("", state(row)),
        div("ctg-action-dates", timing(row, as_of)),
        div("ctg-action-dates", last_report(row, as_of), silent),
        class_="ctg-operation" if row.parent_id else None,
    )


def _runs(rows: Sequence[ActionRow], key: Callable[[ActionRow], int | str | None]) -> Iterator[list[ActionRow]]:
    return (list(own) for _, own in groupby(rows, key))

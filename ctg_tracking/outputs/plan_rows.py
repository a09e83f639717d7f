"""The rows of a plan, sheet by sheet, by field: what our own workbook and our flat CSV are filled with.

What is written here and read back changes nothing. A status is that of the last report at the asked day, with its own
date beside it (« Situation au »): a yearly action reported done last year reads « Réalisée » at that date.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ctg_tracking.model.words import Origin
from ctg_tracking.outputs.headings import paths
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.identifiers import action_identifier, indicator_identifier
from ctg_tracking.spreadsheet.stored import StoredAction, StoredIndicator, StoredPlan, StoredReport

Row = Mapping[str, Any]
_TOLD = (
    "percent", "confidence", "done_text", "next_text", "blocking_text", "decision_wanted", "reason", "resumes_on",
)  # fmt: skip
_ACTION = (
    "description", "pilots", "partners", "audience", "themes", "elected_referent", "coordinator", "priority",
    "starts_on", "yearly", "funding", "origin",
)  # fmt: skip
_INDICATOR = (
    "unit", "direction", "nature", "baseline", "baseline_on", "target_on", "periodicity", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Origins:
    """Where demonstration values come from, by id; nothing in a real store."""

    reports: Mapping[int, Origin | None]
    indicators: Mapping[int, Origin | None]
    values: Mapping[int, Origin | None]


@dataclass(frozen=True)
class PlanToWrite:
    """A stored plan and what of it is wanted.

    `due`: due date at `as_of` of each action wanted, in the order of the plan. `whole`: nothing is left out by a filter
    on actions. `communes`: code -> name.
    """

    stored: StoredPlan
    level_names: tuple[str, str, str]
    as_of: date
    due: Mapping[int, date | None]
    whole: bool
    origins: Origins
    communes: Mapping[str, str]

    def rows(self) -> dict[Table, Sequence[Row]]:
        """Rows of every sheet."""
        return {
            Table.PLAN: [*self.action_rows(), *self._bare_headings()],
            Table.INDICATORS: [self._indicator_row(one) for one in self._indicators],
            Table.VALUES: list(self._value_rows()),
            Table.REPORTS: list(self._report_rows()),
        }

    # -- actions --

    def action_rows(self) -> list[Row]:
        """One row per action and per operation, each operation after its fiche."""
        return [self._action_row(self._actions[action_id]) for action_id in self.due]

    def _action_row(self, action: StoredAction) -> Row:
        fields = {name: action.fields.get(name) for name in _ACTION}
        report = self._in_force(action.id)
        cents = action.fields.get("budget_cents")
        return {
            **self._named(action),
            **fields,
            "id": action_identifier(self.stored.reference, action.id),
            "communes": tuple(self._commune(code) for code in action.fields.get("communes") or ()),
            "due_on": self.due[action.id],
            "calendar": action.fields.get("calendar_text"),
            "budget": cents / 100 if cents is not None else action.fields.get("budget_text"),
            **(self._status(report) if report else {}),
        }

    def _named(self, action: StoredAction) -> dict[str, Any]:
        """Its headings, number and title; an operation repeats the title of its fiche."""
        fiche = self._actions[action.parent_id] if action.parent_id is not None else action
        headings: dict[str, Any] = dict(self._paths[fiche.heading_id])
        named = headings | {"code": action.code, "title": fiche.title}
        return named if fiche is action else named | {"operation": action.title}

    def _commune(self, code: str) -> str:
        """Its name when the importer would find it again by that name, else its code."""
        name = self.communes.get(code)
        return name if name else code

    @staticmethod
    def _status(report: StoredReport) -> Row:
        return {
            "status": report.status,
            "percent": report.percent,
            "reason": report.reason,
            "resumes_on": report.resumes_on,
            "comment": report.done_text,
            "as_of": report.effective_on,
        }

    def _in_force(self, action_id: int) -> StoredReport | None:
        told = self._reports_of(action_id)
        return told[-1] if told else None

    def _reports_of(self, action_id: int) -> list[StoredReport]:
        return [one for one in self.stored.reports.get(action_id, ()) if one.effective_on <= self.as_of]

    def _bare_headings(self) -> Iterator[Row]:
        """Headings that no row of an action tells."""
        above = {heading.parent_id for heading in self.stored.headings}
        told = {self._actions[action_id].heading_id for action_id in self.due}
        for heading in self.stored.headings:
            if self.whole and heading.id not in above and heading.id not in told:
                yield self._paths[heading.id]

    # -- beside the actions --

    def _place(self, action_id: int | None, heading_id: int | None) -> dict[str, Any]:
        """The axe, number, title and operation by which a row beside the plan names what it speaks of."""
        if action_id is None:
            return {name: text for name, text in self._paths[heading_id].items() if name == "axe"}
        named = self._named(self._actions[action_id])
        return {name: named.get(name) for name in ("axe", "code", "title", "operation")}

    @cached_property
    def _indicators(self) -> list[StoredIndicator]:
        return [one for one in self.stored.indicators if self.whole or one.action_id in self.due]

    def _indicator_row(self, one: StoredIndicator) -> Row:
        fields = {name: one.fields.get(name) for name in _INDICATOR}
        target = one.fields.get("target")
        return {
            **self._place(one.action_id, one.heading_id),
            **fields,
            "id": indicator_identifier(self.stored.reference, one.id),
            "indicator": one.name,
            "target": one.fields.get("target_text") if target is None else target,
            "origin": self.origins.indicators.get(one.id),
        }

    def _value_rows(self) -> Iterator[Row]:
        """Dated values; those of days to come too, unless the past is asked."""
        past = self.as_of < self.stored.today
        for indicator in self._indicators:
            place = self._place(indicator.action_id, indicator.heading_id)
            for one in self.stored.values.get(indicator.id, {}).values():
                if past and one.on_date > self.as_of:
                    continue
                yield {
                    **place,
                    "id": indicator_identifier(self.stored.reference, indicator.id),
                    "indicator": indicator.name,
                    "on_date": one.on_date,
                    "value": one.text if one.value is None else one.value,
                    "source": one.source,
                    "comment": one.comment,
                    "origin": self.origins.values.get(one.id),
                }

    def _report_rows(self) -> Iterator[Row]:
        for action_id in self.due:
            place = self._place(action_id, None)
            for one in self._reports_of(action_id):
                yield {
                    **place,
                    "id": action_identifier(self.stored.reference, action_id),
                    "on_date": one.effective_on,
                    "status": one.status,
                    **{name: getattr(one, name) for name in _TOLD},
                    "origin": self.origins.reports.get(one.id),
                }

    # -- what the stored plan says, by id --

    @cached_property
    def _actions(self) -> Mapping[int, StoredAction]:
        return {action.id: action for action in self.stored.actions}

    @cached_property
    def _paths(self) -> Mapping[int | None, Mapping[str, str]]:
        return paths(self.stored.headings, self.level_names)

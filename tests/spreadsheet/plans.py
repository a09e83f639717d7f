"""Stored plans for tests of comparing, made from files: what importing them on nothing gives."""

from dataclasses import replace
from datetime import date
from typing import Any

from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.preview import ActionStep, Anchor, Change, Preview, ReportDraft
from ctg_tracking.spreadsheet.stored import StoredAction, StoredHeading, StoredPlan, StoredReport
from ctg_tracking.spreadsheet.timelines import SAID
from ctg_tracking.spreadsheet.told import Decisions

TODAY = date(2026, 6, 30)
EMPTY = StoredPlan(TODAY, "CTG-TEST")


def stored_from(plan: ParsedPlan) -> StoredPlan:
    """The plan stored once `plan` is applied on nothing. Ids count from 1 in the order of the file."""
    return applied(compare(plan, EMPTY), EMPTY)


def applied(preview: Preview, stored: StoredPlan) -> StoredPlan:
    """What `stored` becomes once `preview` is applied: headings, actions and reports, as the writing does it."""
    headings, heading_ids = _headings(preview, stored)
    actions = {one.id: one for one in stored.actions}
    ids: dict[int, int] = {
        step.index: step.stored_id for step in preview.actions if step.stored_id and step.index is not None
    }
    last = max(actions, default=0)
    for step in preview.actions:
        if step.stored_id is None and step.index is not None:
            last += 1
            ids[step.index] = last
    for step in preview.actions:
        row_id = ids[step.index or 0]
        known = actions.get(row_id)
        actions[row_id] = _changed(step, known, heading_ids) if known else _added(step, row_id, heading_ids, ids)
    reports = {row_id: list(line) for row_id, line in stored.reports.items()}
    drafts = [(one.action, one.draft) for one in preview.reports if one.change is Change.ADDED]
    drafts += [(Anchor(stored_id=ids[one.index or 0]), one.report) for one in preview.actions if one.report]
    drafts += [(Anchor(stored_id=one.stored_id), one.report) for one in preview.missing if one.report]
    for anchor, draft in drafts:
        row_id = anchor.stored_id if anchor.stored_id is not None else ids[anchor.index or 0]
        reports.setdefault(row_id, []).append(_report(draft, 1 + sum(map(len, reports.values()))))
    for line in reports.values():
        line.sort(key=lambda one: (one.effective_on, one.id))
    return replace(stored, headings=list(headings.values()), actions=list(actions.values()), reports=reports)


def again(plan: ParsedPlan, stored: StoredPlan, decisions: Decisions | None = None) -> Preview:
    """The same file compared with what applying it left."""
    return compare(plan, applied(compare(plan, stored, decisions), stored), decisions)


def _headings(preview: Preview, stored: StoredPlan) -> tuple[dict[int, StoredHeading], dict[int, int]]:
    headings = {one.id: one for one in stored.headings}
    ids: dict[int, int] = {}
    for step in preview.headings:
        ids[step.index] = step.stored_id if step.stored_id is not None else max(headings, default=0) + 1
        parent = None if step.parsed.parent is None else ids[step.parsed.parent]
        told = step.parsed
        known = headings.get(ids[step.index])
        moved = {one.field: one.after for one in step.changes}
        new = StoredHeading(ids[step.index], parent, told.level, 99, told.code, told.title)
        headings[ids[step.index]] = replace(known, **moved) if known else new
    return headings, ids


def _heading_id(anchor: Anchor | None, ids: dict[int, int]) -> int | None:
    if anchor is None or anchor.stored_id is not None:
        return anchor.stored_id if anchor else None
    return ids[anchor.index or 0]


def _added(step: ActionStep, row_id: int, headings: dict[int, int], ids: dict[int, int]) -> StoredAction:
    assert step.parsed is not None
    fields = {one.field: one.after for one in step.changes}
    parent = None
    if step.parent is not None:
        parent = step.parent.stored_id if step.parent.stored_id is not None else ids[step.parent.index or 0]
    return StoredAction(row_id, _heading_id(step.heading, headings), parent, step.parsed.code, step.title, fields)


def _changed(step: ActionStep, known: StoredAction, headings: dict[int, int]) -> StoredAction:
    moved: dict[str, Any] = {one.field: one.after for one in step.changes}
    if "heading_id" in moved:
        moved["heading_id"] = _heading_id(moved["heading_id"], headings)
    own = {name: moved.pop(name) for name in ("title", "code", "heading_id") if name in moved}
    return replace(known, fields={**known.fields, **moved}, **own)


def _report(draft: ReportDraft, row_id: int) -> StoredReport:
    return StoredReport(row_id, draft.on, draft.status, **{name: getattr(draft, name) for name in SAID})

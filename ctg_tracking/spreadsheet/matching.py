"""What applying a file to a stored plan would do. Pure: nothing is written, nothing is matched by chance.

Which row is which is told in `identity`: what is sure is compared, what is only close is proposed and set aside until
the person says. What moves is told in `changes` (fields), `following` (statuses, notes, reports) and `measuring`
(indicators, values), by the strategy of the import. Stored actions that the file does not name are listed, never
deleted.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ctg_tracking.spreadsheet.changes import Comparing
from ctg_tracking.spreadsheet.collector import collector_at_rest
from ctg_tracking.spreadsheet.following import Context, follow
from ctg_tracking.spreadsheet.identity.actions import FoundActions, match_actions
from ctg_tracking.spreadsheet.identity.answers import Answered, answered
from ctg_tracking.spreadsheet.identity.elsewhere import from_elsewhere
from ctg_tracking.spreadsheet.identity.headings import FoundHeadings, match_headings, named
from ctg_tracking.spreadsheet.identity.indicators import match_indicators
from ctg_tracking.spreadsheet.labels import code_key
from ctg_tracking.spreadsheet.measuring import measure
from ctg_tracking.spreadsheet.missing import missing_steps
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.places import Places
from ctg_tracking.spreadsheet.plan import ParsedAction, ParsedHeading, ParsedPlan
from ctg_tracking.spreadsheet.preview import ActionStep, Anchor, CellChange, HeadingStep, Preview
from ctg_tracking.spreadsheet.stored import StoredHeading, StoredPlan
from ctg_tracking.spreadsheet.timelines import Timelines
from ctg_tracking.spreadsheet.told import Decisions, Proposal, Strategy

TOO_MANY = (
    "Le plan est si grand que les titres proches n’ont pas tous été cherchés d’un axe à l’autre\u202f: "
    "des actions ajoutées peuvent ressembler à des actions absentes du fichier."
)
"""Told when not all the rows left alone were compared with all."""


def compare(plan: ParsedPlan, stored: StoredPlan, decisions: Decisions | None = None) -> Preview:
    """What applying `plan` to `stored` would do, with what the person decided.

    Raises BadInput for a decision about a row that is not in this convention, or about two rows at once.
    """
    with collector_at_rest():
        return _compare(plan, stored, decisions or Decisions())


def _compare(plan: ParsedPlan, stored: StoredPlan, decisions: Decisions) -> Preview:
    problems = [*plan.problems, *from_elsewhere(plan, stored.reference)]
    answers = answered(plan, stored, decisions, problems)
    headings = match_headings(plan, stored, answers.headings)
    found = match_actions(plan, stored, headings, answers.actions)
    told = _set_aside(plan, headings, found, problems)
    told = replace(told, notes=(*told.notes, TOO_MANY)) if found.capped else told
    return _compared(_Matched(told, stored, answers, headings, found), decisions, problems)


@dataclass(frozen=True)
class _Matched:
    """A file and a store, and which row is which."""

    plan: ParsedPlan
    stored: StoredPlan
    answers: Answered
    headings: FoundHeadings
    actions: FoundActions

    @property
    def places(self) -> Places:
        waiting = {*self.actions.proposals, *self.actions.waiting}
        ids = (self.headings.ids, self.actions.ids)
        return Places(self.plan, self.stored, *ids, waiting, self.headings.waiting)


def _compared(rows: _Matched, decisions: Decisions, problems: list[Problem]) -> Preview:
    plan, stored, strategy, places = rows.plan, rows.stored, decisions.strategy, rows.places
    steps = list(_action_steps(rows, Comparing(plan, stored, strategy, problems)))
    lines = Timelines(stored.reports)
    followed = follow(plan, places, steps, Context(lines, stored.today, strategy is Strategy.FILL, problems))
    indicators = match_indicators(plan, stored, places, rows.answers.indicators)
    measured = measure(plan, stored, places, indicators, strategy, problems)
    present = {*rows.actions.ids.values(), *rows.actions.covered}
    missing = missing_steps(stored, present, decisions.missing, lines) if plan.has_plan else ()
    proposals = (*rows.headings.proposals, *rows.actions.proposals.values(), *indicators.proposals.values())
    sheets = _sheets(plan)
    return Preview(
        plan=plan,
        headings=list(_heading_steps(rows, strategy)),
        actions=followed.actions,
        missing=list(missing),
        reports=followed.reports,
        indicators=measured.indicators,
        values=measured.values,
        problems=in_order(problems, plan),
        refused=plan.refused_rows + followed.refused + measured.refused,
        heading_names={one.id: named(one) for one in stored.headings},
        axe_names=_axe_names(stored.headings),
        proposals=sorted(proposals, key=lambda one: _place(one, sheets)),
    )


# -- rows set aside --


def _set_aside(plan: ParsedPlan, headings: FoundHeadings, found: FoundActions, problems: list[Problem]) -> ParsedPlan:
    """Rows that wait for an answer, and operations of an action that is refused, are refused with their reason."""
    reasons = {index: _alike(one) for index, one in found.proposals.items()}
    reasons |= {index: _waiting(plan, plan.actions[index]) for index in found.waiting}
    lost = {index for index, one in enumerate(plan.actions) if one.refused and index not in found.ids}
    orphans = [index for index, one in enumerate(plan.actions) if one.parent in lost and not one.refused]
    reasons |= dict.fromkeys(orphans, "l’action dont c’est une opération est refusée")
    for index, reason in reasons.items():
        one = plan.actions[index]
        column = "Opération" if one.parent is not None else "Action"
        problems.append(Problem(Severity.ERROR, one.sheet, one.cell, column, one.title, _sentence(one.title, reason)))
    for proposal in headings.proposals:
        message = _sentence(proposal.title, _alike(proposal))
        problems.append(Problem(Severity.ERROR, proposal.sheet, proposal.cell, "Axe", proposal.title, message))
    refused = plan.refused_rows + len(reasons) + len(headings.proposals)
    if not reasons and not headings.proposals:
        return plan
    actions = tuple(replace(one, refused=True) if i in reasons else one for i, one in enumerate(plan.actions))
    beside = tuple(replace(one, refused=True) if one.action in reasons else one for one in plan.indicators)
    return replace(plan, actions=actions, indicators=beside, refused_rows=refused)


def _alike(proposal: Proposal) -> str:
    return f"ressemble à {proposal.what.label} « {proposal.stored_title} »\u202f: dites si c’est la même"


def _waiting(plan: ParsedPlan, action: ParsedAction) -> str:
    if action.parent is not None:
        return f"attend que vous disiez ce qu’est l’action « {plan.actions[action.parent].title} »"
    heading = plan.headings[action.heading or 0]
    return f"attend que vous disiez ce qu’est la partie du plan « {heading.title or heading.code} »"


def _sentence(title: str, reason: str) -> str:
    joint = "\u202f: " if reason.startswith("l’") else " "
    return f"« {title} »{joint}{reason}."


# -- what moves --


def _action_steps(rows: _Matched, comparing: Comparing) -> Iterable[ActionStep]:
    headings, ids = rows.headings, rows.actions.ids
    for index, action in enumerate(rows.plan.actions):
        if action.refused:
            continue
        heading = None
        if action.heading is not None and action.heading not in headings.waiting:
            heading = Anchor(headings.ids[action.heading], action.heading)
        parent = None if action.parent is None else Anchor(ids.get(action.parent), action.parent)
        yield comparing.step(index, action, ids.get(index), heading, parent)


def _heading_steps(rows: _Matched, strategy: Strategy) -> Iterable[HeadingStep]:
    by_id = {heading.id: heading for heading in rows.stored.headings}
    for index, (heading, row_id) in enumerate(zip(rows.plan.headings, rows.headings.ids, strict=True)):
        if index not in rows.headings.waiting:
            known = by_id[row_id] if row_id is not None else None
            moved = _heading_changes(heading, known) if known else ()
            changes = tuple(one for one in moved if strategy is not Strategy.FILL or one.before is None)
            yield HeadingStep(index, heading, row_id, changes)


def _heading_changes(heading: ParsedHeading, known: StoredHeading) -> Iterable[CellChange]:
    if heading.title and heading.title != known.title and not (known.title and heading.title.isupper()):
        yield CellChange("title", known.title, heading.title, heading.sheet, heading.cell)
    if heading.code and code_key(heading.code) != code_key(known.code or ""):
        yield CellChange("code", known.code, heading.code, heading.sheet, heading.cell)


def _axe_names(headings: Sequence[StoredHeading]) -> Mapping[int, str]:
    """Name of the axe above each heading, itself when it is one."""
    above = {one.id: one for one in headings}
    names = {}
    for one in headings:
        top = one
        while top.parent_id is not None:
            top = above[top.parent_id]
        names[one.id] = named(top)
    return names


# -- in the order of the file --

_CELL = re.compile(r"([A-Z]*)(\d*)")


def in_order(problems: Iterable[Problem], plan: ParsedPlan) -> tuple[Problem, ...]:
    """Errors first; then by sheet, row and column."""
    sheets = _sheets(plan)
    return tuple(sorted(problems, key=lambda one: (one.severity is not Severity.ERROR, *_place(one, sheets))))


def _sheets(plan: ParsedPlan) -> Mapping[str, int]:
    return {name: rank for rank, name in enumerate(dict.fromkeys(table.sheet for table in plan.tables))}


def _place(one: Problem | Proposal, sheets: Mapping[str, int]) -> tuple[int, int, int, str]:
    match = _CELL.match(one.cell)
    letters, row = match.groups() if match else ("", "")
    return (sheets.get(one.sheet, len(sheets)), int(row or 0), len(letters), letters)

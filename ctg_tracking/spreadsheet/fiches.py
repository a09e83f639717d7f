"""Fiches beside a table of actions: each completes the row of its action, found by its title or its number.

A fiche whose action is in no row of the table, or in several, is left aside and told: nothing is added by a fiche.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from ctg_tracking.spreadsheet.labels import code_key, title_key
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import ParsedAction, ParsedPlan
from ctg_tracking.spreadsheet.retold import joined
from ctg_tracking.spreadsheet.statuses import status_key
from ctg_tracking.spreadsheet.told import Question

_RELATED = 60
"""Closeness of the words of two titles (fuzz.token_set_ratio) that one number makes the same action."""
_SHOWN = 80
_NAMED = 12
"""Fiches named in a note; the others are counted."""


def completed(plan: ParsedPlan, fiches: ParsedPlan) -> ParsedPlan:
    """The plan with what its fiches add to its actions, and a note of what was done with them."""
    rows = _Rows(plan.actions)
    found = {index: row for index, one in enumerate(fiches.actions) if (row := rows.of(one)) is not None}
    times = Counter(found.values())
    pairs = {index: row for index, row in found.items() if times[row] == 1}
    lost = [one for index, one in enumerate(fiches.actions) if index not in pairs]
    return _with_fiches(plan, fiches, pairs, lost)


class _Rows:
    """The actions of a table by title and by number."""

    def __init__(self, actions: Sequence[ParsedAction]) -> None:
        self.actions = actions
        self.titled: dict[str, list[int]] = {}
        self.numbered: dict[str, list[int]] = {}
        for index, one in enumerate(actions):
            if one.parent is None and not one.refused:
                self.titled.setdefault(title_key(one.title), []).append(index)
                if one.code:
                    self.numbered.setdefault(code_key(one.code), []).append(index)

    def of(self, fiche: ParsedAction) -> int | None:
        """The one row of the title of a fiche, else the one of its number when their titles have words in common."""
        title = title_key(fiche.title)
        titled = self.titled.get(title, [])
        numbered = self.numbered.get(code_key(fiche.code), []) if fiche.code else []
        if titled:
            both = [index for index in titled if index in numbered] or titled
            return both[0] if len(both) == 1 else None
        if len(numbered) != 1:
            return None
        near = fuzz.token_set_ratio(title_key(self.actions[numbered[0]].title), title) >= _RELATED
        return numbered[0] if near else None


def _with_fiches(
    plan: ParsedPlan, fiches: ParsedPlan, pairs: Mapping[int, int], lost: Sequence[ParsedAction]
) -> ParsedPlan:
    first = len(plan.actions)
    sheets = {fiches.actions[index].sheet for index in pairs}
    kept = [index for index in sorted(pairs) if not fiches.actions[index].refused]
    told = (one for one in fiches.problems if one.sheet in sheets)
    moved = {index: first + rank for rank, index in enumerate(kept)}
    whole = replace(
        plan,
        tables=(*plan.tables, *(table for table in fiches.tables if table.sheet in sheets)),
        sheets_ignored=tuple(name for name in plan.sheets_ignored if name not in sheets),
        actions=(*plan.actions, *(replace(fiches.actions[index], heading=None) for index in kept)),
        indicators=(
            *plan.indicators,
            *(replace(one, action=moved[one.action]) for one in fiches.indicators if one.action in moved),
        ),
        problems=tuple(sorted((*plan.problems, *told, *_renamed(plan, fiches, pairs)), key=_errors_first)),
        refused_rows=plan.refused_rows + len(pairs) - len(kept),
        questions=tuple(_asked(plan.questions, [one for one in fiches.questions if one.sheet in sheets])),
    )
    return joined(whole, {moved[index]: pairs[index] for index in kept}, _notes(fiches, kept, lost))


def _errors_first(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR


def _asked(first: Sequence[Question], more: Sequence[Question]) -> Iterator[Question]:
    """Questions of both, a word asked about twice being asked once."""
    again = {(one.about, status_key(one.what)): one for one in more}
    for one in first:
        same = again.pop((one.about, status_key(one.what)), None)
        yield replace(one, count=one.count + same.count) if same else one
    yield from again.values()


def _renamed(plan: ParsedPlan, fiches: ParsedPlan, pairs: Mapping[int, int]) -> Sequence[Problem]:
    """A warning for each fiche that gives another title to the action of its number."""
    told = []
    for index, row in pairs.items():
        fiche, action = fiches.actions[index], plan.actions[row]
        if title_key(fiche.title) != title_key(action.title):
            message = (
                f"La fiche de l’action n° {action.code} l’intitule autrement que la feuille « {action.sheet} » en "
                f"{action.cell}\u202f: c’est l’intitulé du tableau qui est gardé."
            )
            told.append(Problem(Severity.WARNING, fiche.sheet, fiche.cell, "", fiche.title[:200], message))
    return told


def _notes(fiches: ParsedPlan, kept: Sequence[int], lost: Sequence[ParsedAction]) -> list[str]:
    notes = []
    if kept:
        sheets = list(dict.fromkeys(fiches.actions[index].sheet for index in kept))
        count = "une fiche complète l’action" if len(kept) == 1 else f"{len(kept)} fiches complètent les actions"
        notes.append(f"{count[0].upper()}{count[1:]} du tableau\u202f: {_named(sheets)}.")
    if lost:
        named = _named([f"{one.title[:_SHOWN]} ({one.sheet})" for one in lost])
        fiche = "une fiche laissée" if len(lost) == 1 else f"{len(lost)} fiches laissées"
        notes.append(f"{fiche[0].upper()}{fiche[1:]} de côté, sans action sûre du même intitulé ou du même numéro dans "
                     f"le tableau\u202f: {named}.")  # fmt: skip
    return notes


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(f"« {name} »" for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} et {more} autre{'s' if more > 1 else ''}" if more > 0 else shown

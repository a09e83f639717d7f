"""A plan written as a short text: headings as a tree, actions with what they give, then problems, questions, notes."""

import textwrap
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from ctg_tracking.spreadsheet.cells import Number
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.plan import DatedNote, ParsedAction, ParsedIndicator, ParsedPlan, ParsedReport
from ctg_tracking.spreadsheet.words import Named


def outline(plan: ParsedPlan) -> str:
    """The whole plan, one thing a line, long ones folded under a deeper indent."""
    lines = (line.replace("\u202f", " ").replace("\u00a0", " ").replace("\n", "⏎") for line in _lines(plan))
    return "\n".join(_folded(line) for line in lines)


_WIDTH = 110


def _folded(line: str) -> str:
    indent = " " * (len(line) - len(line.lstrip()) + 6)
    return "\n".join(textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_on_hyphens=False))


def _lines(plan: ParsedPlan) -> Iterator[str]:
    yield from _under(plan, None, 0)
    for one in plan.indicators:
        if one.action is None:
            yield f"indicator {_indicator(one)}"
    for value in plan.values:
        said = value.text if value.value is None else f"{value.value:g}"
        yield f"value {value.indicator} {value.on_date:%d/%m/%Y} = {said} {value.cell}"
    for report in plan.reports:
        yield f"report {_report(report)}"
    for problem in plan.problems:
        sign = "error" if problem.severity is Severity.ERROR else "warning"
        yield f"{sign} {problem.sheet}!{problem.cell} {problem.column}: {problem.message}"
    for ask in plan.questions:
        guess = f" -> {ask.proposed.value}?" if ask.proposed else ""
        yield f"question {ask.about.value} {ask.what} x{ask.count} {ask.sheet}!{ask.cell} ({ask.example}){guess}"
    for note in plan.notes:
        yield f"note {note}"
    if plan.refused_rows:
        yield f"refused {plan.refused_rows}"


def _under(plan: ParsedPlan, parent: int | None, depth: int) -> Iterator[str]:
    """Actions of a heading, then the headings under it."""
    for index, action in enumerate(plan.actions):
        if action.parent is None and action.heading == parent:
            yield from _action(plan, index, action, depth)
    for index, heading in enumerate(plan.headings):
        if heading.parent == parent:
            name = plan.level_names[heading.level - 1] or f"niveau {heading.level}"
            yield f"{'  ' * depth}{name} {heading.code or '-'} {heading.title or ''}".rstrip()
            yield from _under(plan, index, depth + 1)


def _action(plan: ParsedPlan, index: int, action: ParsedAction, depth: int) -> Iterator[str]:
    sign = "x" if action.refused else "*" if action.parent is None else "+"
    said = "".join(f" | {name}={_shown(one.value)}" for name, one in sorted(action.given.items()))
    yield f"{'  ' * depth}{sign} {action.code or '-'} {action.title} {action.cell}{said}"
    for one in plan.indicators:
        if one.action == index:
            yield f"{'  ' * (depth + 1)}indicator {one.name}"
    for place, child in enumerate(plan.actions):
        if child.parent == index:
            yield from _action(plan, place, child, depth + 1)


def _indicator(one: ParsedIndicator) -> str:
    said = "".join(f" | {name}={_shown(given.value)}" for name, given in sorted(one.given.items()))
    return f"{one.name} ({one.ref}){said}"


def _report(report: ParsedReport) -> str:
    said = "".join(f" | {name}={_shown(given.value)}" for name, given in sorted(report.given.items()))
    return f"{report.on_date:%d/%m/%Y} ({report.ref}){said}"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_shown(one) for one in value)
    if isinstance(value, Named):
        return value.name + (f" [{value.kind.value}]" if value.kind else "")
    if isinstance(value, DatedNote):
        return f"{value.on:%d/%m/%Y} {value.text}"
    if isinstance(value, Number):
        return value.text or f"{value.value:g}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return value.value if isinstance(value, StrEnum) else str(value).replace("\n", "⏎")

"""The time line of renewals, in HTML: one row of 28 pixels a convention, read in text as it is seen.

A bar from start to end, hollow before the signature; ◊ to do, ◆ done, ▲ late; a rule at the day asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ctg_tracking.model.words import Band, Look
from ctg_tracking.outputs.wording_renewals import DONE, LATE_STEP, TO_DO
from ctg_tracking.screen.html import EMPTY, Html, div, element, hidden, joined, span

FEW_YEARS = 7
"""Beyond, only every other year is named."""


@dataclass(frozen=True)
class Step:
    """A milestone on its line: when, in which state, and its words."""

    on: date
    look: Look
    told: str


@dataclass(frozen=True)
class Line:
    """One convention: its bar, what is written at its end, and its next milestone (`next_label`).

    `signed_on` None: not known, so that no part of the bar is said to come before the signature.
    """

    name: Html | str
    starts_on: date
    ends_on: date
    signed_on: date | None
    band: Band
    end_label: str
    next_label: Html | str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class _Scale:
    since: date
    until: date

    def place(self, day: date) -> float:
        """Percent along the line, bounded to it."""
        share = (day - self.since).days / max((self.until - self.since).days, 1)
        return round(100 * min(max(share, 0), 1), 2)


def time_line(lines: Sequence[Line], as_of: date, *, caption: str) -> Html:
    """The lines in the order given; years are ruled above."""
    if not lines:
        return EMPTY
    first = min(as_of, *(line.starts_on for line in lines)).year
    last = max(as_of, *(line.ends_on for line in lines)).year
    scale = _Scale(date(first, 1, 1), date(last + 1, 1, 1))
    rows = (_row(line, scale, as_of) for line in lines)
    return joined(_years(scale, as_of), element("ul", *rows, class_="ctg-frise", aria_label=caption), _key())


def _years(scale: _Scale, as_of: date) -> Html:
    step = 1 if scale.until.year - scale.since.year <= FEW_YEARS else 2
    years = range(scale.since.year, scale.until.year, step)
    marks = (span("ctg-frise-an", year, style=f"left:{scale.place(date(year, 1, 1))}%") for year in years)
    today = span("ctg-frise-jour", "Aujourd’hui", style=f"left:{scale.place(as_of)}%")
    return div("ctg-frise-tete", div("ctg-frise-ans", *marks, today), aria_hidden="true")


def _row(line: Line, scale: _Scale, as_of: date) -> Html:
    return element(
        "li",
        div("ctg-frise-nom", line.name),
        div("ctg-frise-corps", _bar(line, scale), _today(scale, as_of)),
        div("ctg-frise-suite", line.next_label),
    )


def _bar(line: Line, scale: _Scale) -> Html:
    start, end = scale.place(line.starts_on), scale.place(line.ends_on)
    signed = scale.place(min(max(line.signed_on, line.starts_on), line.ends_on)) if line.signed_on else start
    look = line.band.look
    return joined(
        span("ctg-frise-creux", style=f"left:{start}%;width:{signed - start:.2f}%") if signed > start else EMPTY,
        span("ctg-frise-plein", style=f"left:{signed}%;width:{end - signed:.2f}%;background:{look.colour}"),
        *(_mark(step, scale) for step in line.steps),
        span("ctg-frise-fin", look.glyph, " ", line.end_label, style=f"left:calc({end}% + 6px)"),
    )


def _mark(step: Step, scale: _Scale) -> Html:
    style = f"left:{scale.place(step.on)}%;color:{step.look.colour}"
    return span(
        "ctg-frise-etape",
        span("", step.look.glyph, aria_hidden="true"),
        hidden(f"{step.told}. "),
        style=style,
        title=step.told,
    )


def _today(scale: _Scale, as_of: date) -> Html:
    return span("ctg-frise-regle", style=f"left:{scale.place(as_of)}%", aria_hidden="true")


def _key() -> Html:
    told = (
        element("li", span("ctg-glyphe", look.glyph, style=f"color:{look.colour}"), f"étape {look.label}")
        for look in (TO_DO, DONE, LATE_STEP)
    )
    hollow = element("li", span("ctg-frise-creux ctg-frise-cle"), " avant la signature")
    return element("ul", *told, hollow, class_="ctg-legende ctg-doux")

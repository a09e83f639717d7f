"""« Comités »: a first screen to project, legible from five metres: one idea a screen, figures of 48 px at least.

Slides on lateness name organisations, never persons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.counts import Counts, total_of
from ctg_tracking.figures.points import DOUBTS, to_decide
from ctg_tracking.figures.renewals import MilestoneRow, RenewalRow, renewal_rows
from ctg_tracking.figures.sql import among
from ctg_tracking.figures.status import By, StatusRow, by_axe, by_commune, by_convention, by_theme, rows_of, scope_of
from ctg_tracking.model import Actor, Reader, action_pilot, french
from ctg_tracking.model.words import LATE, ActorKind, TerritoryKind
from ctg_tracking.screen import frame, looks, status_bars
from ctg_tracking.screen.bars import stacked
from ctg_tracking.screen.filters import Asked
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, span
from ctg_tracking.screen.pages import IMPORTS
from ctg_tracking.screen.renewals import late_steps, left, look_of, next_step, signature_in_words
from ctg_tracking.store import Store

PROGRESS, PLACES, YEARS = "Avancement", "Territoires", "Années de signature"
TO_DECIDE, RENEWAL = "Points à décider", "Renouvellement"
SLIDES = (PROGRESS, PLACES, YEARS, TO_DECIDE, RENEWAL)
AT_MOST = 6
"""Rows a slide holds at a size legible from five metres."""


@dataclass(frozen=True)
class Point:
    """Something to decide: an action, why it is brought, and the organisations that carry it."""

    action: ActionRow
    reasons: tuple[Html | str, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """What is projected for the selection at a day."""

    as_of: date
    title: str
    signatories: tuple[str, ...]
    elapsed: float | None
    total: Counts
    parts: tuple[StatusRow, ...]
    communes: tuple[StatusRow, ...]
    territories: tuple[StatusRow, ...]
    years: tuple[StatusRow, ...]
    points: tuple[Point, ...]
    renewals: tuple[RenewalRow, ...]


def read_meeting(store: Store, reader: Reader, asked: Asked) -> Meeting:
    """All the figures of the slides, in one session."""
    with store.read() as session:
        scope = scope_of(session, reader, asked.selection, asked.as_of)
        groups = by_convention(scope)
        renewals = tuple(renewal_rows(session, reader, asked.selection, asked.as_of))
        only = renewals[0].convention if len(renewals) == 1 else None
        return Meeting(
            as_of=asked.as_of,
            title=only.title if only else f"{french.counted(len(groups), 'convention')} territoriales globales",
            signatories=only.signatories if only else (),
            elapsed=only.elapsed if only else None,
            total=total_of(group.counts for group in groups),
            parts=by_axe(scope) if only else by_theme(scope),
            communes=by_commune(scope) if only and only.territory_kind is not TerritoryKind.COMMUNE else (),
            territories=rows_of(groups, By.TERRITORY) if not only else (),
            years=rows_of(groups, By.SIGNATURE_YEAR) if not only else (),
            points=_points(session, reader, asked),
            renewals=renewals,
        )


def choose_slide() -> str:
    """Which slide is projected; kept in the address."""
    picked = st.segmented_control(
        "Écran", SLIDES, default=PROGRESS, key="ecran", bind="query-params", required=True, label_visibility="collapsed"
    )
    return picked or PROGRESS


def draw_slide(meeting: Meeting, slide: str) -> None:
    """The slide under its heading; the empty state without actions."""
    if not meeting.total.actions:
        frame.empty(
            "Aucun comité préparé. Importez d’abord un plan d’actions.", frame.to(IMPORTS, "Importer un tableau")
        )
        return
    drawn = {PROGRESS: _progress, PLACES: _places, YEARS: _years, TO_DECIDE: _to_decide, RENEWAL: _renewal}[slide](
        meeting
    )
    st.html(div("ctg-projection", _heading(meeting), drawn))


def _heading(meeting: Meeting) -> Html:
    bodies = f"Signataires{french.NARROW}: {french.listed(meeting.signatories)}" if meeting.signatories else ""
    day = f"Situation au {french.long_day(meeting.as_of)}"
    return element(
        "header",
        element("h2", french.typeset(meeting.title)),
        element("p", " · ".join(part for part in (bodies, day) if part)),
    )


def _progress(meeting: Meeting) -> Html:
    total = meeting.total
    figures = [
        _figure(french.number(total.engaged), f"actions engagées sur {total.countable}"),
        _figure(french.number(total.done), french.agreed(total.done, "réalisée")),
    ]
    if meeting.elapsed is not None:
        figures.append(_figure(french.percent(round(100 * meeting.elapsed)), "de la durée écoulée"))
    if total.late:
        figures.append(_figure(french.number(total.late), "en retard", late=True))
    rows = [status_bars.bar(status_bars.named(row), row.counts) for row in meeting.parts]
    bars = stacked(rows, caption="État des actions par axe")
    return joined(div("ctg-grands", *figures), status_bars.told(total), bars)


def _figure(figure: str, words: str, *, late: bool = False) -> Html:
    mark = looks.glyph(LATE) if late else EMPTY
    return div("ctg-grand", element("b", mark, figure), span("", words))


def _places(meeting: Meeting) -> Html:
    """Member communes inside one convention, territories of several; a sentence where there is only one."""
    if len(meeting.communes) > 1:
        return _compared("Par commune", meeting.communes, meeting)
    if len(meeting.territories) > 1:
        return _compared("Par territoire", meeting.territories, meeting)
    return element("p", french.typeset("Une seule commune, une seule convention : pas de comparaison à montrer."))


def _years(meeting: Meeting) -> Html:
    if len(meeting.years) > 1:
        return _compared("Par année de signature", meeting.years, meeting)
    if len(meeting.renewals) != 1:
        return element("p", "Toutes les conventions ont été signées la même année.")
    return element("p", signature_in_words(meeting.renewals[0], meeting.as_of))


def _compared(title: str, rows: Sequence[StatusRow], meeting: Meeting) -> Html:
    return joined(status_bars.told(meeting.total), _section(title, rows))


def _section(title: str, rows: Sequence[StatusRow]) -> Html:
    shown = [status_bars.bar(status_bars.named(row), row.counts) for row in _most_late(rows)]
    rest = len(rows) - len(shown)
    told = element("p", f"et {rest} autres, moins en retard", class_="ctg-doux") if rest > 0 else EMPTY
    return joined(element("h3", title), stacked(shown, caption=title, normalised=True), told)


def _most_late(rows: Sequence[StatusRow]) -> Sequence[StatusRow]:
    if len(rows) <= 2 * AT_MOST:
        return rows
    kept = sorted(rows, key=lambda row: -row.counts.late)[:AT_MOST]
    return [row for row in rows if row in kept]


def _to_decide(meeting: Meeting) -> Html:
    if not meeting.points:
        return element("p", "Aucun point à décider.")
    rest = len(meeting.points) - AT_MOST
    told = element("p", f"et {french.counted(rest, 'autre point')}", class_="ctg-doux") if rest > 0 else EMPTY
    return joined(
        element("h3", f"{french.counted(len(meeting.points), 'point')} à décider"),
        element("ol", *map(_point, meeting.points[:AT_MOST]), class_="ctg-points"),
        told,
    )


def _point(point: Point) -> Html:
    action = point.action
    why = joined(*(joined(" · ", reason) for reason in point.reasons))
    asked = (
        element("p", f"Décision attendue{french.NARROW}: {french.typeset(action.decision_wanted)}")
        if action.decision_wanted
        else EMPTY
    )
    bodies = span("ctg-doux", ", ".join(point.organisations)) if point.organisations else EMPTY
    return element(
        "li",
        element("b", french.typeset(action.title)),
        div("", looks.status(action.status), why),
        asked,
        bodies,
    )


def _renewal(meeting: Meeting) -> Html:
    """The milestones of one renewal, or the renewals of several: late steps first."""
    if len(meeting.renewals) == 1 and meeting.renewals[0].milestones:
        return _milestones(meeting.renewals[0], meeting.as_of)
    rows = [row for row in meeting.renewals if row.renewed_by is None and row.convention.ends_on]
    rows.sort(key=lambda row: (-late_steps(row), row.convention.ends_on or date.max))
    unknown = sum(1 for row in meeting.renewals if row.convention.ends_on is None)
    told = f"{french.counted(unknown, 'convention')} sans date de fin renseignée" if unknown else ""
    items = (_renewed(row, meeting.as_of) for row in rows[:AT_MOST])
    rest = french.counted(len(rows) - AT_MOST, "autre convention") if len(rows) > AT_MOST else ""
    below = [element("p", words) for words in (f"et {rest}" if rest else "", told) if words]
    empty = element("p", "Aucune convention à renouveler dont la fin soit connue.") if not rows else EMPTY
    return joined(empty, element("ol", *items, class_="ctg-points"), *below)


def _renewed(row: RenewalRow, as_of: date) -> Html:
    ends = f"Fin le {french.long_day(row.convention.ends_on)} ({left(row)})"
    return element("li", element("b", row.convention.title), div("", ends), div("", next_step(row, as_of)))


def _milestones(row: RenewalRow, as_of: date) -> Html:
    items = (_milestone(step, as_of) for step in row.milestones)
    head = f"Fin le {french.long_day(row.convention.ends_on)} ({left(row)})" if row.convention.ends_on else ""
    by = f"Renouvelée par {row.renewed_by}" if row.renewed_by else ""
    return joined(element("h3", " · ".join(filter(None, (head, by)))), element("ul", *items, class_="ctg-etapes"))


def _milestone(step: MilestoneRow, as_of: date) -> Html:
    look = look_of(step)
    told = french.late_by(step.due_on, as_of).lower() if step.late else "" if step.kind == "end" else look.label
    day = step.done_on or step.due_on
    return element(
        "li",
        element("time", french.long_day(day)),
        looks.glyph(look),
        element("b", step.label),
        span("", f" · {told}" if told else ""),
    )


def _points(session: Session, reader: Reader, asked: Asked) -> tuple[Point, ...]:
    """What is brought to the committee, with why and by which bodies."""
    rows = to_decide(action_rows(session, reader, asked.selection, asked.as_of, operations=False))
    bodies = _organisations(session, [row.id for row in rows])
    return tuple(Point(row, _reasons(row, asked.as_of), bodies.get(row.id, ())) for row in rows)


def _reasons(row: ActionRow, as_of: date) -> tuple[Html | str, ...]:
    told = (
        looks.late(row.due_on, as_of) if row.late else "",
        row.confidence.label if row.confidence in DOUBTS and row.confidence else "",
        "Blocage signalé" if row.blocking_text else "",
    )
    return tuple(words for words in told if words)


def _organisations(session: Session, action_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Pilots that are organisations; persons are not named before a committee."""
    asked = (
        select(action_pilot.c.action_id, Actor.name)
        .join(Actor, Actor.id == action_pilot.c.actor_id)
        .where(among(action_pilot.c.action_id, action_ids), Actor.kind == ActorKind.ORGANISATION)
        .order_by(action_pilot.c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for action_id, name in session.execute(asked):
        found[action_id] = (*found.get(action_id, ()), name)
    return found

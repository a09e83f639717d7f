"""Calendars (iCalendar, RFC 5545): committees, what is due of their decisions and of a plan, steps of the renewals.

Every event has an identifier that does not change from one export to the next: a calendar that takes the file again
moves its events and doubles none. Days are all-day events; a committee has its hour when it is said, in Paris.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone
from sqlalchemy.orm import Session

from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.committees import CommitteeRow, ItemRow, agenda_of, committee_rows, the_committee
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.figures.renewals import RenewalRow, renewal_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.model.hours import hours_of
from ctg_tracking.outputs.mentions import DEMONSTRATION, DEMONSTRATION_DATA
from ctg_tracking.spreadsheet.neutral import legal
from ctg_tracking.store import clock

TO_CHECK = "Étape comptée à rebours de la fin, à vérifier avec la Caf."
_DOMAIN = "ctg-tracking"
_PARIS = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""
"""Paris as rules, that every calendar reads (directive 2000/84/CE); lists of days are refused by some."""


@dataclass(frozen=True)
class Entry:
    """An event. `key`: what it is about, unchanged from one export to the next. `hour` None: the whole day.

    `version` is raised when it is changed. `lasting`: minutes, None when nobody said.
    """

    key: str
    day: date
    summary: str
    told: Sequence[str]
    category: str
    version: int = 0
    hour: time | None = None
    lasting: int | None = None
    place: str | None = None


def committee_ics(session: Session, reader: Reader, committee_id: int, today: date) -> bytes:
    """A committee, and the days by which its open decisions are due.

    Raises NotFound when the reader may not see the committee.
    """
    committee = the_committee(session, reader, committee_id)
    due = [row for row in decisions_of(session, reader, committee_id, today) if row.due_on and row.done_on is None]
    entries = [_meeting(committee, agenda_of(session, committee_id)), *map(_decision, due)]
    return _bytes(session, french.typeset(committee.named.removeprefix("Le ")), entries)


def plan_ics(session: Session, reader: Reader, selection: Selection, as_of: date) -> bytes:
    """The due days of the open actions selected, the steps of the renewal still to be made, and the committees."""
    actions = action_rows(session, reader, selection, as_of)
    due = [row for row in actions if row.due_on and not row.status.closed]
    found = renewal_rows(session, reader, selection, as_of)
    named = found[0].convention.title if len(found) == 1 else "Plans d’actions"
    entries = [*map(_action, due), *_renewals(found), *_meetings(session, reader, found)]
    return _bytes(session, named, entries)


def portfolio_ics(session: Session, reader: Reader, selection: Selection, as_of: date) -> bytes:
    """The steps of the renewals still to be made, the ends of the conventions, and the committees."""
    found = renewal_rows(session, reader, selection, as_of)
    named = f"Portefeuille de {french.counted(len(found), 'convention')}"
    return _bytes(session, named, [*_renewals(found), *_meetings(session, reader, found)])


# -- entries --


def _meeting(committee: CommitteeRow, agenda: Sequence[ItemRow]) -> Entry:
    titles = ", ".join(title for _id, _reference, title in committee.conventions)
    points = [f"{number}. {item.title}" for number, item in enumerate(agenda, 1)]
    hours = hours_of(committee.hour)
    words = [committee.hour] if committee.hour and hours is None else []
    given = sum(item.minutes or 0 for item in agenda) if hours and not hours.lasting else 0
    supposed = [f"Fin non renseignée{french.NARROW}: d’après la durée des points."] if given else []
    return Entry(
        key=f"comite-{committee.id}-{_plain(committee.references)}",
        day=committee.held_on,
        summary=f"{committee.title or committee.kind.label} · {titles}",
        told=[
            *words,
            *supposed,
            *([f"Ordre du jour\u202f:\n{chr(10).join(points)}"] if points else []),
            committee.note or "",
        ],
        category="Comité",
        version=committee.version,
        hour=hours.begins if hours else None,
        lasting=(hours.lasting if hours else None) or given or None,
        place=committee.place,
    )


def _meetings(session: Session, reader: Reader, found: Iterable[RenewalRow]) -> Iterator[Entry]:
    wanted = {row.convention.reference for row in found}
    for committee in committee_rows(session, reader):
        if wanted & set(committee.references):
            yield _meeting(committee, agenda_of(session, committee.id))


def _decision(row: DecisionRow) -> Entry:
    assert row.due_on is not None, "only those that are due are told"
    carried = f"Porté par\u202f: {row.owner or 'non renseigné'}"
    return Entry(
        key=f"decision-{row.id}-{_plain([row.convention])}",
        day=row.due_on,
        summary=f"Décision à suivre\u202f: {row.text}",
        told=[row.subject or row.action or "", f"Décidé par {row.asked_by[0].lower()}{row.asked_by[1:]}", carried],
        category="Décision",
        version=row.version,
    )


def _action(row: ActionRow) -> Entry:
    assert row.due_on is not None, "only those that are due are told"
    return Entry(
        key=f"action-{row.id}-{_plain([row.convention])}",
        day=row.due_on,
        summary=f"Échéance\u202f: {row.title}",
        told=[row.convention_title, row.axe_label or "", row.status.label],
        category="Action",
        version=row.version,
    )


def _renewals(found: Iterable[RenewalRow]) -> Iterator[Entry]:
    """The steps not done yet; of a convention already renewed, its end alone."""
    for renewal in found:
        convention = renewal.convention
        for step in renewal.milestones:
            if step.done_on is not None or (renewal.renewed_by and step.kind != "end"):
                continue
            yield Entry(
                key=f"etape-{step.kind}-{_plain([convention.reference])}",
                day=step.due_on,
                summary=f"{step.label} · {convention.territory}",
                told=[convention.title, "" if step.kind == "end" else TO_CHECK],
                category="Renouvellement",
                version=convention.version,
            )


def _plain(references: Iterable[str]) -> str:
    """References as an identifier holds them, so that two instances do not name different things alike."""
    return re.sub(r"[^0-9A-Za-z]+", "-", "-".join(references)).strip("-").lower()


# -- writing --


def _bytes(session: Session, name: str, entries: Sequence[Entry]) -> bytes:
    demonstration = clock.is_demonstration(session)
    calendar = Calendar()
    calendar.add("prodid", "-//ctg-tracking//Conventions territoriales globales//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", legal(f"{name} ({DEMONSTRATION.lower()})" if demonstration else name))
    calendar.add("x-wr-timezone", str(clock.PARIS))
    if any(entry.hour for entry in entries):
        calendar.add_component(Timezone.from_ical(_PARIS))
    stamp = clock.now().replace(microsecond=0)
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.key)):
        calendar.add_component(_event(entry, stamp, demonstration=demonstration))
    return bytes(calendar.to_ical())


def _event(entry: Entry, stamp: datetime, *, demonstration: bool) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{_DOMAIN}")
    event.add("dtstamp", stamp)
    event.add("sequence", entry.version)
    _when(event, entry)
    event.add("summary", _words(f"[{DEMONSTRATION}] {entry.summary}" if demonstration else entry.summary))
    told = [*entry.told, f"{DEMONSTRATION_DATA}." if demonstration else ""]
    event.add("description", _words("\n".join(filter(None, told))))
    event.add("categories", [entry.category])
    if entry.place:
        event.add("location", _words(entry.place))
    return event


def _when(event: Event, entry: Entry) -> None:
    """A whole day does not make anybody busy; a committee without a told length has only its beginning."""
    if entry.hour is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    begins = datetime.combine(entry.day, entry.hour, clock.PARIS)
    event.add("dtstart", begins)
    if entry.lasting:
        event.add("dtend", begins + timedelta(minutes=entry.lasting))


def _words(text: str) -> str:
    return french.typeset(legal(text).replace("\r", ""))

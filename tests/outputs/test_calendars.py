"""Calendars that leave: read back by another hand, each event the same from one export to the next."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar, Component

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.follow_up.committees import CommitteeDraft, rewrite_committee
from ctg_tracking.model import Reader
from ctg_tracking.model.words import MeetingKind, Role
from ctg_tracking.outputs.calendars import committee_ics, plan_ics, portfolio_ics
from ctg_tracking.store import Store, clock
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY
from tests.factories import ORSAY, an_account, an_administrator
from tests.outputs.held import a_held_copil

PLAN = Selection(conventions=(EVRY_CTG,))


@pytest.fixture
def author(sqlite_store: Store) -> Reader:
    return an_administrator(sqlite_store)


@pytest.fixture
def copil(sqlite_store: Store, author: Reader) -> int:
    return a_held_copil(sqlite_store, author)


def events(content: bytes) -> dict[str, Component]:
    calendar = Calendar.from_ical(content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_a_committee_has_its_hour_in_paris_and_the_due_days_of_its_decisions(
    sqlite_store: Store, author: Reader, copil: int
) -> None:
    with sqlite_store.read() as session:
        content = committee_ics(session, author, copil, TODAY)
    meeting, due = sorted(events(content).values(), key=lambda event: "decision" in str(event["uid"]))
    begins = meeting.decoded("dtstart")
    assert begins.astimezone(clock.PARIS).replace(tzinfo=None) == datetime.combine(TODAY, time(14, 30))
    assert begins.utcoffset() == datetime(TODAY.year, TODAY.month, TODAY.day, 15, tzinfo=clock.PARIS).utcoffset()
    assert (meeting.decoded("dtend") - begins).seconds == 20 * 60
    assert str(meeting["location"]) == "Mairie; salle 2"
    assert "1. =La crèche" in str(meeting["description"])
    assert (due.decoded("dtstart"), due.decoded("dtend")) == (
        date(TODAY.year + 1, 2, 1),
        date(TODAY.year + 1, 2, 2),
    )
    assert str(due["summary"]) == "Décision à suivre\u202f: Choisir, puis ouvrir"
    assert "Porté par\u202f: CCAS" in str(due["description"])
    assert abs((due.decoded("dtstamp") - datetime.now(UTC)).total_seconds()) < 60


def test_lines_end_and_fold_as_the_rule_says(sqlite_store: Store, author: Reader, copil: int) -> None:
    with sqlite_store.read() as session:
        content = plan_ics(session, author, ALL, TODAY)
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"BEGIN:VTIMEZONE") == 1


def test_a_plan_tells_what_is_open_and_the_same_events_again(sqlite_store: Store, author: Reader, copil: int) -> None:
    with sqlite_store.read() as session:
        first, again = (events(plan_ics(session, author, PLAN, TODAY)) for _ in range(2))
    assert list(first) == list(again)
    told = {str(event["summary"]) for event in first.values()}
    assert {"Échéance\u202f: Ouvrir une crèche", "Échéance\u202f: Écouter"} <= told
    assert "Échéance\u202f: Former" not in told  # done
    assert "Évaluation et diagnostic lancés · Évry-Courcouronnes" not in told  # done
    assert "Fin de la convention · Évry-Courcouronnes" in told
    assert sum(one.startswith("Comité de pilotage · ") for one in told) == 1


def test_a_portfolio_tells_renewals_and_committees_and_no_action(
    sqlite_store: Store, author: Reader, copil: int
) -> None:
    with sqlite_store.read() as session:
        told = events(portfolio_ics(session, author, ALL, TODAY))
        only = events(portfolio_ics(session, author, Selection(conventions=(ETAMPOIS_CTG,)), TODAY))
    assert {uid.split("-")[0] for uid in told} == {"comite", "etape"}
    assert only == {}  # its end is not known, and it has no committee


def test_a_demonstration_says_so_in_every_event(sqlite_store: Store, author: Reader, copil: int) -> None:
    with sqlite_store.write(author) as work:
        clock.mark_demonstration(work.session, TODAY)
    with sqlite_store.read() as session:
        content = plan_ics(session, author, PLAN, TODAY)
    assert all(str(event["summary"]).startswith("[Démonstration] ") for event in events(content).values())
    assert "(démonstration)" in str(Calendar.from_ical(content)["x-wr-calname"])


def test_a_stranger_has_no_calendar(sqlite_store: Store, author: Reader, copil: int) -> None:
    with sqlite_store.write(author) as work:
        stranger = an_account(work, Role.READER, ORSAY)
    with sqlite_store.read() as session:
        with pytest.raises(NotFound):
            committee_ics(session, stranger, copil, TODAY)
        assert events(plan_ics(session, stranger, ALL, TODAY)) == {}


def test_a_committee_ends_when_it_is_said_else_when_its_points_do(
    sqlite_store: Store, author: Reader, copil: int
) -> None:
    def lasting() -> tuple[timedelta, bool]:
        with sqlite_store.read() as session:
            content = committee_ics(session, author, copil, TODAY)
        meeting = next(event for event in events(content).values() if "comite" in str(event["uid"]))
        supposed = "Fin non renseignée" in str(meeting["description"])
        return meeting.decoded("dtend") - meeting.decoded("dtstart"), supposed

    assert lasting() == (timedelta(minutes=20), True)
    told = CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG,), TODAY, hour="14 h 30 – 17 h")
    rewrite_committee(sqlite_store, author, copil, told)
    assert lasting() == (timedelta(minutes=150), False)

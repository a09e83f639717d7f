"""Reporting on an action: who may, what is required, what holds when, and what a stale or repeated write does."""

import threading
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ctg_tracking.errors import BadInput, NotAllowed, NotFound, StaleVersion
from ctg_tracking.follow_up.periods import place, untils
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model import Action, Change, ProgressReport, Reader
from ctg_tracking.model.words import Role, Status
from ctg_tracking.store import Store, clock
from tests.factories import EVRY, GRIGNY, a_convention, an_account, an_action, an_actor

TODAY = clock.real_today()


@pytest.fixture
def action_id(store: Store, author: Reader) -> int:
    with store.write(author) as work:
        return an_action(work, a_convention(work), pilots=["CCAS"]).id


def reports(store: Store, action_id: int) -> list[tuple[date, date | None, Status]]:
    with store.read() as session:
        rows = session.scalars(select(ProgressReport).where(ProgressReport.action_id == action_id))
        return [(r.effective_on, r.until, r.status) for r in sorted(rows, key=lambda r: (r.effective_on, r.id))]


def test_a_report_holds_until_the_next(store: Store, author: Reader, action_id: int) -> None:
    first, second = TODAY - timedelta(90), TODAY - timedelta(10)
    report_progress(store, author, action_id, Progress(Status.NOT_STARTED, on=first))
    report_progress(
        store, author, action_id, Progress(Status.IN_PROGRESS, percent=25, done="Équipe recrutée", on=second)
    )
    assert reports(store, action_id) == [
        (first, second, Status.NOT_STARTED),
        (second, None, Status.IN_PROGRESS),
    ]


def test_a_report_on_a_past_day_falls_in_its_place(store: Store, author: Reader, action_id: int) -> None:
    days = [TODAY - timedelta(days) for days in (90, 10, 50)]
    for day, status in zip(days, (Status.NOT_STARTED, Status.DONE, Status.IN_PROGRESS), strict=True):
        report_progress(store, author, action_id, Progress(status, on=day))
    assert reports(store, action_id) == [
        (days[0], days[2], Status.NOT_STARTED),
        (days[2], days[1], Status.IN_PROGRESS),
        (days[1], None, Status.DONE),
    ]


def test_the_second_report_of_a_day_wins_it(store: Store, author: Reader, action_id: int) -> None:
    report_progress(store, author, action_id, Progress(Status.IN_PROGRESS, on=TODAY))
    report_progress(store, author, action_id, Progress(Status.DONE, on=TODAY))
    assert reports(store, action_id) == [(TODAY, TODAY, Status.IN_PROGRESS), (TODAY, None, Status.DONE)]


def test_the_default_day_is_the_store_s(store: Store, author: Reader, action_id: int) -> None:
    with store.write(author) as work:
        clock.mark_demonstration(work.session, date(2026, 6, 30))
    assert report_progress(store, author, action_id, Progress(Status.DONE)).effective_on == date(2026, 6, 30)
    with pytest.raises(BadInput, match=r"Date du point.*01/07/2026.*au plus tard le 30/06/2026"):
        report_progress(store, author, action_id, Progress(Status.DONE, on=date(2026, 7, 1)))


@pytest.mark.parametrize(("said", "sentence"), [
    (Progress(Status.SUSPENDED), "Motif.*pourquoi l’action est suspendue"),
    (Progress(Status.DROPPED, reason="  "), "Motif.*pourquoi l’action est abandonnée"),
    (Progress(Status.POSTPONED), "Date de reprise.*la date à laquelle"),
    (Progress(Status.POSTPONED, resumes_on=TODAY), "Date de reprise.*une date après le"),
    (Progress(Status.IN_PROGRESS, percent=101), "Avancement.*101.*de 0 à 100"),
    (Progress(Status.IN_PROGRESS, percent=-1), "Avancement"),
    (Progress(Status.IN_PROGRESS, done="x" * 5001), "au plus 5000 caractères"),
    (Progress(Status.IN_PROGRESS, done="a\x00b"), "caractère de contrôle"),
    (Progress(Status.DONE, on=TODAY + timedelta(1)), "Date du point"),
])  # fmt: skip
def test_a_report_that_lacks_something_says_what(
    store: Store, author: Reader, action_id: int, said: Progress, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        report_progress(store, author, action_id, said)
    assert reports(store, action_id) == []


def test_a_second_click_is_the_same_report(store: Store, author: Reader, action_id: int) -> None:
    said = Progress(Status.IN_PROGRESS, done="Réunion tenue")
    first = report_progress(store, author, action_id, said, expected_version=1)
    again = report_progress(store, author, action_id, said, expected_version=1)
    assert (again.report_id, again.version, again.repeated) == (first.report_id, first.version, True)
    assert len(reports(store, action_id)) == 1


def test_a_stale_version_is_refused_and_writes_nothing(store: Store, author: Reader, action_id: int) -> None:
    report_progress(store, author, action_id, Progress(Status.IN_PROGRESS), expected_version=1)
    with pytest.raises(StaleVersion) as refused:
        report_progress(store, author, action_id, Progress(Status.DONE), expected_version=1)
    assert (refused.value.stored, refused.value.expected) == (2, 1)
    assert len(reports(store, action_id)) == 1


def test_of_two_people_at_once_one_is_told(store: Store, author: Reader, action_id: int) -> None:
    together, told = threading.Barrier(2), []

    def report(status: Status) -> None:
        together.wait()
        try:
            report_progress(store, author, action_id, Progress(status), expected_version=1)
            told.append("written")
        except StaleVersion:
            told.append("refused")

    threads = [threading.Thread(target=report, args=(status,)) for status in (Status.DONE, Status.IN_PROGRESS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["refused", "written"]
    assert len(reports(store, action_id)) == 1


def test_the_history_names_the_author_and_the_day(store: Store, author: Reader, action_id: int) -> None:
    day = TODAY - timedelta(5)
    report_progress(store, author, action_id, Progress(Status.DONE, done="Ouvert", on=day))
    with store.read() as session:
        change = session.scalars(select(Change).where(Change.entity == "progress_report")).one()
        assert (change.author_id, change.action_id, change.effective_on) == (author.account_id, action_id, day)
        assert (change.after["status"], change.after["done_text"]) == ("done", "Ouvert")
        assert session.get_one(Action, action_id).version == 2


class TestRights:
    def test_a_pilot_reports_on_its_own_actions_only(self, store: Store, author: Reader) -> None:
        with store.write(author) as work:
            convention = a_convention(work, territory=EVRY)
            pilot = an_account(work, Role.PILOT, EVRY)
            mine = an_action(work, convention, pilots=[an_actor(work, EVRY, "Service jeunesse", account=pilot)]).id
            other = an_action(work, convention, pilots=["CCAS"]).id
        report_progress(store, pilot, mine, Progress(Status.DONE))
        with pytest.raises(NotAllowed, match="rendre compte de cette action"):
            report_progress(store, pilot, other, Progress(Status.DONE))

    def test_elsewhere_the_action_is_not_found(self, store: Store, author: Reader, action_id: int) -> None:
        with store.write(author) as work:
            stranger = an_account(work, Role.COORDINATOR, GRIGNY)
        with pytest.raises(NotFound):
            report_progress(store, stranger, action_id, Progress(Status.DONE))
        with pytest.raises(NotFound):
            report_progress(store, author, action_id + 999, Progress(Status.DONE))

    def test_a_reader_reports_nothing(self, store: Store, author: Reader, action_id: int) -> None:
        with store.write(author) as work:
            reader = an_account(work, Role.READER)
        with pytest.raises(NotAllowed):
            report_progress(store, reader, action_id, Progress(Status.DONE))


@settings(max_examples=200)
@given(st.lists(st.dates(date(2020, 1, 1), date(2020, 2, 1)), max_size=12))
def test_periods_kept_one_by_one_are_the_chain_of_the_sorted_starts(starts: list[date]) -> None:
    chain: list[tuple[int, date]] = []
    ends: dict[int, date | None] = {}
    for row_id, start in enumerate(starts):
        placed = place(chain, start)
        if placed.ends is not None:
            ends[placed.ends] = start
        ends[row_id] = placed.until
        chain = sorted([*chain, (row_id, start)], key=lambda row: (row[1], row[0]))
    assert [ends[row_id] for row_id, _start in chain] == untils([start for _row_id, start in chain])

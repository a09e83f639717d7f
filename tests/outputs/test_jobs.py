"""Exports made apart: the same file, the rights of the moment, one sentence whatever happens, nothing left behind."""

import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import psutil
import pytest

from ctg_tracking.errors import Refusal
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.follow_up.accounts import disable_account
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role
from ctg_tracking.outputs import jobs
from ctg_tracking.outputs.jobs import Job
from ctg_tracking.outputs.producing import produce
from ctg_tracking.outputs.requests import Kind, Request, What
from ctg_tracking.store import Store
from tests.factories import EVRY, ORSAY, a_convention, an_account, an_action, an_administrator

DAY = date(2026, 6, 30)
PLAN = Request(What.PLAN, Kind.CSV, ALL, DAY)


@pytest.fixture
def author(store: Store) -> Reader:
    """Who may see the two plans."""
    author = an_administrator(store)
    with store.write(author) as work:
        an_action(work, a_convention(work, "CTG-EVRY", territory=EVRY), "Ouvrir")
        an_action(work, a_convention(work, "CTG-ORSAY", territory=ORSAY), "Accueillir")
    return author


@pytest.fixture(autouse=True)
def _in_no_hurry_to_let_others_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests keep every processor busy: a modest child would wait for the end of the run."""
    monkeypatch.setattr(jobs, "NICER", 0)


def children() -> list[psutil.Process]:
    """The export children of this process that live."""
    return [one for one in psutil.Process().children() if jobs._COMMAND[-1] in one.cmdline()]


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def test_the_child_makes_the_same_file_with_the_rights_of_who_asks(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        coordinator = an_account(work, Role.COORDINATOR, EVRY)
    with store.read() as session:
        expected = produce(session, coordinator, PLAN)
    made = Job(store, coordinator, PLAN).wait(90)
    assert made == expected
    assert expected.held == "1\u00a0action, 1\u00a0convention"


def test_rights_taken_away_since_the_page_was_shown_are_taken_away(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        coordinator = an_account(work, Role.COORDINATOR, EVRY)
    disable_account(store, author, coordinator.email)
    refused = Job(store, coordinator, PLAN).wait(90)
    assert isinstance(refused, Refusal)
    assert "votre compte n’est plus actif" in str(refused)


def test_a_refusal_comes_back_in_its_own_words(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    request = replace(PLAN, selection=Selection(conventions=("CTG-ABSENTE",)))
    with sqlite_store.read() as session, pytest.raises(Refusal) as refused:
        produce(session, author, request)
    assert str(Job(sqlite_store, author, request).wait(90)) == str(refused.value)


def test_a_child_that_dies_is_one_sentence(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(jobs, "_COMMAND", (sys.executable, "-c", "raise SystemExit('le détail')"))
    broken = Job(sqlite_store, an_administrator(sqlite_store), PLAN).wait(90)
    assert str(broken).startswith("L’export s’est interrompu.")
    assert "le détail" in caplog.text


def asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that never answers."""
    monkeypatch.setattr(
        jobs, "_COMMAND", (sys.executable, "-c", "import time; time.sleep(60)", "ctg_tracking.outputs.child")
    )


def test_no_export_lasts_for_ever_nor_outlives_who_wanted_it(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = an_administrator(sqlite_store)
    asleep(monkeypatch)
    late, left = Job(sqlite_store, author, PLAN, seconds=0.2), Job(sqlite_store, author, PLAN, patience=0.2)
    until(left._over.is_set)
    assert str(left.look()) == "L’export a été abandonné."
    assert "au bout de dix minutes" in str(late.wait(20))
    awaited = Job(sqlite_store, author, PLAN, seconds=3, patience=1)
    assert "au bout de dix minutes" in str(awaited.wait(20)), "who waits is looking"
    given_up = Job(sqlite_store, author, PLAN)
    until(children)
    given_up.abandon()
    assert str(given_up.wait(20)) == "L’export a été abandonné."
    until(lambda: not children())


def test_two_are_made_and_the_others_wait_their_turn(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    author = an_administrator(sqlite_store)
    asleep(monkeypatch)
    asked = [Job(sqlite_store, author, PLAN) for _ in range(4)]
    until(lambda: len(children()) == 2)
    until(lambda: sum("En attente" in str(one.look()) for one in asked) == 2)
    next(one for one in asked if "En attente" not in str(one.look())).abandon()
    until(lambda: sum("En attente" in str(one.look()) for one in asked) == 1)
    for one in asked:
        one.abandon()
        one.wait(20)
    until(lambda: not children())


def test_progress_is_told_and_never_goes_back(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    with sqlite_store.write(author) as work:
        for number in range(4):
            an_action(work, a_convention(work, f"CTG-{number}", territory=EVRY), "Ouvrir")
    told: list[tuple[float, str]] = []
    with sqlite_store.read() as session:
        produce(session, author, PLAN, lambda share, words: told.append((share, words)))
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1][1] == "Convention 4 sur 4"
    assert 0 < told[-1][0] < 1


def test_a_child_leaves_with_its_parent(sqlite_store: Store) -> None:
    command = (sys.executable, "-m", "ctg_tracking.outputs.child")
    asked = (sqlite_store.engine.url.render_as_string(hide_password=False), 1, PLAN, 0)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        pickle.dump(asked, child.stdin)
        child.stdin.close()  # as when the server dies
        assert child.wait(20) == 1

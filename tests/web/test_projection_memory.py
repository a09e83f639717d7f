"""What is remembered of decks: made once for all who wait, bounded, and never a failure."""

import gc
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event

import pytest

from ctg_tracking.web.projection.memory import Kept, put_out_of_sight


@pytest.fixture
def _all_in_sight_again() -> Iterator[None]:
    frozen = gc.get_freeze_count()
    yield
    gc.unfreeze()
    if frozen:
        gc.freeze()


class Loop:
    """Something that only the collector removes."""

    def __init__(self) -> None:
        self.me = self


def test_those_who_ask_while_it_is_made_wait_for_the_same() -> None:
    kept: Kept[str, object] = Kept(3)
    begun, go, made = Event(), Event(), []

    def make() -> object:
        begun.set()
        go.wait(10)
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(kept.get, "a", make) for _number in range(4)]
        begun.wait(10)
        assert kept.known("a") is None
        go.set()
        assert {id(one.result(10)) for one in waiting} == {id(made[0])}
    assert len(made) == 1
    assert kept.known("a") is made[0]


def test_the_one_asked_for_the_longest_time_ago_leaves() -> None:
    kept: Kept[int, int] = Kept(2)
    for key in (1, 2, 1, 3):
        kept.get(key, partial(int, key))
    assert [kept.known(key) for key in (1, 2, 3)] == [1, None, 3]
    assert len(kept) == 2


def test_a_failure_reaches_all_and_the_next_tries_again() -> None:
    kept: Kept[str, int] = Kept(2)
    together = Barrier(2)

    def fail() -> int:
        together.wait(10)
        raise ValueError("non")

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(kept.get, "a", fail)
        together.wait(10)
        with pytest.raises(ValueError, match="non"):
            first.result(10)
    assert kept.get("a", lambda: 5) == 5


@pytest.mark.usefixtures("_all_in_sight_again")
def test_what_is_remembered_is_not_walked_and_what_was_left_behind_goes() -> None:
    loop = Loop()
    put_out_of_sight()
    assert not any(one is loop for one in gc.get_objects())
    gone = weakref.ref(loop)
    del loop
    gc.collect()
    assert gone() is not None
    put_out_of_sight()
    assert gone() is None

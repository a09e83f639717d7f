"""What the last click did, told once where it was done; and writing on what the person has read, nothing else.

A verb is called in the callback of a button, from plain values: a second click can end the run, never cut the write.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import streamlit as st

from ctg_tracking.errors import Refusal, StaleVersion
from ctg_tracking.screen.plain import plain

_TRIES = 5
"""Writes of others on the same committee, elsewhere in it, that a person waits for without being asked anything."""


class Kind(Enum):
    """What became of a click."""

    DONE = "done"
    REFUSED = "refused"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Outcome:
    """What the last click did, in words; `where`: the field a refusal is about."""

    kind: Kind = Kind.NOTHING
    words: str = ""
    where: str = ""

    def draw(self, *, fields: Collection[str] = ()) -> None:
        """Tell it here, unless it is about one of these fields, which tell it themselves."""
        if self.kind is Kind.DONE:
            st.success(plain(self.words))
        elif self.kind is Kind.REFUSED and self.where not in fields:
            st.error(plain(self.words))

    def at(self, field: str) -> None:
        """Tell it under a field when it is about that one."""
        if self.kind is Kind.REFUSED and self.where == field:
            st.error(plain(self.words))


def taken(place: str) -> Outcome:
    """What the last click did at this place of the page; told once."""
    outcome: Outcome = st.session_state.pop(_key(place), Outcome())
    return outcome


def say(place: str, words: str) -> None:
    """Have the next run say that something was done."""
    st.session_state[_key(place)] = Outcome(Kind.DONE, words)


def refuse(place: str, refusal: Refusal) -> None:
    """Have the next run say what was refused, at its field when it has one."""
    st.session_state[_key(place)] = Outcome(Kind.REFUSED, str(refusal), getattr(refusal, "where", ""))


Result = TypeVar("Result")


def attempt(place: str, verb: Callable[[], Result], done: str = "") -> Result | None:
    """Call a verb; what came of it is told at `place` by the next run. None when it was refused."""
    try:
        result = verb()
    except Refusal as refusal:
        refuse(place, refusal)
        return None
    if done:
        say(place, done)
    return result


def attempt_on(
    place: str,
    read: Callable[[], tuple[Any, int]],
    base: Any,
    verb: Callable[[int], Result],
    done: str = "",
) -> Result | None:
    """Call a verb that expects a version, on what the person has read.

    `read` gives what is stored of it and the version; `base`, what the person had under the eyes. A committee changes
    with every tick and every decision: a write elsewhere in it is no reason to refuse, one on the same thing is.
    """

    def on_the_present() -> Result:
        for _ in range(_TRIES):
            stored, version = read()
            if stored != base:
                break
            try:
                return verb(version)
            except StaleVersion:
                continue
        raise StaleVersion("ce que vous avez sous les yeux")

    return attempt(place, on_the_present, done)


def _key(place: str) -> str:
    return f"comite_dit_{place}"

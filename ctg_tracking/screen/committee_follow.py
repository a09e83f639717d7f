"""« Suites »: what committees asked for and how it stands; said done, or open again, by its owner or a coordinator."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from ctg_tracking.figures.decisions import DecisionRow, decisions_of, open_decisions
from ctg_tracking.follow_up.committees import follow_decision, followed_by
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import committee_words as words
from ctg_tracking.screen import frame
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.html import element
from ctg_tracking.store import Store

_SHOWN = 25
_MORE = "suites_montrees"
_UNDER = "suites_suivie"
_SAID = "suites"


def draw_open(store: Store, reader: Reader, today: date) -> None:
    """Decisions still open of every committee this reader may see, the late ones first."""
    with store.read() as session:
        rows = open_decisions(session, reader, today)
    if not rows:
        saying.taken(_SAID).draw()
        frame.empty("Aucune décision en attente. Celles des prochains comités s’afficheront ici.")
        return
    late = sum(row.late for row in rows)
    told = french.counted(len(rows), "décision ouverte", "décisions ouvertes")
    st.html(element("p", f"{told}, {late} en retard" if late else told, class_="ctg-portee"))
    _draw(store, reader, today, rows, asked_by=True)


def draw_of(store: Store, reader: Reader, room: Room) -> None:
    """The decisions of one committee and what became of them."""
    if not room.decisions:
        frame.empty("Aucune décision n’a été prise.")
        return
    _draw(store, reader, room.today, room.decisions, asked_by=False)


def _draw(store: Store, reader: Reader, today: date, rows: Sequence[DecisionRow], *, asked_by: bool) -> None:
    saying.taken(_SAID).draw()
    most = st.session_state.get(_MORE, _SHOWN)
    with store.read() as session:
        followed = followed_by(session, reader, rows[:most])
    for row in rows[:most]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"ctg_suite_{row.id}", border=True):
            st.html(words.decision(row, today, asked_by=asked_by), width="stretch")
            if row.id in followed:
                st.button(
                    "Dire la suite", key=f"suite_dire_{row.id}", on_click=_set(_UNDER, row.id),
                    disabled=st.session_state.get(_UNDER) == row.id,
                )  # fmt: skip
        if st.session_state.get(_UNDER) == row.id:
            _form(store, reader, today, row)
    if len(rows) > most:
        left = french.counted(len(rows) - most, "autre")
        st.button(f"Montrer {left}", key="suites_plus", on_click=_set(_MORE, most + 4 * _SHOWN))


def _form(store: Store, reader: Reader, today: date, row: DecisionRow) -> None:
    place = f"suite_{row.id}"
    outcome = saying.taken(place)
    with st.container(border=True, key=f"ctg_suite_form_{row.id}"):
        outcome.draw(fields=("Fait le", "Suite donnée"))
        st.date_input(
            "Fait le", row.done_on or today, format="DD/MM/YYYY", key=f"{place}_jour", on_change="ignore",
        )  # fmt: skip
        outcome.at("Fait le")
        st.text_area(
            "Suite donnée", row.done_note or "", key=f"{place}_note", height=80, on_change="ignore",
            placeholder="Ce qui a été fait, en une phrase",
        )  # fmt: skip
        outcome.at("Suite donnée")
        with st.container(horizontal=True):
            asked = (store, reader, row)
            st.button("C’est fait", type="primary", key=f"{place}_fait", on_click=_follow, args=(*asked, True))
            st.button(
                "Toujours ouverte, garder la note" if row.done_on is None else "La rouvrir", key=f"{place}_ouverte",
                on_click=_follow, args=(*asked, False),
            )  # fmt: skip
            st.button("Fermer", key=f"{place}_fermer", on_click=_set(_UNDER, None))


def _follow(store: Store, reader: Reader, row: DecisionRow, done: bool) -> None:
    place = f"suite_{row.id}"
    told, note = st.session_state.get(f"{place}_jour"), st.session_state.get(f"{place}_note", "")

    def read() -> tuple[object, int]:
        with store.read() as session:
            rows = decisions_of(session, reader, row.committee_id, date.max)
        now = next((one for one in rows if one.id == row.id), None)
        return ((now.done_on, now.done_note), now.version) if now else (None, 0)

    day = told if done and isinstance(told, date) else None
    words_of_day = f"Décision faite le {french.long_day(day)}." if day else "Décision ouverte, note enregistrée."
    verb: Callable[[int], int] = lambda version: follow_decision(  # noqa: E731
        store, reader, row.id, done_on=day, note=note, expected_version=version
    )
    if saying.attempt_on(place, read, (row.done_on, row.done_note), verb) is not None:
        saying.say(_SAID, words_of_day)
        st.session_state.pop(_UNDER, None)


def _set(key: str, value: object) -> Callable[[], None]:
    return lambda: st.session_state.update({key: value})

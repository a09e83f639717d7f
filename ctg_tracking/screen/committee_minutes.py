"""« Relevé »: the minutes of a closed committee, read only, and the link by which others read them."""

from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from ctg_tracking.figures.sharing import ShareRow, share_of
from ctg_tracking.follow_up.committees import end_sharing, share_minutes
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import committee_presence as presence
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import committee_session as session_of
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.html import Html, element, joined, span
from ctg_tracking.store import Store


def draw_minutes(store: Store, reader: Reader, room: Room) -> None:
    """Who was there, what was said and decided; how to share it, for who may."""
    st.html(
        element(
            "p",
            _elsewhere(f"/releve/{room.id}", "Lire le relevé complet"),
            " · ",
            _elsewhere(f"/releve/{room.id}/releve.pdf", "Relevé (PDF)"),
            class_="ctg-portee",
        )
    )
    if room.may_hold:
        _sharing(store, reader, room)
    st.header("Présents", anchor=False)
    st.html(joined(element("p", presence.told_of(room)), _attendance(room)))
    st.header("Points et décisions", anchor=False)
    session_of.draw_points(room)


def _elsewhere(href: str, words: str) -> Html:
    """A link that opens in a tab of its own, and says so."""
    return element(
        "a", words, span("ctg-cache", " (nouvel onglet)"), href=href, target="_blank", rel="noopener", class_="ctg-hors"
    )


def _attendance(room: Room) -> Html:
    answers = {True: "Présents", False: "Absents", None: "Sans réponse"}
    groups = []
    for present, told in answers.items():
        names = [", ".join(filter(None, (row.name, row.body))) for row in room.attendance if row.present is present]
        if names:
            groups.append(element("li", element("b", f"{told}{french.NARROW}: "), " · ".join(names)))
    return element("ul", *groups, class_="ctg-liste")


# -- sharing --


def _sharing(store: Store, reader: Reader, room: Room) -> None:
    with store.read() as session:
        share = share_of(session, reader, room.id)
    live = share is not None and share.valid(room.today)
    with st.container(border=True, key="ctg_partage"):
        saying.taken(_key(room, "dit")).draw()
        st.html(element("p", element("b", "Partager le relevé. "), _state_of(share, room.today)))
        link = st.session_state.get(_key(room, "lien"))
        if link and live:
            st.text_input(
                "Lien à copier maintenant\u202f: il ne sera plus montré", link, key=_key(room, "copier"),
                on_change="ignore",
            )  # fmt: skip
        with st.container(horizontal=True):
            st.button(
                "Créer un nouveau lien" if live else "Créer un lien de partage", key=_key(room, "partager"),
                help="Un nouveau lien met fin à l’ancien." if live else None, on_click=_share,
                args=(store, reader, room),
            )  # fmt: skip
            if live:
                st.button("Mettre fin au partage", key=_key(room, "finir"), on_click=_end, args=(store, reader, room))


def _state_of(share: ShareRow | None, today: date) -> str:
    if share is None:
        return (
            "Un lien ouvre le relevé et son PDF, sans compte, pendant 90\u00a0jours\u202f: qui l’a y lit les noms "
            "des invités et des porteurs."
        )
    ends = french.long_day(share.expires_on)
    if not share.valid(today):
        return f"Le dernier lien a expiré le {ends}."
    return f"Un lien, créé par {share.created_by}, ouvre le relevé sans compte jusqu’au {ends}."


def _share(store: Store, reader: Reader, room: Room) -> None:
    shared = saying.attempt(_key(room, "dit"), lambda: share_minutes(store, reader, room.id))
    if shared is not None:
        here = urlsplit(st.context.url or "")
        st.session_state[_key(room, "lien")] = f"{here.scheme}://{here.netloc}/partage/{shared.token}"
        st.session_state.pop(_key(room, "copier"), None)
        saying.say(_key(room, "dit"), f"Lien créé, valable jusqu’au {french.long_day(shared.expires_on)}.")


def _end(store: Store, reader: Reader, room: Room) -> None:
    if saying.attempt(_key(room, "dit"), lambda: end_sharing(store, reader, room.id), "Partage terminé.") is not None:
        st.session_state.pop(_key(room, "lien"), None)


def _key(room: Room, field: str) -> str:
    return f"comite_partage_{room.id}_{field}"

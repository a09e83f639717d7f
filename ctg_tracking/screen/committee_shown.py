"""What is projected besides the agenda: up to three results, the actions and the indicators gone through one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.figures.picture import Picture, PicturedAction, PicturedIndicator
from ctg_tracking.figures.since_last import picture_of
from ctg_tracking.follow_up.committees import Held, choose_shown
from ctg_tracking.follow_up.committees.showing import MOST_RESULTS, MOST_SHOWN
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen.committee_data import Room, read_room
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

Chosen = tuple[tuple[int, ...] | None, tuple[int, ...] | None, tuple[int, ...] | None]
"""Results, actions, indicators, as choose_shown takes them; None: not chosen."""


@dataclass(frozen=True)
class Field:
    """One of the three choices: its label, what not choosing means, how many at most, and what there is to choose."""

    name: str
    label: str
    untold: str
    most: int
    offered: Mapping[int, str]


def draw_shown(store: Store, reader: Reader, room: Room) -> None:
    """The three choices, saved together."""
    fields = _fields(store, reader, room)
    stored = _chosen(room.committee)
    saying.taken(_key(room, "dit")).draw()
    _start(room, fields, stored)
    for field in fields:
        st.multiselect(
            field.label, list(field.offered), format_func=field.offered.__getitem__, max_selections=field.most,
            key=_key(room, field.name), placeholder="Tapez quelques lettres", on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        st.caption(f"{field.untold} Au plus {field.most}, dans l’ordre choisi.")
        st.checkbox(
            "Ne rien montrer ici", key=_none(room, field), on_change="ignore", persist_state="session",
            help="Le choix ci-dessus est alors laissé de côté.",
        )  # fmt: skip
    st.button(
        "Enregistrer les choix", type="primary", key=_key(room, "save"), on_click=_save,
        args=(store, reader, room, fields),
    )  # fmt: skip


def _fields(store: Store, reader: Reader, room: Room) -> tuple[Field, Field, Field]:
    with store.read() as session:
        picture = picture_of(session, reader, room.committee, room.today)
    indicators = {row.key: _indicator(picture, row) for row in picture.indicators}
    told = {row.key: indicators[row.key] for row in picture.indicators if row.value is not None or row.text}
    actions = {row.key: _action(picture, row) for row in picture.actions if row.fiche is None}
    return (
        Field(
            "resultats", "Résultats à mettre en avant",
            "Sans choix\u202f: les indicateurs de résultat les mieux suivis, bons ou mauvais.", MOST_RESULTS, told,
        ),
        Field(
            "actions", "Actions à montrer une par une",
            "Sans choix\u202f: celles réalisées depuis le dernier comité.", MOST_SHOWN, actions,
        ),
        Field(
            "indicateurs", "Indicateurs à montrer, avec leur cible et leur courbe",
            "Sans choix\u202f: ceux qui ont une courbe, huit au plus.", MOST_SHOWN, indicators,
        ),
    )  # fmt: skip


def _where(picture: Picture, convention_id: int) -> str:
    if len(picture.conventions) == 1:
        return ""
    return next((f" · {row.territory}" for row in picture.conventions if row.convention_id == convention_id), "")


def _indicator(picture: Picture, row: PicturedIndicator) -> str:
    value = f"{french.number(row.value)} {row.unit or ''}".strip() if row.value is not None else row.text or NOT_GIVEN
    return french.typeset(f"{row.name} : {value}{_where(picture, row.convention_id)}")


def _action(picture: Picture, row: PicturedAction) -> str:
    title = " · ".join(filter(None, (row.code, row.title)))
    return french.typeset(f"{row.status.look.glyph} {title}{_where(picture, row.convention_id)}")


# -- what is stored, shown and typed --


def _start(room: Room, fields: Sequence[Field], stored: Chosen) -> None:
    seen: Chosen = st.session_state.setdefault(_key(room, "vu"), stored)
    typed = _typed(room, fields) if _key(room, fields[0].name) in st.session_state else None
    if typed is None or typed == seen != stored:
        for field, ids in zip(fields, stored, strict=True):
            st.session_state[_key(room, field.name)] = [one for one in ids or () if one in field.offered]
            st.session_state[_none(room, field)] = ids == ()
        st.session_state[_key(room, "vu")] = stored
    elif seen != stored != typed:
        told = [_meanwhile(field, ids) for field, ids, was in zip(fields, stored, seen, strict=True) if ids != was]
        st.warning(
            plain(f"Modifié entre-temps par une autre personne\u202f: {' · '.join(told)}. ")
            + "Votre choix est gardé ci-dessous\u202f; « Enregistrer » le mettra à la place."
        )
    st.session_state[_key(room, "base")] = stored


def _meanwhile(field: Field, ids: Sequence[int] | None) -> str:
    names = [field.offered.get(one, NOT_GIVEN) for one in ids or ()]
    nothing = "ne rien montrer" if ids == () else "rien de choisi"
    return f"{field.label}\u202f: {french.listed(names) if names else nothing}"


def _typed(room: Room, fields: Sequence[Field]) -> Chosen:
    """Nothing chosen is « not chosen », for which the deck takes what is worth showing; none is said apart."""
    results, actions, indicators = (_of(room, field) for field in fields)
    return results, actions, indicators


def _of(room: Room, field: Field) -> tuple[int, ...] | None:
    if st.session_state.get(_none(room, field)):
        return ()
    return tuple(st.session_state.get(_key(room, field.name)) or ()) or None


def _chosen(row: CommitteeRow) -> Chosen:
    return row.results, row.shown_actions, row.shown_indicators


def _save(store: Store, reader: Reader, room: Room, fields: Sequence[Field]) -> None:
    results, actions, indicators = _typed(room, fields)

    def read() -> tuple[Any, int]:
        row = read_room(store, reader, room.id, room.today).committee
        return _chosen(row), row.version

    verb: Callable[[int], Held] = lambda version: choose_shown(  # noqa: E731
        store, reader, room.id, results=results, actions=actions, indicators=indicators, expected_version=version
    )
    base = st.session_state[_key(room, "base")]
    if saying.attempt_on(_key(room, "dit"), read, base, verb, "Choix enregistrés.") is not None:
        for name in ("vu", *(field.name for field in fields)):
            st.session_state.pop(_key(room, name), None)


def _key(room: Room, field: str) -> str:
    return f"comite_projete_{room.id}_{field}"


def _none(room: Room, field: Field) -> str:
    return _key(room, f"{field.name}_aucun")

"""« Journal des imports »: who sent what, when, what it changed; the file itself, and the way back."""

from collections.abc import Sequence

import streamlit as st

from ctg_tracking.errors import Refusal
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import Journalled
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import frame, import_applying
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.html import Html, element
from ctg_tracking.screen.pages import PLAN
from ctg_tracking.screen.plain import plain
from ctg_tracking.screen.tables import NUMERIC, table
from ctg_tracking.store import Store

SHOWN = 50
"""Imports listed; the command line lists them all."""
_HEADS = (
    "Quand", "Par", "Fichier", "Convention", ("Ajouts", NUMERIC), ("Modifications", NUMERIC), "Manière", "Annulé",
)  # fmt: skip


def draw(store: Store, reader: Reader, choices: Choices) -> None:
    """The imports this reader may see, newest first, and what can be done with one of them."""
    with store.read() as session:
        journalled = importing.imports(session, reader)
    if not journalled:
        frame.empty("Aucun import. Envoyez le tableau de la commune : il sera relu avant d’être enregistré.")
        return
    st.html(table(_HEADS, (_row(choices, one) for one in journalled[:SHOWN]), caption="Derniers imports", cards=True))
    _come_back(store, reader, journalled[:SHOWN])


def _row(choices: Choices, one: Journalled) -> Sequence[object]:
    label = choices.label_of(one.convention)
    known = frame.to(PLAN, label, convention=label) if label in choices.by_label else label
    undone = french.moment_of(one.undone_at) if one.undone_at else ""
    return (
        french.moment_of(one.at), one.author, one.file, known,
        one.added, one.changed, one.strategy.label, undone,
    )  # fmt: skip


def _come_back(store: Store, reader: Reader, journalled: Sequence[Journalled]) -> None:
    words = {f"{one.file}, {french.moment_of(one.at)} (n° {one.import_id})": one for one in journalled}
    picked = st.selectbox(
        "Revenir sur un import", list(words), index=None, placeholder="Choisir l’import", key="import_back"
    )
    if picked is None:
        return
    one = words[picked]
    if one.kept:
        _original(store, reader, one)
    if one.undone_at is not None:
        st.caption(f"Cet import a déjà été annulé le {french.moment_of(one.undone_at)}.")
        return
    try:
        _undo(store, reader, one)
    except Refusal as refusal:  # a profile that may only read, or somebody else was faster
        st.error(plain(str(refusal)))


def _original(store: Store, reader: Reader, one: Journalled) -> None:
    def content() -> bytes:
        with store.read() as session:
            return importing.original_file(session, reader, one.import_id)[1]

    st.download_button(
        "Télécharger le fichier d’origine", content, one.file, "application/octet-stream",
        key=f"import_original_{one.import_id}", on_click="ignore",
    )  # fmt: skip


def _undo(store: Store, reader: Reader, one: Journalled) -> None:
    since = importing.edits_since(store, reader, one.import_id)
    if since:
        st.warning("Cet import ne peut pas être annulé\u202f: des éléments ont été modifiés depuis.")
        st.html(_edits([str(edit) for edit in since]))
        return
    st.caption("Rien n’a été modifié depuis\u202f: tout ce que cet import a changé reviendra à l’état d’avant.")
    if st.button("Annuler cet import", key="import_undo"):
        importing.undo(store, reader, one.import_id)
        import_applying.say("Import annulé : tout ce qu’il avait changé est revenu à l’état d’avant.")
        st.rerun()


def _edits(told: Sequence[str]) -> Html:
    return element("ul", *(element("li", french.typeset(words)) for words in told), class_="ctg-liste")

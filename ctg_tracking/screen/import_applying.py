"""Step 5, « Appliquer »: what it will do in words, the annotated workbook of what is refused, then one report."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from ctg_tracking.errors import Refusal
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import ImportResult
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import import_questions
from ctg_tracking.screen.html import Html, element
from ctg_tracking.screen.import_desk import Desk
from ctg_tracking.screen.import_files import EXCEL
from ctg_tracking.screen.import_preview import place
from ctg_tracking.screen.plain import plain
from ctg_tracking.screen.tables import NUMERIC, table
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.returning import returned_name
from ctg_tracking.store import Store

_OUTCOME = "import_outcome"
_SHOWN = 3


class Ready(NamedTuple):
    """A file whose effect is known, and the words that name its convention."""

    desk: Desk
    result: ImportResult
    convention: str


class Outcome(NamedTuple):
    """What became of one file, in words."""

    file: str
    convention: str
    added: int
    changed: int
    refused: int
    why: str
    written: bool


def draw(store: Store, reader: Reader, ready: Sequence[Ready], waiting: int) -> None:
    """One verb for every file; what keeps it from being done stands beside it."""
    st.html(element("ul", *(element("li", _promise(one)) for one in ready), class_="ctg-liste"))
    for one in ready:
        _annotated(one, alone=len(ready) == 1)
    useful = [one for one in ready if not one.result.preview.changes_nothing]
    if not useful:
        words = "Ce fichier ne change rien" if len(ready) == 1 else "Ces fichiers ne changent rien"
        st.info(f"{words}\u202f: rien à appliquer.")
        return
    unsaid = sum(len(import_questions.unanswered(one.desk)) for one in useful)
    if unsaid:
        left = french.agreed(unsaid, "le statut concerné restera inconnu", "les statuts concernés resteront inconnus")
        questions = french.counted(unsaid, "question sans réponse", "questions sans réponse")
        st.caption(f"{questions} (étape 3)\u202f: {left}.")
    if waiting:
        st.caption(f"{french.counted(waiting, 'fichier attend', 'fichiers attendent')} encore sa convention.")
    blocked = any(one.desk.awaits_reason for one in ready)
    if blocked:
        st.warning("Indiquez pourquoi l’action est abandonnée (étape 4), ou gardez-la.")
    if st.button(_verb(useful), type="primary", key="import_apply", disabled=blocked):
        with st.spinner("Enregistrement…"):
            done = importing.apply_many(
                store, reader, [(one.desk.source, _target(one), one.desk.decisions) for one in ready]
            )
            # before the page is drawn any further: a second click stops this run there, and what was done is still told
            st.session_state[_OUTCOME] = [_told(one, what) for one, what in zip(ready, done, strict=True)]
        st.rerun()


def outcome() -> None:
    """What the last import or undoing did, said once at the head of the page."""
    told: str | list[Outcome] | None = st.session_state.pop(_OUTCOME, None)
    if isinstance(told, str):
        st.success(plain(told))
    elif told:
        _report(told)


def say(words: str) -> None:
    """Have the next run say what was just done."""
    st.session_state[_OUTCOME] = words


def _target(one: Ready) -> importing.Target:
    assert one.desk.target is not None
    return one.desk.target


# -- before --


def _verb(useful: Sequence[Ready]) -> str:
    return "Appliquer l’import" if len(useful) == 1 else f"Appliquer les {len(useful)} imports"


def _promise(one: Ready) -> Html:
    """« plan.xlsx → CTG-49301-2023 : 26 lignes ajoutées, 3 modifiées ; 2 refusées ne seront pas écrites »."""
    preview, counts = one.result.preview, one.result.preview.counts
    parts = [
        french.counted(counts[Change.ADDED], "ligne ajoutée", "lignes ajoutées"),
        french.counted(counts[Change.CHANGED], "modifiée"),
    ]
    if one.desk.decisions.missing:
        parts.append(french.counted(len(one.desk.decisions.missing), "abandonnée"))
    words = f"{', '.join(parts)}. {_left(preview)}"
    aim = "une convention nouvelle, " if one.result.created_convention else ""
    return element("span", element("b", one.desk.file.name), french.typeset(f" dans {aim}{one.convention} : {words}"))


def _left(preview: Preview) -> str:
    if not preview.refused:
        return "Rien n’est refusé. Tout pourra être annulé."
    waiting = " ou en attente" if preview.proposals else ""
    rows = french.counted(
        preview.refused,
        f"ligne refusée{waiting} ne sera pas écrite",
        f"lignes refusées{waiting} ne seront pas écrites",
    )
    return f"{rows}. Tout pourra être annulé."


def _annotated(one: Ready, *, alone: bool) -> None:
    """Made when it is asked for, not at each run; too large a file is told as such instead."""
    desk, problems = one.desk, one.result.preview.problems
    if not problems:
        return
    if desk.unreturnable is not None:
        st.warning(plain(desk.unreturnable))
        return
    st.download_button(
        plain("Télécharger le tableau annoté" + ("" if alone else f" ({desk.file.name})")),
        lambda: desk.annotated(problems),
        returned_name(desk.file.name),
        EXCEL,
        key=f"import_annotated_{desk.key}",
        on_click="ignore",
        help="Votre propre classeur, les cellules à corriger colorées et expliquées\u202f: corrigez, puis renvoyez-le.",
    )


# -- after --


def _told(one: Ready, done: ImportResult | Refusal) -> Outcome:
    if isinstance(done, Refusal):
        return Outcome(one.desk.file.name, one.convention, 0, 0, one.result.preview.read, str(done), False)
    counts, preview = done.preview.counts, done.preview
    why = _reasons(preview) if preview.refused else ""
    if done.import_id is None:
        why = why or "Le fichier ne change rien."
    written = done.import_id is not None
    added, changed = (counts[kind] if written else 0 for kind in (Change.ADDED, Change.CHANGED))
    return Outcome(one.desk.file.name, one.convention, added, changed, preview.refused, why, written)


def _reasons(preview: Preview) -> str:
    errors = [one for one in preview.problems if one.severity is Severity.ERROR]
    told = [f"{place(one.sheet, one.cell)} : {one.message}" for one in errors[:_SHOWN]]
    rest = len(errors) - _SHOWN
    return french.typeset(" ; ".join(told)) + (f" ; et {rest} de plus" if rest > 0 else "")


def _report(told: Sequence[Outcome]) -> None:
    done = sum(one.written for one in told)
    if done:
        files = french.counted(done, "fichier appliqué", "fichiers appliqués")
        st.success(f"Import enregistré\u202f: {files}.")
    else:
        st.warning("Rien n’a été écrit.")
    heads = ("Fichier", "Convention", ("Ajoutées", NUMERIC), ("Modifiées", NUMERIC), ("Refusées", NUMERIC), "Pourquoi")
    st.html(table(heads, (one[:-1] for one in told), caption="Ce qui a été fait", cards=True))

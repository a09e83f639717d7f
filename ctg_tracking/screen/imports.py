"""« Imports », step by step on one column: send, say for which convention, read, decide, apply, look back."""

from collections.abc import Sequence

import streamlit as st

from ctg_tracking.errors import Refusal
from ctg_tracking.follow_up.importing import ImportResult
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import (
    frame,
    import_applying,
    import_decisions,
    import_files,
    import_journal,
    import_mapping,
    import_preview,
    import_questions,
    import_reading,
    import_targets,
)
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.import_applying import Ready
from ctg_tracking.screen.import_desk import Desk, show
from ctg_tracking.screen.import_problems import draw_problems
from ctg_tracking.screen.plain import plain
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.store import Store


def draw(store: Store, reader: Reader, choices: Choices) -> None:
    """Every step that what was sent and said so far makes possible."""
    import_applying.outcome()
    st.header("1. Quel(s) fichier(s)\u202f?", anchor=False)
    desks = import_files.sent()
    if desks:
        _aim(store, reader, choices, desks)
        st.header("3. Ce que nous avons compris", anchor=False)
        for desk in desks:
            _named(desks, desk)
            _read(desk)
        st.header("4. Ce qui va changer", anchor=False)
        ready = _decide(store, reader, choices, desks)
        if ready:
            st.header("5. Appliquer", anchor=False)
            import_applying.draw(store, reader, ready, sum(desk.target is None for desk in desks))
    st.header("Journal des imports", anchor=False)
    import_journal.draw(store, reader, choices)


def _named(desks: Sequence[Desk], desk: Desk) -> None:
    if len(desks) > 1:
        st.subheader(plain(desk.file.name), anchor=False)


def _aim(store: Store, reader: Reader, choices: Choices, desks: Sequence[Desk]) -> None:
    st.header("2. Pour quelle convention\u202f?", anchor=False)
    for desk in desks:
        target = import_targets.choose_target(store, reader, choices, desk, alone=len(desks) == 1)
        try:
            desk.aim_at(store, reader, target)
        except Refusal as refusal:
            st.error(plain(str(refusal)))


def _read(desk: Desk) -> None:
    if desk.remembered is not None:
        one = desk.remembered
        day = french.long_day(one.at.astimezone(french.PARIS).date())
        st.info(plain(f"Lecture reprise de l’import du {day} par {one.author_name}."))
        st.button("Ne pas la reprendre", key=f"import_forget_{desk.key}", on_click=desk.forget)
    if desk.source.plan.tables:
        st.html(import_reading.reading(desk))
    import_questions.ask(desk)
    import_mapping.correct(desk)


def _decide(store: Store, reader: Reader, choices: Choices, desks: Sequence[Desk]) -> list[Ready]:
    aimed = [desk for desk in desks if desk.target is not None and desk.source.plan.tables]
    if not aimed:
        frame.empty(_awaited(desks))
        return []
    ready = []
    for desk in aimed:
        _named(desks, desk)
        try:
            result = desk.compared(store, reader)
        except Refusal as refusal:
            st.error(plain(str(refusal)))
            continue
        if result is not None:
            _changes(store, desk, result)
            ready.append(Ready(desk, result, choices.label_of(result.convention)))
    return ready


def _awaited(desks: Sequence[Desk]) -> str:
    """What must be said before anything can be compared, and where."""
    if any(desk.source.plan.tables for desk in desks):
        return "Choisissez la convention (étape 2) : ce qui va changer s’affichera ici, puis le bouton « Appliquer »."
    return "Dites d’abord où est le tableau (étape 3, « Corriger la lecture ») : ce qui va changer s’affichera ici."


def _changes(store: Store, desk: Desk, result: ImportResult) -> None:
    preview = result.preview
    if result.created_convention:
        st.caption(plain(f"La convention sera créée\u202f: {result.convention}."))
    st.html(import_preview.summary(preview))
    if compared := [note for note in preview.plan.notes if note not in desk.source.plan.notes]:
        st.html(import_reading.noted(compared))
    if not result.created_convention:
        import_decisions.choose_strategy(desk)
    import_decisions.settle_proposals(desk, preview)
    if preview.problems:
        draw_problems(preview.problems, desk.key, desk.file.name)
    _line_by_line(store, desk, preview)
    import_decisions.settle_missing(desk, preview)


def _line_by_line(store: Store, desk: Desk, preview: Preview) -> None:
    kinds = import_preview.kinds_of(preview)
    if not kinds:
        return
    key = import_decisions.kind_key(desk)
    if st.session_state.get(key) not in kinds:
        show(key, next(iter(kinds)))
    st.subheader("Ligne à ligne", anchor=False)
    picked = st.segmented_control(
        "Lignes", list(kinds), required=True, format_func=lambda one: kinds[one], label_visibility="collapsed", key=key
    )
    names = import_targets.commune_names(store, import_preview.commune_codes(preview))
    st.html(import_preview.changes(preview, Change(picked or next(iter(kinds))), names))

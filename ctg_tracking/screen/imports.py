"""« Imports »: choose a convention, send a workbook, look before applying, apply, take back."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from sqlalchemy import func, select

from ctg_tracking.accounts.rights import RIGHTS, Right
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File, ImportResult, Journalled, Source, Target
from ctg_tracking.model import Reader, Territory, french
from ctg_tracking.model.text import fold
from ctg_tracking.screen import frame, import_preview
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.pages import PLAN
from ctg_tracking.screen.plain import plain
from ctg_tracking.screen.tables import NUMERIC, table
from ctg_tracking.store import Store

FORMATS = ("xlsx", "xls", "ods", "csv")
NEW = "Nouvelle convention…"
SHOWN = 50
"""Imports listed; the command line lists them all."""
_SOURCE, _OUTCOME = "import_source", "import_outcome"


def choose_target(store: Store, reader: Reader, choices: Choices) -> Target | None:
    """Which convention the file is for: one already there, or one to create; None until it is told."""
    labels = [*choices.by_label, NEW]
    picked = st.selectbox(
        "Pour quelle convention ?", labels, index=None, placeholder="Choisir", key="import_convention"
    )
    if picked is None:
        return None
    if picked != NEW:
        return Target(reference=choices.by_label[picked].reference)
    return _new_convention(store, reader)


def uploaded() -> Source | None:
    """The file sent, read and understood once; None until there is one."""
    sent = st.file_uploader("Tableau de la commune (Excel, OpenDocument ou CSV)", type=FORMATS, key="import_file")
    if sent is None:
        st.session_state.pop(_SOURCE, None)
        return None
    file = File(sent.name, sent.getvalue())
    kept: tuple[str, Source] | None = st.session_state.get(_SOURCE)
    if kept is None or kept[0] != file.sha256:
        with st.spinner("Lecture du fichier…"):
            kept = (file.sha256, importing.read_one(file))
        st.session_state[_SOURCE] = kept
    return kept[1]


def draw_preview(result: ImportResult) -> None:
    """What the file holds and what applying it would do."""
    plan, preview = result.source.plan, result.preview
    aim = "La convention sera créée" if result.created_convention else "Convention"
    st.html(table(
        ("Feuille lue", "Colonnes reconnues", "Colonnes laissées de côté"),
        [(found.sheet, ", ".join(found.columns), ", ".join(found.ignored) or "aucune") for found in plan.tables],
        caption=f"{aim}{french.NARROW}: {result.convention}",
    ))  # fmt: skip
    if preview.problems:
        st.html(import_preview.problems(preview.problems))
    kinds = import_preview.counts(preview)
    if kinds:
        picked = st.segmented_control(
            "Lignes", list(kinds), default=next(iter(kinds)), required=True, key="import_kind"
        )
        st.html(import_preview.changes(preview, kinds[picked or next(iter(kinds))]))


def apply_button(store: Store, reader: Reader, result: ImportResult, target: Target) -> None:
    """One verb, then its outcome at the head of the page."""
    preview = result.preview
    refused = f" ({french.counted(preview.refused, 'ligne refusée', 'lignes refusées')})" if preview.refused else ""
    if preview.changes_nothing:
        st.info(f"Ce fichier ne change rien{refused}.")
        return
    if st.button(f"Appliquer l’import{refused}", type="primary", key="import_apply"):
        with st.spinner("Enregistrement…"):
            done = importing.apply(store, reader, result.source, target)
        st.session_state[_OUTCOME] = _told(done)
        st.rerun()


def outcome() -> None:
    """What the last import or undoing did, said once."""
    words: str | None = st.session_state.pop(_OUTCOME, None)
    if words:
        st.success(plain(words))


def journal(store: Store, reader: Reader) -> Sequence[Journalled]:
    """Imports of the conventions this reader may see, newest first."""
    with store.read() as session:
        return importing.imports(session, reader)


def draw_journal(store: Store, reader: Reader, choices: Choices, journalled: Sequence[Journalled]) -> None:
    """Who imported what, and the way back."""
    st.header("Journal des imports", anchor=False)
    if not journalled:
        frame.empty("Aucun import. Choisissez une convention et envoyez le tableau de la commune.")
        return
    heads = ("Quand", "Par", "Fichier", "Convention", ("Ajouts", NUMERIC), ("Modifications", NUMERIC), "Annulé")
    rows = (
        (
            french.moment_of(one.at), one.author, one.file,
            frame.to(PLAN, choices.label_of(one.convention), convention=choices.label_of(one.convention)),
            one.added, one.changed, french.moment_of(one.undone_at) if one.undone_at else "",
        )
        for one in journalled[:SHOWN]
    )  # fmt: skip
    st.html(table(heads, rows, caption="Derniers imports", scrolls=True))
    _undo(store, reader, [one for one in journalled[:SHOWN] if one.undone_at is None])


def _undo(store: Store, reader: Reader, live: Sequence[Journalled]) -> None:
    if not live:
        return
    words = {f"{one.file}, {french.moment_of(one.at)} (n° {one.import_id})": one.import_id for one in live}
    with st.form("import_undo", border=False):
        picked = st.selectbox("Annuler un import", list(words), index=None, placeholder="Choisir l’import à annuler")
        sent = st.form_submit_button("Annuler cet import")
    if sent and picked:
        importing.undo(store, reader, words[picked])
        st.session_state[_OUTCOME] = "Import annulé : tout ce qu’il avait changé est revenu à l’état d’avant."
        st.rerun()


def _new_convention(store: Store, reader: Reader) -> Target | None:
    place, start, term, signed = st.columns([2, 1, 1, 1])
    offered = _territories(
        store, reader, place.text_input("Territoire", key="import_place", placeholder="Nom ou code Insee/Siren")
    )
    with place:
        picked = st.selectbox("Territoire trouvé", list(offered), index=0 if offered else None, key="import_found")
    starts_on = start.date_input("Début", None, format="DD/MM/YYYY", key="import_start")
    years = term.selectbox("Durée (ans)", (4, 5, 3, 2, 1), key="import_term")
    signed_on = signed.date_input("Signature", None, format="DD/MM/YYYY", key="import_signed")
    if picked is None or not isinstance(starts_on, date):
        st.caption("Indiquez le territoire et la date de début pour créer la convention.")
        return None
    told = signed_on if isinstance(signed_on, date) else None
    return Target(territory_code=offered[picked], starts_on=starts_on, term_years=years, signed_on=told)


def _territories(store: Store, reader: Reader, typed: str) -> dict[str, str]:
    """Up to 20 territories where the reader may import, by the beginning of their name or by their code."""
    asked = select(Territory.name, Territory.departement, Territory.code).order_by(Territory.sort_key).limit(20)
    if not _imports_everywhere(reader):
        asked = asked.where(Territory.id.in_(sorted(reader.territory_ids)))
    elif not typed.strip():
        return {}
    key = fold(typed)
    begins = func.substr(Territory.sort_key, 1, len(key)) == key
    with store.read() as session:
        rows = session.execute(asked.where(begins | (Territory.code == typed.strip()))).all()
    return {f"{name} ({departement}, {code})": code for name, departement, code in rows}


def _imports_everywhere(reader: Reader) -> bool:
    return any(grant.territory_id is None and Right.IMPORT in RIGHTS[grant.role] for grant in reader.grants)


def _told(done: ImportResult) -> str:
    counts = done.preview.counts
    added, changed = (counts[kind] for kind in list(counts)[:2])
    parts = [french.counted(added, "ligne ajoutée", "lignes ajoutées"), french.counted(changed, "modifiée")]
    if done.preview.refused:
        parts.append(french.counted(done.preview.refused, "refusée"))
    return f"Import enregistré dans {done.convention} : {', '.join(parts)}."

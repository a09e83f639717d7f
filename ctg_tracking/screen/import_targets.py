"""Step 2, « Pour quelle convention ? »: an existing one, proposed when the file says which, or a new one."""

from collections.abc import Collection, Mapping
from datetime import date

import streamlit as st
from sqlalchemy import func, select

from ctg_tracking.accounts.rights import RIGHTS, Right
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import Target
from ctg_tracking.model import Reader, Territory
from ctg_tracking.model.text import fold
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.import_desk import Desk
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

NEW = "Nouvelle convention…"


def choose_target(store: Store, reader: Reader, choices: Choices, desk: Desk, *, alone: bool) -> Target | None:
    """Which convention a file is for; None until it is told."""
    labels = [*choices.by_label, NEW]
    proposed = _proposed(store, reader, choices, desk)
    of_which = "" if alone else f" ({desk.file.name})"
    picked = st.selectbox(
        plain(f"Pour quelle convention\u202f?{of_which}"),
        labels,
        index=labels.index(proposed) if proposed else None,
        placeholder="Choisir la convention",
        label_visibility="collapsed" if alone else "visible",
        key=f"import_convention_{desk.key}",
    )
    if picked is None:
        return None
    if picked == NEW:
        return _new_convention(store, reader, desk)
    if picked == proposed:
        st.caption("Proposée d’après le nom et le contenu du fichier\u202f: changez-la si ce n’est pas la bonne.")
    return Target(reference=choices.by_label[picked].reference)


def commune_names(store: Store, codes: Collection[str]) -> Mapping[str, str]:
    """Names of territories by code."""
    if not codes:
        return {}
    with store.read() as session:
        asked = select(Territory.code, Territory.name).where(Territory.code.in_(sorted(codes)))
        return {row.code: row.name for row in session.execute(asked)}


def _proposed(store: Store, reader: Reader, choices: Choices, desk: Desk) -> str | None:
    """The convention the file surely speaks of, in the words of the list."""
    if not desk.looked_for_target:
        with store.read() as session:
            desk.proposed = importing.proposed_target(session, reader, desk.source)
        desk.looked_for_target = True
    if desk.proposed is None or desk.proposed.reference is None:
        return None
    label = choices.label_of(desk.proposed.reference)
    return label if label in choices.by_label else None


def _new_convention(store: Store, reader: Reader, desk: Desk) -> Target | None:
    place, start, term, signed = st.columns([2, 1, 1, 1])
    typed = place.text_input("Territoire", key=f"import_place_{desk.key}", placeholder="Nom ou code Insee/Siren")
    offered = _territories(store, reader, typed)
    picked = place.selectbox(
        "Territoire trouvé", list(offered), index=0 if offered else None, key=f"import_found_{desk.key}"
    )
    starts_on = start.date_input("Début", None, format="DD/MM/YYYY", key=f"import_start_{desk.key}")
    years = term.selectbox("Durée (ans)", (4, 5, 3, 2, 1), key=f"import_term_{desk.key}")
    signed_on = signed.date_input("Signature", None, format="DD/MM/YYYY", key=f"import_signed_{desk.key}")
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

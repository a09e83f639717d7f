"""Step 4, what is wrong in the file: errors first, by sheet and cell, with filters."""

import re
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Look
from ctg_tracking.screen import looks
from ctg_tracking.screen.html import Html, element, joined
from ctg_tracking.screen.import_colours import colour_words
from ctg_tracking.screen.import_preview import AT_MOST, place
from ctg_tracking.screen.tables import table
from ctg_tracking.spreadsheet.parsed import Problem, Severity

_LOOKS = {
    Severity.ERROR: Look("Erreur", LATE.glyph, LATE.colour),
    Severity.WARNING: Look("À vérifier", "◊", "#B27EBA"),
}
_ALL = "all"
_EVERY = "Toutes"


def draw_problems(found: Sequence[Problem], key: str, file: str) -> None:
    """The problems of a file, and the filters that help to read many of them."""
    counts = Counter(one.severity for one in found)
    words = {
        _ALL: f"Tout ({len(found)})",
        str(Severity.ERROR): f"Erreurs ({counts[Severity.ERROR]})",
        str(Severity.WARNING): f"À vérifier ({counts[Severity.WARNING]})",
    }
    st.subheader("Problèmes du fichier", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"import_filters_{key}"):
        picked = st.segmented_control(
            "Gravité",
            list(words),
            default=_ALL,
            required=True,
            format_func=lambda one: words[one],
            key=f"import_severity_{key}",
        )
        asked: Sequence[Problem] = [one for one in found if picked in (_ALL, None, one.severity)]
        asked = _only(asked, "Feuille", "sheet", found, key)
        asked = _only(asked, "Colonne", "column", found, key)
    st.html(problems(asked, file))


def _only(asked: Sequence[Problem], label: str, part: str, found: Sequence[Problem], key: str) -> Sequence[Problem]:
    """Those of one sheet or column, when there are several."""
    names = list(dict.fromkeys(name for one in found if (name := getattr(one, part))))
    if len(names) < 2:
        return asked
    picked = st.selectbox(label, [_EVERY, *names], key=f"import_filter_{part}_{key}", width=240)
    return asked if picked == _EVERY else [one for one in asked if getattr(one, part) == picked]


def problems(found: Sequence[Problem], file: str) -> Html:
    """Problems, errors first: place, value, what was expected."""
    ordered = sorted(found, key=lambda problem: problem.severity is Severity.WARNING)
    rows = (
        (
            looks.worded(_LOOKS[problem.severity]),
            place(problem.sheet, problem.cell),
            problem.column,
            _value(problem),
            french.typeset(problem.message),
        )
        for problem in ordered[:AT_MOST]
    )
    heads = ("Gravité", "Feuille, cellule", "Colonne", "Valeur lue", "Ce qui ne va pas")
    shown = table(heads, rows, caption=french.counted(len(found), "problème"), of=file, scrolls=True, cards=True)
    rest = len(ordered) - AT_MOST
    more = element("p", f"et {french.counted(rest, 'autre problème')}.", class_="ctg-petit")
    return joined(shown, more) if rest > 0 else shown


def _value(problem: Problem) -> str:
    """What the cell says; a colour (a problem of no column) by its name."""
    is_colour = not problem.column and re.fullmatch(r"[0-9A-F]{6}", problem.value)
    return colour_words(problem.value) if is_colour else problem.value

"""What is written around a table: the axe its sheet or its title names, the day its situation is true."""

import re
from collections.abc import Sequence

from ctg_tracking.spreadsheet.dates import read_period
from ctg_tracking.spreadsheet.grid import Row, Sheet, cell_name
from ctg_tracking.spreadsheet.labels import read_label
from ctg_tracking.spreadsheet.layout import Place
from ctg_tracking.spreadsheet.plan import Given
from ctg_tracking.spreadsheet.text import folded, key_words, one_line

AXE_WORDS = frozenset(("Axe", "Enjeu", "Thématique", "Orientation", "Volet", "Défi", "Ambition", "Pilier"))
_SITUATION = re.compile(
    r"(?:situation|etat d'avancement|avancement|etat|point|bilan|suivi)(?: arrete)? (?:au|a la date du) (.+)"
)


def axe_around(place: Place, sheets: Sequence[Sheet]) -> list[str]:
    """The axe of a table without an axe column: its caption, named above it, or its sheet (« one sheet per axe »)."""
    if place.caption:
        return [place.caption]
    above = [value for row in place.sheet.rows[: place.header] for value in row if isinstance(value, str)]
    named = [text for text in (place.sheet.name, *above) if read_label(text).word in AXE_WORDS]
    if named:
        return [max(named, key=lambda text: bool(read_label(text).title))]
    return [place.sheet.name] if names_a_theme(place, sheets) else []


_NO_THEME = re.compile(
    r"(?:feuil|feuille|sheet|page|onglet|plan|action|tableau|table|suivi|copie|ctg|convention|bilan|synthese|global"
    r"|indicateur|donnee|annee|export|import|fichier|base|commune|version|v\d|(?:19|20)\d\d)",
)


def names_a_theme(place: Place, sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet is one of several with the same headers, told apart by a name of their own: « Jeunesse »."""
    if _NO_THEME.search(key_words(place.sheet.name)) or sum(map(str.isalpha, place.sheet.name)) < _SHORTEST_NAME:
        return False
    headers = _folded(place.sheet.rows[place.header])
    return any(
        sheet.name != place.sheet.name and any(_folded(row) == headers for row in sheet.rows[:_LOOK_AHEAD])
        for sheet in sheets
        if not _NO_THEME.search(key_words(sheet.name))
    )


_SHORTEST_NAME, _LOOK_AHEAD = 4, 40


def _folded(cells: Row) -> list[str]:
    return [word for word in (key_words(value) if isinstance(value, str) else "" for value in cells) if word]


def situation_around(place: Place) -> Given | None:
    """« Situation au 30/06/2026 » written above the table: the day its statuses are true."""
    for number, row in enumerate(place.sheet.rows[: place.header]):
        for index, value in enumerate(row):
            match = _SITUATION.search(folded(one_line(value))) if isinstance(value, str) else None
            period = read_period(match[1]).value if match else None
            if period is not None and period.exact:
                return Given(period.first, cell_name(number, index))
    return None

"""What is written around a table: the axe its sheet or its title names, the day its situation is true."""

import re

from ctg_tracking.spreadsheet.dates import read_period
from ctg_tracking.spreadsheet.grid import cell_name
from ctg_tracking.spreadsheet.labels import read_label
from ctg_tracking.spreadsheet.layout import Place
from ctg_tracking.spreadsheet.plan import Given
from ctg_tracking.spreadsheet.text import folded, one_line

AXE_WORDS = frozenset(("Axe", "Enjeu", "Thématique", "Orientation", "Volet", "Défi", "Ambition", "Pilier"))
_SITUATION = re.compile(
    r"(?:situation|etat d'avancement|avancement|etat|point|bilan|suivi)(?: arrete)? (?:au|a la date du) (.+)"
)


def axe_around(place: Place) -> list[str]:
    """The axe of a table without levels: its own title, one named above it, or its sheet (« one sheet per axe »)."""
    if place.caption:
        return [place.caption]
    above = [value for row in _above(place) for value in row if isinstance(value, str)]
    named = [text for text in (place.sheet.name, *above) if read_label(text).word in AXE_WORDS]
    return [max(named, key=lambda text: bool(read_label(text).title))] if named else []


def situation_around(place: Place) -> Given | None:
    """« Situation au 30/06/2026 » written above the table: the day its statuses are true."""
    for number, row in enumerate(place.sheet.rows[: place.header]):
        for index, value in enumerate(row):
            match = _SITUATION.search(folded(one_line(value))) if isinstance(value, str) else None
            period = read_period(match[1]).value if match else None
            if period is not None and period.exact:
                return Given(period.first, cell_name(number, index))
    return None


def _above(place: Place) -> list[list[object]]:
    return [list(row) for row in place.sheet.rows[: place.header]]

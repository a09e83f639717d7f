"""How many conventions stand in each band of renewal, in one line of figures."""

from collections.abc import Mapping

from ctg_tracking.model import french
from ctg_tracking.model.words import Band
from ctg_tracking.screen import looks
from ctg_tracking.screen.html import EMPTY, Html, element, span


def band_counts(counts: Mapping[Band | None, int]) -> Html:
    """Every band with its count, nearest end first; None: the end is not known."""
    bands = [_count(looks.band(band), counts.get(band, 0)) for band in Band]
    unknown = counts.get(None, 0)
    return element(
        "ul", *bands, _count(span("", "Fin non renseignée"), unknown) if unknown else EMPTY, class_="ctg-bandes"
    )


def _count(name: Html, count: int) -> Html:
    return element("li", element("b", french.number(count)), name, class_=None if count else "ctg-nul")

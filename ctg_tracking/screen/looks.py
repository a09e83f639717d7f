"""How a status, a band or a lateness shows: always a glyph, a word and a colour together."""

from datetime import date
from functools import cache

from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, Band, Look, Origin, Status
from ctg_tracking.screen.html import EMPTY, Html, element, span
from ctg_tracking.settings import settings


@cache
def glyph(look: Look) -> Html:
    """The coloured glyph alone: never without its word beside it, hence hidden from screen readers."""
    return span("ctg-glyphe", look.glyph, style=f"color:{look.colour}", aria_hidden="true")


def worded(look: Look, words: str | None = None, class_: str = "") -> Html:
    """Glyph and word; `words` replaces the look's own label."""
    return span(f"ctg-statut {class_}".strip(), glyph(look), words or look.label)


@cache
def status(value: Status) -> Html:
    """`● Réalisée`."""
    return worded(value.look)


@cache
def band(value: Band) -> Html:
    """`■ Moins de 6 mois`."""
    return worded(value.look)


def late(due_on: date | None, as_of: date) -> Html:
    """`▲ En retard de 4 mois`; the reader knows the action is late, the due date says by how much."""
    return worded(LATE, french.late_by(due_on, as_of) if due_on else None, "ctg-retard")


def silent() -> str:
    """`sans nouvelle depuis 6 mois`, by the instance's own threshold."""
    return f"sans nouvelle depuis {french.days_long(settings().stale_days)}"


def origin(value: Origin | None) -> Html:
    """`simulé` or `document` on a demonstration value, nothing in a real store."""
    if value is None:
        return EMPTY
    meaning = {Origin.SIMULATED: "Valeur simulée pour la démonstration", Origin.DOCUMENT: "Dit par le document source"}
    return element("small", value.label.lower(), class_=f"ctg-origine ctg-origine-{value}", title=meaning[value])

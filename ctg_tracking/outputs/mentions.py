"""What renderers add around blocks, worded once: the mark of a demonstration, of a draft, of a page that goes on."""

from ctg_tracking.model import french

DEMONSTRATION = "Démonstration"
"""On every slide, page, sheet and event, where room is short."""
DEMONSTRATION_DATA = f"Données de {DEMONSTRATION.lower()}"
"""The same, where a line is free for it."""
DRAFT = "Projet de relevé"
"""On every page of minutes that are not closed."""
DRAFT_TOLD = f"{DRAFT}, non définitif"
NEWS = "Depuis l’ouverture"
"""Heads what was reported since the committee opened, beside figures that do not move."""
MORE = " (suite)"
"""After the title of a slide or a page that goes on."""
VALUE, BASELINE, TARGET = "Valeur", "Valeur de départ", "Cible"
"""The lines of a curve."""
NO_CONVENTION = "Aucune convention ne répond\u202f: celle qui est demandée"
"""What is not found, when a selection lets no convention through."""


def continued(title: str) -> str:
    """The title of what goes on: « Points à décider (suite) », said once however long it goes on."""
    return f"{begun(title)}{MORE}"


def begun(title: str) -> str:
    """The title of what began, without « (suite) »."""
    return title.removesuffix(MORE)


def aimed(value: float) -> str:
    """« Cible : 40 », beside the target of a curve."""
    return f"{TARGET}{french.NARROW}: {french.number(value)}"


def started(value: float) -> str:
    """« Départ : 10 », beside the value a curve starts from."""
    return f"Départ{french.NARROW}: {french.number(value)}"

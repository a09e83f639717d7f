"""What renderers add around blocks, worded once: the mark of a demonstration, of a draft, of a page that goes on."""

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


def continued(title: str) -> str:
    """The title of what goes on: « Points à décider (suite) », said once however long it goes on."""
    return f"{begun(title)}{MORE}"


def begun(title: str) -> str:
    """The title of what began, without « (suite) »."""
    return title.removesuffix(MORE)

"""What a selection looks at, in words."""

from collections.abc import Iterable

from ctg_tracking.figures.picture import Part, Picture
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs.deck.ground import limits


def in_words(picture: Picture, selection: Selection) -> str:
    """« Signées en 2023 · thème Petite enfance »; nothing when all is selected. No person is named."""
    several = len(picture.conventions) > 1
    part = Part(
        conventions=selection.conventions if several and len(selection.conventions) <= _FEW else (),
        territories=selection.territories if several and len(selection.territories) <= _FEW else (),
        signature_years=selection.signature_years,
        axes=selection.axes,
        communes=selection.communes,
    )
    return french.typeset(" · ".join(filter(None, (limits(picture, part), *_others(selection, several)))))


_FEW = 4
"""Up to so many conventions or territories are named."""


def _others(selection: Selection, several: bool) -> Iterable[str]:
    if several and len(selection.conventions) > _FEW:
        yield f"{len(selection.conventions)} conventions choisies"
    if several and len(selection.territories) > _FEW:
        yield f"{len(selection.territories)} territoires choisis"
    yield from (f"thème {theme or NOT_GIVEN}" for theme in selection.themes)
    yield from (f"durée {french.counted(years, 'an') if years else f'{NOT_GIVEN}e'}" for years in selection.terms)
    yield from (status.label.lower() for status in selection.statuses)
    if selection.pilots:
        yield french.counted(len(selection.pilots), "pilote choisi")
    if selection.running_at and several:
        yield "conventions en cours"

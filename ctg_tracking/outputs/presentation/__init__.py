"""Slides as an editable PPTX: native charts, native tables, real titles. What is said comes from the deck."""

from io import BytesIO

from ctg_tracking.outputs.blocks import Deck
from ctg_tracking.outputs.presentation.frame import empty_file, sign
from ctg_tracking.outputs.presentation.slides import add_slide
from ctg_tracking.store import clock

__all__ = ["deck_pptx"]


def deck_pptx(deck: Deck) -> bytes:
    """A deck as the content of a PPTX file, 16:9."""
    made = empty_file()
    for slide in deck.slides:
        add_slide(made, deck, slide)
    sign(made, deck.title, deck.day, clock.now())
    content = BytesIO()
    made.save(content)
    return content.getvalue()

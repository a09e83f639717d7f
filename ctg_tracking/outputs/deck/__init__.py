"""Decks: the slides of a committee, of a plan and of a portfolio, settled in words and figures before anybody draws."""

from ctg_tracking.outputs.deck.committee import committee_deck
from ctg_tracking.outputs.deck.ground import Ground, read_ground

__all__ = ["Ground", "committee_deck", "read_ground"]

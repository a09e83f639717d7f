"""Decks: the slides of a committee, of a plan and of a portfolio, settled in words and figures before anybody draws."""

from ctg_tracking.outputs.deck.committee import committee_deck
from ctg_tracking.outputs.deck.ground import Ground, read_ground
from ctg_tracking.outputs.deck.plan import plan_deck
from ctg_tracking.outputs.deck.portfolio import portfolio_deck

__all__ = ["Ground", "committee_deck", "plan_deck", "portfolio_deck", "read_ground"]

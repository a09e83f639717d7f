"""Documents to read: the minutes of a committee, a plan, a portfolio, the file of who takes over."""

from ctg_tracking.outputs.documents.handover import handover_pack
from ctg_tracking.outputs.documents.minutes import minutes_document
from ctg_tracking.outputs.documents.plan import plan_document
from ctg_tracking.outputs.documents.portfolio import portfolio_document

__all__ = ["handover_pack", "minutes_document", "plan_document", "portfolio_document"]

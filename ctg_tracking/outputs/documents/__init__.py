"""Documents to read: the minutes of a committee, a plan, a portfolio, the file of who takes over."""

from ctg_tracking.outputs.documents.minutes import minutes_document

__all__ = ["minutes_document"]

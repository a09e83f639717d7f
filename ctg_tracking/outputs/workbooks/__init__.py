"""Workbooks to read and to count again: a committee, a portfolio."""

from ctg_tracking.outputs.workbooks.committee import committee_workbook
from ctg_tracking.outputs.workbooks.portfolio import portfolio_workbook

__all__ = ["committee_workbook", "portfolio_workbook"]

"""Workbooks to read and to count again: a committee, a portfolio."""

"""Workbook <-> plan: one table of columns, cell parsers, reading, understanding, matching, writing.

Kept empty on purpose: the reading child imports this package and must stay light.
"""

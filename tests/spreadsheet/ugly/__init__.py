"""Workbooks as communes send them, made by script, each beside the plan a person would read in it."""

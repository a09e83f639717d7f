"""Committees as people find them.

rows      the list, and one committee
meeting   its agenda, its attendance, who may carry its decisions
former    the committee before
changing  a word that changes with it: what a screen polls
"""

from ctg_tracking.figures.committees.changing import pulse
from ctg_tracking.figures.committees.former import former_committees
from ctg_tracking.figures.committees.meeting import (
    AttendanceRow,
    ItemRow,
    agenda_of,
    attendance_of,
    owners_of,
)
from ctg_tracking.figures.committees.rows import CommitteeRow, committee_rows, named, the_committee

__all__ = [
    "AttendanceRow",
    "CommitteeRow",
    "ItemRow",
    "agenda_of",
    "attendance_of",
    "committee_rows",
    "former_committees",
    "named",
    "owners_of",
    "pulse",
    "the_committee",
]

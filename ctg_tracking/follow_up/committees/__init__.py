"""Holding a committee: prepare it, decide live, close it; one verb a function, one transaction each.

preparing   who meets about what, when, and who is invited
agenda      the points: proposed from the figures, added, changed, rearranged, removed
showing     what is projected besides the agenda
opening     freezes the figures of the day; attendance
noting      what was said on each point
deciding    decisions, and the change of status they bring
following   what was decided, until it is done
deleting    of one that never opened
closing     read-only from then; reopened by an administrator, with a reason; the next committee
sharing     the link by which closed minutes are read without an account
taking      the committee a verb is about: found, rights and state checked, kept from others
"""

from ctg_tracking.follow_up.committees.agenda import (
    ItemDraft,
    add_items,
    change_item,
    fill_agenda,
    rearrange,
    remove_item,
)
from ctg_tracking.follow_up.committees.closing import close_committee, prepare_next, reopen_committee
from ctg_tracking.follow_up.committees.deciding import (
    Decided,
    DecisionDraft,
    amend_decision,
    decide,
    withdraw_decision,
)
from ctg_tracking.follow_up.committees.deleting import Deleted, delete_committee
from ctg_tracking.follow_up.committees.following import follow_decision, followed_by
from ctg_tracking.follow_up.committees.noting import note_item
from ctg_tracking.follow_up.committees.opening import Opened, open_committee, tick
from ctg_tracking.follow_up.committees.preparing import (
    CommitteeDraft,
    Invited,
    invite,
    prepare_committee,
    rewrite_committee,
)
from ctg_tracking.follow_up.committees.sharing import Shared, end_sharing, share_minutes
from ctg_tracking.follow_up.committees.showing import MOST_RESULTS, MOST_SHOWN, choose_shown
from ctg_tracking.follow_up.committees.taking import Held

__all__ = [
    "MOST_RESULTS",
    "MOST_SHOWN",
    "CommitteeDraft",
    "Decided",
    "DecisionDraft",
    "Deleted",
    "Held",
    "Invited",
    "ItemDraft",
    "Opened",
    "Shared",
    "add_items",
    "amend_decision",
    "change_item",
    "choose_shown",
    "close_committee",
    "decide",
    "delete_committee",
    "end_sharing",
    "fill_agenda",
    "follow_decision",
    "followed_by",
    "invite",
    "note_item",
    "open_committee",
    "prepare_committee",
    "prepare_next",
    "rearrange",
    "remove_item",
    "reopen_committee",
    "rewrite_committee",
    "share_minutes",
    "tick",
    "withdraw_decision",
]

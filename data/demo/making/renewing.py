"""Steps of a renewal done at the demonstration date, in their order (simulated)."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from making.plans import TODAY, month_start
from making.portfolio import Convention

STEPS = (
    ("evaluation_launched", 18, 0.85),
    ("evaluation_presented", 12, 0.65),
    ("axes_agreed", 6, 0.45),
    ("deliberations", 3, 0.3),
)
"""Kind, months before the end, and how likely it is done once due, when the one before is."""
TOLD = ("CTG-LATITUDE-NORD-GIRONDE-2022", "CTG-BAUGE-EN-ANJOU-2020", "CTG-BAUGE-EN-ANJOU-2024")
"""Conventions read in a document, for which no step is made up."""


def renewal_steps(convention: Convention, all_conventions: Sequence[Convention]) -> list[tuple[str, date]]:
    """Steps done with their day. A convention that was followed has them all, up to the signature of what follows."""
    if convention.reference in TOLD:
        return []
    successor = next((one for one in all_conventions if convention.reference in one.predecessors), None)
    steps = list(_steps(convention, successor is not None))
    signed = successor.signed_on if successor else None
    return [*steps, ("signature", signed)] if signed else steps


def _steps(convention: Convention, followed: bool) -> list[tuple[str, date]]:
    """Some early, some a little late; the first one missed ends the list."""
    ends_on = convention.amendments[-1].new_ends_on if convention.amendments else convention.ends_on
    rng = Random(f"{convention.reference} renewal")  # noqa: S311
    found = []
    for kind, months, likely in STEPS:
        due = month_start(ends_on, 1 - months) - timedelta(1) if ends_on else date.max
        if due > TODAY or (rng.random() > likely and not followed):
            break
        found.append((kind, min(due + timedelta(rng.choice((-40, -21, -9, 0, 16, 35))), TODAY - timedelta(6))))
    return found

"""What a committee projects besides its agenda: three results, some actions, some indicators, as people chose them."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from ctg_tracking.errors import BadInput, NotFound
from ctg_tracking.figures.sql import among
from ctg_tracking.follow_up.committees.taking import Held, take, touched
from ctg_tracking.model import Action, ActionSnapshot, Committee, Indicator, IndicatorSnapshot, Reader
from ctg_tracking.model.words import MeetingState
from ctg_tracking.store import Store, Work

MOST_RESULTS: Final = 3
"""Results that one slide holds, large enough to be read from the back of a room."""
MOST_SHOWN: Final = 24
"""Actions, or indicators, that a committee goes through one by one."""

Ids = Sequence[int] | None


def choose_shown(
    store: Store, author: Reader, committee_id: int, *,
    results: Ids, actions: Ids, indicators: Ids, expected_version: int | None = None,
) -> Held:  # fmt: skip
    """Choose the results (ids of indicators, MOST_RESULTS at most), actions and indicators projected, in this order.

    None: not chosen, the deck takes what is worth showing; an empty list: none. What is chosen belongs to the
    committee's conventions, or to what it froze once it opened. Raises NotFound, NotAllowed, Conflict, BadInput,
    StaleVersion.
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, expected_version=expected_version)
        chosen = {
            "results": _indicators(work, committee, "Résultats à montrer", results, MOST_RESULTS),
            "shown_actions": _actions(work, committee, actions),
            "shown_indicators": _indicators(work, committee, "Indicateurs à montrer", indicators, MOST_SHOWN),
        }
        moved = {field: ids for field, ids in chosen.items() if getattr(committee, field) != ids}
        for field, ids in moved.items():
            setattr(committee, field, ids)
        return touched(work, committee) if moved else Held(committee.id, committee.version, repeated=True)


def still_followed(work: Work, committee: Committee, ids: Ids) -> list[int] | None:
    """Of these indicators, those that the committee's conventions still follow; None when none was chosen, or is left.

    The next committee shows again what the last one chose.
    """
    conventions = [row.id for row in committee.conventions]
    known = select(Indicator.id).where(among(Indicator.convention_id, conventions), among(Indicator.id, ids or ()))
    left = set(work.session.scalars(known)) if ids else set()
    return [indicator_id for indicator_id in ids or () if indicator_id in left] or None


def _indicators(work: Work, committee: Committee, field: str, ids: Ids, most: int) -> list[int] | None:
    return _checked(work, committee, (Indicator, IndicatorSnapshot), field, "Cet indicateur", ids, most)


def _actions(work: Work, committee: Committee, ids: Ids) -> list[int] | None:
    return _checked(work, committee, (Action, ActionSnapshot), "Actions à montrer", "Cette action", ids, MOST_SHOWN)


def _checked(
    work: Work, committee: Committee,
    tables: tuple[type[Action], type[ActionSnapshot]] | tuple[type[Indicator], type[IndicatorSnapshot]],
    field: str, what: str, ids: Ids, most: int,
) -> list[int] | None:  # fmt: skip
    """These ids, each once, in their order; NotFound for one that the committee does not look at."""
    if ids is None:
        return None
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > most:
        raise BadInput(field, len(wanted), f"{most} au plus")
    live, frozen = tables
    if committee.state is MeetingState.PREPARED:
        known = select(live.id).where(among(live.convention_id, [row.id for row in committee.conventions]))
        known = known.where(among(live.id, wanted))
    else:
        known = select(frozen.key).where(frozen.committee_id == committee.id, among(frozen.key, wanted))
    if set(wanted) - set(work.session.scalars(known)):
        raise NotFound(what)
    return wanted

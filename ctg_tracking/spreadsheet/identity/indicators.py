"""Which indicator of a file is which indicator of the store, among those of one action, axe or convention.

Sure: the person's answer, our own identifier, the same name. A close name is proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ctg_tracking.errors import BadInput
from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.identity.answers import Answers, indicator_places
from ctg_tracking.spreadsheet.identity.grouping import grouped
from ctg_tracking.spreadsheet.identity.likeness import Traits, closest
from ctg_tracking.spreadsheet.places import NoSuchPlaceError, Places
from ctg_tracking.spreadsheet.plan import ActionRef, ParsedPlan
from ctg_tracking.spreadsheet.preview import Anchor
from ctg_tracking.spreadsheet.stored import StoredIndicator, StoredPlan
from ctg_tracking.spreadsheet.text import key_words
from ctg_tracking.spreadsheet.told import Alike, Proposal


@dataclass(frozen=True, slots=True)
class Owner:
    """What an indicator measures: an action, an axe, or (neither) the convention."""

    action: Anchor | None = None
    heading: Anchor | None = None


@dataclass
class FoundIndicators:
    """By index in the file: what each measures, the stored one it is, or the first row of the file that names it.

    `lost`: reasons of those whose action or axe is nowhere; `proposals` set aside.
    """

    owners: dict[int, Owner] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)
    lost: dict[int, str] = field(default_factory=dict)
    proposals: dict[int, Proposal] = field(default_factory=dict)


def owner_named(places: Places, ref: ActionRef, action: int | None = None) -> Owner:
    """What a row measures: the action of row `action`, else what `ref` names. Raises NoSuchPlaceError."""
    if action is not None:
        return Owner(action=places.of_file(action))
    if not ref.empty:
        return Owner(action=places.action(ref))
    return Owner(heading=places.axe(ref.axe)) if ref.axe else Owner()


def stored_owner(one: StoredIndicator) -> Owner:
    """What a stored indicator measures."""
    if one.action_id is not None:
        return Owner(action=Anchor(stored_id=one.action_id))
    return Owner(heading=Anchor(stored_id=one.heading_id)) if one.heading_id is not None else Owner()


def match_indicators(plan: ParsedPlan, stored: StoredPlan, places: Places, answers: Answers) -> FoundIndicators:
    """Pair the indicators of a file. Raises BadInput when one is said to be an indicator of something else."""
    found = FoundIndicators()
    by_id = {one.id: one for one in stored.indicators}
    free = dict(by_id)
    for index in [index for index, one in enumerate(plan.indicators) if not one.refused]:
        _take_identified(index, plan, stored, answers, free, found)
    _place(plan, places, by_id, found)
    _refuse_misplaced(plan, answers, by_id, found)
    _same_names(plan, stored, free, found)
    _propose(plan, answers, free, found)
    return found


def _same_names(plan: ParsedPlan, stored: StoredPlan, free: dict[int, StoredIndicator], found: FoundIndicators) -> None:
    """The same name; one already taken, by its identifier or by a row above, is the same indicator told again."""
    names = {(stored_owner(one), key_words(one.name)): one.id for one in stored.indicators}
    first: dict[tuple[Owner, str], int] = {}
    taken = {row_id: index for index, row_id in found.ids.items()}
    for index in found.ids.keys() & found.owners.keys():
        first.setdefault((found.owners[index], key_words(plan.indicators[index].name)), index)
    for index, owner in found.owners.items():
        if index in found.ids:
            continue
        key = (owner, key_words(plan.indicators[index].name))
        same = first.get(key, taken.get(names.get(key, 0)))
        if same is not None:
            found.again[index] = same
            continue
        if names.get(key) in free:
            found.ids[index] = free.pop(names[key]).id
        first[key] = index


def _take_identified(
    index: int,
    plan: ParsedPlan,
    stored: StoredPlan,
    answers: Answers,
    free: dict[int, StoredIndicator],
    found: FoundIndicators,
) -> None:
    row_id = answers.get(index) or identifiers.stored_id(plan.indicators[index].key, stored.reference, "I")
    if row_id in free:
        found.ids[index] = free.pop(row_id).id


def _place(plan: ParsedPlan, places: Places, stored: Mapping[int, StoredIndicator], found: FoundIndicators) -> None:
    for index, one in enumerate(plan.indicators):
        if one.refused:
            continue
        if index in found.ids and one.key:
            found.owners[index] = stored_owner(stored[found.ids[index]])
            continue
        try:
            found.owners[index] = owner_named(places, one.ref, one.action)
        except NoSuchPlaceError as missing:
            found.lost[index] = str(missing)


def _refuse_misplaced(
    plan: ParsedPlan,
    answers: Answers,
    stored: Mapping[int, StoredIndicator],
    found: FoundIndicators,
) -> None:
    for index, row_id in answers.items():
        if row_id is not None and found.owners.get(index) not in (None, stored_owner(stored[row_id])):
            raise BadInput(indicator_places(plan)[index], row_id, "un indicateur de la même action ou du même axe")


def _propose(plan: ParsedPlan, answers: Answers, free: Mapping[int, StoredIndicator], found: FoundIndicators) -> None:
    left = [
        index
        for index in found.owners
        if index not in found.ids and index not in found.again and answers.get(index, ...) is not None
    ]
    if not left or not free:
        return
    places = indicator_places(plan)
    beside = grouped(free.values(), stored_owner)
    for owner, indexes in grouped(left, lambda index: found.owners[index]).items():
        known = {one.id: Traits(key_words(one.name), None, "") for one in beside.get(owner, [])}
        rows = {index: Traits(key_words(plan.indicators[index].name), 0, "") for index in indexes}
        for pair in closest(rows, known).pairs.values():
            one, other = plan.indicators[pair.row], free[pair.stored_id]
            found.proposals[pair.row] = Proposal(
                places[pair.row], one.name, other.id, other.name, pair.likeness, one.sheet, one.cell, Alike.INDICATOR
            )

"""Which action of a file is which action of the store; fiches first, then the operations within each.

Sure: what the person answered; our own identifier; the same title under the same heading (numbers only tell twins
apart, and as many twins as are stored are taken in order); the same title, alone of its kind in the file and in the
store, elsewhere: a moved row. Everything else is only close: proposed, and set aside until the person says.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctg_tracking.errors import BadInput
from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.identity.answers import Answers, place_of
from ctg_tracking.spreadsheet.identity.grouping import grouped
from ctg_tracking.spreadsheet.identity.headings import FoundHeadings
from ctg_tracking.spreadsheet.identity.likeness import Pair, Traits, closest
from ctg_tracking.spreadsheet.labels import code_key, title_key
from ctg_tracking.spreadsheet.plan import ParsedAction, ParsedPlan
from ctg_tracking.spreadsheet.stored import StoredAction, StoredPlan
from ctg_tracking.spreadsheet.text import folded
from ctg_tracking.spreadsheet.told import Alike, Proposal


@dataclass(frozen=True)
class FoundActions:
    """Index of a row of the file -> id of the stored action it is.

    `proposals`, by index, set rows aside; `waiting` rows hang on a heading or an action that is set aside. `covered`:
    stored actions that a row may be, though none is: not missing. `capped`: not all rows were compared with all.
    """

    ids: Mapping[int, int]
    proposals: Mapping[int, Proposal]
    waiting: frozenset[int]
    covered: frozenset[int]
    capped: bool = False


def match_actions(plan: ParsedPlan, stored: StoredPlan, headings: FoundHeadings, answers: Answers) -> FoundActions:
    """Pair the actions of a file. Raises BadInput when an operation is said to be one of another action."""
    return _Actions(plan, stored, headings, answers).match()


_Where = Callable[[ParsedAction], Hashable]
_StoredWhere = Callable[[StoredAction], Hashable]
_Free = dict[int, StoredAction]


class _Actions:
    def __init__(self, plan: ParsedPlan, stored: StoredPlan, headings: FoundHeadings, answers: Answers) -> None:
        self.plan, self.stored, self.headings, self.answers = plan, stored, headings, answers
        self.ids: dict[int, int] = {}
        self.proposals: dict[int, Proposal] = {}
        self.waiting: set[int] = set()
        self.covered: set[int] = set()
        self.capped = False

    def match(self) -> FoundActions:
        self._level(False, self._heading_of, lambda one: one.heading_id)
        self._level(True, self._action_of, lambda one: one.parent_id)
        self._cover_below()
        found = (self.ids, self.proposals, frozenset(self.waiting), frozenset(self.covered))
        return FoundActions(*found, self.capped)

    # -- where a row stands --

    def _heading_of(self, action: ParsedAction) -> Hashable:
        if action.heading is None:
            return None
        found = self.headings.ids[action.heading]
        return ("new", action.heading) if found is None else found

    def _action_of(self, action: ParsedAction) -> Hashable:
        return self.ids.get(action.parent or 0, ("new", action.parent))

    def _waits(self, action: ParsedAction) -> bool:
        """Whether a row that is not found must wait for an answer about what it hangs on."""
        if action.parent is not None:
            return action.parent in self.proposals or action.parent in self.waiting
        return action.heading in self.headings.waiting

    # -- fiches, or operations --

    def _level(self, within: bool, where: _Where, stored_where: _StoredWhere) -> None:
        rows = [index for index, one in enumerate(self.plan.actions) if (one.parent is not None) is within]
        free = {one.id: one for one in self.stored.actions if (one.parent_id is not None) is within}
        valid = [index for index in rows if not self.plan.actions[index].refused]
        refused = [index for index in rows if self.plan.actions[index].refused]
        self._answered(rows, free, within)
        left = self._sure(valid, free, where, stored_where)
        if not within:
            left = self._moved(left, free)
        broken = self._sure(refused, free, where, stored_where)  # a refused row takes nothing that a valid one names
        self._close(left, free, where, stored_where, within)
        self.covered.update(pair.stored_id for pair in self._closest(broken, free, where, stored_where, within))

    def _take(self, index: int, row_id: int, free: _Free) -> None:
        self.ids[index] = row_id
        del free[row_id]

    def _answered(self, rows: Sequence[int], free: _Free, within: bool) -> None:
        for index in rows if self.answers else ():
            row_id = self.answers.get(index)
            action = self.plan.actions[index]
            if row_id is None or (within and self._waits(action)):
                continue
            if within and free[row_id].parent_id != self.ids.get(action.parent or 0):
                raise BadInput(place_of(action.sheet, action.cell), row_id, "une opération de la même action")
            self._take(index, row_id, free)

    def _sure(self, rows: Sequence[int], free: _Free, where: _Where, stored_where: _StoredWhere) -> list[int]:
        """Pair what is sure; the rows left."""
        actions, reference = self.plan.actions, self.stored.reference
        for index in rows:
            key = actions[index].key
            known = identifiers.stored_id(key, reference, "A") if key and index not in self.ids else None
            if known is not None and known in free:
                self._take(index, known, free)
        left = [index for index in rows if index not in self.ids]
        pools = grouped(reversed(free.values()), lambda one: (stored_where(one), title_key(one.title), _code(one)))
        for index in left:
            one = actions[index]
            pool = pools.get((where(one), title_key(one.title), _code(one)))
            if pool:
                self._take(index, pool.pop().id, free)
        return self._twins([index for index in left if index not in self.ids], free, where, stored_where)

    def _twins(self, left: Sequence[int], free: _Free, where: _Where, stored_where: _StoredWhere) -> list[int]:
        """Rows of one title under one heading, when there are as many in the store."""
        actions = self.plan.actions
        pools = grouped(free.values(), lambda one: (stored_where(one), title_key(one.title)))
        rows = grouped(left, lambda index: (where(actions[index]), title_key(actions[index].title)))
        for key, indexes in rows.items():
            pool = pools.get(key, [])
            if len(pool) == len(indexes):
                for index, one in zip(indexes, pool, strict=True):
                    self._take(index, one.id, free)
        return [index for index in left if index not in self.ids]

    def _moved(self, left: Sequence[int], free: _Free) -> list[int]:
        """A title alone of its kind on both sides has moved to another heading."""
        if not left or not free:
            return list(left)
        fiches = (one for one in self.plan.actions if one.parent is None and not one.refused)
        told = Counter(title_key(one.title) for one in fiches)
        known = Counter(title_key(one.title) for one in self.stored.actions if one.parent_id is None)
        elsewhere = {title_key(one.title): one.id for one in free.values()}
        for index in left:
            title = title_key(self.plan.actions[index].title)
            if title in elsewhere and told[title] == known[title] == 1 and index not in self.answers:
                self._take(index, elsewhere[title], free)
        return [index for index in left if index not in self.ids]

    # -- only close --

    def _close(self, left: Sequence[int], free: _Free, where: _Where, stored_where: _StoredWhere, within: bool) -> None:
        asked = [index for index in left if index not in self.answers]
        self.waiting.update(index for index in left if self._waits(self.plan.actions[index]))
        asked = [index for index in asked if index not in self.waiting]
        for pair in self._closest(asked, free, where, stored_where, within):
            self.proposals[pair.row] = self._proposal(pair, free[pair.stored_id], within)
            self.covered.add(pair.stored_id)

    def _closest(
        self, rows: Sequence[int], free: _Free, where: _Where, stored_where: _StoredWhere, within: bool
    ) -> Iterable[Pair]:
        """The stored row closest to each; an operation is only compared with those of its action."""
        if not rows or not free:
            return ()
        told = {index: self._traits(index, where) for index in rows}
        known = {row_id: self._stored_traits(one, stored_where) for row_id, one in free.items()}
        if not within:
            found = closest(told, known)
            self.capped |= found.capped
            return found.pairs.values()
        beside = grouped(known, lambda row_id: known[row_id].where)
        pairs: list[Pair] = []
        for place, indexes in grouped(rows, lambda index: told[index].where).items():
            near = {row_id: known[row_id] for row_id in beside.get(place, [])}
            pairs += closest({index: told[index] for index in indexes}, near).pairs.values()
        return pairs

    def _traits(self, index: int, where: _Where) -> Traits:
        one = self.plan.actions[index]
        pilots = (folded(self.stored.actors.get(folded(name.name), name.name)) for name in one.value("pilots") or ())
        return Traits(title_key(one.title), where(one), _code(one), frozenset(pilots))

    @staticmethod
    def _stored_traits(one: StoredAction, stored_where: _StoredWhere) -> Traits:
        pilots = frozenset(folded(name) for name in one.fields.get("pilots") or ())
        return Traits(title_key(one.title), stored_where(one), _code(one), pilots)

    def _proposal(self, pair: Pair, known: StoredAction, within: bool) -> Proposal:
        one = self.plan.actions[pair.row]
        what = Alike.OPERATION if within else Alike.ACTION
        place = place_of(one.sheet, one.cell)
        return Proposal(place, one.title, known.id, known.title, pair.likeness, one.sheet, one.cell, what)

    def _cover_below(self) -> None:
        """What hangs on a stored row that is doubted may be in the file, in a row set aside."""
        doubted = set(self.headings.doubted)
        for heading in sorted(self.stored.headings, key=lambda one: one.level):
            if heading.parent_id in doubted:
                doubted.add(heading.id)
        self.covered.update(one.id for one in self.stored.actions if one.heading_id in doubted)
        above = set(self.covered)
        self.covered.update(one.id for one in self.stored.actions if one.parent_id in above)


def _code(one: ParsedAction | StoredAction) -> str:
    return code_key(one.code) if one.code else ""

"""Which heading of a file is which heading of the store.

Sure, among the headings of one parent: the same title (numbers only tell twins apart); the same number when one of the
two has no title; a title close enough *and* mostly the same actions under it, which is a corrected title, shown before
and after. Less is a proposal about the heading itself: the title is close, or most of its actions are the same. Until
it is answered the heading is not created, the actions found under it stay where they are stored, its other rows wait,
and no action stored under its look-alike is missing: nothing is doubled, nothing is assumed.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ctg_tracking.errors import BadInput
from ctg_tracking.spreadsheet.identity.answers import Answers, heading_place
from ctg_tracking.spreadsheet.identity.grouping import grouped
from ctg_tracking.spreadsheet.labels import code_key, title_key
from ctg_tracking.spreadsheet.plan import ParsedAction, ParsedHeading, ParsedPlan
from ctg_tracking.spreadsheet.stored import StoredAction, StoredHeading, StoredPlan
from ctg_tracking.spreadsheet.told import Alike, Proposal

CLOSE = 80
"""Closeness of titles (fuzz.ratio) of two headings that may be one."""
CLOSE_NUMBERED = 60
"""The same, when their number is the same."""
_PAIRS = 10_000
_TITLED_BY_ACTIONS = 70
"""Likeness told of a heading known only by its actions."""


@dataclass(frozen=True)
class FoundHeadings:
    """For each heading of the file, the id of the stored one it is, or None.

    `waiting`: indexes of those that a proposal, about them or about the one above, sets aside. `doubted`: stored
    headings that they may be.
    """

    ids: Sequence[int | None]
    waiting: frozenset[int] = frozenset()
    doubted: frozenset[int] = frozenset()
    proposals: tuple[Proposal, ...] = ()


def match_headings(plan: ParsedPlan, stored: StoredPlan, answers: Answers) -> FoundHeadings:
    """Pair the headings of a file, siblings together. Raises BadInput when an answer names a heading elsewhere."""
    return _Headings(plan, stored, answers).match()


class _Headings:
    def __init__(self, plan: ParsedPlan, stored: StoredPlan, answers: Answers) -> None:
        self.plan, self.stored, self.answers = plan, stored, answers
        self.ids: list[int | None] = [None] * len(plan.headings)
        self.waiting: set[int] = set()
        self.proposals: dict[int, Proposal] = {}
        self._titles: tuple[dict[int, set[str]], dict[int, set[str]]] | None = None

    def match(self) -> FoundHeadings:
        below = grouped(range(len(self.ids)), lambda index: self.plan.headings[index].parent)
        under = grouped(self.stored.headings, lambda one: one.parent_id)
        for parent in (None, *range(len(self.ids))):  # a heading comes after the one above it
            children = below.get(parent, [])
            if parent in self.waiting:
                self.waiting.update(children)
            elif parent is None or self.ids[parent] is not None:
                self._siblings(children, under.get(None if parent is None else self.ids[parent], []))
        self._refuse_misplaced()
        doubted = frozenset(one.stored_id for one in self.proposals.values())
        return FoundHeadings(self.ids, frozenset(self.waiting), doubted, tuple(self.proposals.values()))

    def _refuse_misplaced(self) -> None:
        for index, row_id in self.answers.items():
            if row_id is not None and self.ids[index] != row_id and index not in self.waiting:
                raise BadInput(heading_place(self.plan.headings[index]), row_id,
                               "une partie du plan de même niveau, placée sous la même partie")  # fmt: skip

    def _siblings(self, indexes: Sequence[int], stored: Sequence[StoredHeading]) -> None:
        left, free = dict.fromkeys(indexes), {one.id: one for one in stored}
        for index in indexes:
            if (told := self.answers.get(index)) in free:
                self._take(index, free[told], left, free)
        self._same_titles(left, free)
        self._same_numbers(left, free)
        if left and free:
            self._alike([index for index in left if index not in self.answers], free)

    def _take(self, index: int, one: StoredHeading, left: dict[int, None], free: dict[int, StoredHeading]) -> None:
        self.ids[index] = one.id
        del left[index], free[one.id]

    # -- sure --

    def _same_titles(self, left: dict[int, None], free: dict[int, StoredHeading]) -> None:
        """The same title and number; else the same title where a number lacks; else the same title, in order."""
        for file_key, stored_key in (
            (_title_and_code, _title_and_code),
            (_titled, lambda one: None if one.code else _titled(one)),
            (lambda one: None if one.code else _titled(one), _titled),
            (_titled, _titled),
        ):
            pools = grouped(reversed(free.values()), stored_key)
            for index in list(left):
                key = file_key(self.plan.headings[index])
                if key is not None and pools.get(key):
                    self._take(index, pools[key].pop(), left, free)

    def _same_numbers(self, left: dict[int, None], free: dict[int, StoredHeading]) -> None:
        """« Axe 2 » that only had a number gets its title, or the other way round."""
        numbered = grouped(free.values(), _code)
        for index in list(left):
            told = self.plan.headings[index]
            same = [one for one in numbered.get(_code(told), []) if one.id in free and not (told.title and one.title)]
            if told.code and len(same) == 1:
                self._take(index, same[0], left, free)

    # -- alike --

    def _alike(self, left: Sequence[int], free: dict[int, StoredHeading]) -> None:
        looks = [look for index, one in self._pairs(left, free) if (look := self._look(index, one)) is not None]
        sure = [look for look in looks if look.sure]
        rows, stored = Counter(look.index for look in sure), Counter(look.known.id for look in sure)
        for look in sure:
            if rows[look.index] == stored[look.known.id] == 1:
                self.ids[look.index] = look.known.id
        settled = {row_id for row_id in self.ids if row_id is not None}
        for look in sorted(looks, key=lambda one: -one.likeness):
            known = look.known.id
            if self.ids[look.index] is None and known not in settled and look.index not in self.proposals:
                self.waiting.add(look.index)
                self.proposals[look.index] = self._proposal(look)

    def _pairs(self, left: Sequence[int], free: dict[int, StoredHeading]) -> list[tuple[int, StoredHeading]]:
        """All pairs; of a plan with too many headings beside one another, those of the same number only."""
        if len(left) * len(free) <= _PAIRS:
            return [(index, one) for index in left for one in free.values()]
        numbered = grouped(free.values(), _code)
        headings = self.plan.headings
        return [
            (index, one) for index in left if headings[index].code for one in numbered.get(_code(headings[index]), [])
        ]

    def _look(self, index: int, known: StoredHeading) -> "_Look | None":
        told = self.plan.headings[index]
        titles = (title_key(told.title), title_key(known.title)) if told.title and known.title else None
        close = round(fuzz.ratio(*titles)) if titles else 0
        numbered = bool(told.code) and _code(told) == _code(known)
        mine, theirs = self._titles_under()
        shared = len(mine.get(index, set()) & theirs.get(known.id, set()))
        most = shared > 0 and 2 * shared >= max(len(mine[index]), len(theirs[known.id]))
        alike = close >= CLOSE or (numbered and close >= CLOSE_NUMBERED)
        if not alike and not most:
            return None
        return _Look(index, known, max(close, _TITLED_BY_ACTIONS if most else 0), alike and most)

    def _proposal(self, look: "_Look") -> Proposal:
        told, known = self.plan.headings[look.index], look.known
        return Proposal(
            heading_place(told), named(told), known.id, named(known), min(look.likeness, 99), told.sheet, told.cell,
            Alike.HEADING,
        )  # fmt: skip

    def _titles_under(self) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
        """Titles of the actions under each heading, those of the headings below it too: of the file, of the store."""
        if self._titles is None:
            above = {one.id: one.parent_id for one in self.stored.headings}
            parents = {index: one.parent for index, one in enumerate(self.plan.headings)}
            fiches = [one for one in self.plan.actions if one.parent is None]
            known = [one for one in self.stored.actions if one.parent_id is None]
            self._titles = (
                _titles(((one.heading, one) for one in fiches), parents),
                _titles(((one.heading_id, one) for one in known), above),
            )
        return self._titles


@dataclass(frozen=True, slots=True)
class _Look:
    index: int
    known: StoredHeading
    likeness: int
    sure: bool


def named(heading: ParsedHeading | StoredHeading) -> str:
    """Title of a heading, else its number."""
    return heading.title or f"n°\u00a0{heading.code}"


def _titles(
    rows: Iterable[tuple[int | None, ParsedAction | StoredAction]], parents: dict[int, int | None]
) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for heading, row in rows:
        while heading is not None:
            found.setdefault(heading, set()).add(title_key(row.title))
            heading = parents[heading]
    return found


def _code(heading: ParsedHeading | StoredHeading) -> str:
    return code_key(heading.code) if heading.code else ""


def _titled(heading: ParsedHeading | StoredHeading) -> Hashable:
    return title_key(heading.title) if heading.title else None


def _title_and_code(heading: ParsedHeading | StoredHeading) -> Hashable:
    return (_titled(heading), _code(heading))

"""How close two rows are by their titles, their numbers, their place and their pilots. Closeness only ever proposes.

The cost is bounded whatever the size: all pairs of a small plan; of a large one, rows of one heading and rows that
share a word few others have.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

NEAR = 80
"""Likeness from which a row is proposed."""
RELATED = 60
"""Closeness of titles (fuzz.ratio) under which nothing else makes two rows close."""
SAME_PLACE = SAME_NUMBER = 10
SAME_PILOTS = 5
_LONGER = 70
"""Closeness of a title that says all the words of another, and more."""
_BESIDE = NEAR - SAME_PLACE - SAME_PILOTS
"""Closeness of titles that a place and pilots in common make a proposal (a number in common has its own mark)."""
_SMALL = 40_000
"""Pairs of a plan that are all compared."""
_BLOCK = 200
"""Stored rows of one place that each row of it is compared with."""
_WIDE = 40
"""Stored rows that share a word, beyond which it is too common to tell anything."""
_KEPT = 5


@dataclass(frozen=True, slots=True)
class Traits:
    """What a row is known by: the key of its title, its heading or action, the key of its number, its pilots."""

    title: str
    where: Hashable
    code: str
    pilots: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the file, by its index, and the stored row closest to it, by its id."""

    row: int
    stored_id: int
    likeness: int


@dataclass(frozen=True, slots=True)
class Closest:
    """The best pair of each row that has one. `capped`: a plan so large that not all rows were compared with all."""

    pairs: Mapping[int, Pair]
    capped: bool = False


def title_likeness(one: str, other: str) -> int:
    """Closeness of two keys of titles, from 0 to 100."""
    ratio = round(fuzz.ratio(one, other))
    if ratio >= _LONGER:
        return ratio
    first, second = set(one.split()), set(other.split())
    longer = min(len(first), len(second)) > 1 and (first <= second or second <= first)
    return _LONGER if longer else ratio


def likeness(one: Traits, other: Traits) -> int:
    """Closeness of two rows, from 0 to 100 (the same title)."""
    titles = title_likeness(one.title, other.title)
    if titles == 100 or titles < RELATED:
        return titles if titles == 100 else 0
    helped = (
        titles + SAME_PLACE * (one.where == other.where) + SAME_NUMBER * (bool(one.code) and one.code == other.code)
    )
    return min(helped + SAME_PILOTS * (not one.pilots.isdisjoint(other.pilots)), 99)


def closest(rows: Mapping[int, Traits], known: Mapping[int, Traits]) -> Closest:
    """For each row left alone, the stored row left alone that is closest to it, if any is close.

    Each stored row goes first to the row closest to it; a row left without one is told the best all the same, since
    only the person can say which of the two it is.
    """
    if not rows or not known:
        return Closest({})
    small = len(rows) * len(known) <= _SMALL
    search = _Search(known) if not small else None
    found = []
    for index, row in rows.items():
        candidates: Collection[int] = search.candidates(row) if search else known
        scored = ((likeness(row, known[row_id]), row_id) for row_id in candidates)
        found += [Pair(index, row_id, score) for score, row_id in scored if score >= NEAR]
    return Closest(_shared_out(found), search is not None and search.capped)


def _shared_out(pairs: Iterable[Pair]) -> dict[int, Pair]:
    ordered = sorted(pairs, key=lambda pair: (-pair.likeness, pair.row, pair.stored_id))
    best: dict[int, Pair] = {}
    taken: set[int] = set()
    for pair in ordered:
        if pair.row not in best and pair.stored_id not in taken:
            best[pair.row] = pair
            taken.add(pair.stored_id)
    for pair in ordered:
        best.setdefault(pair.row, pair)
    return best


class _Search:
    """Candidates of a large plan: those of the same place, those that share a number in it or a rare word."""

    def __init__(self, known: Mapping[int, Traits]) -> None:
        self.capped = False
        self._blocks: dict[Hashable, dict[int, str]] = {}
        self._marks: dict[Hashable, list[int]] = {}
        for row_id, traits in known.items():
            self._blocks.setdefault(traits.where, {})[row_id] = traits.title
            for mark in _marks(traits):
                self._marks.setdefault(mark, []).append(row_id)

    def candidates(self, row: Traits) -> set[int]:
        found = self._beside(row)
        for mark in _marks(row):
            bucket = self._marks.get(mark, [])
            found.update(bucket if len(bucket) <= _WIDE else ())
        return found

    def _beside(self, row: Traits) -> set[int]:
        block = self._blocks.get(row.where, {})
        if len(block) > _BLOCK:
            self.capped = True
            return set()
        near = process.extract(row.title, block, scorer=fuzz.ratio, score_cutoff=_BESIDE, limit=_KEPT)
        return {row_id for _, _, row_id in near}


def _marks(traits: Traits) -> Iterable[Hashable]:
    """What a row may be looked up by: its whole title, its number in its place, the beginnings of its long words."""
    yield ("title", traits.title)
    if traits.code:
        yield ("code", traits.where, traits.code)
    for word in dict.fromkeys(word[:6] for word in traits.title.split() if len(word) > 3):
        yield ("word", word)

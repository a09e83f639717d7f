"""Where rows of the side tables belong: an action named by axe, number and title, an axe, or the whole convention."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.labels import code_key, read_label, title_key
from ctg_tracking.spreadsheet.plan import ActionRef, ParsedPlan
from ctg_tracking.spreadsheet.preview import Anchor
from ctg_tracking.spreadsheet.stored import StoredPlan


class NoSuchPlaceError(Exception):
    """No row, or several, answer to a name; the text is the reason, in French."""


@dataclass(frozen=True, slots=True)
class _Fiche:
    anchor: Anchor
    axe: frozenset[str]
    code: str
    title: str
    name: str
    parent: Anchor | None = None
    waits: bool = False


class _Index:
    """Actions by what a row may call them."""

    def __init__(self, fiches: Sequence[_Fiche], former: Mapping[int, str]) -> None:
        self.by_title: dict[str, list[_Fiche]] = {}
        self.by_former_title: dict[str, list[_Fiche]] = {}
        self.by_code: dict[str, list[_Fiche]] = {}
        self.operations: dict[Anchor, list[_Fiche]] = {}
        self.names = {fiche.anchor: fiche.name for fiche in fiches if not fiche.waits}
        for fiche in fiches:
            if fiche.parent is not None:
                self.operations.setdefault(fiche.parent, []).append(fiche)
                continue
            self.by_title.setdefault(fiche.title, []).append(fiche)
            stored_id = fiche.anchor.stored_id
            if stored_id is not None and former[stored_id] != fiche.title:
                self.by_former_title.setdefault(former[stored_id], []).append(fiche)
            if fiche.code:
                self.by_code.setdefault(fiche.code, []).append(fiche)


class Places:
    """Every action and axe there will be after the import, found by the words of a file.

    `headings` and `matched`: id of the stored row that a heading, an action of the file is. What waits for an answer is
    named, and nobody's place yet.
    """

    def __init__(
        self,
        plan: ParsedPlan,
        stored: StoredPlan,
        headings: Sequence[int | None],
        matched: Mapping[int, int],
        waiting: Collection[int] = (),
        waiting_headings: Collection[int] = (),
    ) -> None:
        self._plan, self._stored, self._headings, self._matched = plan, stored, headings, matched
        self._waiting, self._waiting_headings = waiting, waiting_headings

    @cached_property
    def _index(self) -> _Index:
        """Made when a row first names an action: most plans have no such row."""
        from_file = _from_file(self._plan, self._matched, self._waiting)
        former = {one.id: title_key(one.title) for one in self._stored.actions}
        return _Index([*_from_store(self._stored, self._matched), *from_file], former)

    @cached_property
    def _axes(self) -> dict[str, list[Anchor]]:
        return _axes(self._plan, self._stored, self._headings, self._waiting_headings)

    def name(self, action: Anchor) -> str:
        """Title of an action."""
        return self._index.names[action]

    def of_file(self, index: int) -> Anchor:
        """The action of a row of the file."""
        return _anchor(self._matched, index)

    def action(self, ref: ActionRef, key: str | None = None) -> Anchor:
        """The action a row names, by our own identifier first. Raises NoSuchPlaceError when none or several answer."""
        identified = Anchor(stored_id=identifiers.stored_id(key, self._stored.reference, "A"))
        if identified in self._index.names:
            return identified
        found = self._fiches(ref)
        if ref.operation:
            wanted = title_key(ref.operation)
            inside = [
                one for fiche in found for one in self._index.operations.get(fiche.anchor, []) if one.title == wanted
            ]
            return _only(inside, f"l’opération « {ref.operation} »")
        return _only(found, f"l’action « {ref} »")

    def _fiches(self, ref: ActionRef) -> list[_Fiche]:
        label = read_label(ref.title) if ref.title else None
        code = (
            code_key(ref.code or (label.code if label and label.code else ""))
            if ref.code or (label and label.code)
            else ""
        )
        found = self._titled(title_key(ref.title)) if ref.title else self._index.by_code.get(code, [])
        if ref.axe:
            keys = _axe_keys(ref.axe)
            found = [fiche for fiche in found if fiche.axe & keys] or ([] if not ref.title else found)
        if len(found) > 1 and code:
            found = [fiche for fiche in found if fiche.code == code] or found
        return found

    def _titled(self, title: str) -> list[_Fiche]:
        """Actions of that title; else those that had it, for a file that corrects a title in its plan only."""
        return self._index.by_title.get(title) or self._index.by_former_title.get(title, [])

    def axe(self, written: str) -> Anchor:
        """The axe a row names. Raises NoSuchPlaceError."""
        for key in sorted(_axe_keys(written), key=lambda one: one.startswith("#")):
            found = self._axes.get(key, [])
            if len(found) == 1:
                return found[0]
        raise NoSuchPlaceError(f"l’axe « {written} » n’est pas dans le plan")


def _only(found: Sequence[_Fiche], what: str) -> Anchor:
    if any(one.waits for one in found):
        raise NoSuchPlaceError(f"{what} attend que vous disiez si elle est déjà dans le plan")
    if len(found) == 1:
        return found[0].anchor
    if not found:
        raise NoSuchPlaceError(f"{what} n’est pas dans le plan")
    raise NoSuchPlaceError(f"{what}\u202f: plusieurs lignes du plan y répondent, précisez l’axe et le numéro")


def _axe_keys(written: str) -> frozenset[str]:
    """Keys under which an axe answers: its title's, and its number's."""
    label = read_label(written)
    return _keys(label.title, label.code)


def _keys(title: str | None, code: str | None) -> frozenset[str]:
    keys = {title_key(title)} if title else set()
    return frozenset(keys | ({f"#{code_key(code)}"} if code else set()))


def _from_store(stored: StoredPlan, matched: Mapping[int, int]) -> list[_Fiche]:
    """Stored actions that the file does not redescribe."""
    known = set(matched.values())
    above = {heading.id: heading for heading in stored.headings}
    fiches = []
    for action in stored.actions:
        if action.id in known:
            continue
        heading = above.get(action.heading_id or 0)
        while heading is not None and heading.parent_id is not None:
            heading = above[heading.parent_id]
        axe = _keys(heading.title, heading.code) if heading else frozenset()
        parent = Anchor(stored_id=action.parent_id) if action.parent_id is not None else None
        fiches.append(
            _Fiche(
                Anchor(stored_id=action.id),
                axe,
                code_key(action.code) if action.code else "",
                title_key(action.title),
                action.title,
                parent,
            )
        )
    return fiches


def _from_file(plan: ParsedPlan, matched: Mapping[int, int], waiting: Collection[int]) -> list[_Fiche]:
    fiches = []
    for index, action in enumerate(plan.actions):
        waits = index in waiting
        if action.refused and index not in matched and not waits:
            continue
        axe = plan.axe_of(action.heading)
        keys = _keys(plan.headings[axe].title, plan.headings[axe].code) if axe is not None else frozenset()
        parent = _anchor(matched, action.parent) if action.parent is not None else None
        code = code_key(action.code) if action.code else ""
        title = title_key(action.title)
        fiches.append(_Fiche(_anchor(matched, index), keys, code, title, action.title, parent, waits))
    return fiches


def _anchor(matched: Mapping[int, int], index: int) -> Anchor:
    return Anchor(stored_id=matched[index]) if index in matched else Anchor(index=index)


def _axes(
    plan: ParsedPlan, stored: StoredPlan, headings: Sequence[int | None], waiting: Collection[int]
) -> dict[str, list[Anchor]]:
    found: dict[str, list[Anchor]] = {}
    for heading in stored.headings:
        if heading.level == 1:
            for key in _keys(heading.title, heading.code):
                found.setdefault(key, []).append(Anchor(stored_id=heading.id))
    for index, (parsed, stored_id) in enumerate(zip(plan.headings, headings, strict=True)):
        anchor = Anchor(index=index) if stored_id is None else Anchor(stored_id=stored_id)
        if parsed.level == 1 and index not in waiting:
            for key in _keys(parsed.title, parsed.code):
                if anchor not in found.setdefault(key, []):
                    found[key].append(anchor)
    return found

"""What a reader looks at: filters as people give them, turned into conditions that carry the reader's rights.

Text filters forgive accents and case. They are resolved to ids in Python, on the few rows they may name, so that
nothing depends on a database's collation. Where some name is exactly the text, only exact names count; otherwise
names that contain it do: « enfance » is the axe « Enfance » before « Petite enfance ».
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Label, and_, false, func, not_, or_, select, true, union_all
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.communes import FICHE_ID, serving
from ctg_tracking.figures.sql import AnySelect, Condition, among
from ctg_tracking.model import (
    Action,
    Actor,
    ActorAlias,
    Convention,
    Heading,
    Reader,
    Territory,
    Theme,
    action_pilot,
    action_theme,
    convention_predecessor,
)
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import Status


@dataclass(frozen=True)
class Selection:
    """Filters; within one, any value matches; an empty one lets all through; None means « non renseigné ».

    conventions: references. territories: codes of the conventions' territories. communes: codes of communes served.
    `running_at`: leave out the conventions that a successor has replaced by that day.
    axes: title, code or label (« Axe 3 »). themes: key or label. pilots: name. statuses: those at `as_of`.
    """

    conventions: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    signature_years: tuple[int | None, ...] = ()
    axes: tuple[str | None, ...] = ()
    themes: tuple[str | None, ...] = ()
    terms: tuple[int | None, ...] = ()
    pilots: tuple[str | None, ...] = ()
    statuses: tuple[Status, ...] = ()
    communes: tuple[str, ...] = ()
    running_at: date | None = None

    @property
    def on_actions(self) -> bool:
        """Whether some filter bears on actions, beyond their convention."""
        return bool(self.axes or self.themes or self.pilots or self.statuses or self.communes)

    def within(self, reference: str) -> "Selection":
        """The same filters inside one convention."""
        return replace(self, conventions=(reference,))


ALL = Selection()


def visible(reader: Reader) -> Condition:
    """Condition on Convention: those this reader may see, of the territories granted or all."""
    if reader.everywhere:
        return true()
    return Convention.territory_id.in_(sorted(reader.territory_ids))


def convention_conditions(reader: Reader, selection: Selection) -> tuple[Condition, ...]:
    """Conditions on Convention: rights first, then the filters that bear on conventions."""
    conditions = [visible(reader)]
    if selection.conventions:
        conditions.append(Convention.reference.in_(selection.conventions))
    if selection.territories:
        places = select(Territory.id).where(Territory.code.in_(selection.territories))
        conditions.append(Convention.territory_id.in_(places))
    if selection.signature_years:
        conditions.append(or_(*(_signed_in(year) for year in selection.signature_years)))
    if selection.terms:
        conditions.append(or_(*(Convention.term_years.is_not_distinct_from(term) for term in selection.terms)))
    if selection.running_at is not None:
        day = replaced_on().element
        conditions.append(or_(day.is_(None), day > selection.running_at))
    return tuple(conditions)


def replaced_on() -> Label[date]:
    """Column of a SELECT on Convention: the day a successor replaced it (its start, else its signature), or NULL."""
    successor = aliased(Convention)
    begun = func.min(func.coalesce(successor.starts_on, successor.signed_on))
    return (
        select(begun)
        .select_from(convention_predecessor)
        .join(successor, successor.id == convention_predecessor.c.convention_id)
        .where(convention_predecessor.c.predecessor_id == Convention.id)
        .correlate(Convention)
        .scalar_subquery()
        .label("replaced_on")
    )


def action_conditions(session: Session, reader: Reader, selection: Selection, as_of: date) -> tuple[Condition, ...]:
    """Conditions on Action joined to Convention, all but the status, which is a fact of the day (see facts).

    They hold for operations as well, which take the axe, the themes and the communes of their fiche where they have
    none of their own.
    """
    conditions = list(convention_conditions(reader, selection))
    if selection.axes:
        conditions.append(_in_axes(session, reader, selection))
    if selection.themes:
        conditions.append(_with_themes(session, selection.themes))
    if selection.pilots:
        conditions.append(_piloted_by(session, reader, selection))
    if selection.communes:
        conditions.append(serving(selection.communes, as_of))
    return tuple(conditions)


@dataclass(frozen=True)
class Named:
    """A row a text filter may name: `exact` are all it answers to, a part of `loose` is enough to find it."""

    id: int
    exact: tuple[str, ...]
    loose: tuple[str, ...]


def closest(candidates: Iterable[Named], wanted: str) -> set[int]:
    """Ids of the candidates exactly named `wanted`; failing that, of those it is a part of (if it has a letter)."""
    text, exact, loose = _words(wanted), set(), set()
    partial = any(letter.isalpha() for letter in text)
    for named in candidates:
        if text in map(_words, named.exact):
            exact.add(named.id)
        elif partial and any(text in _words(name) for name in named.loose):
            loose.add(named.id)
    return exact or loose


def _words(text: str) -> str:
    """Letters and digits alone, folded: « Axe 1 : Petite enfance » and « axe 1. petite-enfance » are one."""
    return re.sub(r"\W+", " ", fold(text)).strip()


def _signed_in(year: int | None) -> Condition:
    if year is None:
        return Convention.signed_on.is_(None)
    if not date.min.year <= year <= date.max.year:
        return false()
    return Convention.signed_on.between(date(year, 1, 1), date(year, 12, 31))


def _any_of(
    wanted: Sequence[str | None], named: Callable[[str], Condition], missing: Callable[[], Condition]
) -> Condition:
    return or_(*(missing() if text is None else named(text) for text in wanted))


def _own_else_fiche(matching: AnySelect, any_at_all: AnySelect) -> Condition:
    """The action is among `matching`; or it has nothing of the kind of its own, and its fiche is."""
    return or_(Action.id.in_(matching), and_(Action.id.not_in(any_at_all), FICHE_ID.in_(matching)))


def _in_axes(session: Session, reader: Reader, selection: Selection) -> Condition:
    owner = aliased(Action)
    filed = select(owner.id).where(owner.heading_id.is_not(None))
    chosen = headings_chosen(session, reader, selection)
    named = _own_else_fiche(select(owner.id).where(owner.heading_id.in_(chosen)), filed)
    return or_(named, not_(_own_else_fiche(filed, filed))) if None in selection.axes else named


def headings_chosen(session: Session, reader: Reader, selection: Selection) -> AnySelect:
    """Ids of the headings under the axes a selection names (those « non renseigné » apart)."""
    axes = list(_axes(session, reader, selection))
    roots = {root for text in selection.axes if text is not None for root in closest(axes, text)}
    return select(Heading.id).where(or_(among(Heading.id, roots), among(Heading.axe_id, roots)))


def _axes(session: Session, reader: Reader, selection: Selection) -> Iterable[Named]:
    """Axes of the conventions looked at."""
    statement = (
        select(Heading.id, Convention.level1_name, Heading.code, Heading.title)
        .join(Convention, Convention.id == Heading.convention_id)
        .where(Heading.level == 1, *convention_conditions(reader, selection))
    )
    for heading_id, level, code, title in session.execute(statement):
        yield Named(heading_id, axe_names(level, code, title), (title,) if title else ())


def axe_names(level: str, code: str | None, title: str | None) -> tuple[str, ...]:
    """What an axe answers to: title, code, « Axe 3 », the convention's own « Enjeu 3 », « Axe 3. Titre »."""
    numbered = (code, f"Axe {code}", f"{level} {code}") if code else ()
    return tuple(name for name in (title, *numbered) if name) + tuple(f"{n} {title}" for n in numbered if title)


def _with_themes(session: Session, wanted: Sequence[str | None]) -> Condition:
    themed = select(action_theme.c.action_id)
    themes = [Named(row[0], row[1:], row[1:]) for row in session.execute(select(Theme.id, Theme.key, Theme.label))]

    def of(text: str) -> Condition:
        return _own_else_fiche(themed.where(among(action_theme.c.theme_id, closest(themes, text))), themed)

    return _any_of(wanted, of, lambda: not_(_own_else_fiche(themed, themed)))


def _piloted_by(session: Session, reader: Reader, selection: Selection) -> Condition:
    piloted = select(action_pilot.c.action_id)

    def by(text: str) -> Condition:
        actors = closest(_pilots(session, reader, selection, text), text)
        return Action.id.in_(piloted.where(among(action_pilot.c.actor_id, actors)))

    return _any_of(selection.pilots, by, lambda: Action.id.not_in(piloted))


def _pilots(session: Session, reader: Reader, selection: Selection, text: str) -> list[Named]:
    """Pilots of the conventions looked at whose name or alias holds `text`.

    Their keys are folded, so that LIKE reads them alike on both databases.
    """
    part = fold(text)
    keys = union_all(
        select(Actor.id, Actor.key).where(Actor.key.contains(part, autoescape=True)),
        select(ActorAlias.actor_id, ActorAlias.key).where(ActorAlias.key.contains(part, autoescape=True)),
    )
    found = [Named(actor_id, (key,), (key,)) for actor_id, key in session.execute(keys)]
    pilot = action_pilot.c.actor_id
    here = (
        select(pilot)
        .join(Action, Action.id == action_pilot.c.action_id)
        .join(Convention, Convention.id == Action.convention_id)
        .where(among(pilot, {named.id for named in found}), *convention_conditions(reader, selection))
    )
    present = set(session.scalars(here.distinct()))
    return [named for named in found if named.id in present]

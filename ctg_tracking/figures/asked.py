"""Filters on actions, their words turned into ids: what prepared statements are made of and found again by.

Text filters forgive accents and case. They are resolved in Python, on the few rows they may name, so that nothing
depends on a database's collation. Where some name is exactly the text, only exact names count; otherwise names that
contain it do: « enfance » is the axe « Enfance » before « Petite enfance ».
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import and_, not_, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.communes import FICHE_ID, serving
from ctg_tracking.figures.facts import Facts, facts_at
from ctg_tracking.figures.selection import Selection, convention_conditions
from ctg_tracking.figures.sql import AnySelect, Condition, among, fetched
from ctg_tracking.model import (
    Action,
    Actor,
    ActorAlias,
    Convention,
    Heading,
    Reader,
    Theme,
    action_pilot,
    action_theme,
)
from ctg_tracking.model.text import fold
from ctg_tracking.settings import settings

PREPARED = 128
"""Statements kept ready, of each kind: those of the last filters looked at."""


@dataclass(frozen=True)
class Asked:
    """Who asks for what, at which day. Equal questions make equal statements, which are prepared once.

    `axes`, `themes`, `pilots`: ids that the words of the selection name.
    """

    reader: Reader
    selection: Selection
    as_of: date
    stale_days: int
    axes: frozenset[int]
    themes: frozenset[int]
    pilots: frozenset[int]

    @property
    def facts(self) -> Facts:
        """State of the actions that day."""
        return facts_at(self.as_of, self.stale_days)

    @property
    def on_conventions(self) -> tuple[Condition, ...]:
        """Conditions on Convention: rights first, then the filters that bear on conventions."""
        return convention_conditions(self.reader, self.selection)

    @property
    def on_actions(self) -> tuple[Condition, ...]:
        """Conditions on a select of `facts`: those on conventions, then those on actions.

        They hold for operations as well, which take the axe, the themes and the communes of their fiche where they
        have none of their own.
        """
        selection, conditions = self.selection, [*self.on_conventions]
        if selection.axes:
            conditions.append(self._in_axes())
        if selection.themes:
            conditions.append(self._with_themes())
        if selection.pilots:
            conditions.append(self._piloted())
        if selection.communes:
            conditions.append(serving(selection.communes, self.as_of))
        if selection.statuses:
            conditions.append(self.facts.status.in_(selection.statuses))
        return tuple(conditions)

    @property
    def on_chosen(self) -> tuple[Condition, ...]:
        """Conditions on Convention; a filter on actions keeps the conventions that have such an action."""
        if not self.selection.on_actions:
            return self.on_conventions
        having = self.facts.select(Action.convention_id).where(*self.on_actions)
        return (*self.on_conventions, Convention.id.in_(having))

    @property
    def conventions(self) -> AnySelect:
        """Ids of the conventions chosen."""
        return select(Convention.id).where(*self.on_chosen)

    @property
    def headings(self) -> AnySelect:
        """Ids of the headings under the axes named (those « non renseigné » apart)."""
        return select(Heading.id).where(or_(among(Heading.id, self.axes), among(Heading.axe_id, self.axes)))

    def _in_axes(self) -> Condition:
        owner = aliased(Action)
        filed = select(owner.id).where(owner.heading_id.is_not(None))
        named = _own_else_fiche(select(owner.id).where(owner.heading_id.in_(self.headings)), filed)
        return or_(named, not_(_own_else_fiche(filed, filed))) if None in self.selection.axes else named

    def _with_themes(self) -> Condition:
        themed = select(action_theme.c.action_id)
        named = _own_else_fiche(themed.where(among(action_theme.c.theme_id, self.themes)), themed)
        return or_(named, not_(_own_else_fiche(themed, themed))) if None in self.selection.themes else named

    def _piloted(self) -> Condition:
        piloted = select(action_pilot.c.action_id)
        named = Action.id.in_(piloted.where(among(action_pilot.c.actor_id, self.pilots)))
        return or_(named, Action.id.not_in(piloted)) if None in self.selection.pilots else named


def asked(session: Session, reader: Reader, selection: Selection, as_of: date, stale_days: int | None = None) -> Asked:
    """The question of this reader, its words resolved. `stale_days` None: the instance's setting."""
    return Asked(
        # two accounts with the same rights ask the same question
        reader=Reader(0, "", "", reader.grants),
        selection=selection,
        as_of=as_of,
        stale_days=settings().stale_days if stale_days is None else stale_days,
        axes=_all_named(selection.axes, _axes(session, reader, selection) if selection.axes else ()),
        themes=_all_named(selection.themes, _themes(session) if selection.themes else ()),
        pilots=frozenset(
            row_id
            for text in selection.pilots
            if text is not None
            for row_id in closest(_pilots(session, reader, selection, text), text)
        ),
    )


def _own_else_fiche(matching: AnySelect, any_at_all: AnySelect) -> Condition:
    """The action is among `matching`; or it has nothing of the kind of its own, and its fiche is."""
    return or_(Action.id.in_(matching), and_(Action.id.not_in(any_at_all), FICHE_ID.in_(matching)))


# -- names --


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


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    """Letters and digits alone, folded: « Axe 1 : Petite enfance » and « axe 1. petite-enfance » are one."""
    return re.sub(r"\W+", " ", fold(text)).strip()


def _all_named(wanted: tuple[str | int | None, ...], candidates: Iterable[Named]) -> frozenset[int]:
    """Ids of what is named; what is told by its id is the one that has it, if it may be looked at."""
    every = list(candidates)
    named = (closest(every, text) for text in wanted if isinstance(text, str))
    told = ({one.id for one in every if one.id in wanted},)
    return frozenset(row_id for found in (*named, *told) for row_id in found)


def _axes(session: Session, reader: Reader, selection: Selection) -> Iterable[Named]:
    """Axes of the conventions looked at."""
    statement = (
        select(Heading.id, Convention.level1_name, Heading.code, Heading.title)
        .join(Convention, Convention.id == Heading.convention_id)
        .where(Heading.level == 1, *convention_conditions(reader, selection))
    )
    for heading_id, level, code, title in fetched(session, statement):
        yield Named(heading_id, axe_names(level, code, title), (title,) if title else ())


def axe_names(level: str, code: str | None, title: str | None) -> tuple[str, ...]:
    """What an axe answers to: title, code, « Axe 3 », the convention's own « Enjeu 3 », « Axe 3. Titre »."""
    numbered = (code, f"Axe {code}", f"{level} {code}") if code else ()
    return tuple(name for name in (title, *numbered) if name) + tuple(f"{n} {title}" for n in numbered if title)


def _themes(session: Session) -> list[Named]:
    found = fetched(session, select(Theme.id, Theme.key, Theme.label))
    return [Named(theme_id, (key, label), (key, label)) for theme_id, key, label in found]


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

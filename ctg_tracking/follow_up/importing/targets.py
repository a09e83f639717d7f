"""Which convention a file is for: the one the person names, or the one the file itself surely speaks of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import RIGHTS, Right, require
from ctg_tracking.errors import BadInput, NotFound
from ctg_tracking.follow_up.importing.sources import Source
from ctg_tracking.model import Convention, Reader, Territory
from ctg_tracking.model.text import fold
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.store import clock

_FIRST_ROWS = 10
"""Rows looked at in a sheet where no table was found."""
_LONGEST_CELL = 300
_SHORTEST_NAME = 4
"""Letters under which what is left of the name of an intercommunal body says nothing."""
_SEPARATORS = re.compile(r"[^0-9a-z]+")
_KIND = re.compile(
    r"^(?:ca|cc|cu|communaute (?:d agglomeration|de communes|urbaine)|metropole|agglomeration)"
    r"(?: (?:de la|de l|du|des|de|d|la|le|les|l))? "
)
"""What kind of body a name begins by: « CC du », « Communauté d’agglomération de la »."""


@dataclass(frozen=True)
class Target:
    """The convention a file is for: an existing one by `reference`, or one to create for a territory.

    A convention that already exists for the same territory and start is used, not doubled.
    """

    reference: str | None = None
    territory_code: str | None = None
    starts_on: date | None = None
    term_years: int | None = None
    signed_on: date | None = None

    @property
    def start(self) -> date:
        """Start of the convention to create. Raises BadInput when it is not given."""
        if self.starts_on is None:
            raise BadInput("Début de la convention", None, "une date, pour créer la convention")
        return self.starts_on


def found(session: Session, author: Reader, target: Target) -> tuple[Convention | None, Territory]:
    """The convention aimed at (None: to be created) and its territory, for an author who may import there.

    Raises BadInput, NotFound, NotAllowed.
    """
    if target.reference is not None:
        convention = session.scalar(select(Convention).where(Convention.reference == target.reference))
        if convention is None:
            raise NotFound(f"La convention « {target.reference} »")
        require(session, author, Right.IMPORT, convention)
        return convention, convention.territory
    territory = _territory(session, target)
    require(session, author, Right.IMPORT, territory)
    same = select(Convention).where(Convention.territory_id == territory.id, Convention.starts_on == target.start)
    return session.scalar(same.order_by(Convention.id).limit(1)), territory


def proposed_target(session: Session, reader: Reader, source: Source) -> Target | None:
    """The running convention that a file speaks of, among those this reader may import for; None when not certain.

    Looked for in the name of the file, then in the names of its sheets, then in the rows above its tables: the first
    of these that names one territory alone says it. A name within a longer one (« Saint-Denis » in
    « Saint-Denis-en-Val ») does not count.
    """
    running = _running(session, reader)
    for words in _places(source):
        named = _named(words, running)
        if named:
            return Target(reference=named[0]) if len(named) == 1 else None
    return None


def _territory(session: Session, target: Target) -> Territory:
    code = (target.territory_code or "").strip()
    territory = session.scalar(select(Territory).where(Territory.code == code))
    if territory is None:
        raise BadInput("Territoire", code, "le code Insee d’une commune ou le Siren d’une intercommunalité")
    return territory


# -- what a file speaks of --


def _running(session: Session, reader: Reader) -> dict[str, list[str]]:
    """Words that name a running convention (its reference, its territory's name) -> references."""
    today = clock.today(session)
    rows = (
        select(Convention.reference, Territory.name, Territory.id)
        .join(Territory, Territory.id == Convention.territory_id)
        .where(Convention.starts_on <= today, Convention.ends_on >= today)
    )
    running: dict[str, list[str]] = {}
    for reference, name, territory_id in session.execute(rows):
        if any(Right.IMPORT in RIGHTS[role] for role in reader.roles_on(territory_id)):
            for words in {_plain(reference), *_names(name)}:
                running.setdefault(words, []).append(reference)
    return running


def _names(territory: str) -> Iterator[str]:
    """The ways a territory is named: as it is, and without what kind of body it is."""
    whole = _plain(territory)
    yield whole
    bare = _KIND.sub("", whole)
    if len(bare) >= _SHORTEST_NAME:
        yield bare


def _named(words: str, running: Mapping[str, Sequence[str]]) -> list[str]:
    """References of the conventions that `words` name, without the names that are part of a longer one."""
    text = f" {words} "
    names = sorted((name for name in running if f" {name} " in text), key=len, reverse=True)
    references: dict[str, None] = {}
    for name in names:
        if f" {name} " in text:
            references |= dict.fromkeys(running[name])
            text = text.replace(f" {name} ", " | ")
    return list(references)


def _places(source: Source) -> Iterator[str]:
    """Where a file says whose it is, surest first."""
    yield _plain(PurePath(source.file.name).stem)
    yield " | ".join(_plain(sheet.name) for sheet in source.workbook.sheets)
    yield " | ".join(words for sheet in source.workbook.sheets for words in _above(source, sheet))


def _above(source: Source, sheet: Sheet) -> Iterator[str]:
    """Words of the rows above the first table of a sheet."""
    headers = [table.header_row for table in source.plan.tables if table.sheet == sheet.name]
    for row in sheet.rows[: min(headers) - 1 if headers else _FIRST_ROWS]:
        for value in row:
            if isinstance(value, str) and value:
                yield _plain(value[:_LONGEST_CELL])


def _plain(words: str) -> str:
    return _SEPARATORS.sub(" ", fold(words)).strip()

"""What a table of counts is made of: its rows, and the scope they are counted in."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.counts import Counts, count_columns, counts_of
from ctg_tracking.figures.facts import FICHES
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import AnySelect, Column, fetched
from ctg_tracking.model import Reader
from ctg_tracking.model.words import NOT_GIVEN, Labelled

Key = str | int | None


class By(Labelled):
    """What the rows of a table of counts are."""

    AXE = "axe", "Axe"
    TERRITORY = "territory", "Territoire"
    SIGNATURE_YEAR = "signature-year", "Année de signature"
    THEME = "theme", "Thème"
    TERM = "term", "Durée"
    PILOT = "pilot", "Pilote"
    STATUS = "status", "Statut"
    CONVENTION = "convention", "Convention"
    COMMUNE = "commune", "Commune"


@dataclass(frozen=True)
class StatusRow:
    """One row. `key` None: not given. `convention`: reference, when the row lies inside one (axes).

    `place`: code of the territory, when the row lies inside one (pilots). `axe_id`: of an axe, told apart from
    another of the same name; two tables of the same figures are equal whatever it is.
    """

    key: Key
    label: str
    counts: Counts
    convention: str | None = None
    place: str | None = None
    axe_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class StatusTable:
    """Counts at `as_of`, row by row, and all together."""

    as_of: date
    by: By
    rows: tuple[StatusRow, ...]
    total: Counts


@dataclass(frozen=True)
class Scope:
    """What tables count: the question, and the session that answers it."""

    session: Session
    asked: Asked

    def counts(self, statement: AnySelect) -> dict[Any, Counts]:
        """Counts by key, of a statement that groups by one."""
        return {row[0]: counts_of(row) for row in fetched(self.session, statement)}

    def total(self) -> Counts:
        """Counts of all the fiches looked at, each once."""
        return counts_of(fetched(self.session, _total(self.asked))[0])


def scope_of(
    session: Session, reader: Reader, selection: Selection, as_of: date, stale_days: int | None = None
) -> Scope:
    """The scope of these filters for this reader at `as_of`."""
    return Scope(session, asked(session, reader, selection, as_of, stale_days))


def counted(question: Asked, *keys: Column, operations: bool = False) -> AnySelect:
    """Select of `keys` and the counts of the actions looked at; to be joined further and grouped."""
    fiches = () if operations else (FICHES,)
    return question.facts.select(*keys, *count_columns(question.facts)).where(*question.on_actions, *fiches)


@lru_cache(maxsize=PREPARED)
def _total(question: Asked) -> AnySelect:
    return counted(question)


def missing(counts: Counts | None) -> tuple[StatusRow, ...]:
    """The last row of a table: what is not given, if anything is not."""
    return (StatusRow(None, NOT_GIVEN, counts),) if counts else ()

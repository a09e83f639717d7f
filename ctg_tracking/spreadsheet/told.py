"""What the person says of a file: what its columns, words and colours mean, and what to do with its rows.

`Understanding` is about the file (and is remembered for the next one of the same shape); `Decisions` are about one
import of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.text import stem

_NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Understanding:
    """What the person says a file means; all keys as written in the file.

    `columns`: header -> field (None: leave aside); the key may be « Feuille!En-tête » or « Feuille!C » (a column by
    its letter), which wins over a bare header. `statuses`: word of a status cell, or header of a column of crosses,
    -> status. `colours`: RRGGBB -> status of the rows so coloured. `sheets`: sheet -> kind of table it holds (None:
    leave it aside). `header_rows`: sheet -> row of its headers, counted from 1.
    """

    columns: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    statuses: Mapping[str, Status] = field(default_factory=lambda: _NONE)
    colours: Mapping[str, Status] = field(default_factory=lambda: _NONE)
    sheets: Mapping[str, Table | None] = field(default_factory=lambda: _NONE)
    header_rows: Mapping[str, int] = field(default_factory=lambda: _NONE)

    @property
    def told(self) -> dict[str, Status]:
        """Statuses by stem of the word."""
        return {stem(word): status for word, status in self.statuses.items()}

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.columns or self.statuses or self.colours or self.sheets or self.header_rows)


class Asked(StrEnum):
    """What a question is about."""

    STATUS = "status"
    COLOUR = "colour"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Question:
    """What only the person can say: the status that a word, a colour (RRGGBB) or a column of crosses means.

    `what`: key of the answer in `Understanding.statuses` or `.colours`; `count` cells, the first one in `sheet` at
    `cell`, on the row called `example`. `proposed`: what a legend or a close word suggests, never taken by itself.
    """

    about: Asked
    what: str
    sheet: str
    cell: str
    count: int
    example: str
    proposed: Status | None = None


class Strategy(StrEnum):
    """What a file does to what is already stored."""

    KEEP = "keep"
    FILL = "fill"
    REPLACE = "replace"

    @property
    def label(self) -> str:
        """French words of the choice."""
        return {
            Strategy.KEEP: "Mettre à jour\u202f; une cellule vide n’efface rien",
            Strategy.FILL: "Compléter seulement ce qui est vide",
            Strategy.REPLACE: "Remplacer\u202f: une cellule vide efface",
        }[self]


@dataclass(frozen=True, slots=True)
class Gone:
    """What to do with a stored action that the file no longer names: `reason` None keeps it, else it is dropped."""

    reason: str | None = None


@dataclass(frozen=True)
class Decisions:
    """What the person decides of one import.

    `matches`: `Proposal.place` (« Feuille!C12 », cell of the title of an action; « Feuille!A2#axe » for a heading,
    « Feuille!D4 » for the name of an indicator, « Feuille!D4#2 » for the second of its cell) -> id of the stored row
    it is, None: a new one, whatever it is close to. `missing`: id of a stored action -> what becomes of it; not named:
    kept as it is.
    """

    strategy: Strategy = Strategy.KEEP
    matches: Mapping[str, int | None] = field(default_factory=lambda: _NONE)
    missing: Mapping[int, Gone] = field(default_factory=lambda: _NONE)


class Alike(StrEnum):
    """What a proposal is about."""

    HEADING = "heading"
    ACTION = "action"
    OPERATION = "operation"
    INDICATOR = "indicator"

    @property
    def label(self) -> str:
        """French name with its article."""
        return {
            Alike.HEADING: "la partie du plan",
            Alike.ACTION: "l’action",
            Alike.OPERATION: "l’opération",
            Alike.INDICATOR: "l’indicateur",
        }[self]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row close to a stored one, to be confirmed: neither written nor missing until the person says.

    `place`: key of the answer in `Decisions.matches`; `likeness` from 0 to 100; `stored_id`: id of what `what` names.
    Several rows may be close to the same stored one: only one of them may be said to be it.
    """

    place: str
    title: str
    stored_id: int
    stored_title: str
    likeness: int
    sheet: str
    cell: str
    what: Alike = Alike.ACTION


def closest(proposals: Iterable[Proposal]) -> dict[str, int | None]:
    """`Decisions.matches` where each row is its stored twin; of several rows close to one, only the closest can be."""
    taken: dict[tuple[Alike, int], Proposal] = {}
    for one in sorted(proposals, key=lambda one: -one.likeness):
        taken.setdefault((one.what, one.stored_id), one)
    return {one.place: one.stored_id for one in taken.values()}

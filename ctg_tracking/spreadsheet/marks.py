"""What the values of a sheet do not say, gathered while it streams by and packed for the parent.

Imported by the reading child: standard library only.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ctg_tracking.spreadsheet.grid import Spot

WIDTH = 1 << 14
"""Columns of the widest sheet a spreadsheet can hold: a spot is packed as ``row * WIDTH + column``."""
MAX_SPOTS = 8_000_000
"""Spots gathered of one kind in one sheet, inside its table or far below; beyond, that kind is given up."""
_RECTANGLE = 5
"""A rectangle takes the room of so many spots, at least."""
MAX_MARKS = 600_000
"""Coloured (or formatted) cells a sheet may tell; beyond, its colours (or formats) are not told."""

_COLOURS = "trop de cellules colorées, ses couleurs n’ont pas été lues"
_FORMATS = "trop de nombres mis en forme, leurs formats n’ont pas été lus"

Gathered: TypeAlias = "dict[str, array[int]]"
"""Packed spots by what is said of them: a colour, a number format."""
Packed: TypeAlias = tuple[bytes, bytes, dict[str, bytes], dict[int, str], dict[str, bytes], bool]
"""Hidden rows, hidden columns, fills, errors, formats: bytes are arrays of unsigned integers; `since_1904` last."""
SINCE_1904 = (
    "Ce classeur compte les jours depuis 1904 (réglage des anciens Mac)\u202f: les dates écrites comme des nombres "
    "sont lues ainsi."
)


class Told:
    """What is said of some cells, spot by spot or by whole rectangles."""

    __slots__ = ("left", "rectangles", "spots")

    def __init__(self) -> None:
        self.spots: Gathered = {}
        self.rectangles: list[tuple[str, int, int, int, int]] = []
        self.left = MAX_SPOTS

    def add(self, said: str, spots: Sequence[int]) -> None:
        """Say this of these spots, as long as there is room."""
        self.left -= len(spots)
        if self.left >= 0:
            self.spots.setdefault(said, array("I")).extend(spots)

    def add_rectangle(self, said: str, row: int, rows: int, column: int, columns: int) -> None:
        """Say this of a rectangle, which may reach far beyond the table."""
        self.left -= _RECTANGLE
        if self.left >= 0:
            self.rectangles.append((said, row, rows, column, columns))

    def within(self, height: int, width: int) -> dict[str, bytes] | None:
        """The spots inside the table, or None when they are too many to be told."""
        if self.left < 0:
            return None
        last = height * WIDTH
        kept = {
            said: array("I", [spot for spot in spots if spot < last and spot % WIDTH < width])
            for said, spots in self.spots.items()
        }
        total = sum(map(len, kept.values()))
        for said, row, rows, column, columns in self.rectangles:
            lines = range(row, min(row + rows, height))
            places = range(column, min(column + columns, width))
            total += len(lines) * len(places)
            if total > MAX_MARKS:
                return None
            inside = kept.setdefault(said, array("I"))
            for line in lines:
                inside.extend([line * WIDTH + place for place in places])
        return None if total > MAX_MARKS else {said: spots.tobytes() for said, spots in kept.items() if spots}


@dataclass(slots=True)
class Marks:
    """Marks of one sheet; rows and columns counted from 0. `row_fills`: colour of a whole row and the columns of its
    cells that have their own style. `merges` are given by the kinds whose reader does not know them. `since_1904`: the
    workbook counts days from the 1st of January 1904."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    fills: Told = field(default_factory=Told)
    formats: Told = field(default_factory=Told)
    errors: dict[int, str] = field(default_factory=dict)
    row_fills: dict[int, tuple[str, set[int]]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    since_1904: bool = False

    def packed(self, height: int, width: int) -> tuple[Packed, list[str]]:
        """Marks inside a table of this size, and what had to be given up, in French."""
        for row, (colour, own) in self.row_fills.items():
            if row < height:
                self.fills.add(colour, [row * WIDTH + column for column in range(width) if column not in own])
        fills, formats = self.fills.within(height, width), self.formats.within(height, width)
        given_up = [words for words, kept in ((_COLOURS, fills), (_FORMATS, formats)) if kept is None]
        rows = array("I", sorted(row for row in self.hidden_rows if row < height))
        columns = array("I", sorted(column for column in self.hidden_columns if column < width))
        errors = {spot: word for spot, word in self.errors.items() if spot < height * WIDTH and spot % WIDTH < width}
        told = (rows.tobytes(), columns.tobytes(), fills or {}, errors, formats or {}, self.since_1904)
        return told, given_up


class Spots(Mapping[Spot, str]):
    """What is said of cells by (row, column), kept in a few bytes each: a painted sheet has hundreds of thousands."""

    __slots__ = ("_said",)

    def __init__(self, said: dict[int, str]) -> None:
        self._said = said

    def __getitem__(self, spot: Spot) -> str:
        row, column = spot
        if not 0 <= column < WIDTH:
            raise KeyError(spot)
        return self._said[row * WIDTH + column]

    def __iter__(self) -> Iterator[Spot]:
        return (divmod(spot, WIDTH) for spot in self._said)

    def __len__(self) -> int:
        return len(self._said)

    def __repr__(self) -> str:
        return repr(dict(self))


def unpacked(packed: Packed) -> dict[str, Any]:
    """Fields of a `Sheet`."""
    rows, columns, fills, errors, formats, since_1904 = packed
    return {
        "hidden_rows": frozenset(array("I", rows)),
        "hidden_columns": frozenset(array("I", columns)),
        "fills": _by_spot(fills),
        "errors": Spots(errors),
        "formats": _by_spot(formats),
        "since_1904": since_1904,
    }


def _by_spot(packed: Mapping[str, bytes]) -> Spots:
    said: dict[int, str] = {}
    for words, spots in packed.items():
        said.update(dict.fromkeys(array("I", spots), words))
    return Spots(said)

"""A table found in a sheet, and its columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from ctg_tracking.spreadsheet.columns import Kind, Table
from ctg_tracking.spreadsheet.grid import Row, Sheet

SURE = 100


@dataclass(frozen=True, slots=True)
class Matched:
    """A column of a sheet understood as `field`; `label` names it when several feed the same field.

    `year`: the year or period its header names (« 2024 », « T1 2026 », « janv-25 »); `told`: the person said so.
    `names`: what a cross in it names, « Caf » under « Partenaires »: its cells hold crosses, not names.
    """

    index: int
    header: str
    field: str
    kind: Kind
    confidence: int = SURE
    label: str | None = None
    year: str | None = None
    told: bool = False
    names: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A table in a sheet: `header` and `first` are rows counted from 0; `ours`: it has our own identifiers column.

    `sheet` holds this table alone, each cell where it stands in the file: what lies beside or below it is blank.
    `span`: rows of headers; `headers`: their words, column by column. `shared`: its rows tell actions and their
    indicators together, so that an action may stand on several rows. `caption`: title of the table when it names the
    heading of all its rows.
    """

    kind: Table
    sheet: Sheet
    header: int
    first: int
    columns: tuple[Matched, ...]
    ignored: tuple[str, ...]
    shared: bool = False
    span: int = 1
    headers: tuple[str, ...] = ()
    caption: str | None = None

    @property
    def ours(self) -> bool:
        """Whether the table has the identifier column of our own workbooks."""
        return any(column.field == "id" for column in self.columns)

    @property
    def body(self) -> Sequence[Row]:
        """Its rows, from the first one under the headers and the guidance."""
        return self.sheet.rows[self.first :]

    def column(self, field: str) -> Matched | None:
        """The first column of a field."""
        return next((column for column in self.columns if column.field == field), None)

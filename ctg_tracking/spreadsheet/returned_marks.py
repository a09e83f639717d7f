"""What we add to a sender's own workbook when it goes back to be corrected, and how we know it again.

Imported by the children that read and write files: standard library only.
"""

from dataclasses import dataclass

ERROR_FILL, WARNING_FILL = "F9C5C3", "E9D4F0"
RETURNED_FILLS = frozenset((ERROR_FILL, WARNING_FILL))
"""Our own backgrounds: never the sender's way of telling a status."""
ERROR_EDGE, WARNING_EDGE = "CE0B07", "8A4A96"
AUTHOR = "ctg-tracking"
LISTING = "Relevé des problèmes"
"""Name of the sheet that lists the problems; the importer passes over it."""
SEPARATOR = "— ctg-tracking —"
"""What stands before our part of a comment."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One problem at its cell, counted from 0. `keep_fill`: the sender's colour tells something there, it stays."""

    sheet: str
    row: int
    column: int
    error: bool
    header: str
    value: str
    message: str
    keep_fill: bool = False

    @property
    def words(self) -> str:
        """What the comment says."""
        return f"▲ À corriger : {self.message}" if self.error else f"■ À vérifier : {self.message}"

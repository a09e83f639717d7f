"""Files as sent and as understood: read in a bounded child, understood again as often as the person says more."""

from collections.abc import Sequence
from dataclasses import dataclass

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.flat import received
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.reading import File, Progress, read_workbooks
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.spreadsheet.understanding import understand

_READ = 0.9
"""Share of the time that reading cells takes; understanding them takes the rest."""


@dataclass(frozen=True)
class Source:
    """A file as sent, its cells, and the plan understood from them with what the person `told` of it."""

    file: File
    workbook: Workbook
    plan: ParsedPlan
    told: Understanding


def read(
    files: Sequence[File], told: Understanding | None = None, progress: Progress | None = None
) -> list[Source | UnreadableFile]:
    """Each file understood, or the refusal that says why it is not a plan; one reading child for all.

    `progress` is told the share done, from 0 to 1, and the step in French.
    """
    told = told or Understanding()
    tell = progress or silent
    readings = read_workbooks(files, progress=lambda share, step: tell(_READ * share, step))
    sources: list[Source | UnreadableFile] = []
    for file, reading in zip(files, readings, strict=True):
        tell(_READ + (1 - _READ) * len(sources) / len(files), "Compréhension du tableau")
        sources.append(reading if isinstance(reading, UnreadableFile) else _understood(file, reading, told))
    tell(1.0, "Tableau compris" if len(files) == 1 else "Tableaux compris")
    return sources


def read_one(file: File, told: Understanding | None = None, progress: Progress | None = None) -> Source:
    """One file understood. Raises UnreadableFile."""
    (source,) = read([file], told, progress)
    if isinstance(source, UnreadableFile):
        raise source
    return source


def understood(source: Source, told: Understanding) -> Source:
    """The same file, read no more, understood otherwise. Raises UnreadableFile when no table is left."""
    return Source(source.file, source.workbook, understand(source.workbook, told), told)


def silent(_share: float, _step: str) -> None:
    """Nobody follows."""


def _understood(file: File, workbook: Workbook, told: Understanding) -> Source | UnreadableFile:
    try:
        workbook = received(workbook)
        return Source(file, workbook, understand(workbook, told), told)
    except UnreadableFile as refusal:
        return refusal

"""Writing a preview: rows of every kind through the audited bulk path, each value with its cell of origin.

Ids of new rows are reserved first, so that rows may point to one another before they are written.
"""

from collections.abc import Callable

from ctg_tracking.follow_up.importing.writing.actions import write_actions
from ctg_tracking.follow_up.importing.writing.dues import write_due_dates
from ctg_tracking.follow_up.importing.writing.ground import Ground
from ctg_tracking.follow_up.importing.writing.headings import write_headings
from ctg_tracking.follow_up.importing.writing.indicators import write_indicators, write_values
from ctg_tracking.follow_up.importing.writing.names import Names
from ctg_tracking.follow_up.importing.writing.reports import write_reports

__all__ = ["Ground", "write_preview"]


def write_preview(ground: Ground, progress: Callable[[float, str], None]) -> None:
    """Write all that the preview says on its convention, in the transaction of the work; tells the share done."""
    progress(0.0, "Écriture du plan")
    write_headings(ground)
    write_actions(ground, Names(ground))
    progress(0.5, "Écriture des échéances et des points d’étape")
    write_due_dates(ground)
    write_reports(ground)
    progress(0.8, "Écriture des indicateurs")
    write_indicators(ground)
    write_values(ground)
    progress(1.0, "Enregistrement")

"""Stored actions that a file no longer names: kept, unless the person says that one is dropped, and why."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from ctg_tracking.errors import BadInput
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.preview import ActionStep, Anchor, Change, ReportDraft
from ctg_tracking.spreadsheet.stored import StoredAction, StoredPlan
from ctg_tracking.spreadsheet.timelines import Timelines
from ctg_tracking.spreadsheet.told import Gone


def missing_steps(
    stored: StoredPlan, named: Collection[int], gone: Mapping[int, Gone], lines: Timelines
) -> Iterator[ActionStep]:
    """The actions not `named`, operations too, each with the report that drops it if the person says so.

    An answer about an action that the file does name is left aside: it is not missing. Raises BadInput for an id that
    is not in the convention, or a reason without words.
    """
    _check(stored, gone)
    for action in stored.actions:
        if action.id not in named:
            heading = None if action.heading_id is None else Anchor(stored_id=action.heading_id)
            parent = None if action.parent_id is None else Anchor(stored_id=action.parent_id)
            yield ActionStep(
                Change.MISSING, action.title, stored_id=action.id, heading=heading, parent=parent,
                report=_dropped(action, gone.get(action.id), lines, stored.today),
            )  # fmt: skip


def _check(stored: StoredPlan, gone: Mapping[int, Gone]) -> None:
    titles = {action.id: action.title for action in stored.actions}
    for row_id, answer in gone.items():
        if row_id not in titles:
            raise BadInput("Action absente du fichier", row_id, "l’identifiant d’une action de cette convention")
        if answer.reason is not None and not answer.reason.strip():
            raise BadInput(f"Motif d’abandon de « {titles[row_id]} »", "", "quelques mots qui disent pourquoi")


def _dropped(action: StoredAction, answer: Gone | None, lines: Timelines, today: date) -> ReportDraft | None:
    if answer is None or answer.reason is None:
        return None
    before = lines.at(Anchor(stored_id=action.id), today)
    if before is not None and before.status is Status.DROPPED:
        return None
    return ReportDraft(today, Status.DROPPED, "", "", reason=answer.reason.strip())

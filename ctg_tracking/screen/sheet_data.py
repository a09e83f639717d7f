"""All that the sheet of one action shows, read in one session: its figures, and what this reader may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, may
from ctg_tracking.figures.action_sheet import ActionSheet, action_sheet
from ctg_tracking.figures.actions import ActionRow
from ctg_tracking.figures.committees import named
from ctg_tracking.figures.decisions import decisions_on, pressing
from ctg_tracking.figures.sql import among
from ctg_tracking.follow_up.committees import followed_by
from ctg_tracking.model import Action, Committee, Import, Reader, french
from ctg_tracking.screen.asked import Asked
from ctg_tracking.store import Store


@dataclass(frozen=True)
class Sheet:
    """One action and its surroundings. `files`: names of the files its reports and values came from, by import.

    `committees`: those that decided one of its reports, named (« Le COPIL du 27 novembre 2025 »), by id.
    `may_report`: whether this reader may report; the verb checks it again on the stored row. `asked`: what committees
    asked for; it is answered on today's sheet, not on a past one.
    """

    told: ActionSheet
    files: Mapping[int, str]
    committees: Mapping[int, str]
    may_report: bool
    asked: Asked

    def file_of(self, import_id: int | None) -> str:
        """`, fichier « … »`, when something came by an import."""
        name = self.files.get(import_id) if import_id is not None else None
        return french.typeset(f", fichier « {name} »") if name else ""

    def decided_by(self, committee_id: int | None) -> str:
        """`, décidé par le COPIL du 27 novembre 2025`, when a committee made the report."""
        name = self.committees.get(committee_id, "") if committee_id is not None else ""
        return f", décidé par {name[0].lower()}{name[1:]}" if name else ""

    @property
    def action(self) -> ActionRow:
        """The action itself."""
        return self.told.row

    @property
    def as_of(self) -> date:
        """The day asked."""
        return self.told.as_of


def read_sheet(store: Store, reader: Reader, action_id: int, as_of: date, today: date) -> Sheet:
    """The sheet of an action at `as_of`; raises NotFound for who may not see it."""
    with store.read() as session:
        told = action_sheet(session, reader, action_id, as_of)
        stored = session.get_one(Action, action_id)
        may_report = may(session, reader, Right.REPORT, stored)
        return Sheet(
            told, _files(session, told), _committees(session, told), may_report, _asked(session, reader, told, today)
        )


def _asked(session: Session, reader: Reader, told: ActionSheet, today: date) -> Asked:
    rows = decisions_on(session, reader, told.row.id, told.as_of)
    still = sorted((row for row in rows if row.done_on is None), key=pressing)
    done = tuple(row for row in rows if row.done_on is not None)
    followed = followed_by(session, reader, rows) if told.as_of == today else frozenset()
    return Asked(told.as_of, tuple(still), done, followed)


def _committees(session: Session, told: ActionSheet) -> Mapping[int, str]:
    """Named to whoever may see the action: its report says what they decided."""
    ids = {report.committee_id for report in told.reports if report.committee_id is not None}
    if not ids:
        return {}
    rows = session.execute(select(Committee.id, Committee.kind, Committee.held_on).where(among(Committee.id, ids)))
    return {row.id: named(row.kind, row.held_on) for row in rows}


def _files(session: Session, told: ActionSheet) -> Mapping[int, str]:
    values = [value.import_id for indicator in told.indicators for value in indicator.values]
    ids = {import_id for import_id in (*(report.import_id for report in told.reports), *values) if import_id}
    if not ids:
        return {}
    rows = session.execute(select(Import.id, Import.file_name).where(among(Import.id, ids)))
    return {row.id: row.file_name for row in rows}

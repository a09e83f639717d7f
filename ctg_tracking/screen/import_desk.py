"""The files of a visit: each one read once, then understood and compared anew at each answer of the person.

A click stops the run before it at its next `st.*` call: what was read is put in the session at once, by the
fingerprint of the file, and is never read twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from sqlalchemy import func, select

from ctg_tracking.errors import Conflict, UnreadableFile
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File, ImportResult, Remembered, Source, Target
from ctg_tracking.model import Change, Reader
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.parsed import Problem
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.returning import returned
from ctg_tracking.spreadsheet.told import Asked, Decisions, Gone, Question, Strategy, Understanding
from ctg_tracking.store import Store

_DESKS = "import_desks"


@dataclass
class Desk:
    """One file: what was read of it, what the person says of it, and what applying it would do.

    `dropped`: id of a stored action the file no longer names -> reason of its dropping, empty until it is typed.
    `doubt`: why nothing can be read as it is understood so far; the person may say more.
    `unreturnable`: why it could not be sent back annotated, once that was asked.
    """

    source: Source
    strategy: Strategy = Strategy.KEEP
    matches: dict[str, int | None] = field(default_factory=dict)
    dropped: dict[int, str] = field(default_factory=dict)
    questions: dict[tuple[Asked, str], Question] = field(default_factory=dict)
    target: Target | None = None
    proposed: Target | None = None
    looked_for_target: bool = False
    remembered: Remembered | None = None
    doubt: str | None = None
    unreturnable: str | None = None
    _looked_for: Target | None = None
    _compared: tuple[Any, ImportResult] | None = None

    def __post_init__(self) -> None:
        self._note_questions()

    @property
    def file(self) -> File:
        """The file as sent."""
        return self.source.file

    @property
    def key(self) -> str:
        """Short fingerprint, for the keys of the widgets that speak of this file."""
        return key_of(self.file)

    @property
    def told(self) -> Understanding:
        """What was said of the file so far."""
        return self.source.told

    @property
    def decisions(self) -> Decisions:
        """What was decided; an action to drop waits for its reason."""
        gone = {action: Gone(reason.strip()) for action, reason in self.dropped.items() if reason.strip()}
        return Decisions(self.strategy, dict(self.matches), gone)

    @property
    def awaits_reason(self) -> bool:
        """Whether an action is to be dropped and nobody said why."""
        return any(not reason.strip() for reason in self.dropped.values())

    def say(self, told: Understanding) -> None:
        """Understand the file otherwise; what leaves nothing to read is told, and waits for more to be said."""
        try:
            self.source, self.doubt = importing.understood(self.source, told), None
        except UnreadableFile as refusal:
            self.source, self.doubt = unread(self.file, self.source.workbook, told), str(refusal)
        self._note_questions()

    def say_more(self, what: str, key: str, value: Any) -> None:
        """Add one answer to a part of the understanding: `columns`, `statuses`, `colours`, `sheets`, `header_rows`."""
        self.say(replace(self.told, **{what: {**getattr(self.told, what), key: value}}))

    def say_less(self, what: str, key: str) -> None:
        """Take one answer back."""
        rest: Mapping[str, Any] = {name: one for name, one in getattr(self.told, what).items() if name != key}
        self.say(replace(self.told, **{what: rest}))

    def aim_at(self, store: Store, reader: Reader, target: Target | None) -> None:
        """Say which convention the file is for; a reading known from a former file is taken, unless one was told."""
        if target != self.target:
            self.target, self.matches, self.dropped = target, {}, {}
        if target is None or target == self._looked_for:
            return
        self._looked_for = target
        if self.remembered is not None and self.told == self.remembered.told:
            self.forget()
        if self.told.empty:
            self.remembered = importing.remembered(store, reader, self.source, target)
            if self.remembered is not None:
                self.say(self.remembered.told)

    def forget(self) -> None:
        """Read the file afresh, without what is known of a former one."""
        self.remembered = None
        self.say(Understanding())

    def compared(self, store: Store, reader: Reader) -> ImportResult | None:
        """What applying would do, compared anew when an answer, or the store, has changed. Raises Refusal."""
        if self.target is None or not self.source.plan.tables:
            return None
        with store.read() as session:
            stored = session.scalar(select(func.max(Change.id)))
        stamp = (stored, self.target, self.told, self.decisions)
        if self._compared is None or self._compared[0] != stamp:
            self._compared = stamp, importing.preview(store, reader, self.source, self.target, self.decisions)
        return self._compared[1]

    def annotated(self, problems: Sequence[Problem]) -> bytes:
        """The sender's own workbook, its problems marked. Raises Conflict, kept to be told, when it is too large."""
        try:
            return returned(self.file, self.source.workbook, problems).content
        except Conflict as refusal:
            self.unreturnable = str(refusal)
            raise

    def _note_questions(self) -> None:
        self.questions |= {(one.about, one.what): one for one in self.source.plan.questions}


def unread(file: File, workbook: Workbook, told: Understanding) -> Source:
    """A file whose cells are known and where no table was found."""
    return Source(file, workbook, ParsedPlan(file.name, file.sha256), told)


def desks() -> dict[str, Desk | UnreadableFile]:
    """The files of this visit by their fingerprint, and the refusals of those that could not be read."""
    kept: dict[str, Desk | UnreadableFile] = st.session_state.setdefault(_DESKS, {})
    return kept


def key_of(file: File) -> str:
    """Short fingerprint of a file."""
    return file.sha256[:8]


def show(key: str, value: object) -> None:
    """Make a widget show what is held here, whatever it showed before: the desk alone knows what was said."""
    st.session_state[key] = value

"""Reports of each action in order of effect: those of the store, and those of the file as they are read."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from ctg_tracking.spreadsheet.preview import Anchor, ReportDraft
from ctg_tracking.spreadsheet.stored import StoredReport

TEXTS = ("done_text", "next_text", "blocking_text", "decision_wanted")
SAID = ("percent", "confidence", *TEXTS, "reason", "resumes_on")
"""What a report says beside its status."""


class Timelines:
    """Reports by action; a report of the file has `id` 0."""

    def __init__(self, stored: Mapping[int, Sequence[StoredReport]]) -> None:
        self._stored = stored
        self._lines: dict[Anchor, list[StoredReport]] = {}

    def of(self, action: Anchor) -> list[StoredReport]:
        """All reports of an action."""
        if action not in self._lines:
            self._lines[action] = list(self._stored.get(action.stored_id or 0, ()))
        return self._lines[action]

    def reported(self, action: Anchor) -> bool:
        """Whether the store holds a report of an action."""
        return bool(self._stored.get(action.stored_id or 0))

    def at(self, action: Anchor, day: date) -> StoredReport | None:
        """The report in force on a day."""
        line = self.of(action)
        place = bisect_right(line, day, key=lambda report: report.effective_on)
        return line[place - 1] if place else None

    def add(self, action: Anchor, draft: ReportDraft) -> None:
        """Let a report of the file hold from its day on."""
        line = self.of(action)
        place = bisect_right(line, draft.on, key=lambda report: report.effective_on)
        said = {name: getattr(draft, name) for name in SAID}
        line.insert(place, StoredReport(0, draft.on, draft.status, **said))

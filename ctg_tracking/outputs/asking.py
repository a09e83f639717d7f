"""An export asked by somebody, once what it is about has been found: what its maker takes, and the name of its file."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.errors import Conflict
from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.figures.conventions import ConventionRow
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.outputs.naming import committee_file_name, file_name
from ctg_tracking.outputs.requests import Paper, Produced, Request, What
from ctg_tracking.spreadsheet.reading import File, Progress


@dataclass(frozen=True)
class Asking:
    """Who asks what, at which day, and whom to tell how far it is.

    `conventions`: those it is about, never empty. `committee`: the one it is about, None for the others.
    """

    session: Session
    reader: Reader
    request: Request
    day: date
    conventions: tuple[ConventionRow, ...]
    committee: CommitteeRow | None
    tell: Progress

    @property
    def what(self) -> What:
        """What is asked."""
        return self.request.what

    @property
    def selected(self) -> tuple[Session, Reader, Selection, date]:
        """What the builders of plans and portfolios take."""
        return self.session, self.reader, self.request.selection, self.day

    @property
    def meeting(self) -> tuple[Session, Reader, int, date]:
        """What the builders of committees take."""
        assert self.committee is not None, "a committee was asked, and found"
        return self.session, self.reader, self.committee.id, self.day

    @property
    def wants_deck(self) -> bool:
        """Whether the PDF of a committee is its deck: when asked so, and until it is opened.

        Raises Conflict when minutes are asked of a committee that nobody has held.
        """
        if self.committee is None:
            return False
        prepared = self.committee.state is MeetingState.PREPARED
        if prepared and self.request.paper is Paper.MINUTES:
            raise Conflict(f"{self.committee.named} n’est pas encore ouvert\u202f: il n’a pas de relevé de décisions.")
        return prepared if self.request.paper is None else self.request.paper is Paper.DECK

    def made(self, content: bytes, paper: str = "", held: str = "") -> Produced:
        """The content under its name; `paper`: which of the files of a committee; `held`: what it holds, in words."""
        return Produced(File(self._name(paper), content), held or self._about)

    def _name(self, paper: str) -> str:
        ending = self.request.kind
        if self.committee is not None:
            territories = sorted({one.territory for one in self.conventions})
            return committee_file_name(paper, self.committee, territories, ending)
        if self.what is What.PORTFOLIO:
            return file_name("portefeuille", "", self.day, ending)
        first = "passation" if self.what is What.HANDOVER else "plan"
        alone = len(self.conventions) == 1
        return file_name(first, self.conventions[0].reference if alone else "conventions", self.day, ending)

    @property
    def _about(self) -> str:
        """What the file is about, in words."""
        if self.committee is not None:
            return self.committee.named
        return french.counted(len(self.conventions), "convention")

"""Minutes as pages and as PDF, made once for all who read them, kept in memory until their committee moves."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final

from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import pulse
from ctg_tracking.model import Reader
from ctg_tracking.outputs.blocks import Document
from ctg_tracking.outputs.documents import minutes_document
from ctg_tracking.outputs.page import document_page
from ctg_tracking.outputs.pdf import document_pdf

_MOST_KEPT: Final = 32
Key = tuple[int, str, date]


@dataclass
class Minutes:
    """One reading of a committee: its document, the body of its page, and its PDF once somebody asked for it."""

    document: Document
    body: str
    pdf: bytes | None = None


@dataclass
class Readings:
    """The last minutes read. One PDF is printed at a time: the others wait for it, or find it made."""

    kept: OrderedDict[Key, Minutes] = field(default_factory=OrderedDict)
    _keeping: Lock = field(default_factory=Lock)
    _printing: Lock = field(default_factory=Lock)

    def read(self, session: Session, reader: Reader, committee_id: int, today: date) -> Minutes:
        """The minutes of a committee. Raises NotFound when the reader may not see it, each time it is asked."""
        key = (committee_id, pulse(session, reader, committee_id), today)
        with self._keeping:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
                return found
        document = minutes_document(session, reader, committee_id, today)
        made = Minutes(document, document_page(document))
        with self._keeping:
            self.kept[key] = made
            while len(self.kept) > _MOST_KEPT:
                self.kept.popitem(last=False)
        return made

    def printed(self, minutes: Minutes) -> bytes:
        """Its PDF, printed once."""
        with self._printing:
            if minutes.pdf is None:
                minutes.pdf = document_pdf(minutes.document)
            return minutes.pdf

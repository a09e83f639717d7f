"""What a committee decided and what a portfolio holds as flat CSV files, in the form of the flat plan."""

from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.figures.renewals import renewal_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader
from ctg_tracking.outputs.documents.held import read_held
from ctg_tracking.outputs.flat_csv import csv_bytes
from ctg_tracking.outputs.workbooks.committee import record_rows
from ctg_tracking.outputs.workbooks.portfolio import convention_rows
from ctg_tracking.outputs.workbooks.tables import CONVENTIONS, RECORD


def committee_csv(session: Session, reader: Reader, committee_id: int, today: date) -> bytes:
    """A row a decision with its point, and a row a point without decision.

    Raises NotFound when the reader may not see the committee.
    """
    return csv_bytes(record_rows(read_held(session, reader, committee_id, today)), RECORD)


def portfolio_csv(session: Session, reader: Reader, selection: Selection, as_of: date) -> bytes:
    """A row a convention: its dates, its renewal, the counts of its actions at `as_of`."""
    renewals = renewal_rows(session, reader, selection, as_of)
    return csv_bytes(convention_rows(session, reader, selection, as_of, renewals), CONVENTIONS)

"""The hand-over pack: the file to read, the plan to load again, and the workbook to look things up, in one ZIP."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.outputs.documents.dossier import dossier_document
from ctg_tracking.outputs.documents.handed import PERSONAL, Handover, read_handover
from ctg_tracking.outputs.documents.handover_workbook import handover_workbook
from ctg_tracking.outputs.mentions import DEMONSTRATION_DATA
from ctg_tracking.outputs.pdf import document_pdf
from ctg_tracking.outputs.plans import plan_file

READ_ME, DOSSIER, PLAN, WORKBOOK = "LISEZ-MOI.txt", "dossier-de-passation.pdf", "plan.xlsx", "passation.xlsx"


def handover_pack(session: Session, reader: Reader, reference: str, as_of: date) -> bytes:
    """The pack of a convention as a ZIP. It names people.

    Raises NotFound or NotAllowed unless the reader may hold its committees.
    """
    told = read_handover(session, reader, reference, as_of)
    files = {
        READ_ME: _read_me(told),
        DOSSIER: document_pdf(dossier_document(told)),
        PLAN: plan_file(session, reader, Selection(conventions=(reference,)), as_of).file.content,
        WORKBOOK: handover_workbook(told),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(_entry(name, as_of), data)
    return content.getvalue()


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _read_me(told: Handover) -> bytes:
    """What each file is for; Windows line ends and its mark, for any text editor."""
    lines = (
        french.typeset(f"Dossier de passation : {told.convention.title}"),
        f"Situation au {french.long_day(told.as_of)}",
        *((f"{DEMONSTRATION_DATA}, en partie simulées.",) if told.demonstration else ()),
        "",
        f"{DOSSIER}\u202f: à lire d’abord. Le plan en une page, les retards, ce qui doit commencer, les contacts.",
        f"{PLAN}\u202f: le plan complet. Il se recharge tel quel par l’écran « Imports ».",
        f"{WORKBOOK}\u202f: contacts, comptes, décisions ouvertes, comités et historique, à trier et à filtrer.",
        "",
        PERSONAL,
    )
    return "\r\n".join(lines).encode("utf-8-sig")

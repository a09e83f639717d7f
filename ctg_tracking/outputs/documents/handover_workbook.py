"""passation.xlsx: what who takes over looks up, one sheet a subject; text never becomes a formula."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ctg_tracking.figures.history import HistoryRow
from ctg_tracking.model import french
from ctg_tracking.outputs import wording_history as history
from ctg_tracking.outputs.documents.handed import MOST_CHANGES, Handover
from ctg_tracking.outputs.documents.points import decided, subject
from ctg_tracking.outputs.workbooks.sheets import Book, Sheet, book_bytes
from ctg_tracking.spreadsheet.columns import Column, Kind

Row = Mapping[str, Any]
_PERSONAL = "données personnelles, pour la seule coordination"


def handover_workbook(told: Handover) -> bytes:
    """Contacts, accounts, open decisions, committees and history of a convention, as the content of an .xlsx."""
    source = f"Situation au {french.long_day(told.as_of)}, contacts et comptes d’aujourd’hui"
    title = french.typeset(told.convention.title)
    sheets = (_contacts(told), _accounts(told), _decisions(told), _committees(told), _history(told))
    return book_bytes(Book(title, source, sheets, told.demonstration))


def _contacts(told: Handover) -> Sheet:
    columns = (
        _text("name", "Nom", 34), _text("kind", "Nature", 14), _text("email", "Adresse e-mail", 30),
        _number("piloted", "Actions pilotées"), _text("pilots", "Lesquelles", 50),
        _number("helped", "Actions en partenariat"), _text("partners", "Lesquelles (partenariat)", 38),
    )  # fmt: skip
    rows = [
        {
            "name": row.name,
            "kind": row.kind,
            "email": row.email,
            "piloted": len(row.pilots),
            "pilots": "\n".join(row.pilots),
            "helped": len(row.partners),
            "partners": "\n".join(row.partners),
        }
        for row in told.contacts
    ]
    said = frozenset({"kind", "email"})
    return Sheet("Contacts", columns, rows, "Aucun pilote ni partenaire renseigné.", said, _PERSONAL)


def _accounts(told: Handover) -> Sheet:
    columns = (
        _text("name", "Nom", 34), _text("email", "Adresse e-mail", 34), _text("roles", "Profil", 34),
        _text("reach", "Portée", 24),
    )  # fmt: skip
    rows = [
        {
            "name": row.name,
            "email": row.email,
            "roles": ", ".join(role.label for role in row.roles),
            "reach": "Tous les territoires" if row.everywhere else "Ce territoire",
        }
        for row in told.accounts
    ]
    return Sheet("Comptes", columns, rows, "Aucun compte.", note=_PERSONAL)


def _decisions(told: Handover) -> Sheet:
    columns = (
        _text("asked_by", "Demandé par", 34), _text("subject", "Sujet", 50), _text("decided", "Décision", 60),
        _text("owner", "Porté par", 30), _day("due_on", "Échéance"), _text("late", "En retard", 10),
    )  # fmt: skip
    rows = [
        {
            "asked_by": row.asked_by,
            "subject": subject(row),
            "decided": decided(row),
            "owner": row.owner,
            "due_on": row.due_on,
            "late": row.late,
        }
        for row in told.decisions
    ]
    return Sheet(
        "Décisions ouvertes",
        columns,
        rows,
        "Aucune décision ouverte.",
        frozenset({"owner", "due_on"}),
        _PERSONAL,
    )


def _committees(told: Handover) -> Sheet:
    columns = (
        _day("held_on", "Date"), _text("kind", "Nature", 24), _text("title", "Intitulé", 40),
        _text("place", "Lieu", 34),
        _text("state", "État", 14), _day("frozen_on", "Chiffres figés au"), _number("taken", "Décisions prises"),
        _number("still_open", "Encore ouvertes"),
    )  # fmt: skip
    rows = [
        {
            "held_on": one.committee.held_on,
            "kind": one.committee.kind,
            "title": one.committee.title,
            "place": one.committee.place,
            "state": one.committee.state,
            "frozen_on": one.committee.frozen_on,
            "taken": one.taken,
            "still_open": one.still_open,
        }
        for one in told.committees
    ]
    return Sheet("Comités", columns, rows, "Aucun comité préparé ni tenu.", frozenset({"place"}))


def _history(told: Handover) -> Sheet:
    columns = (
        _text("at", "Saisi le", 19), _text("author", "Par", 28), _text("entity", "Quoi", 22),
        _text("action", "Action", 44), _text("field", "Champ", 24),
        _text("before", "Avant", 44), _text("after", "Après", 44),
        _day("effective_on", "Vrai depuis le"), _number("import_id", "Import n°"), _text("sheet", "Feuille", 18),
        _text("cell", "Cellule", 10), _number("committee_id", "Comité n°"),
    )  # fmt: skip
    note = f"Les {french.number(MOST_CHANGES)} dernières modifications." if told.cut else ""
    rows = _changes(told.history, told.titles)
    return Sheet("Historique", columns, rows, "Aucune modification enregistrée.", note=note)


def _changes(changes: Iterable[HistoryRow], titles: Mapping[int, str]) -> Sequence[Row]:
    return [
        {
            "at": _local(row.at),
            "author": row.author_name,
            "entity": history.entity(row),
            "action": titles.get(row.action_id) if row.action_id is not None else None,
            "field": history.field(row),
            "before": history.value(row.before),
            "after": history.value(row.after),
            "effective_on": row.effective_on,
            "import_id": row.import_id,
            "sheet": row.sheet,
            "cell": row.cell,
            "committee_id": row.committee_id,
        }
        for row in changes
    ]


def _local(moment: datetime) -> datetime:
    """In Paris, without its zone: a cell has none."""
    return moment.astimezone(french.PARIS).replace(tzinfo=None, microsecond=0)


# -- columns --


def _text(field: str, header: str, width: int) -> Column:
    return Column(field, header, Kind.TEXT, width, "")


def _day(field: str, header: str) -> Column:
    return Column(field, header, Kind.DATE, 14, "")


def _number(field: str, header: str) -> Column:
    return Column(field, header, Kind.NUMBER, 12, "")

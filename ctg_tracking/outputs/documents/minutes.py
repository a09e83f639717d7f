"""« Relevé de décisions » of a committee: who came, each point with what was said and decided, what follows.

Everything is told as of the day the committee froze its figures; before it closes, the document says it is a draft.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.outputs.blocks import Block, Bullets, Document, Line, Section, Text
from ctg_tracking.outputs.deck.changes import changes
from ctg_tracking.outputs.deck.decisions import present
from ctg_tracking.outputs.deck.renewal import renewal
from ctg_tracking.outputs.deck.status import progress
from ctg_tracking.outputs.documents.followed import followed_table
from ctg_tracking.outputs.documents.held import HeldCommittee, read_held
from ctg_tracking.outputs.documents.points import other_decisions, point_sections, record_table
from ctg_tracking.outputs.documents.slides import section_of, sections_of, status_sections

NARROW = french.NARROW
TITLE, DRAFT_TITLE = "Relevé de décisions", "Projet de relevé de décisions"
SOURCE = "plan d’actions suivi par la coordination"
FEW_CONVENTIONS = 5
"""Up to so many conventions are named in the heading; beyond, they have a section."""


def minutes_document(session: Session, reader: Reader, committee_id: int, today: date) -> Document:
    """The minutes of a committee, a draft until it is closed. Raises NotFound when the reader may not see it."""
    held = read_held(session, reader, committee_id, today)
    return Document(
        title=TITLE if held.closed else DRAFT_TITLE,
        subtitle=_subtitle(held),
        facts=tuple(_facts(held)),
        sections=tuple(_sections(held)),
        foot=f"{held.committee.named.removeprefix('Le ')} · {held.ground.note(SOURCE)}",
        as_of=held.as_of,
        demonstration=held.demonstration,
        draft=not held.closed,
    )


def _subtitle(held: HeldCommittee) -> str:
    committee = held.committee
    what = committee.title or committee.kind.label
    only = held.ground.only
    about = only.title if only else french.counted(len(committee.conventions), "convention")
    return french.typeset(f"{what} du {french.long_day(committee.held_on)} · {about}")


# -- facts --


def _facts(held: HeldCommittee) -> Iterator[tuple[str, str]]:
    committee = held.committee
    yield "Nature", committee.kind.label
    yield "Date", french.typeset(", ".join(filter(None, (french.long_day(committee.held_on), committee.hour))))
    yield "Lieu", french.typeset(committee.place or "non renseigné")
    yield from _conventions(held)
    yield "Présence", _presence(held)
    yield "État", _state(held)
    if committee.reopened_at is not None:
        reason = committee.reopening_reason or "motif non renseigné"
        yield "Réouverture", french.typeset(f"Rouvert le {french.moment_of(committee.reopened_at)} : {reason}")
    if committee.note:
        yield "Note", french.typeset(committee.note)


def _conventions(held: HeldCommittee) -> Iterator[tuple[str, str]]:
    named = [row.title for row in held.ground.picture.conventions]
    many = len(named) > FEW_CONVENTIONS
    told = french.counted(len(named), "convention") if many else french.listed(named)
    yield "Conventions" if len(named) > 1 else "Convention", french.typeset(told)
    if held.ground.only is not None:
        signatories = held.ground.only.signatories
        yield "Signataires", french.typeset(french.listed(signatories) if signatories else "non renseignés")


def _presence(held: HeldCommittee) -> str:
    rows = held.attendance
    if not rows:
        return "aucun invité renseigné"
    if not held.opened:
        return french.counted(len(rows), "invité")
    present = sum(row.present is True for row in rows)
    return f"{french.counted(present, 'présent')} sur {french.counted(len(rows), 'invité')}"


def _state(held: HeldCommittee) -> str:
    committee = held.committee
    if committee.closed_at is not None and held.closed:
        return f"Clos le {french.moment_of(committee.closed_at)}"
    if committee.state is MeetingState.PREPARED:
        return f"En préparation{NARROW}: rien n’est encore décidé, les chiffres sont ceux du jour"
    return f"Projet{NARROW}: le comité n’est pas clos, ce relevé peut encore changer"


# -- sections --


def _sections(held: HeldCommittee) -> Iterator[Section]:
    yield Section("Présence", _attendance(held))
    if len(held.committee.conventions) > FEW_CONVENTIONS:
        named = ", ".join(row.title for row in held.ground.picture.conventions)
        yield Section("Conventions", (Text(french.typeset(f"{named}.")),))
    yield Section("Ordre du jour et décisions", (_agenda_in_words(held),))
    yield from point_sections(held)
    if others := other_decisions(held):
        yield Section("Autres décisions", others, 2)
    yield Section("Relevé de décisions", record_table(held))
    yield Section("Suites des comités précédents", followed_table(held))
    yield section_of(progress(held.ground), 1, held.ground.day)
    yield from status_sections(held.ground, 2)
    yield section_of(changes(held.ground), 2)
    yield from sections_of(renewal(held.ground, None), 1)


def _attendance(held: HeldCommittee) -> tuple[Block, ...]:
    if held.opened or not held.attendance:
        return tuple(present(held.ground, held.attendance).blocks)
    invited = (french.typeset(", ".join(filter(None, (row.name, row.body)))) for row in held.attendance)
    return (Bullets(tuple(map(Line, invited)), "Invités"),)


def _agenda_in_words(held: HeldCommittee) -> Text:
    if not held.agenda:
        return Text("Aucun point inscrit à l’ordre du jour.", soft=True)
    points = f"{french.counted(len(held.agenda), 'point')} à l’ordre du jour"
    if not held.opened:
        return Text(f"{points}.")
    taken = french.counted(len(held.decisions), "décision prise", "décisions prises")
    return Text(f"{points}, {taken}.")

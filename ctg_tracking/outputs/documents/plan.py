"""A plan to read, or some axes of it, at any day: its figures, its actions axe by axe, its indicators, its renewal."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.conventions import ConventionRow, convention_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs import wording_renewals
from ctg_tracking.outputs.blocks import Document, Section, Text
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.renewal import renewal
from ctg_tracking.outputs.deck.status import progress
from ctg_tracking.outputs.documents.grounds import plan_ground
from ctg_tracking.outputs.documents.slides import section_of, sections_of, status_sections
from ctg_tracking.outputs.documents.tables import axe_sections, indicators_table
from ctg_tracking.outputs.mentions import NO_CONVENTION
from ctg_tracking.store import clock

SOURCE = "plan d’actions, points d’étape et valeurs relevées"


def plan_document(session: Session, reader: Reader, selection: Selection, as_of: date) -> Document:
    """The plan of the one convention that answers, limited to what is selected, as it was at `as_of`.

    Raises NotFound when no convention answers, Conflict when several do.
    """
    convention = the_only(session, reader, selection, as_of)
    ground = plan_ground(session, reader, selection.within(convention.reference), as_of)
    return Document(
        title="Plan d’actions",
        subtitle=french.typeset(convention.title),
        facts=(*convention_facts(convention, as_of), *_limits(ground)),
        sections=tuple(_sections(ground)),
        foot=f"{convention.reference} · {ground.note(SOURCE, *(row.report_origin for row in ground.shown.actions))}",
        as_of=as_of,
        demonstration=clock.is_demonstration(session),
    )


def the_only(session: Session, reader: Reader, selection: Selection, as_of: date) -> ConventionRow:
    """The convention that a selection names. Raises NotFound when none answers, Conflict when several do."""
    found = convention_rows(session, reader, selection, as_of)
    if not found:
        raise NotFound(NO_CONVENTION)
    if len(found) > 1:
        raise Conflict(
            f"{len(found)} conventions répondent\u202f: ce document est celui d’une seule. Précisez laquelle."
        )
    return found[0]


def convention_facts(row: ConventionRow, as_of: date) -> Iterator[tuple[str, str]]:
    """What a convention is, unknown said."""
    yield "Référence", row.reference
    yield "Territoire", french.typeset(row.territory)
    yield "Caf", row.caf or NOT_GIVEN
    yield "Signataires", french.typeset(french.listed(row.signatories)) if row.signatories else f"{NOT_GIVEN}s"
    signed = french.precise(row.signed_on, row.signed_precision) if row.signed_on else f"{NOT_GIVEN}e"
    yield "Signature", signed
    yield "Début", french.long_day(row.starts_on)
    yield "Fin", french.long_day(row.ends_on) if row.ends_on else f"{NOT_GIVEN}e"
    yield (
        "Durée",
        f"{wording_renewals.term(row.term_years)}{wording_renewals.year_of_term(row.starts_on, row.term_years, as_of)}",
    )


def _limits(ground: Ground) -> Iterator[tuple[str, str]]:
    if ground.limits:
        yield "Partie du plan", ground.limits


def _sections(ground: Ground) -> Iterator[Section]:
    yield section_of(progress(ground), 1, ground.day)
    yield from status_sections(ground, 2)
    count = french.counted(len(ground.fiches), "action")
    yield Section("Actions", (Text(f"{count}, chacune avec les organismes qui la portent."),))
    yield from axe_sections(ground, 2)
    yield Section("Indicateurs", indicators_table(ground.shown.indicators))
    yield from sections_of(renewal(ground), 1)

"""A portfolio to read at any day: its figures, its conventions, their renewals, the communes under no convention."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.coverage import Coverage, coverage
from ctg_tracking.figures.overview import Overview
from ctg_tracking.figures.picture import PicturedConvention
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs import wording_renewals
from ctg_tracking.outputs.blocks import Block, Cell, Document, Marked, Section, Table, Text
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.portfolio import portfolio, portfolio_ground
from ctg_tracking.outputs.deck.renewal import renewal
from ctg_tracking.outputs.deck.status import progress
from ctg_tracking.outputs.documents.slides import section_of, sections_of, status_sections
from ctg_tracking.store import clock

SOURCE = "conventions, plans d’actions et points d’étape"
FEW_DEPARTEMENTS = 6
"""Up to so many départements, their uncovered communes are named; beyond, they are counted."""


def portfolio_document(session: Session, reader: Reader, selection: Selection, as_of: date) -> Document:
    """The conventions that a reader selected, as they were at `as_of`. Raises NotFound when none answers."""
    shown = portfolio(session, reader, selection, as_of)
    ground = portfolio_ground(session, reader, selection, shown)
    covered = tuple(_coverages(session, reader, shown))
    return Document(
        title="Portefeuille de conventions",
        subtitle=f"{french.counted(len(shown.renewals), 'convention')} · {ground.day}",
        facts=tuple(_facts(ground, covered)),
        sections=tuple(_sections(ground, covered)),
        foot=ground.note(SOURCE, *ground.origins),
        as_of=as_of,
        demonstration=clock.is_demonstration(session),
    )


def _coverages(session: Session, reader: Reader, shown: Overview) -> Iterator[Coverage]:
    """Coverage of each département that these conventions touch."""
    for code in sorted({row.convention.departement for row in shown.renewals}):
        yield coverage(session, reader, code, shown.as_of)


def _facts(ground: Ground, covered: Sequence[Coverage]) -> Iterator[tuple[str, str]]:
    yield "Conventions", french.number(len(ground.shown.conventions))
    yield "Départements", ", ".join(f"{one.name} ({one.departement})" for one in covered)
    if ground.limits:
        yield "Partie regardée", ground.limits


def _sections(ground: Ground, covered: Sequence[Coverage]) -> Iterator[Section]:
    yield section_of(progress(ground), 1, ground.day)
    yield from status_sections(ground, 2)
    yield Section("Conventions", (_conventions(ground),))
    yield from sections_of(renewal(ground, None), 1)
    yield Section("Communes sans convention", tuple(_summed(covered)))
    if len(covered) <= FEW_DEPARTEMENTS:
        yield from (Section(f"{one.name} ({one.departement})", (_uncovered(one),), 2) for one in covered)


# -- conventions --


def _conventions(ground: Ground) -> Table:
    counted = {str(row.key): row.counts for row in ground.summary.conventions}
    rows = tuple(_convention(row, counted) for row in ground.shown.conventions)
    columns = ("Convention", "Signature", "Fin", "Situation", "Actions engagées", "En retard")
    return Table("Conventions, par territoire", columns, rows, (0.34, 0.14, 0.13, 0.17, 0.13, 0.09), (5,))


def _convention(row: PicturedConvention, counted: Mapping[str, Counts]) -> tuple[Cell, ...]:
    counts = counted.get(row.reference)
    signed = french.precise(row.signed_on, row.signed_precision) if row.signed_on else f"{NOT_GIVEN}e"
    left = wording_renewals.left(row.months_left)
    band: Cell = Marked(row.band.look, row.band.label if row.renewed_by else left) if row.band else left
    ends = french.day(row.ends_on) if row.ends_on else f"{NOT_GIVEN}e"
    engaged = f"{counts.engaged} sur {counts.countable}" if counts else "aucune action"
    late: Cell = french.number(counts.late) if counts else ""
    return french.typeset(row.title), signed, ends, band, engaged, late


# -- coverage --


def _summed(covered: Sequence[Coverage]) -> Iterator[Block]:
    columns = ("Département", "Communes couvertes", "Part", "Population couverte", "Part de la population")
    rows = tuple(
        (
            f"{one.name} ({one.departement})",
            f"{french.number(one.communes_covered)} sur {french.number(one.communes)}",
            french.percent(one.rate_communes),
            f"{french.number(one.population_covered)} sur {french.number(one.population)}",
            french.percent(one.rate_population),
        )
        for one in covered
    )
    yield Table(
        "Communes et habitants sous une convention en vigueur",
        columns,
        rows,
        (0.24, 0.2, 0.12, 0.28, 0.16),
        (1, 2, 3, 4),
    )
    yield Text(
        "Par les conventions que ce profil peut voir\u202f; la convention d’une intercommunalité couvre ses communes.",
        soft=True,
    )


def _uncovered(one: Coverage) -> Text:
    names = [commune.name for commune in one.uncovered]
    if not names:
        return Text("Toutes les communes sont couvertes.")
    head = french.counted(len(names), "commune sans convention", "communes sans convention")
    return Text(french.typeset(f"{head} : {', '.join(names)}."))

"""« Dossier de passation »: what who takes over a convention must know, in the order they will need it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.figures.history import HistoryRow
from ctg_tracking.figures.starting import NEAR
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN, ActorKind
from ctg_tracking.outputs import wording_history, wording_renewals
from ctg_tracking.outputs.blocks import Block, Bullets, Cell, Document, Line, Marked, Section, Table, Text
from ctg_tracking.outputs.deck.actions import bodies, due, titled
from ctg_tracking.outputs.deck.renewal import renewal
from ctg_tracking.outputs.deck.status import progress
from ctg_tracking.outputs.documents.followed import OPEN
from ctg_tracking.outputs.documents.handed import Handover, HeldOnce
from ctg_tracking.outputs.documents.plan import SOURCE, convention_facts
from ctg_tracking.outputs.documents.points import NO_DUE, NO_OWNER, decided, subject
from ctg_tracking.outputs.documents.slides import section_of, sections_of, status_sections
from ctg_tracking.outputs.documents.tables import late_table
from ctg_tracking.outputs.documents.unknown import unknown_lines

RECENT = 30
"""Changes told in the file; the workbook beside it has them all."""
FEW_TITLES = 4
"""Actions named beside a contact; the workbook has them all."""


def dossier_document(told: Handover) -> Document:
    """The file to read of a hand-over, for who may hold the committees of the convention: it names people."""
    ground = told.ground
    return Document(
        title="Dossier de passation",
        subtitle=french.typeset(told.convention.title),
        facts=tuple(convention_facts(told.convention, told.as_of)),
        sections=tuple(_sections(told)),
        foot=f"{told.convention.reference} · {ground.note(SOURCE, *(row.report_origin for row in ground.fiches))}",
        as_of=told.as_of,
        demonstration=told.demonstration,
    )


def _sections(told: Handover) -> Iterator[Section]:
    ground = told.ground
    yield section_of(progress(ground), 1, "Le plan en une page")
    yield from status_sections(ground, 2)
    yield Section("Ce qui est en retard", late_table(ground))
    yield Section("Ce qui doit commencer maintenant", tuple(_now(told)))
    yield Section("Décisions encore ouvertes", _decisions(told))
    yield from sections_of(renewal(ground), 1)
    yield Section("Comités", _committees(told.committees))
    yield Section("Contacts", tuple(_contacts(told)))
    yield Section("Comptes qui voient cette convention", _accounts(told))
    yield Section("Historique récent", _history(told))
    yield Section("Ce que la base ne sait pas", (Bullets(unknown_lines(told)),))


# -- what to do --


def _now(told: Handover) -> Iterator[Block]:
    if told.to_start:
        columns = ("Action", "État", "Début prévu", "Échéance", "Porté par")
        rows = tuple(
            (
                titled(row), Marked(row.status.look, row.status.label), _day(row.starts_on), due(row, told.ground),
                bodies(row),
            )
            for row in told.to_start
        )  # fmt: skip
        yield Table("Actions à commencer", columns, rows, (0.38, 0.16, 0.14, 0.14, 0.18))
    else:
        yield Text("Aucune action à commencer maintenant.")
    only = told.ground.only
    step = only.next_milestone if only else None
    if step is not None and only is not None and step.due_on <= told.as_of + NEAR:
        found = wording_renewals.next_step(only, told.as_of)
        if found is not None:
            yield Text(french.typeset(f"Renouvellement : {found.words}"), found.look)
    near = [row for row in told.decisions if row.due_on and told.as_of <= row.due_on <= told.as_of + NEAR]
    if near:
        yield Text(f"{french.counted(len(near), 'décision')} à tenir d’ici 90 jours, dans la partie suivante.")


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}" if day else NOT_GIVEN


def _decisions(told: Handover) -> tuple[Block, ...]:
    if not told.decisions:
        return (Text("Aucune décision ouverte."),)
    columns = ("Demandé par", "Sujet", "Décision", "Porté par", "Échéance")
    rows = tuple(_decision(told, row) for row in told.decisions)
    return (Table("Décisions ouvertes, les plus urgentes d’abord", columns, rows, (0.16, 0.24, 0.26, 0.16, 0.18)),)


def _decision(told: Handover, row: DecisionRow) -> tuple[Cell, ...]:
    when: Cell = Marked(OPEN, french.day(row.due_on)) if row.due_on else NO_DUE
    if row.late and row.due_on:
        when = Marked(LATE, f"{french.late_by(row.due_on, told.as_of)} ({french.day(row.due_on)})")
    owner = _owner(told, row)
    return french.typeset(row.asked_by), subject(row), decided(row), owner, when


def _owner(told: Handover, row: DecisionRow) -> str:
    """Beside a lateness only a body is named; the workbook names who carries it."""
    if row.owner is None:
        return NO_OWNER
    is_body = any(one.name == row.owner and one.kind is ActorKind.ORGANISATION for one in told.contacts)
    return french.typeset(row.owner) if is_body or not row.late else "voir passation.xlsx"


# -- who and what before --


def _committees(held: Sequence[HeldOnce]) -> tuple[Block, ...]:
    if not held:
        return (Text("Aucun comité préparé ni tenu."),)
    columns = ("Date", "Nature", "État", "Décisions prises", "Encore ouvertes")
    rows = tuple(
        (
            french.day(one.committee.held_on), one.committee.title or one.committee.kind.label,
            one.committee.state.label, french.number(one.taken), french.number(one.still_open),
        )
        for one in held
    )  # fmt: skip
    return (Table("Comités, le dernier d’abord", columns, rows, (0.16, 0.36, 0.16, 0.16, 0.16), (3, 4)),)


def _contacts(told: Handover) -> Iterator[Block]:
    yield Text(f"Conseil Caf{french.NARROW}: {told.convention.adviser or NOT_GIVEN}")
    if told.contacts:
        columns = ("Nom", "Nature", "Adresse e-mail", "Pilote", "Actions pilotées")
        rows = tuple(
            (
                french.typeset(row.name), row.kind.label if row.kind else NOT_GIVEN, row.email or NOT_GIVEN,
                french.number(len(row.pilots)), _some(row.pilots),
            )
            for row in told.contacts
        )  # fmt: skip
        yield Table("Qui pilote quoi", columns, rows, (0.22, 0.14, 0.2, 0.08, 0.36), (3,))
    else:
        yield Text("Aucun pilote ni partenaire renseigné.")
    if told.referents:
        items = tuple(
            Line(french.typeset(f"{one.name} ({'élu·e référent·e' if one.elected else 'coordination'})"),
                 detail=french.counted(one.actions, "action"))
            for one in told.referents
        )  # fmt: skip
        yield Bullets(items, "Nommés par le plan")


def _some(titles: Sequence[str]) -> str:
    rest = len(titles) - FEW_TITLES
    more = f" et {french.counted(rest, 'autre')}" if rest > 0 else ""
    return french.typeset(f"{' · '.join(titles[:FEW_TITLES])}{more}") if titles else "aucune"


def _accounts(told: Handover) -> tuple[Block, ...]:
    if not told.accounts:
        return (Text("Aucun compte."),)
    columns = ("Nom", "Adresse e-mail", "Profil", "Portée")
    rows = tuple(
        (
            french.typeset(row.name), row.email, ", ".join(role.label for role in row.roles),
            "tous les territoires" if row.everywhere else "ce territoire",
        )
        for row in told.accounts
    )  # fmt: skip
    return (Table("Comptes ouverts", columns, rows, (0.26, 0.32, 0.24, 0.18)),)


def _history(told: Handover) -> tuple[Block, ...]:
    """What changed lately in the plan and the convention; the workbook beside has every change."""
    rows = tuple(islice((row for row in told.history if wording_history.tells(row)), RECENT))
    if not rows:
        return (Text("Aucune modification enregistrée."),)
    titles = told.titles
    lines = tuple(
        (french.moment_of(row.at), french.typeset(row.author_name), _about(row, titles), wording_history.moved(row))
        for row in rows
    )
    columns = ("Le", "Par", "Quoi", "Changement")
    return (
        Table("Dernières modifications du plan et de la convention", columns, lines, (0.15, 0.17, 0.36, 0.32)),
        Text("L’historique complet est dans passation.xlsx.", soft=True),
    )


def _about(row: HistoryRow, titles: Mapping[int, str]) -> str:
    title = titles.get(row.action_id) if row.action_id is not None else None
    return french.typeset(" · ".join(filter(None, (wording_history.told(row), title))))

"""Creating a convention and amending it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from ctg_tracking.accounts.rights import Right, fetch, require
from ctg_tracking.errors import BadInput, Conflict
from ctg_tracking.follow_up.words import LONGEST_LINE, free_text
from ctg_tracking.model import Amendment, Caf, Convention, ConventionCommune, Departement, Reader, Signatory, Territory
from ctg_tracking.model.words import Origin, Precision, SignatoryKind
from ctg_tracking.store import Store, Work


@dataclass(frozen=True)
class SignatoryDraft:
    """A body that signs, from `joined_on` when it joined on a day of its own."""

    name: str
    kind: SignatoryKind
    joined_on: date | None = None


@dataclass(frozen=True)
class ConventionDraft:
    """A convention to create. Dates nobody knows stay None; `reference` None: made from the territory and the start.

    `communes`: codes of the covered communes when they are not the whole territory. `predecessors`: references.
    """

    territory_code: str
    starts_on: date | None = None
    ends_on: date | None = None
    term_years: int | None = None
    signed_on: date | None = None
    signed_precision: Precision = Precision.DAY
    reference: str | None = None
    title: str | None = None
    caf: str | None = None
    adviser: str | None = None
    level_names: tuple[str, str, str] = ("Axe", "Objectif", "Sous-objectif")
    signatories: Sequence[SignatoryDraft] = ()
    predecessors: Sequence[str] = ()
    communes: Sequence[str] = ()
    note: str | None = None
    origin: Origin | None = None
    simulated_fields: Sequence[str] = field(default_factory=tuple)


def create_convention(store: Store, author: Reader, draft: ConventionDraft) -> str:
    """Create a convention and return its reference. Raises BadInput, NotFound, NotAllowed, Conflict."""
    with store.write(author) as work:
        return add_convention(work, draft).reference


def add_convention(work: Work, draft: ConventionDraft) -> Convention:
    """The same inside a transaction under way (an import that creates its convention)."""
    territory = _territory(work, draft.territory_code)
    require(work.session, work.author, Right.MANAGE_CONVENTION, territory)
    reference = free_text("Référence", draft.reference, longest=60) or _reference(territory, draft)
    if work.session.scalar(select(Convention.id).where(Convention.reference == reference)) is not None:
        raise Conflict(f"Une convention porte déjà la référence « {reference} ».")
    convention = Convention(
        reference=reference,
        territory=territory,
        title=free_text("Intitulé", draft.title, longest=LONGEST_LINE) or f"CTG {territory.name}",
        caf=_caf(work, draft.caf, territory),
        adviser=free_text("Conseiller Caf", draft.adviser, longest=LONGEST_LINE),
        signed_on=draft.signed_on,
        signed_precision=draft.signed_precision,
        starts_on=draft.starts_on,
        ends_on=_end(draft),
        term_years=_term(draft),
        level1_name=draft.level_names[0],
        level2_name=draft.level_names[1],
        level3_name=draft.level_names[2],
        note=free_text("Note", draft.note),
        origin=draft.origin,
        simulated_fields=list(draft.simulated_fields),
    )
    convention.signatories = [Signatory(name=s.name, kind=s.kind, joined_on=s.joined_on) for s in draft.signatories]
    convention.communes = [ConventionCommune(territory=_territory(work, code)) for code in draft.communes]
    convention.predecessors = [_predecessor(work, reference) for reference in draft.predecessors]
    work.session.add(convention)
    work.session.flush()
    return convention


def amend_convention(
    store: Store, author: Reader, reference: str, *,
    signed_on: date, new_ends_on: date | None = None, purpose: str | None = None,
) -> int:  # fmt: skip
    """Add an amendment (avenant) signed on a day, which may prolong; returns its number."""
    with store.write(author, effective_on=signed_on) as work:
        found = work.session.scalar(select(Convention.id).where(Convention.reference == reference))
        convention = fetch(work.session, author, Right.MANAGE_CONVENTION, Convention, found or 0)
        return add_amendment(convention, signed_on=signed_on, new_ends_on=new_ends_on, purpose=purpose)


def add_amendment(
    convention: Convention, *, signed_on: date, new_ends_on: date | None = None, purpose: str | None = None
) -> int:
    """The same inside a transaction under way; raises BadInput when it would shorten the convention."""
    if new_ends_on is not None and convention.ends_on is not None and new_ends_on <= convention.ends_on:
        raise BadInput("Nouvelle fin", f"{new_ends_on:%d/%m/%Y}", f"une date après le {convention.ends_on:%d/%m/%Y}")
    number = len(convention.amendments) + 1
    told = free_text("Objet", purpose)
    convention.amendments.append(Amendment(number=number, signed_on=signed_on, new_ends_on=new_ends_on, purpose=told))
    return number


def years_after(day: date, years: int) -> date:
    """Last day of a period of `years` that begins on `day`: 01/01/2023 and 4 years give 31/12/2026."""
    try:
        anniversary = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        anniversary = date(day.year + years, 3, 1)
    return date.fromordinal(anniversary.toordinal() - 1)


def _end(draft: ConventionDraft) -> date | None:
    if draft.ends_on is None:
        known = draft.starts_on is not None and draft.term_years is not None
        return years_after(draft.starts_on, draft.term_years) if known else None  # type: ignore[arg-type]
    if draft.starts_on is not None and draft.ends_on <= draft.starts_on:
        raise BadInput(
            "Fin de la convention", f"{draft.ends_on:%d/%m/%Y}", f"une date après le {draft.starts_on:%d/%m/%Y}"
        )
    return draft.ends_on


def _too_early(field: str, given: date, after: date) -> BadInput:
    return BadInput(field, f"{given:%d/%m/%Y}", f"une date après le {after:%d/%m/%Y}")


def _term(draft: ConventionDraft) -> int | None:
    if draft.term_years is not None and not 1 <= draft.term_years <= 5:
        raise BadInput("Durée", draft.term_years, "un nombre d’années de 1 à 5")
    return draft.term_years


def _territory(work: Work, code: str) -> Territory:
    found = work.session.scalar(select(Territory).where(Territory.code == code.strip()))
    if found is None:
        expected = "le code Insee d’une commune (5 caractères) ou le Siren d’un EPCI (9 chiffres) en vigueur en 2026"
        raise BadInput("Territoire", code, expected)
    return found


def _reference(territory: Territory, draft: ConventionDraft) -> str:
    start = draft.starts_on or draft.signed_on
    return f"CTG-{territory.code}-{start.year}" if start else f"CTG-{territory.code}"


def _predecessor(work: Work, reference: str) -> Convention:
    found = work.session.scalar(select(Convention).where(Convention.reference == reference))
    if found is None:
        raise BadInput("Convention précédente", reference, "la référence d’une convention enregistrée")
    return found


def _caf(work: Work, name: str | None, territory: Territory) -> Caf | None:
    if name is None:
        return None
    found = work.session.scalar(select(Caf).where(Caf.name == name))
    if found is None:
        departement = work.session.get_one(Departement, territory.departement)
        found = Caf(name=name, departements=[departement])
        work.session.add(found)
    return found

"""The conventions of the Essonne: which territory signed when, and what followed.

The Caf's two interviews give numbers by year of signature and three names (Évry-Courcouronnes, Grigny in 2019,
CAESE renewed with the MSA, Orsay). Which other territory signed in which year, every day and every term are
simulated; each convention says so in `simulated_fields`. Four years until 2024: the interview says the passage to five
years was being worked on.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from making.places import Place, communes, epci, of
from making.words import LEVELS

SOURCE = Path(__file__).resolve().parents[1] / "source"
DOCUMENT, SIMULATED = "document", "simulé"
CAF = "Caf de l’Essonne"
EVRY, GRIGNY, CAESE, ORSAY = "91228", "91286", "200017846", "91471"
SIGNED = {"CTG-CAESE-2024": date(2024, 6, 27)}
"""The interview of the winter 2024-2025 speaks of this renewal as done: its simulated day lies before."""
SHARED = {"91425": ("91425", "91339")}
"""Montlhéry’s convention also covers Linas (simulated): a convention may cover more than its bearer."""
APART = ("91386", "91045", "91315", "91037", "91441")
"""Members of the Val d’Essonne outside its convention: three have their own, two none (simulated)."""


@dataclass(frozen=True)
class Amendment:
    """An avenant that moves the end."""

    signed_on: date
    new_ends_on: date
    purpose: str


@dataclass(frozen=True)
class Convention:
    """One row of portefeuille.csv."""

    reference: str
    territory: str
    sector: str
    title: str
    caf: str
    signed_on: date | None
    signed_precision: str
    starts_on: date | None
    ends_on: date | None
    term_years: int | None
    predecessors: tuple[str, ...]
    signatories: tuple[tuple[str, str, date | None], ...]
    adviser: str
    levels: tuple[str, str, str]
    origin: str
    simulated_fields: tuple[str, ...]
    plan: str = ""
    note: str = ""
    communes: tuple[str, ...] = ()
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True)
class Span:
    """One convention of a sequence: signed between two days, over whole years or from September to August."""

    signed: tuple[date, date] | None
    starts_on: date
    ends_on: date
    prolonged: Amendment | None = None

    @property
    def term(self) -> int:
        """Years of the convention."""
        return round((self.ends_on - self.starts_on).days / 365)


def _span(signed: tuple[str, str] | None, first: int, last: int) -> Span:
    days = (date.fromisoformat(signed[0]), date.fromisoformat(signed[1])) if signed else None
    return Span(days, date(first, 1, 1), date(last, 12, 31))


def _school(signed: tuple[str, str], first: int, last: int) -> Span:
    return Span((date.fromisoformat(signed[0]), date.fromisoformat(signed[1])), date(first, 9, 1), date(last, 8, 31))


def _with(span: Span, signed_on: date, new_end: date) -> Span:
    purpose = f"Prolonge la convention jusqu’au {new_end:%d/%m/%Y}, le temps d’achever le renouvellement."
    return Span(span.signed, span.starts_on, span.ends_on, Amendment(signed_on, new_end, purpose))


_LATE_RENEWAL = ("2023-11-06", "2025-02-14")
SEQUENCES: dict[str, tuple[Span, ...]] = {
    "A": (_span(("2019-01-01", "2019-01-01"), 2019, 2022), _span(("2023-03-06", "2023-06-30"), 2023, 2026)),
    "B": (_span(("2020-01-20", "2020-12-18"), 2020, 2023), _span(_LATE_RENEWAL, 2024, 2027)),
    "C": (_span(("2020-10-12", "2020-12-18"), 2021, 2024), _span(("2024-11-18", "2025-11-28"), 2025, 2029)),
    "D": (_span(("2021-01-18", "2021-12-10"), 2021, 2024), _span(("2024-12-02", "2026-02-20"), 2025, 2029)),
    "E": (_span(("2021-03-01", "2021-11-26"), 2021, 2024),),
    "F": (_span(("2021-10-11", "2021-12-17"), 2022, 2025), _span(("2025-11-17", "2026-06-12"), 2026, 2030)),
    "G": (_span(("2021-01-11", "2021-02-26"), 2020, 2023), _span(("2024-02-05", "2024-12-13"), 2024, 2027)),
    "H": (_span(("2022-01-24", "2022-12-16"), 2022, 2025), _span(("2025-12-01", "2026-06-19"), 2026, 2030)),
    "I": (_span(("2022-02-07", "2022-12-09"), 2022, 2025),),
    "J": (_with(_span(("2022-03-14", "2022-10-14"), 2022, 2025), date(2025, 11, 21), date(2026, 10, 31)),),
    "K": (_school(("2022-05-16", "2022-11-25"), 2022, 2026),),
    "L": (_span(("2023-01-16", "2023-12-15"), 2023, 2026),),
    "M": (_school(("2023-05-15", "2023-12-08"), 2023, 2027),),
    "N": (_span(("2023-10-16", "2023-12-20"), 2024, 2027),),
    "O": (_span(("2023-01-23", "2023-02-24"), 2022, 2025), _span(("2026-03-02", "2026-05-29"), 2026, 2030)),
    "P": (_span(("2022-03-07", "2022-12-02"), 2022, 2025), _span(None, 2026, 2030)),
    "X": (
        _with(_span(("2021-04-12", "2021-10-15"), 2021, 2024), date(2024, 11, 22), date(2025, 12, 31)),
        _span(("2026-01-19", "2026-03-27"), 2026, 2030),
    ),
}  # fmt: skip
"""What may have happened to a territory; the letter is in source/essonne.csv."""


@dataclass
class Essonne:
    """Builds the conventions of one territory after another."""

    places: dict[str, Place] = field(default_factory=communes)

    def conventions(self) -> list[tuple[Place, str, Convention]]:
        """(territory, size of its plan or "", convention), in the order of the source."""
        rows = _read("essonne.csv")
        return [found for row in rows for found in self._of(row)]

    def _of(self, row: dict[str, str]) -> list[tuple[Place, str, Convention]]:
        place = epci(row["code"], row["forme"]) if row["forme"] else self.places[row["code"]]
        spans = SEQUENCES[row["suite"]]
        found: list[tuple[Place, str, Convention]] = []
        before: tuple[str, ...] = ()
        for rank, span in enumerate(spans):
            size = row["plan"] if rank == len(spans) - 1 else ("ancien" if row["ancien"] else "")
            convention = self._convention(place, span, rank, before, size)
            found.append((place, size, convention))
            before = (convention.reference,)
        return found

    def _convention(self, place: Place, span: Span, rank: int, before: tuple[str, ...], size: str) -> Convention:
        reference = f"CTG-{slug(place.short)}-{span.starts_on.year}"
        known_year = place.code in (EVRY, GRIGNY) and rank == 0
        signed = _signature(span, reference)
        return Convention(
            reference=reference,
            territory=place.code,
            sector=place.sector,
            title=f"CTG {of(place.short)} {span.starts_on.year}-{span.ends_on.year}",
            caf=CAF,
            signed_on=signed,
            signed_precision="year" if known_year else "day",
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            term_years=span.term,
            predecessors=before,
            signatories=_signatories(place, rank, signed),
            adviser=f"Conseiller·ère Caf – secteur {place.sector}",
            levels=_levels(place),
            origin=DOCUMENT if known_year or place.code == CAESE or (place.code == ORSAY and rank == 0) else SIMULATED,
            simulated_fields=_simulated(known_year, size),
            plan=f"{reference.lower()}.xlsx" if size else "",
            note=_note(place, span, rank, known_year, size),
            communes=_covered(place),
            amendments=(span.prolonged,) if span.prolonged else (),
        )


def slug(name: str) -> str:
    """Name in capitals, without accents: part of a reference."""
    bare = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("’", "'")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]+", "-", bare.upper()).strip("-")


def _signature(span: Span, reference: str) -> date | None:
    if span.signed is None or reference in SIGNED:
        return SIGNED.get(reference)
    first, last = span.signed
    days = (last - first).days
    day = first + timedelta(Random(f"signature {reference}").randint(0, days)) if days else first  # noqa: S311
    return day - timedelta(max(0, day.weekday() - 4)) if days else day


def _signatories(place: Place, rank: int, signed: date | None) -> tuple[tuple[str, str, date | None], ...]:
    own = (place.name, "epci" if place.is_epci else "commune", None)
    msa = (("MSA Île-de-France", "msa", signed),) if place.code == CAESE and rank else ()
    return ((CAF, "caf", None), own, *msa)


def _levels(place: Place) -> tuple[str, str, str]:
    first, second, third = LEVELS[int(place.code) % len(LEVELS)]
    return first, second, third


def _simulated(known_year: bool, size: str) -> tuple[str, ...]:
    signed = () if known_year else ("signed_on",)
    plan = ("plan",) if size else ()
    return (*signed, "starts_on", "ends_on", "term_years", "adviser", "milestones", *plan)


def _covered(place: Place) -> tuple[str, ...]:
    if place.code == "249100546":
        return tuple(code for code in place.members if code not in APART)
    return SHARED.get(place.code, ())


def _note(place: Place, span: Span, rank: int, known_year: bool, size: str) -> str:
    told = {
        (EVRY, True): "Le document donne l’année de signature (2019), rien d’autre.",
        (GRIGNY, True): "Le document donne l’année de signature (2019), rien d’autre.",
        (CAESE, False): "Le document dit le renouvellement et l’arrivée de la MSA, sans date.",
        (CAESE, True): "Le document dit que cette convention a été renouvelée, sans date.",
        (ORSAY, True): "Le document nomme cette convention, sans date.",
    }.get((place.code, rank == 0), "")
    announced = " Le document annonçait plus de 40 signatures sur 2022-2023, sans les nommer."
    first = announced if rank == 0 and span.signed and span.signed[0].year in (2022, 2023) else ""
    plan = "" if size else " Plan d’actions non repris dans l’outil."
    rest = "Le reste est simulé." if known_year or told else "Convention simulée sur un territoire réel."
    return f"{told} {rest}{first}{plan}".strip()


def _read(name: str) -> list[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))

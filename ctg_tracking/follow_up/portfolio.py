"""Reading `portefeuille.csv`: the conventions of the demonstration, one a row (UTF-8 with BOM, `;`).

Columns: reference; territory (code); sector; title; caf; signed_on; signed_precision; starts_on; ends_on; term_years;
predecessors; signatories (name:kind:joined_on); adviser; level1_name…level3_name; communes (codes); amendments
(signed_on:new_ends_on:purpose); milestones (kind:done_on); origin; simulated_fields; plan (file); note.
Lists are separated by « | »; dates are ISO.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ctg_tracking.follow_up.conventions import ConventionDraft, SignatoryDraft
from ctg_tracking.model.words import Origin, Precision, SignatoryKind


@dataclass(frozen=True)
class Prolongation:
    """An amendment that moves the end of a convention."""

    signed_on: date
    new_ends_on: date
    purpose: str


@dataclass(frozen=True)
class PortfolioRow:
    """A convention to create, with the sector of its territory, its amendments, the steps of its renewal already done
    and the file of its plan, if there is one.
    """

    draft: ConventionDraft
    sector: str | None
    amendments: tuple[Prolongation, ...]
    milestones: tuple[tuple[str, date], ...]
    plan: str | None

    @property
    def reference(self) -> str:
        """The key of the convention, always given in this file."""
        assert self.draft.reference
        return self.draft.reference


def read_portfolio(path: Path) -> list[PortfolioRow]:
    """The rows of the file, in its order: a predecessor comes before what follows it."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return [_row(row) for row in csv.DictReader(text, delimiter=";")]


def _row(row: dict[str, str]) -> PortfolioRow:
    draft = ConventionDraft(
        territory_code=row["territory"],
        reference=row["reference"],
        title=row["title"],
        caf=row["caf"] or None,
        signed_on=_day(row["signed_on"]),
        signed_precision=Precision(row["signed_precision"]),
        starts_on=_day(row["starts_on"]),
        ends_on=_day(row["ends_on"]),
        term_years=int(row["term_years"]) if row["term_years"] else None,
        adviser=row["adviser"] or None,
        level_names=(row["level1_name"], row["level2_name"], row["level3_name"]),
        signatories=[_signatory(text) for text in _list(row["signatories"])],
        predecessors=_list(row["predecessors"]),
        communes=_list(row["communes"]),
        note=row["note"] or None,
        origin=_ORIGINS[row["origin"]],
        simulated_fields=_list(row["simulated_fields"]),
    )
    amendments = tuple(_prolongation(text) for text in _list(row["amendments"]))
    milestones = tuple(_milestone(text) for text in _list(row["milestones"]))
    return PortfolioRow(draft, row["sector"] or None, amendments, milestones, row["plan"] or None)


_ORIGINS = {origin.label.lower(): origin for origin in Origin} | {"": None}


def _list(text: str) -> list[str]:
    return [item.strip() for item in text.split("|") if item.strip()]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _signatory(text: str) -> SignatoryDraft:
    name, kind, joined = text.split(":")
    return SignatoryDraft(name, SignatoryKind(kind), _day(joined))


def _prolongation(text: str) -> Prolongation:
    signed, ends, purpose = text.split(":", 2)
    return Prolongation(date.fromisoformat(signed), date.fromisoformat(ends), purpose)


def _milestone(text: str) -> tuple[str, date]:
    kind, done = text.split(":")
    return kind, date.fromisoformat(done)

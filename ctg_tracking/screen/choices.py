"""What the filters offer: only what this reader may see, read at each run because rights may change."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.selection import replaced_on, visible
from ctg_tracking.model import Convention, Heading, Reader, Territory, Theme
from ctg_tracking.model.words import NOT_GIVEN, TerritoryKind
from ctg_tracking.store import Store, clock

# Statements are written once: building one costs more than running it.
_CONVENTIONS = (
    select(
        Convention.reference, Convention.signed_on, Convention.starts_on, Convention.ends_on,
        Convention.term_years, Territory.name, Territory.kind, Territory.code, replaced_on(),
    )
    .join(Territory, Territory.id == Convention.territory_id)
    .order_by(Territory.sort_key, Convention.starts_on, Convention.id)
)  # fmt: skip
_THEMES = select(Theme.key, Theme.label).order_by(Theme.position)


@dataclass(frozen=True)
class ConventionChoice:
    """A convention as filters and links name it; `label` is unique among the reader's conventions."""

    reference: str
    label: str
    territory: str
    kind: TerritoryKind
    signature_year: int | None
    term_years: int | None
    replaced_on: date | None

    def runs(self, day: date) -> bool:
        """Whether no successor has replaced it by `day`."""
        return self.replaced_on is None or self.replaced_on > day


@dataclass(frozen=True)
class Choices:
    """Everything a filter of this reader may offer, and the store's day."""

    conventions: tuple[ConventionChoice, ...]
    territories: Mapping[str, str]
    themes: Mapping[str, str]
    today: date
    demonstration: bool

    @property
    def by_label(self) -> Mapping[str, ConventionChoice]:
        """The conventions by the words people see."""
        return {convention.label: convention for convention in self.conventions}

    def label_of(self, reference: str) -> str:
        """The words that name a convention in the filters and in their addresses."""
        found = (convention.label for convention in self.conventions if convention.reference == reference)
        return next(found, reference)

    @property
    def signature_years(self) -> tuple[int | None, ...]:
        """Years of signature, then None when some convention has none."""
        return _with_unknown_last(convention.signature_year for convention in self.conventions)

    @property
    def terms(self) -> tuple[int | None, ...]:
        """Terms in years, then None when some convention has none."""
        return _with_unknown_last(convention.term_years for convention in self.conventions)


def read_choices(store: Store, reader: Reader) -> Choices:
    """The choices of `reader`; territories map a label to a code, themes a label to a key."""
    with store.read() as session:
        conventions = _conventions(session, reader)
        themes = {label: key for key, label in session.execute(_THEMES)}
        pinned = clock.demonstration_date(session)
        return Choices(
            conventions=tuple(convention for convention, _ in conventions),
            territories=dict(_territories(conventions)),
            themes=themes,
            today=pinned or clock.real_today(),
            demonstration=pinned is not None or clock.is_demonstration(session),
        )


def axes_of(store: Store, reference: str) -> tuple[tuple[str, str], ...]:
    """The axes of one convention as (label, what a Selection takes), in the plan's order."""
    asked = (
        select(Heading.code, Heading.title, Convention.level1_name)
        .join(Convention, Convention.id == Heading.convention_id)
        .where(Convention.reference == reference, Heading.level == 1)
        .order_by(Heading.position, Heading.id)
    )
    with store.read() as session:
        rows = session.execute(asked).all()
    return tuple((_axe_label(code, title, word), title or code or NOT_GIVEN) for code, title, word in rows)


def _axe_label(code: str | None, title: str | None, word: str) -> str:
    head = f"{word} {code}" if code else ""
    return "\u202f: ".join(part for part in (head, title) if part) or NOT_GIVEN


def _conventions(session: Session, reader: Reader) -> list[tuple[ConventionChoice, str]]:
    asked = _CONVENTIONS.where(visible(reader))
    rows = session.execute(asked).all()
    labels = [_label(name, starts_on, ends_on) for _, _, starts_on, ends_on, _, name, *_ in rows]
    seen = Counter(labels)
    return [
        (
            ConventionChoice(
                reference,
                label if seen[label] == 1 else f"{label} ({reference})",
                name,
                kind,
                signed_on.year if signed_on else None,
                term_years,
                replaced_on,
            ),
            code,
        )
        for label, (reference, signed_on, _, _, term_years, name, kind, code, replaced_on) in zip(
            labels, rows, strict=True
        )
    ]


def _label(name: str, starts_on: date | None, ends_on: date | None) -> str:
    if starts_on and ends_on:
        return f"{name} · {starts_on.year}-{ends_on.year}"
    known = starts_on or ends_on
    return f"{name} · {known.year if known else NOT_GIVEN}"


def _territories(conventions: Iterable[tuple[ConventionChoice, str]]) -> Iterable[tuple[str, str]]:
    codes = {code: convention.territory for convention, code in conventions}
    seen = Counter(codes.values())
    return ((name if seen[name] == 1 else f"{name} ({code})", code) for code, name in codes.items())


def _with_unknown_last(values: Iterable[int | None]) -> tuple[int | None, ...]:
    known = set(values)
    return (*sorted(value for value in known if value is not None), *((None,) if None in known else ()))

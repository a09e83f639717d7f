"""The convention: who signed what, for which communes, from when to when, and what replaced what.

What nobody knows is NULL and shows as « non renseigné ». Signature and start are two dates: a CTG may be signed up to
14 months after it starts, and deadlines count from `ends_on` only.
"""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.base import Base, Tracked, Versioned
from ctg_tracking.model.territory import Caf, Territory
from ctg_tracking.model.words import Origin, Precision, SignatoryKind

convention_predecessor = Table(
    "convention_predecessor",
    Base.metadata,
    Column("convention_id", ForeignKey("convention.id"), primary_key=True),
    Column("predecessor_id", ForeignKey("convention.id"), primary_key=True, index=True),
)
"""Several communes' conventions may end in one EPCI's: many to many."""


class Convention(Tracked, Versioned, Base):
    """A CTG. `reference` is the key people use; levels of the plan carry the convention's own words."""

    __tablename__ = "convention"
    __history_label__ = "reference"
    __table_args__ = (
        CheckConstraint("term_years BETWEEN 1 AND 5", name="term_years"),
        CheckConstraint("ends_on > starts_on", name="ends_after_start"),
        Index(None, "territory_id", "starts_on"),
        Index(None, "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    caf_id: Mapped[int | None] = mapped_column(ForeignKey("caf.id"))
    title: Mapped[str]
    signed_on: Mapped[date | None]
    signed_precision: Mapped[Precision] = mapped_column(default=Precision.DAY)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    term_years: Mapped[int | None]
    adviser: Mapped[str | None]
    level1_name: Mapped[str] = mapped_column(default="Axe")
    level2_name: Mapped[str] = mapped_column(default="Objectif")
    level3_name: Mapped[str] = mapped_column(default="Sous-objectif")
    note: Mapped[str | None]
    origin: Mapped[Origin | None]
    simulated_fields: Mapped[list[str]] = mapped_column(JSON, default=list)

    territory: Mapped[Territory] = relationship()
    caf: Mapped[Caf | None] = relationship()
    predecessors: Mapped[list["Convention"]] = relationship(
        secondary=convention_predecessor,
        primaryjoin=lambda: Convention.id == convention_predecessor.c.convention_id,
        secondaryjoin=lambda: Convention.id == convention_predecessor.c.predecessor_id,
    )
    signatories: Mapped[list["Signatory"]] = relationship(
        back_populates="convention", cascade="all, delete-orphan", order_by=lambda: Signatory.id
    )
    communes: Mapped[list["ConventionCommune"]] = relationship(
        back_populates="convention", cascade="all, delete-orphan"
    )
    amendments: Mapped[list["Amendment"]] = relationship(
        back_populates="convention", cascade="all, delete-orphan", order_by=lambda: Amendment.number
    )

    def level_name(self, level: int) -> str:
        """The convention's own word for a level of its plan (1 to 3): « Axe », « Enjeu »…"""
        return (self.level1_name, self.level2_name, self.level3_name)[level - 1]


class Signatory(Tracked, Base):
    """A body that signed, from the day it joined (NULL: with the convention, or not told)."""

    __tablename__ = "signatory"
    __history_label__ = "name"
    __table_args__ = (UniqueConstraint("convention_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    name: Mapped[str]
    kind: Mapped[SignatoryKind]
    joined_on: Mapped[date | None]
    convention: Mapped[Convention] = relationship(back_populates="signatories")


class ConventionCommune(Tracked, Base):
    """A commune covered over [since, until); NULL bounds: since the start, until the end.

    A convention with no such row covers its territory: the commune itself, or the members of its EPCI.
    """

    __tablename__ = "convention_commune"
    __table_args__ = (
        UniqueConstraint("convention_id", "territory_id", "since"),
        CheckConstraint("until > since", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]
    convention: Mapped[Convention] = relationship(back_populates="communes")
    territory: Mapped[Territory] = relationship()


class Amendment(Tracked, Base):
    """An avenant: from `signed_on` it may prolong (`new_ends_on`); what else it changes is told in `purpose`."""

    __tablename__ = "amendment"
    __table_args__ = (UniqueConstraint("convention_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    number: Mapped[int]
    signed_on: Mapped[date]
    new_ends_on: Mapped[date | None]
    purpose: Mapped[str | None]
    convention: Mapped[Convention] = relationship(back_populates="amendments")


class Milestone(Tracked, Base):
    """A step of the renewal of one convention, when it departs from the default or is done.

    `kind` is a key of figures.renewals.MILESTONES; `due_on` replaces the default date, `done_on` says it is done.
    """

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("convention_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    kind: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    note: Mapped[str | None]

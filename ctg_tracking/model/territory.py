"""Cafs and territories. Communes and EPCI come from the reference data (data/reference) and are not edited here."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_tracking.model.base import Base, Tracked
from ctg_tracking.model.words import TerritoryKind

caf_departement = Table(
    "caf_departement",
    Base.metadata,
    Column("caf_id", ForeignKey("caf.id"), primary_key=True),
    Column("departement_code", ForeignKey("departement.code"), primary_key=True),
)

territory_member = Table(
    "territory_member",
    Base.metadata,
    Column("group_id", ForeignKey("territory.id"), primary_key=True),
    Column("member_id", ForeignKey("territory.id"), primary_key=True, index=True),
)
"""Member communes of an EPCI, a syndicate or a group."""


class Departement(Base):
    """A French département or collectivity: code (« 91 », « 2A », « 974 ») and name."""

    __tablename__ = "departement"
    __history_label__ = "code"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Caf(Tracked, Base):
    """A family benefits office and the départements it serves (usually one)."""

    __tablename__ = "caf"
    __history_label__ = "name"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    departements: Mapped[list[Departement]] = relationship(secondary=caf_departement)


class Territory(Base):
    """A commune (5-character INSEE code), an EPCI (9-digit SIREN), a syndicate or a group of communes.

    `population` of a commune is the reference's municipal one; of a group, the sum of its members': one vintage.
    `sort_key` is the folded name, so that « Étampes » sorts under E on any database.
    """

    __tablename__ = "territory"
    __history_label__ = "code"
    __table_args__ = (
        CheckConstraint("population IS NULL OR population >= 0", name="population"),
        Index(None, "departement", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[TerritoryKind]
    departement: Mapped[str] = mapped_column(ForeignKey("departement.code"))
    sector: Mapped[str | None]
    population: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    sort_key: Mapped[str] = mapped_column(index=True)
    members: Mapped[list["Territory"]] = relationship(
        secondary=territory_member,
        primaryjoin=lambda: Territory.id == territory_member.c.group_id,
        secondaryjoin=lambda: Territory.id == territory_member.c.member_id,
        order_by=lambda: Territory.sort_key,
    )

"""Imports: who brought which file, how it was understood, what it changed, and whether it was taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from ctg_tracking.model.account import Account
from ctg_tracking.model.base import Base
from ctg_tracking.model.convention import Convention


class Import(Base):
    """One applied file. `mapping` is how its columns were read, `problems` what was told of its cells.

    `created_convention`: the convention came with the file. Taking such an import back removes its convention, whose
    reference stays in `former_reference`.
    """

    __tablename__ = "import"
    __table_args__ = (Index(None, "convention_id", "at"), Index(None, "territory_id"), Index(None, "sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    convention_id: Mapped[int | None] = mapped_column(ForeignKey("convention.id"))
    created_convention: Mapped[bool] = mapped_column(default=False)
    former_reference: Mapped[str | None]
    file_name: Mapped[str]
    sha256: Mapped[str]
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    read: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    missing: Mapped[int]
    refused: Mapped[int]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    author: Mapped[Account] = relationship(foreign_keys=[author_id])
    convention: Mapped[Convention | None] = relationship()
    file: Mapped["ImportFile"] = relationship(cascade="all, delete-orphan")


class ImportFile(Base):
    """The original file, byte for byte."""

    __tablename__ = "import_file"

    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), primary_key=True)
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class ImportMapping(Base):
    """How the files of one shape were last understood on a territory: proposed for the next file of that shape.

    `told` is a mapping document (`spreadsheet.understanding`). No figure comes from it, and each import keeps the
    mapping it was read with: its author and date are enough, the history leaves it out.
    """

    __tablename__ = "import_mapping"

    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"), primary_key=True)
    shape: Mapped[str] = mapped_column(primary_key=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]

    author: Mapped[Account] = relationship()

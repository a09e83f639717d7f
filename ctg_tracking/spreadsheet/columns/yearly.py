"""Columns named by a year, a period or a status: other workbooks have as many as they please, our own have none."""

from types import MappingProxyType

from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, Table

NOTE_AT = Column(
    "note_at", "Bilan d'une année", Kind.LONG_TEXT, 34, "Ce qui a été fait une année\u202f: « Bilan 2024 »."
)
MARK_AT = Column("mark_at", "Période cochée", Kind.TEXT, 8, "Une croix ou une couleur par période\u202f: « 2025 ».")
STATUS_MARK = Column("status_mark", "Statut coché", Kind.TEXT, 12, "Une croix sous le statut\u202f: « En cours ».")
VALUE_AT = Column("value_at", "Valeur à une date", Kind.VALUE, 14, "Valeur constatée\u202f: « Valeur 2024 ».")
TARGET_AT = Column("target_at", "Cible à une date", Kind.VALUE, 14, "Valeur visée\u202f: « Cible 2026 ».")

YEARLY = MappingProxyType(
    {
        Table.PLAN: (NOTE_AT, MARK_AT, STATUS_MARK),
        Table.INDICATORS: (VALUE_AT, TARGET_AT),
        Table.VALUES: (),
        Table.REPORTS: (),
    }
)
"""What else a column may be in each table; several columns may feed each of these fields."""

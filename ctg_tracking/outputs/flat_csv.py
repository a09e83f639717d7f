"""The flat CSV form of plans: one row per action and operation, for a spreadsheet, a database or an open data portal.

UTF-8 with its mark, « ; », decimal comma, ISO dates, text neutralised. Read back, the plan of one convention changes
nothing; the columns that tell the convention are left aside. data/template/schema-plan-ctg.json describes it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ctg_tracking.spreadsheet.columns import Column, Kind, Table
from ctg_tracking.spreadsheet.flat import CONVENTION
from ctg_tracking.spreadsheet.neutral import neutralised
from ctg_tracking.spreadsheet.template import plain, template_columns

_CONVENTION = Column("convention", CONVENTION, Kind.TEXT, 20, "Référence de la convention.")
_BEFORE = (
    _CONVENTION,
    Column("territory_code", "Code du territoire", Kind.CODE, 12, "Code Insee de la commune, ou Siren du groupement."),
    Column("territory", "Nom du territoire", Kind.TEXT, 30, "Territoire de la convention."),
    Column(
        "signature_year", "Année de signature", Kind.NUMBER, 10, "Vide quand la date de signature n’est pas connue."
    ),
    Column("term_years", "Durée de la convention", Kind.NUMBER, 10, "En années."),
)
_AFTER = (
    Column(
        "late", "En retard", Kind.YES_NO, 8, "Calculé au jour de l’export : échéance passée, action encore ouverte."
    ),
    Column(
        "budget_text", "Budget en toutes lettres", Kind.TEXT, 24, "Les mots du plan, quand ils ne sont pas un montant."
    ),
)


def flat_columns() -> Sequence[Column]:
    """Columns of the flat form: the convention's, those of « Plan d'actions », then what is computed."""
    return (*_BEFORE, *template_columns(Table.PLAN), *_AFTER)


def csv_bytes(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column] = ()) -> bytes:
    """Rows by field, as the content of a CSV file of these columns, those of the flat form when none is told."""
    columns = columns or flat_columns()
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.header for column in columns])
    for row in rows:
        writer.writerow([_written(row.get(column.field), column) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _written(value: Any, column: Column) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralised(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.2f}".replace(".", ",") if column.kind is Kind.MONEY else str(value).replace(".", ",")

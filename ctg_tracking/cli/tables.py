"""The tables of the reading verbs, for a person at a terminal: columns aligned, figures to the right."""

from collections.abc import Sequence
from datetime import date

from ctg_tracking.figures.actions import ActionRow
from ctg_tracking.figures.conventions import ConventionRow
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.coverage import Coverage
from ctg_tracking.figures.history import HistoryRow
from ctg_tracking.figures.indicators import IndicatorRow, Rollup
from ctg_tracking.figures.renewals import RenewalRow
from ctg_tracking.figures.status import StatusTable
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN

WIDEST = 48
"""Letters of a cell beyond which it is cut."""
NOTHING = "Aucune ligne."


def text_table(headers: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[int] = ()) -> str:
    """Rows under their headers, each column as wide as its widest cell; `right`: columns of figures."""
    if not rows:
        return NOTHING
    cells = [[_cell(value) for value in row] for row in (headers, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["─" * width for width in widths])
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def conventions_table(rows: Sequence[ConventionRow]) -> str:
    """Conventions with their dates and the size of their plans."""
    headers = ("Référence", "Territoire", "Signée", "Début", "Fin", "Durée", "Axes", "Actions", "Remplacée par")
    return text_table(
        headers,
        [
            (row.reference, row.territory, french.precise(row.signed_on, row.signed_precision), row.starts_on,
             row.ends_on, _years(row.term_years), row.axes, row.actions, ", ".join(row.successors))
            for row in rows
        ],
        right=(6, 7),
    )  # fmt: skip


def status_text(table: StatusTable) -> str:
    """Counts by row, then in all."""
    headers = (
        table.by.label, "Actions", "Réalisées", "En cours", "Non dém.", "Reportées", "Susp.", "Aband.", "À préciser",
        "En retard", "Sans nouvelle", "Engagées", "Réalisées %",
    )  # fmt: skip
    rows = [(row.label, *_figures(row.counts)) for row in table.rows]
    return text_table(headers, [*rows, ("Total", *_figures(table.total))], right=range(1, len(headers)))


def actions_table(rows: Sequence[ActionRow]) -> str:
    """Actions, their operations shifted under them."""
    headers = ("N°", "Convention", "Axe", "Code", "Action", "Statut", "%", "Échéance", "", "Pilotes")
    return text_table(
        headers,
        [
            (row.id, row.convention, row.axe_label, row.code, f"{'  ↳ ' if row.parent_id else ''}{row.title}",
             row.status.label, "" if row.percent is None else row.percent, row.due_on,
             LATE.glyph if row.late else "", ", ".join(row.pilots))
            for row in rows
        ],
        right=(0, 6),
    )  # fmt: skip


def indicators_table(rows: Sequence[IndicatorRow], mean: Rollup) -> str:
    """Indicators with their value in force, and the mean of their rates with its coverage."""
    headers = ("N°", "Convention", "Indicateur", "Départ", "Valeur", "Au", "Cible", "Taux", "")
    shown = text_table(
        headers,
        [
            (row.id, row.convention, row.name, _number(row.baseline), row.text or _number(row.value), row.value_on,
             row.target_text or _number(row.target), "" if row.rate is None else french.percent(row.rate), row.reason)
            for row in rows
        ],
        right=(0, 3, 4, 6, 7),
    )  # fmt: skip
    covered = f"{french.counted(mean.computable, 'indicateur')} sur {mean.indicators}"
    return f"{shown}\n\nTaux moyen\u202f: {french.percent(mean.mean)} ({covered})"


def renewals_table(rows: Sequence[RenewalRow]) -> str:
    """Conventions by their end, with the next step of each renewal."""
    headers = ("Convention", "Territoire", "Fin", "Mois restants", "Échéance", "Prochaine étape", "Le", "")
    return text_table(
        headers,
        [
            (row.convention.reference, row.convention.territory, row.convention.ends_on,
             "" if row.months_left is None else row.months_left, row.band.label if row.band else NOT_GIVEN,
             row.next_milestone.label if row.next_milestone else row.renewed_by,
             row.next_milestone.due_on if row.next_milestone else "",
             LATE.glyph if row.next_milestone and row.next_milestone.late else "")
            for row in rows
        ],
        right=(3,),
    )  # fmt: skip


def coverage_text(found: Coverage) -> str:
    """A sentence for the communes, one for the inhabitants, and who is left out."""
    communes = f"{french.counted(found.communes_covered, 'commune')} sur {french.number(found.communes)}"
    people = f"{french.counted(found.population_covered, 'habitant')} sur {french.number(found.population)}"
    left = ", ".join(commune.name for commune in found.uncovered)
    return "\n".join(
        (
            f"{found.name} ({found.departement}), au {french.day(found.as_of)}",
            f"{communes} {french.agreed(found.communes_covered, 'couverte')} ({french.percent(found.rate_communes)})",
            f"{people} ({french.percent(found.rate_population)})",
            f"Communes non couvertes\u202f: {left or 'aucune'}",
        )
    )


def history_table(rows: Sequence[HistoryRow]) -> str:
    """Changes, newest first."""
    headers = ("Quand", "Qui", "Quoi", "N°", "Champ", "Avant", "Après", "Import")
    return text_table(
        headers,
        [
            (french.moment_of(row.at), row.author, row.entity, row.entity_id, row.field or "(tout)",
             _said(row.before), _said(row.after), "" if row.import_id is None else row.import_id)
            for row in rows
        ],
        right=(3, 7),
    )  # fmt: skip


def _figures(counts: Counts) -> tuple[object, ...]:
    return (
        counts.actions, counts.done, counts.in_progress, counts.not_started, counts.postponed, counts.suspended,
        counts.dropped, counts.to_specify, counts.late, counts.stale, french.percent(counts.engaged_percent),
        french.percent(counts.completion_percent),
    )  # fmt: skip


def _years(term: int | None) -> str:
    return NOT_GIVEN if term is None else french.counted(term, "an")


def _number(value: float | None) -> str:
    return "" if value is None else french.number(value)


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _cell(value: object) -> str:
    text = NOT_GIVEN if value is None else french.day(value) if isinstance(value, date) else str(value)
    line = " ".join(text.split()) if not text.startswith("  ↳") else text
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"

"""The JSON documents of the reading verbs: keys others rely on, never renamed nor dropped; more may be added."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from ctg_tracking.figures.actions import ActionRow
from ctg_tracking.figures.conventions import ConventionRow
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.coverage import Coverage
from ctg_tracking.figures.history import HistoryRow
from ctg_tracking.figures.indicators import IndicatorRow, Rollup
from ctg_tracking.figures.renewals import RenewalRow
from ctg_tracking.figures.status import By, StatusRow, StatusTable

Document = Mapping[str, object]


def conventions_document(rows: Sequence[ConventionRow], as_of: date) -> Document:
    """`conventions --json`."""
    return {"as_of": as_of, "rows": [_convention(row) for row in rows]}


def status_document(table: StatusTable) -> Document:
    """`status --json`."""
    rows = [_status(row, table.by) for row in table.rows]
    return {"as_of": table.as_of, "by": table.by, "rows": rows, "total": _counts(table.total)}


def actions_document(rows: Sequence[ActionRow], as_of: date) -> Document:
    """`actions --json`; `parent` is the id of an operation's fiche, `budget` is in euros."""
    return {"as_of": as_of, "rows": [_action(row) for row in rows]}


def indicators_document(rows: Sequence[IndicatorRow], mean: Rollup, as_of: date) -> Document:
    """`indicators --json`; the value of a qualitative indicator is its words."""
    return {"as_of": as_of, "rows": [_indicator(row) for row in rows], "mean": mean}


def renewals_document(rows: Sequence[RenewalRow], as_of: date) -> Document:
    """`renewals --json`."""
    return {"as_of": as_of, "rows": [_renewal(row) for row in rows]}


def coverage_document(found: Coverage) -> Document:
    """`coverage --json`."""
    return {
        "departement": found.departement,
        "name": found.name,
        "as_of": found.as_of,
        "communes": found.communes,
        "communes_covered": found.communes_covered,
        "population": found.population,
        "population_covered": found.population_covered,
        "rate_communes": found.rate_communes,
        "rate_population": found.rate_population,
        "uncovered": [{"code": commune.code, "name": commune.name} for commune in found.uncovered],
    }


def history_document(rows: Sequence[HistoryRow]) -> Document:
    """`history --json`."""
    return {"rows": rows}


def _convention(row: ConventionRow) -> Document:
    return {
        "reference": row.reference,
        "title": row.title,
        "territory_code": row.territory_code,
        "territory": row.territory,
        "signed_on": row.signed_on,
        "signed_precision": row.signed_precision,
        "signature_year": row.signature_year,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "first_ends_on": row.first_ends_on,
        "term_years": row.term_years,
        "in_force": row.in_force,
        "elapsed_percent": None if row.elapsed is None else round(100 * row.elapsed, 1),
        "signatories": row.signatories,
        "predecessors": row.predecessors,
        "successors": row.successors,
        "axes": row.axes,
        "actions": row.actions,
        "caf": row.caf,
        "adviser": row.adviser,
        "origin": row.origin,
        "simulated_fields": row.simulated_fields,
    }


def _counts(counts: Counts) -> Document:
    shares = {"engaged_percent": counts.engaged_percent, "completion_percent": counts.completion_percent}
    return {**asdict(counts), **shares}


def _status(row: StatusRow, by: By) -> Document:
    within = {By.AXE: {"convention": row.convention}, By.PILOT: {"territory_code": row.place}}
    return {"key": row.key, "label": row.label, **_counts(row.counts), **within.get(by, {})}


def _action(row: ActionRow) -> Document:
    return {
        "id": row.id,
        "convention": row.convention,
        "territory_code": row.territory_code,
        "axe": row.axe,
        "axe_label": row.axe_label,
        "objective": row.objective,
        "parent": row.parent_id,
        "code": row.code,
        "title": row.title,
        "status": row.status,
        "percent": row.percent,
        "late": row.late,
        "stale": row.stale,
        "never_reported": row.never_reported,
        "last_report_on": row.last_report_on,
        "starts_on": row.starts_on,
        "due_on": row.due_on,
        "calendar_text": row.calendar_text,
        "yearly": row.yearly,
        "pilots": row.pilots,
        "partners": row.partners,
        "themes": row.themes,
        "communes": row.communes,
        "budget": None if row.budget_cents is None else _euros(row.budget_cents),
        "budget_text": row.budget_text,
        "indicators": row.indicators,
        "operations": row.operations,
        "reason": row.reason,
        "resumes_on": row.resumes_on,
        "origin": row.origin,
        "version": row.version,
    }


def _euros(cents: int) -> int | float:
    return cents // 100 if cents % 100 == 0 else cents / 100


def _indicator(row: IndicatorRow) -> Document:
    return {
        "id": row.id,
        "convention": row.convention,
        "action_id": row.action_id,
        "action": row.action,
        "heading": row.heading if row.action_id is None else None,
        "axe": row.axe,
        "name": row.name,
        "unit": row.unit,
        "direction": row.direction,
        "nature": row.nature,
        "qualitative": row.qualitative,
        "baseline": row.baseline,
        "baseline_on": row.baseline_on,
        "target": row.target,
        "target_text": row.target_text,
        "target_on": row.target_on,
        "value": row.text if row.qualitative else row.value,
        "value_on": row.value_on,
        "source": row.value_source or row.source,
        "comment": row.value_comment,
        "rate": row.rate,
        "rate_raw": row.rate_raw,
        "reason": row.reason,
        "origin": row.origin,
        "value_origin": row.value_origin,
        "version": row.version,
    }


def _renewal(row: RenewalRow) -> Document:
    awaited = row.next_milestone
    return {
        "convention": row.convention.reference,
        "territory_code": row.convention.territory_code,
        "territory": row.convention.territory,
        "signature_year": row.convention.signature_year,
        "term_years": row.convention.term_years,
        "starts_on": row.convention.starts_on,
        "ends_on": row.convention.ends_on,
        "months_left": row.months_left,
        "band": row.band,
        "renewed_by": row.renewed_by,
        "next_milestone": awaited and {"kind": awaited.kind, "due_on": awaited.due_on, "late": awaited.late},
        "to_launch": row.to_launch,
        "milestones": row.milestones,
    }

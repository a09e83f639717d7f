"""Rows that carry our identifiers, but of another convention: the file may have been meant for that one."""

from collections.abc import Iterator, Sequence

from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import ParsedAction, ParsedIndicator, ParsedPlan


def from_elsewhere(plan: ParsedPlan, reference: str) -> Iterator[Problem]:
    """One warning, at the first of these rows: they are known here by their titles alone."""
    rows: tuple[tuple[str, Sequence[ParsedAction | ParsedIndicator]], ...] = (
        ("A", plan.actions),
        ("I", plan.indicators),
    )
    found = [(one, one.key) for kind, all_of in rows for one in all_of if _is_foreign(one.key, reference, kind)]
    if not found:
        return
    first, key = found[0]
    several = f"{len(found)} lignes portent l’identifiant" if len(found) > 1 else "Cette ligne porte l’identifiant"
    message = (
        f"{several} d’une autre convention que {reference}\u202f: seuls les intitulés y sont comparés. "
        "Vérifiez que ce fichier est bien celui de cette convention."
    )
    yield Problem(Severity.WARNING, first.sheet, first.cell, "Identifiant", key or "", message)


def _is_foreign(key: str | None, reference: str, kind: str) -> bool:
    return bool(key) and identifiers.is_one(key or "") and identifiers.stored_id(key, reference, kind) is None

"""Rows of actions and indicators, of what a committee looks at. No person is in it: of the pilots, only the bodies."""

from collections.abc import Iterator, Mapping
from typing import Any

from ctg_tracking.figures.picture import Picture, PicturedAction, PicturedIndicator
from ctg_tracking.outputs import wording

_ACTION = (
    "objective", "code", "title", "status", "percent", "late", "due_on", "calendar_text", "last_report_on",
    "confidence", "done_text", "next_text", "blocking_text", "decision_wanted", "reason", "resumes_on", "bodies",
)  # fmt: skip
_INDICATOR = (
    "name", "unit", "direction", "baseline", "baseline_on", "value_on", "target_on",
)  # fmt: skip


def action_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Each fiche, then its operations."""
    references = _references(picture)
    titles = {row.position: row.title for row in picture.actions}
    for row in picture.actions:
        yield {
            **{name: getattr(row, name) for name in _ACTION},
            "convention": references[row.convention_id],
            "axe": _axe(row),
            "operation_of": None if row.fiche is None else titles.get(row.fiche),
            "themes": tuple(label for _rank, _key, label in row.themes),
            "communes": tuple(name for _sort, _code, name in row.communes),
            "origin": row.report_origin or row.origin,
        }


def indicator_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Each indicator, with the value that holds and how far it is."""
    references = _references(picture)
    for row in picture.indicators:
        yield {
            **{name: getattr(row, name) for name in _INDICATOR},
            "convention": references[row.convention_id],
            "axe": _axe(row),
            "action": row.action_title,
            "value": row.text if row.qualitative else row.value,
            "target": row.target_text if row.target is None else row.target,
            "rate": row.rate,
            "remark": row.reason,
            "source": row.value_source,
            "origin": row.value_origin or row.origin,
        }


def _references(picture: Picture) -> Mapping[int, str]:
    return {row.convention_id: row.reference for row in picture.conventions}


def _axe(row: PicturedAction | PicturedIndicator) -> str | None:
    return wording.axe(row.axe_label) if row.axe_label else None

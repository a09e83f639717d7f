"""French names of what an import writes, for the sentences that name a conflict or a change."""

from datetime import date
from types import MappingProxyType
from typing import Any

from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN, Confidence, Direction, Labelled, Nature, Periodicity, Priority, Status
from ctg_tracking.spreadsheet.columns import INDICATORS, PLAN, REPORTS

FIELD_LABELS = MappingProxyType(
    {column.field: column.header[0].lower() + column.header[1:] for column in (*REPORTS, *INDICATORS, *PLAN)}
    | {
        "title": "intitulé",
        "name": "nom",
        "heading_id": "axe",
        "calendar_text": "calendrier",
        "budget_cents": "budget",
        "budget_text": "budget",
        "funding_text": "financements",
        "target_text": "cible",
        "until": "période",
        "level1_name": "nom du premier niveau",
        "level2_name": "nom du deuxième niveau",
        "level3_name": "nom du troisième niveau",
        "qualitative": "nature des valeurs",
        "adviser": "conseiller Caf",
        "caf_id": "Caf",
        "ends_on": "fin",
        "signed_on": "date de signature",
        "term_years": "durée",
        "note": "note",
        "value": "valeur",
        "text": "valeur",
    }
)
"""Field or column -> French name."""

ENTITY_LABELS = MappingProxyType(
    {
        "convention": "la convention",
        "heading": "une partie du plan",
        "action": "une action",
        "action_due": "une échéance",
        "progress_report": "un point d’étape",
        "indicator": "un indicateur",
        "indicator_target": "une cible intermédiaire",
        "indicator_value": "une valeur d’indicateur",
        "actor": "un acteur",
        "theme": "un thème",
        "amendment": "un avenant",
        "committee": "un comité",
        "milestone": "une étape du renouvellement",
        "signatory": "un signataire",
        "convention_commune": "une commune couverte",
        "convention_predecessor": "une convention qui lui succède",
        "agenda_item": "l’ordre du jour d’un comité",
        "decision": "une décision de comité",
        "action_snapshot": "les chiffres figés d’un comité",
        "indicator_snapshot": "les chiffres figés d’un comité",
        "convention_snapshot": "les chiffres figés d’un comité",
        "committee_convention": "un comité",
        "attendance": "les présences d’un comité",
    }
)
"""Table -> what it holds, with its article."""

_WORDS: MappingProxyType[str, type[Labelled]] = MappingProxyType(
    {
        "status": Status,
        "confidence": Confidence,
        "priority": Priority,
        "direction": Direction,
        "nature": Nature,
        "periodicity": Periodicity,
    }
)
"""Columns that hold a word of a vocabulary."""


def shown(field: str, stored: Any) -> str:
    """A value as the history keeps it (JSON), in words: « 12 500 € », « 31/12/2026 », « CCAS, Caf », « En cours »."""
    match stored:
        case None | "" | []:
            return NOT_GIVEN
        case bool():
            return "oui" if stored else "non"
        case list():
            return ", ".join(map(str, stored))
        case int() | float():
            return french.euros(int(stored)) if field == "budget_cents" else french.number(stored)
    if field in _WORDS:
        return _WORDS[field](stored).label
    return french.day(date.fromisoformat(stored)) if field.endswith("_on") else str(stored)

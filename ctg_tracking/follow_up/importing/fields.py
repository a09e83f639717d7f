"""French names of what an import writes, for the sentences that name a conflict or a change."""

from types import MappingProxyType

from ctg_tracking.spreadsheet.columns import INDICATORS, PLAN, REPORTS

FIELD_LABELS = MappingProxyType(
    {column.field: column.header for column in (*REPORTS, *INDICATORS, *PLAN)}
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
        "agenda_item": "l’ordre du jour d’un comité",
        "decision": "une décision de comité",
        "action_snapshot": "les chiffres figés d’un comité",
        "indicator_snapshot": "les chiffres figés d’un comité",
    }
)
"""Table -> what it holds, with its article."""

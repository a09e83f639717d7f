"""The history in French: what was changed, by which field, from what to what; keys of the store never reach people."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from ctg_tracking.figures.history import HistoryRow
from ctg_tracking.model import french
from ctg_tracking.model.words import Confidence, Direction, MeetingKind, MeetingState, Outcome, Priority, Status

_ENTITIES: Final[Mapping[str, str]] = {
    "convention": "Convention", "signatory": "Signataire", "convention_commune": "Commune couverte",
    "amendment": "Avenant", "milestone": "Étape du renouvellement", "heading": "Partie du plan", "action": "Action",
    "progress_report": "Point d’étape", "action_due": "Échéance", "indicator": "Indicateur",
    "indicator_value": "Valeur d’indicateur", "indicator_target": "Cible intermédiaire", "committee": "Comité",
    "agenda_item": "Point à l’ordre du jour", "attendance": "Présence", "decision": "Décision",
    "committee_share": "Lien de partage", "import": "Import", "actor": "Acteur", "actor_alias": "Autre nom d’un acteur",
}  # fmt: skip
_FIELDS: Final[Mapping[str, str]] = {
    "title": "Intitulé", "code": "N°", "description": "Description", "audience": "Public", "due_on": "Échéance",
    "starts_on": "Début", "ends_on": "Fin", "signed_on": "Signature", "signed_precision": "Précision de la signature",
    "term_years": "Durée", "status": "Statut", "percent": "Avancement", "confidence": "Confiance",
    "done_text": "Ce qui a avancé", "next_text": "Prochaine étape", "blocking_text": "Ce qui bloque",
    "decision_wanted": "Décision attendue", "reason": "Motif", "resumes_on": "Reprise", "pilots": "Pilotes",
    "partners": "Partenaires", "themes": "Thèmes", "communes": "Communes", "budget_cents": "Budget (centimes)",
    "budget_text": "Budget", "funding_text": "Financements", "priority": "Priorité", "yearly": "Chaque année",
    "elected_referent": "Élu·e référent·e", "coordinator": "Coordination", "calendar_text": "Calendrier",
    "heading_id": "Place dans le plan", "parent_id": "Fiche", "position": "Rang", "name": "Nom", "unit": "Unité",
    "direction": "Sens", "value": "Valeur", "text": "Texte", "on_date": "Date de la valeur", "source": "Source",
    "comment": "Commentaire", "target": "Cible", "target_text": "Cible en toutes lettres", "target_on": "Date cible",
    "baseline": "Valeur de départ", "baseline_on": "Date de départ", "periodicity": "Périodicité", "nature": "Nature",
    "held_on": "Date", "hour": "Heure", "place": "Lieu", "state": "État", "kind": "Nature",
    "frozen_on": "Chiffres figés au",
    "opened_at": "Ouverture", "closed_at": "Clôture", "reopened_at": "Réouverture",
    "reopening_reason": "Motif de la réouverture", "note": "Note", "said": "Échanges", "minutes": "Durée du point",
    "present": "Présence", "outcome": "Sens de la décision", "owner_name": "Porté par", "owner_id": "Porteur",
    "subject": "Sujet", "done_on": "Faite le", "done_note": "Suite donnée", "adviser": "Conseil Caf",
    "effective_on": "Date d’effet", "results": "Résultats choisis", "shown_actions": "Actions choisies",
    "shown_indicators": "Indicateurs choisis", "expires_on": "Valable jusqu’au", "ended_at": "Fin du lien",
    "level1_name": "Nom du niveau 1", "level2_name": "Nom du niveau 2", "level3_name": "Nom du niveau 3",
    "stale_days": "Seuil sans nouvelle (jours)", "undone_at": "Import annulé le",
}  # fmt: skip
_WORDS: Final[Mapping[str, str]] = {
    str(member): member.label
    for kinds in (Status, Confidence, Priority, Direction, Outcome, MeetingKind, MeetingState)
    for member in kinds
}
_NAMES: Final = ("title", "name", "subject", "text")
_LONGEST: Final = 400
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TELLING: Final = frozenset(
    {"convention", "signatory", "amendment", "milestone", "action", "progress_report", "action_due", "indicator",
     "indicator_value", "decision"}
)  # fmt: skip
_PLACES: Final = frozenset({"heading_id", "parent_id", "position", "owner_id"})
"""Fields that hold the rank or the id of something: they tell nobody anything."""
_SAID: Final = ("status", "outcome", "text", "percent", "due_on", "on_date", "value", "done_text", "reason")
"""What a record just made says first."""


def entity(row: HistoryRow) -> str:
    """`Point d’étape`; the table's own name when nobody worded it."""
    return _ENTITIES.get(row.entity, row.entity)


def field(row: HistoryRow) -> str:
    """`Échéance`, or `ajout`, `suppression` for a whole record."""
    if row.field is None:
        return "ajout" if row.before is None else "suppression"
    return _FIELDS.get(row.field, row.field)


def told(row: HistoryRow) -> str:
    """`Échéance : Statut`, `Point d’étape : ajout`; a record that is about no action is named."""
    named = _named(row) if row.action_id is None else ""
    return french.typeset(f"{entity(row)} : {field(row)}{f' « {named} »' if named else ''}")


def tells(row: HistoryRow) -> bool:
    """Whether a change is about the plan, the convention or a decision, and is worth a line to a person.

    Committees are listed elsewhere, but those deleted.
    """
    if row.entity == "committee":
        return row.field is None and row.after is None
    return row.entity in _TELLING and (row.field is None or row.field in _FIELDS) and row.field not in _PLACES


def moved(row: HistoryRow) -> str:
    """`30/06/2026 → 31/12/2026`; of a report or a value just made, what it says."""
    if row.field is not None:
        return french.typeset(f"{value(row.before) or 'vide'} → {value(row.after) or 'vide'}")
    record = row.after if isinstance(row.after, Mapping) else {}
    said = [value(record.get(name)) for name in _SAID if record.get(name) not in (None, "")]
    return french.typeset(" · ".join(said))


def value(stored: Any) -> str:
    """A stored value as people read it; a whole record is told by its name."""
    if stored is None or stored == "" or stored == []:
        return ""
    if isinstance(stored, bool):
        return "Oui" if stored else "Non"
    if isinstance(stored, Mapping):
        return next((str(stored[name]) for name in _NAMES if stored.get(name)), _meeting(stored))[:_LONGEST]
    if isinstance(stored, list):
        return ", ".join(map(str, stored))[:_LONGEST]
    if isinstance(stored, (int, float)):
        return french.number(stored)
    words = str(stored)
    if _DAY.fullmatch(words):
        return french.day(date.fromisoformat(words))
    return _WORDS.get(words, words)[:_LONGEST]


def _named(row: HistoryRow) -> str:
    record = (row.after or row.before) if row.field is None else None
    return value(record) if isinstance(record, Mapping) else ""


def _meeting(record: Mapping[str, Any]) -> str:
    """« Comité de pilotage du 3 juin 2026 » for a committee, which seldom has a title; « » for the others."""
    kind, held_on = record.get("kind"), record.get("held_on")
    return f"{value(kind)} du {french.long_day(date.fromisoformat(held_on))}" if kind and held_on else ""

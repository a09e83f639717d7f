"""The columns of what is told of committees and portfolios: one definition for workbooks and CSV files."""

from ctg_tracking.model.words import LATE, Status
from ctg_tracking.spreadsheet.columns import Column, Kind


def _column(field: str, header: str, width: int, kind: Kind = Kind.TEXT) -> Column:
    return Column(field, header, kind, width, "")


CONVENTION = _column("convention", "Convention", 32)
NUMBER = _column("number", "N°", 6, Kind.NUMBER)
AXE = _column("axe", "Axe", 34)
TERRITORY = _column("territory", "Territoire", 30)
POPULATION = _column("population", "Habitants", 12, Kind.NUMBER)
DUE_ON = _column("due_on", "Échéance", 13, Kind.DATE)
DONE_ON = _column("done_on", "Faite le", 13, Kind.DATE)
LINE = _column("label", "Ligne", 44)
ORIGIN = _column("origin", "Origine", 12)

FACTS = (_column("fact", "Renseignement", 28), _column("told", "Valeur", 90, Kind.LONG_TEXT))
PRESENT = (
    _column("name", "Nom", 34),
    _column("body", "Organisme", 40),
    _column("present", "Présence", 18),
)
POINTS = (
    NUMBER,
    CONVENTION,
    _column("point", "Point", 50, Kind.LONG_TEXT),
    _column("reason_code", "Motif", 24),
    _column("reason", "Pourquoi ce point", 50, Kind.LONG_TEXT),
    _column("minutes", "Durée prévue (min)", 12, Kind.NUMBER),
    _column("said", "Échanges", 70, Kind.LONG_TEXT),
)
DECISIONS = (
    NUMBER,
    CONVENTION,
    _column("point", "Point", 40, Kind.LONG_TEXT),
    _column("subject", "Sujet", 40, Kind.LONG_TEXT),
    _column("outcome", "Sens", 14),
    _column("decision", "Décision", 60, Kind.LONG_TEXT),
    _column("owner", "Porté par", 30),
    DUE_ON,
    DONE_ON,
    _column("done_note", "Ce qui a été fait", 40, Kind.LONG_TEXT),
)
FOLLOWED = (
    _column("asked_on", "Comité du", 13, Kind.DATE),
    _column("asked_by", "Demandé par", 26),
    *DECISIONS[1:2],
    *DECISIONS[3:],
    _column("standing", "Suite", 34),
)
RECORD = (
    CONVENTION,
    _column("committee", "Comité", 22),
    _column("held_on", "Date du comité", 13, Kind.DATE),
    _column("point_number", "N° du point", 8, Kind.NUMBER),
    _column("point", "Point", 40),
    _column("reason", "Pourquoi ce point", 40),
    _column("said", "Échanges", 60),
    *DECISIONS[3:],
)
"""A line a decision, with its point; a point without decision has a line of its own."""

COUNTS = (
    _column("actions", "Actions", 10, Kind.NUMBER),
    *(_column(status.value, status.label, 12, Kind.NUMBER) for status in Status),
    _column("late", LATE.label, 10, Kind.NUMBER),
    _column("stale", "Sans nouvelle", 10, Kind.NUMBER),
    _column("never_reported", "Jamais renseignées", 12, Kind.NUMBER),
    _column("engaged", "Engagées", 10, Kind.NUMBER),
    _column("countable", "Engagées sur", 10, Kind.NUMBER),
    _column("engaged_percent", "Part engagée (%)", 10, Kind.PERCENT),
    _column("completion_percent", "Part réalisée (%)", 10, Kind.PERCENT),
)
FIGURES = (_column("by", "Par", 20), LINE, CONVENTION, *COUNTS)
GROUP = (LINE, _column("conventions", "Conventions", 13, Kind.NUMBER), *COUNTS)

ACTIONS = (
    CONVENTION,
    AXE,
    _column("objective", "Objectif", 34),
    _column("code", "N°", 8, Kind.CODE),
    _column("title", "Action", 50, Kind.LONG_TEXT),
    _column("operation_of", "Opération de", 30),
    _column("status", "Statut", 18),
    _column("percent", "Avancement (%)", 12, Kind.PERCENT),
    _column("late", LATE.label, 10),
    DUE_ON,
    _column("calendar_text", "Calendrier du document", 24),
    _column("last_report_on", "Dernier point", 13, Kind.DATE),
    _column("confidence", "Objectif", 18),
    _column("done_text", "Ce qui a avancé", 44, Kind.LONG_TEXT),
    _column("next_text", "À venir", 34, Kind.LONG_TEXT),
    _column("blocking_text", "Blocage signalé", 34, Kind.LONG_TEXT),
    _column("decision_wanted", "Décision attendue", 34, Kind.LONG_TEXT),
    _column("reason", "Motif", 30, Kind.LONG_TEXT),
    _column("resumes_on", "Reprise prévue", 13, Kind.DATE),
    _column("bodies", "Organismes pilotes", 30),
    _column("themes", "Thèmes", 30),
    _column("communes", "Communes", 30),
    ORIGIN,
)
INDICATORS = (
    CONVENTION,
    AXE,
    _column("action", "Action", 44, Kind.LONG_TEXT),
    _column("name", "Indicateur", 44, Kind.LONG_TEXT),
    _column("unit", "Unité", 14),
    _column("direction", "Sens", 14),
    _column("baseline", "Valeur de départ", 12, Kind.VALUE),
    _column("baseline_on", "Départ au", 13, Kind.DATE),
    _column("value", "Valeur", 14, Kind.VALUE),
    _column("value_on", "Valeur au", 13, Kind.DATE),
    _column("target", "Cible", 14, Kind.VALUE),
    _column("target_on", "Cible au", 13, Kind.DATE),
    _column("rate", "Taux d’atteinte (%)", 12, Kind.PERCENT),
    _column("remark", "Remarque", 34, Kind.LONG_TEXT),
    _column("source", "Source", 30),
    ORIGIN,
)

CONVENTIONS = (
    CONVENTION,
    _column("title", "Intitulé", 40, Kind.LONG_TEXT),
    _column("territory_code", "Code du territoire", 12, Kind.CODE),
    TERRITORY,
    _column("departement", "Département", 14, Kind.CODE),
    POPULATION,
    _column("signed_on", "Signée le", 16),
    _column("signature_year", "Année de signature", 11, Kind.CODE),
    _column("starts_on", "Début", 13, Kind.DATE),
    _column("ends_on", "Fin", 13, Kind.DATE),
    _column("term_years", "Durée (ans)", 9, Kind.NUMBER),
    _column("elapsed_percent", "Durée écoulée (%)", 11, Kind.PERCENT),
    _column("months_left", "Mois restants", 10, Kind.NUMBER),
    _column("band", "Renouvellement", 18),
    _column("renewed_by", "Renouvelée par", 20),
    _column("next_step", "Prochaine étape", 34, Kind.LONG_TEXT),
    _column("next_step_on", "Prochaine étape le", 13, Kind.DATE),
    _column("signatories", "Signataires", 40, Kind.LONG_TEXT),
    _column("axes", "Axes", 8, Kind.NUMBER),
    *COUNTS,
)
MILESTONES = (
    CONVENTION,
    TERRITORY,
    _column("step", "Étape", 50),
    DUE_ON,
    DONE_ON,
    _column("standing", "État", 14),
)
UNCOVERED = (
    _column("departement", "Département", 26),
    _column("code", "Code Insee", 12, Kind.CODE),
    _column("commune", "Commune", 40),
    POPULATION,
)

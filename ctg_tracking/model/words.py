"""The closed vocabularies: a key for the store, a French label for people, and one look per status and band.

Colours are hexadecimal, chosen to keep 3:1 on #FFFFFF and on #14181F; a glyph and a word always go with them.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Look:
    """How a key shows on every screen and export: word, glyph and fill colour."""

    label: str
    glyph: str
    colour: str


class Labelled(StrEnum):
    """A vocabulary whose members carry a French label; `label` never raises."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        """Build the member from its stored key and its French label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Status(Labelled):
    """Stored status of an action. *Late* is computed, never stored."""

    DONE = "done", "Réalisée"
    IN_PROGRESS = "in_progress", "En cours"
    NOT_STARTED = "not_started", "Non démarrée"
    POSTPONED = "postponed", "Reportée"
    SUSPENDED = "suspended", "Suspendue"
    DROPPED = "dropped", "Abandonnée"
    TO_SPECIFY = "to_specify", "Statut à préciser"

    @property
    def look(self) -> Look:
        """Word, glyph and colour of the status."""
        return Look(self.label, *_STATUS_LOOKS[self.value])

    @property
    def needs_reason(self) -> bool:
        """A suspended or dropped action says why."""
        return self in (Status.SUSPENDED, Status.DROPPED)

    @property
    def needs_resumption(self) -> bool:
        """A postponed action says when it resumes."""
        return self is Status.POSTPONED

    @property
    def closed(self) -> bool:
        """Done or dropped: neither late nor awaited any more."""
        return self in (Status.DONE, Status.DROPPED)


_STATUS_LOOKS = {
    "done": ("●", "#14A48D"),
    "in_progress": ("►", "#2855F1"),
    "not_started": ("○", "#67696C"),
    "postponed": ("→", "#B27EBA"),
    "suspended": ("■", "#D47A0B"),
    "dropped": ("×", "#875C4A"),
    "to_specify": ("?", "#BF0C97"),
}
LATE = Look("En retard", "▲", "#CE0B07")


class Band(Labelled):
    """How near the end of a convention is, in complete months left."""

    EXPIRED = "expired", "Échue"
    UNDER_6 = "under_6", "Moins de 6 mois"
    UNDER_12 = "under_12", "De 6 à 12 mois"
    UNDER_18 = "under_18", "De 12 à 18 mois"
    LATER = "later", "Plus de 18 mois"
    RENEWED = "renewed", "Renouvelée"

    @property
    def look(self) -> Look:
        """Word, glyph and colour of the band."""
        return Look(self.label, *_BAND_LOOKS[self.value])


_BAND_LOOKS = {
    "expired": ("▲", "#CE0B07"),
    "under_6": ("■", "#D47A0B"),
    "under_12": ("◊", "#B27EBA"),
    "under_18": ("□", "#2855F1"),
    "later": ("○", "#67696C"),
    "renewed": ("●", "#14A48D"),
}


class Confidence(Labelled):
    """Answer to « L’objectif sera-t-il atteint à l’échéance ? »; no answer is NULL, « non renseigné »."""

    ON_TRACK = "on_track", "En bonne voie"
    REACHABLE = "reachable", "Atteignable"
    SUPPORT = "support", "Appui nécessaire"
    COMPROMISED = "compromised", "Compromis"


class Direction(Labelled):
    """Which way an indicator should move."""

    UP = "up", "À la hausse"
    DOWN = "down", "À la baisse"
    KEEP = "keep", "À maintenir"


class Nature(Labelled):
    """What an indicator measures."""

    MEANS = "means", "Moyens"
    OUTPUT = "output", "Réalisation"
    RESULT = "result", "Résultat"


class Periodicity(Labelled):
    """How often a value is expected."""

    ONCE = "once", "Une fois"
    YEARLY = "yearly", "Chaque année"
    HALF_YEARLY = "half_yearly", "Chaque semestre"
    QUARTERLY = "quarterly", "Chaque trimestre"
    MONTHLY = "monthly", "Chaque mois"


class Priority(Labelled):
    """Priority given to an action by its plan."""

    HIGH = "high", "Élevée"
    MEDIUM = "medium", "Moyenne"
    LOW = "low", "Basse"


class TerritoryKind(Labelled):
    """What a territory is."""

    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité"
    SYNDICATE = "syndicate", "Syndicat"
    GROUP = "group", "Groupement de communes"


class ActorKind(Labelled):
    """A person or an organisation; a name alone does not always tell."""

    PERSON = "person", "Personne"
    ORGANISATION = "organisation", "Organisation"


class SignatoryKind(Labelled):
    """Who signs a convention."""

    CAF = "caf", "Caf"
    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité"
    MSA = "msa", "MSA"
    DEPARTEMENT = "departement", "Département"
    STATE = "state", "État"
    OTHER = "other", "Autre"


class Role(Labelled):
    """What a person may do, on all or some territories."""

    READER = "reader", "Lecture seule"
    PILOT = "pilot", "Pilote d’action"
    COORDINATOR = "coordinator", "Chargé·e de coopération"
    ADMINISTRATOR = "administrator", "Responsable de l’outil"


class Origin(Labelled):
    """Where a demonstration value comes from; NULL in a real store."""

    DOCUMENT = "document", "Document"
    SIMULATED = "simulated", "Simulé"


class Precision(Labelled):
    """How much of a date is known."""

    DAY = "day", "Jour"
    MONTH = "month", "Mois"
    YEAR = "year", "Année"


class MeetingKind(Labelled):
    """Kinds of committee."""

    COPIL = "copil", "Comité de pilotage"
    COTECH = "cotech", "Comité technique"
    THEME_GROUP = "theme_group", "Groupe thématique"


class MeetingState(Labelled):
    """Life of a committee."""

    PREPARED = "prepared", "Préparé"
    OPEN = "open", "En séance"
    CLOSED = "closed", "Clos"

    @property
    def look(self) -> Look:
        """Word, glyph and colour of the state."""
        return Look(self.label, *_STATE_LOOKS[self.value])


_STATE_LOOKS = {"prepared": ("○", "#67696C"), "open": ("►", "#2855F1"), "closed": ("●", "#14A48D")}


class AgendaReason(Labelled):
    """Why a point is proposed to the agenda of a committee."""

    OPEN_DECISION = "open_decision", "Décision encore ouverte"
    DECISION_WANTED = "decision_wanted", "Décision attendue"
    LATE = "late", "En retard"
    BLOCKED = "blocked", "Blocage signalé"
    DOUBT = "doubt", "Appui demandé"
    MOVED = "moved", "A le plus bougé"
    NEVER_REPORTED = "never_reported", "Jamais renseignée"
    MILESTONE = "milestone", "Étape du renouvellement"


class Outcome(Labelled):
    """What a committee may decide of an action."""

    CONTINUE = "continue", "Poursuivre"
    REDIRECT = "redirect", "Réorienter"
    POSTPONE = "postpone", "Reporter"
    DROP = "drop", "Abandonner"
    ADJOURN = "adjourn", "Ajourner"


NOT_GIVEN = "non renseigné"
"""What every screen, export and figure says of a value nobody gave; never 0."""

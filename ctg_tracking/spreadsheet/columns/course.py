"""Columns that say when an action is due, what it costs and how far it is."""

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, either, labels

STATUSES = labels(Status)
STARTS_ON = Column(
    "starts_on",
    "Début",
    Kind.START,
    13,
    "Date de début : 01/09/2025. Un mois, un trimestre ou une année seuls sont acceptés.",
    synonyms=either(
        """date de début | date début | début de l'action | date de démarrage | démarrage | date de lancement |
           lancement | date de début prévisionnelle"""
    ),
)
DUE_ON = Column(
    "due_on",
    "Échéance",
    Kind.DUE,
    13,
    "Date à laquelle l’action doit être réalisée : 31/12/2026. « T1 2027 » vaut le dernier jour du trimestre.",
    synonyms=either(
        """échéances | date d'échéance | date échéance | échéance prévue | échéance prévisionnelle |
           date de fin | date fin | fin | date de fin prévisionnelle | date de réalisation | date limite |
           délai | délais | délai de réalisation | pour quand | quand | terme"""
    ),
)
CALENDAR = Column(
    "calendar",
    "Calendrier",
    Kind.CALENDAR,
    24,
    "Le calendrier avec les mots du plan : « Dernier trimestre 2025 ».",
    synonyms=either(
        """calendrier prévisionnel | calendrier de réalisation | calendrier de mise en oeuvre | planning |
           période | temporalité | échéancier | année | années | année de réalisation | périodicité | date |
           dates"""
    ),
)
YEARLY = Column(
    "yearly",
    "Chaque année",
    Kind.YES_NO,
    12,
    "Oui quand l’action revient chaque année.",
    synonyms=either(
        """action en amélioration continue | action annuelle | action récurrente | récurrente | récurrence |
           annuelle"""
    ),
    choices=("Oui", "Non"),
)
BUDGET = Column(
    "budget",
    "Budget (€)",
    Kind.MONEY,
    14,
    "Montant total en euros : 12 500,50.",
    synonyms=either(
        """budget | combien | budget global | budget prévisionnel | budget prévisionnel total |
           budget prévisionnel total € ht | budget prévisionnel total € ttc | budget total | budget estimé |
           budget alloué | coût | coûts | coût prévisionnel | coût total | coût estimé | montant |
           montant total | montant prévisionnel"""
    ),
)
FUNDING = Column(
    "funding",
    "Financements",
    Kind.TEXT,
    28,
    "Qui finance, avec les mots du plan.",
    synonyms=either(
        """financement | financeur | financeurs | financeur 1 | financeur 2 | financeur 3 | financeur 4 |
           montant € ht | montant € ttc | source de financement | sources de financement |
           source de financement potentiel | source de financement budget prévisionnel | plan de financement |
           co financements | moyens financiers"""
    ),
    gathers=True,
)
STATUS = Column(
    "status",
    "Statut",
    Kind.STATUS,
    16,
    "Un mot de la liste. « En retard » se calcule, il ne se saisit pas.",
    synonyms=either(
        """statut de l'action | statuts | état | état de l'action | état d'avancement |
           état d'avancement de l'action | avancement | avancement de l'action | avancement statut | stade |
           stade d'avancement | situation | phase | suivi | où en est on"""
    ),
    choices=STATUSES,
)
PERCENT = Column(
    "percent",
    "Avancement (%)",
    Kind.PERCENT,
    12,
    "De 0 à 100. Facultatif.",
    synonyms=either(
        """avancement % | % avancement | % d'avancement | taux d'avancement | taux de réalisation | pourcentage
           | pourcentage d'avancement | % réalisé | % de réalisation | progression | %"""
    ),
)
REASON = Column(
    "reason",
    "Motif",
    Kind.TEXT,
    26,
    "Pourquoi l’action est suspendue ou abandonnée.",
    synonyms=either("motif de suspension | motif d'abandon | raison | justification | causes"),
)
RESUMES_ON = Column(
    "resumes_on",
    "Date de reprise",
    Kind.DATE,
    13,
    "Quand une action reportée doit reprendre.",
    synonyms=either("reprise | date de report | reportée au | reporté au | reprise prévue"),
)
AS_OF = Column(
    "as_of",
    "Situation au",
    Kind.DATE,
    13,
    "Date à laquelle le statut est vrai. Vide : le jour de l’import.",
    synonyms=either(
        """date de situation | à la date du | date de mise à jour | mis à jour le | date du point |
           actualisé le"""
    ),
)
COMMENT = Column(
    "comment",
    "Commentaire",
    Kind.LONG_TEXT,
    34,
    "Ce qui a avancé depuis le dernier point.",
    synonyms=either(
        """commentaires | observation | observations | remarque | remarques | notes | note | bilan |
           point d'avancement | point d'étape"""
    ),
    gathers=True,
)

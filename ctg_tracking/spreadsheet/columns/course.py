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
           lancement | date de début prévisionnelle | date de démarrage prévisionnelle |
           date de démarrage prévue | début prévu | début prévisionnel | début prévue | début de réalisation |
           début des travaux | date prévisionnelle de début | date de commencement | commencement |
           date d'effet | démarrage prévu | démarrage de l'action | date de mise en oeuvre | depuis quand |
           à partir de quand | date d'engagement"""
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
           délai | délais | délai de réalisation | pour quand | quand | terme | échéance de l'action |
           échéance s | échéance de réalisation | échéance finale | échéance cible | échéances prévisionnelles
           | échéance initiale | date d'échéance prévisionnelle | date d'échéance prévue |
           date prévisionnelle de fin | date de fin prévue | fin prévue | fin prévisionnelle | fin de l'action
           | date butoir | date de clôture | date d'achèvement | date de livraison | date objectif | date cible
           | date prévue | date prévisionnelle | date de réalisation prévisionnelle |
           date de réalisation prévue | délai prévu | délai prévisionnel | deadline | à quelle échéance |
           réalisation prévue"""
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
           dates | calendrier de l'action | calendrier prévu | calendrier de déploiement |
           calendrier d'exécution | planning prévisionnel | planning de réalisation | planification |
           programmation | période de réalisation | période de mise en oeuvre | périodes | dates clés | durée |
           durée de l'action | fréquence | année de mise en oeuvre | année s | année prévue |
           année de démarrage | échéancier prévisionnel | étapes et calendrier | calendrier et étapes | phasage
           | rétroplanning | temps | temporalités | délais et calendrier"""
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
           annuelle | action pérenne | action continue | chaque année | tous les ans | reconduite chaque année
           | action reconduite | renouvelée chaque année"""
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
           montant total | montant prévisionnel | budget s | budgets | budget prévu | budget de l'action |
           budget € | budget en € | budget en euros | budget ttc | budget ht | budget annuel | budget estimatif
           | budget prévisionnel de l'action | estimation budgétaire | estimation financière | enveloppe |
           enveloppe budgétaire | enveloppe financière | coût de l'action | coût global |
           coût prévisionnel total | coût estimatif | coût annuel | coûts prévisionnels | montant alloué |
           montant estimé | montant global | montant en € | montant € | chiffrage | combien ça coûte"""
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
           co financements | moyens financiers | financements mobilisés | financements mobilisables |
           financements possibles | financement prévu | financements prévus | financement s |
           financement mobilisé | financement caf | financement de l'action | modalités de financement |
           modalité de financement | cofinancements | cofinancement | cofinanceurs | co financeurs |
           co financement | financeurs potentiels | financeur s | partenaires financiers | partenaire financier
           | ressources financières | soutien financier | subvention | subventions | subventions sollicitées |
           aides mobilisables | aides financières | dispositifs financiers | dispositif de financement |
           origine des financements | qui finance | aide caf | bonus territoire | part caf | reste à charge"""
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
           stade d'avancement | situation | phase | suivi | où en est on | niveau de réalisation |
           niveau d'avancement | degré d'avancement | degré de réalisation | état de réalisation |
           état de réalisation de l'action | état d'avancement du projet | état du projet | état actuel |
           état des lieux | statut actuel | statut d'avancement | statut de réalisation | statut du projet |
           avancement du projet | avancement des actions | avancement actuel | état d'avancement actuel |
           suivi de l'action | suivi de l'avancement | suivi de réalisation | situation actuelle | réalisation
           | réalisation de l'action | mise en oeuvre | étape d'avancement | phase d'avancement |
           où en sommes nous | où en est l'action | où en est on actuellement | météo | météo du projet"""
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
           | pourcentage d'avancement | % réalisé | % de réalisation | progression | % |
           pourcentage de réalisation | taux | taux d'exécution | taux d'avancement de l'action |
           taux de réalisation de l'action | avancement en % | % avancement de l'action |
           % de l'action réalisée | niveau d'avancement %"""
    ),
)
REASON = Column(
    "reason",
    "Motif",
    Kind.TEXT,
    26,
    "Pourquoi l’action est suspendue ou abandonnée.",
    synonyms=either(
        "motif de suspension | motif d'abandon | raison | justification | causes | motif du report | motif de report | "
        "motifs | raisons | raison de l'abandon | raison du report | motif de l'abandon | cause du retard"
    ),
)
RESUMES_ON = Column(
    "resumes_on",
    "Date de reprise",
    Kind.DATE,
    13,
    "Quand une action reportée doit reprendre.",
    synonyms=either(
        """reprise | date de report | reportée au | reporté au | reprise prévue | reprise prévue le |
           date de reprise prévue | nouvelle échéance | échéance reportée"""
    ),
)
AS_OF = Column(
    "as_of",
    "Situation au",
    Kind.DATE,
    13,
    "Date à laquelle le statut est vrai. Vide : le jour de l’import.",
    synonyms=either(
        """date de situation | à la date du | date de mise à jour | mis à jour le | date du point |
           actualisé le | date d'actualisation | dernière mise à jour | date de dernière mise à jour |
           date du bilan | mise à jour | mise à jour le | màj | date de màj | date du suivi | date de suivi |
           actualisation"""
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
           point d'avancement | point d'étape | bilan de l'action | bilan des actions | bilan qualitatif |
           bilan quantitatif | bilan annuel | bilan intermédiaire | bilan global | bilan et perspectives |
           bilan perspectives | éléments de bilan | éléments de suivi | éléments d'évaluation |
           éléments qualitatifs | commentaires et observations | commentaire s | commentaires remarques |
           observations remarques | remarques observations | observation s | remarque s | point de vigilance |
           points de vigilance | vigilance | freins | freins leviers | freins et leviers | leviers et freins |
           freins difficultés | difficultés | difficultés rencontrées | difficultés et freins | obstacles |
           points forts | points faibles | réussites | points de blocage | blocages | risques | avancées |
           avancées et difficultés | réalisations effectives | actions réalisées | actions menées |
           ce qui a été fait | ce qui a été réalisé | ce qui est fait | travaux réalisés | faits marquants |
           état des avancées | détail de l'avancement | commentaire sur l'avancement |
           commentaires sur l'avancement | avancement commentaires | précisions | précision |
           informations complémentaires | compléments | complément d'information | perspectives |
           suites à donner | suite à donner | suites | prochaines étapes | prochaine étape | reste à faire |
           ce qui reste à faire | ce qu'il reste à faire | ce qui a avancé | ce qui bloque | à faire |
           résultats | résultats obtenus | résultat obtenu | résultats constatés | impacts constatés |
           évaluation qualitative | décisions | décision | compte rendu | historique"""
    ),
    gathers=True,
)

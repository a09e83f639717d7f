"""Words of the generated plans: those of real CTGs, combined; no person is named."""

AXES = {
    "petite-enfance": "Petite enfance : accueillir chaque enfant",
    "enfance": "Enfance : des loisirs accessibles à tous",
    "jeunesse": "Jeunesse : accompagner les projets des jeunes",
    "parentalite": "Parentalité : soutenir les familles",
    "acces-aux-droits": "Accès aux droits : aller vers les habitants",
    "inclusion-numerique": "Inclusion numérique : personne sans recours",
    "animation-vie-sociale": "Animation de la vie sociale : faire vivre les quartiers",
    "logement": "Logement et cadre de vie",
    "handicap": "Handicap : des lieux ouverts à tous",
    "accompagnement-social": "Accompagnement social : coordonner les acteurs",
}
"""Theme key -> title of an axe about it."""

OBJECTIVES = (
    "Développer l’offre",
    "Améliorer la qualité de l’accueil",
    "Coordonner les partenaires",
    "Faire connaître les services",
    "Réduire les inégalités entre communes",
)
VERBS = (
    "Créer",
    "Développer",
    "Étendre",
    "Pérenniser",
    "Réorganiser",
    "Mettre en réseau",
    "Évaluer",
    "Ouvrir",
)
OBJECTS = {
    "petite-enfance": ("un relais petite enfance", "une micro-crèche", "des places en crèche", "un guichet unique"),
    "enfance": ("un accueil de loisirs", "les séjours de vacances", "l’accueil périscolaire", "une ludothèque"),
    "jeunesse": ("un espace jeunes", "un conseil des jeunes", "les chantiers éducatifs", "un point d’information"),
    "parentalite": ("un lieu d’accueil enfants-parents", "les cafés des parents", "la médiation familiale"),
    "acces-aux-droits": ("un point d’accueil Caf", "les permanences France services", "une caravane des droits"),
    "inclusion-numerique": ("des ateliers numériques", "un réseau d’aidants numériques", "le prêt de matériel"),
    "animation-vie-sociale": ("un centre social", "un espace de vie sociale", "les fêtes de quartier"),
    "logement": ("un observatoire du logement", "les ateliers énergie", "l’aide à l’installation"),
    "handicap": ("un pôle ressources handicap", "la formation des équipes", "des accueils adaptés"),
    "accompagnement-social": ("un réseau des travailleurs sociaux", "les visites à domicile", "une épicerie sociale"),
}
"""Theme key -> what its actions are about."""
OPERATIONS = ("Diagnostic", "Recherche de locaux", "Recrutement", "Communication", "Travaux", "Évaluation")
ORGANISATIONS = (
    "CCAS",
    "Service petite enfance",
    "Service jeunesse",
    "Service éducation",
    "Centre social",
    "Association familiale",
    "Caf",
    "MSA",
    "Département",
    "Mission locale",
    "Médiathèque",
    "France services",
)
"""Actors of each territory, in this order."""
AUDIENCES = ("Familles", "Enfants de 0 à 3 ans", "Jeunes de 11 à 17 ans", "Tous les habitants", None)
CALENDARS = ("Dernier trimestre", "Deux fois par an", "À la rentrée", None, None)
INDICATORS = (
    ("Nombre de places créées", "places", "output"),
    ("Nombre de familles accompagnées", "familles", "result"),
    ("Nombre de participants", "personnes", "output"),
    ("Heures d’ouverture par semaine", "heures", "means"),
    ("Taux d’occupation", "%", "result"),
    ("Délai moyen de réponse", "jours", "result"),
    ("Budget mobilisé", "€", "means"),
    ("Nombre de partenaires réunis", "partenaires", "means"),
)
"""Name, unit and nature."""
SOURCES = ("Rapport d’activité", "Enquête auprès des familles", "Logiciel de gestion", "Bilan annuel", None)
DONE = ("Groupe de travail réuni.", "Partenaires mobilisés.", "Ouverture au public.", "Bilan présenté aux élus.", None)
NEXT = ("Lancer la consultation.", "Recruter.", "Présenter au comité de pilotage.", None)
BLOCKING = ("Locaux à trouver.", "Financement à confirmer.", "Recrutement en attente.")
REASONS = ("Priorités revues.", "Financement non obtenu.", "Action reprise dans une autre.")
WORDS = ("Très satisfaisant", "Satisfaisant", "En progrès", "À améliorer")
"""Values of qualitative indicators."""

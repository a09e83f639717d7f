"""Sentences and titles the simulated plans draw from; none of them blames a real body or names a person."""

THEMES = (
    "Petite enfance", "Enfance", "Jeunesse", "Parentalité", "Accès aux droits", "Inclusion numérique",
    "Animation de la vie sociale", "Logement", "Handicap", "Accompagnement social",
)  # fmt: skip

AXES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "PE": (("Petite enfance",), (
        "Développer et diversifier l’accueil du jeune enfant",
        "Petite enfance : maintenir une offre proche des familles",
        "Un accueil de qualité pour chaque tout-petit",
        "Répondre aux besoins d’accueil des 0-3 ans",
        "Soutenir les métiers et les lieux de la petite enfance",
    )),
    "PEP": (("Petite enfance", "Parentalité"), (
        "Accompagner les familles dès la naissance",
        "Petite enfance et parentalité",
        "Mieux accueillir les jeunes enfants et leurs parents",
        "Les premiers pas : modes d’accueil et soutien aux parents",
        "Être parent sur le territoire",
    )),
    "E": (("Enfance",), (
        "Bien grandir entre l’école et la maison",
        "Enfance : une offre éducative lisible et accessible",
        "Construire une continuité éducative de 3 à 11 ans",
        "Des loisirs de qualité pour tous les enfants",
    )),
    "J": (("Jeunesse",), (
        "Donner leur place aux jeunes",
        "Jeunesse : aller vers, accueillir, accompagner",
        "Soutenir l’autonomie et les projets des 11-25 ans",
        "Une politique jeunesse partagée",
        "Accompagner chaque jeune vers l’âge adulte",
    )),
    "EJ": (("Enfance", "Jeunesse"), (
        "Enfance et jeunesse : un parcours sans rupture",
        "Grandir ici, de l’école au lycée",
        "Renforcer la continuité éducative de 3 à 17 ans",
        "Éducation, loisirs et citoyenneté",
        "Favoriser l’épanouissement des enfants et des jeunes",
    )),
    "P": (("Parentalité",), (
        "Soutenir les parents au quotidien",
        "Parentalité : écouter, informer, relayer",
        "Conforter les parents dans leur rôle éducatif",
        "Prévenir les difficultés familiales",
    )),
    "AD": (("Accès aux droits", "Inclusion numérique"), (
        "Garantir l’accès aux droits et au numérique",
        "Des services accessibles partout et à tous",
        "Accès aux droits, inclusion numérique",
        "Réduire le non-recours et la fracture numérique",
        "Simplifier les démarches des habitants",
    )),
    "ADAS": (("Accès aux droits", "Inclusion numérique", "Accompagnement social"), (
        "Accueillir, informer, accompagner",
        "Solidarités et accès aux droits",
        "Ne laisser personne au bord du chemin",
        "Mieux repérer et accompagner les publics fragiles",
    )),
    "AVS": (("Animation de la vie sociale",), (
        "Animer la vie sociale et soutenir les initiatives",
        "Faire vivre le lien social dans chaque quartier",
        "Vie associative et participation des habitants",
        "Rompre l’isolement, créer des lieux de rencontre",
    )),
    "AVSL": (("Animation de la vie sociale", "Logement"), (
        "Cadre de vie, logement et lien social",
        "Bien habiter, bien vivre ensemble",
        "Habitat et vie de quartier",
    )),
    "L": (("Logement",), (
        "Favoriser l’accès et le maintien dans le logement",
        "Un logement digne à chaque étape de la vie",
        "Habiter dignement",
    )),
    "H": (("Handicap",), (
        "Construire un territoire inclusif",
        "Accueillir tous les enfants, avec leurs différences",
        "Handicap : de l’accueil à la participation",
    )),
    "AS": (("Accompagnement social",), (
        "Prévenir la précarité",
        "Coordonner l’action sociale de proximité",
        "Renforcer l’accompagnement des plus fragiles",
    )),
    "HAS": (("Handicap", "Accompagnement social"), (
        "Inclusion et solidarités",
        "Accompagner les vulnérabilités",
        "Agir pour l’inclusion de tous",
    )),
}  # fmt: skip

PARTITIONS = (
    ("PEP", "EJ", "AVS", "AD"),
    ("PE", "EJ", "P", "ADAS"),
    ("PE", "E", "J", "P", "AD"),
    ("PEP", "EJ", "ADAS"),
    ("PEP", "J", "AVSL", "AD"),
    ("PE", "EJ", "H", "AVS", "AS"),
    ("PE", "E", "J", "AVS"),
    ("PEP", "EJ", "AD", "L"),
    ("PE", "J", "P", "HAS"),
    ("PEP", "EJ", "AVSL", "AD", "HAS"),
)

OBJECTIVES = {
    "Petite enfance": ("Maintenir le nombre de places", "Informer les familles", "Valoriser les métiers de l’accueil"),
    "Enfance": ("Coordonner les temps de l’enfant", "Ouvrir les loisirs à tous", "Former et fidéliser les équipes"),
    "Jeunesse": ("Aller au-devant des jeunes", "Favoriser l’engagement", "Prévenir les ruptures de parcours"),
    "Parentalité": ("Créer des lieux de parole", "Faire connaître les ressources", "Soutenir les parents isolés"),
    "Accès aux droits": ("Rapprocher les services", "Lutter contre le non-recours", "Coordonner les accueils"),
    "Inclusion numérique": ("Accompagner les usages", "Équiper les foyers", "Former les aidants numériques"),
    "Animation de la vie sociale": (
        "Soutenir les associations",
        "Faire participer les habitants",
        "Aller vers les isolés",
    ),
    "Logement": ("Améliorer l’habitat privé", "Prévenir les expulsions", "Loger les jeunes"),
    "Handicap": ("Accueillir en milieu ordinaire", "Former les professionnels", "Soulager les aidants"),
    "Accompagnement social": ("Mieux accueillir", "Travailler en réseau", "Prévenir la précarité"),
}

LEVELS = (
    ("Axe", "Objectif", "Sous-objectif"),
    ("Axe", "Objectif", "Sous-objectif"),
    ("Enjeu", "Objectif", "Sous-objectif"),
    ("Orientation", "Objectif", "Sous-objectif"),
    ("Thématique", "Objectif", "Sous-objectif"),
)

STARTED = (
    "Groupe de travail réuni, calendrier arrêté.",
    "Cahier des charges rédigé avec les partenaires.",
    "Diagnostic des besoins partagé avec les équipes.",
    "Délibération votée, mise en œuvre engagée.",
    "Référent désigné dans chaque structure.",
    "Enquête auprès du public concerné dépouillée.",
    "Visite d’un territoire voisin qui a mené la même action.",
    "Convention avec les partenaires signée.",
    "Première réunion avec les partenaires, rôles répartis.",
    "Moyens chiffrés, demande de financement déposée.",
    "Recensement de l’existant terminé.",
)
ADVANCED = (
    "Démarrage réussi, participation régulière.",
    "La moitié des étapes prévues est franchie.",
    "Phase d’essai terminée, retours positifs des participants.",
    "Mise en œuvre conforme au calendrier.",
    "Équipe au complet, organisation stabilisée.",
    "Communication diffusée dans les écoles et les accueils.",
    "Deuxième phase engagée à la demande des participants.",
    "Démarche partagée par trois structures de plus.",
    "Comité d’usagers réuni, premières propositions reçues.",
    "Participation en hausse depuis la rentrée.",
    "De nouveaux partenaires ont rejoint l’action.",
    "Organisation revue après le premier bilan.",
    "Public mieux repéré grâce au réseau local.",
)
FINISHED = (
    "Action menée à son terme, bilan présenté au comité technique.",
    "Mise en service effective, premiers retours positifs.",
    "Dispositif en place et financé pour la durée de la convention.",
    "Toutes les étapes prévues sont franchies.",
    "Objectif atteint, l’action passe dans le fonctionnement courant.",
    "Action achevée, son suivi se poursuit par les indicateurs.",
    "Bilan positif partagé avec les partenaires.",
    "Résultat conforme à ce que prévoyait la fiche.",
)
NEXT = (
    "Présenter un point au prochain comité technique.",
    "Ouvrir les inscriptions.",
    "Étendre l’action à un second site.",
    "Signer la convention de mise à disposition du local.",
    "Mesurer la satisfaction des familles.",
    "Préparer le budget de l’an prochain.",
    "Former deux agents supplémentaires.",
    "Fixer les dates de la prochaine session.",
    "Rencontrer les communes volontaires.",
    "Faire connaître l’action par le bulletin municipal.",
)
BLOCKING = (
    "Lieu adapté encore à trouver.",
    "Peu de candidatures reçues pour le poste.",
    "Plan de financement à compléter.",
    "Calendrier des travaux à préciser.",
    "Mobilisation des familles plus lente que prévu.",
    "Disponibilité limitée des équipes à la rentrée.",
)
DECISIONS = (
    "Arbitrer entre deux lieux d’implantation.",
    "Valider un report d’un semestre.",
    "Confirmer le financement pour l’an prochain.",
    "Décider de l’extension à tout le territoire.",
)
SUSPENDED = (
    "Poste de coordination vacant, recrutement relancé.",
    "Travaux du bâtiment prolongés.",
    "Local indisponible jusqu’à la fin du chantier.",
    "Étude complémentaire attendue avant de poursuivre.",
    "Calendrier à recaler avec un projet voisin.",
)
POSTPONED = (
    "Reportée pour laisser passer la rentrée scolaire.",
    "Reportée à la livraison des nouveaux locaux.",
    "Reportée au prochain exercice budgétaire.",
    "Reportée après l’installation des nouvelles assemblées.",
)
DROPPED = (
    "Besoin couvert par une autre action du plan.",
    "Fréquentation trop faible lors de l’essai.",
    "Regroupée avec une action voisine.",
    "Besoin qui n’est plus constaté depuis le diagnostic.",
)
SOURCES = (
    "Rapport d’activité du service", "Suivi du service", "Enquête annuelle", "Bilan du gestionnaire",
    "Comptage des équipes",
)  # fmt: skip
FUNDINGS = ("Caf, commune", "Caf – fonds publics et territoires", "Fonds propres", "Caf, Département", "À définir")
CALENDARS = ("Toute la durée de la convention", "Chaque année", "À partir de la deuxième année", "Selon les projets")
EDITIONS = (
    "Édition de l’année tenue, participation conforme aux attentes.",
    "Édition de l’année tenue, public renouvelé.",
    "Programme de l’année réalisé en entier.",
    "Bilan de l’année présenté aux partenaires.",
    "Participation supérieure à l’année précédente.",
    "Nouveau format essayé cette année, à reconduire.",
)
PREPARED = (
    "Programme de l’année arrêté.",
    "Dates fixées, partenaires confirmés.",
    "Préparation engagée avec les structures.",
    "Inscriptions ouvertes.",
)
CARRIED_ON = "Non achevée à la fin de la convention, reprise dans la suivante."

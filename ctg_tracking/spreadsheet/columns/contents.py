"""Columns that say what an action is and who carries it."""

from ctg_tracking.model.words import Priority
from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, either, labels

NATIONAL_THEMES = (
    "Petite enfance",
    "Enfance",
    "Jeunesse",
    "Parentalité",
    "Accès aux droits",
    "Inclusion numérique",
    "Animation de la vie sociale",
    "Logement",
    "Handicap",
    "Accompagnement social",
)
"""The ten national themes of a CTG (caf.fr, page of the convention territoriale globale), offered in the list."""

DESCRIPTION = Column(
    "description",
    "Description",
    Kind.LONG_TEXT,
    44,
    "Ce que l’action fait, en quelques lignes.",
    synonyms=either(
        """descriptif | descriptif sommaire | descriptif sommaire de l'action | descriptif concis |
           descriptif de l'action | description de l'action | détail | détails | détail de l'action | contenu |
           contenu de l'action | présentation | contexte | diagnostic | constat | constats |
           modalités de mise en oeuvre | instances de gouvernance | objectifs | objectifs de l'action |
           objectif de l'action | finalité | moyens humains et techniques | moyens | moyens humains |
           moyens mobilisés | résultats attendus | résultat attendu"""
    ),
    gathers=True,
)
AUDIENCE = Column(
    "audience",
    "Public",
    Kind.TEXT,
    22,
    "À qui l’action s’adresse.",
    synonyms=either(
        """publics | public cible | publics cibles | public visé | public s cible s | bénéficiaires |
           cible public | cibles"""
    ),
)
THEMES = Column(
    "themes",
    "Thèmes",
    Kind.WORDS,
    24,
    "Un ou plusieurs thèmes de la CTG, séparés par des points-virgules.",
    synonyms=either("thème | thème ctg | thèmes ctg | champs ctg | domaines ctg"),
    choices=NATIONAL_THEMES,
)
COMMUNES = Column(
    "communes",
    "Communes concernées",
    Kind.WORDS,
    24,
    "À laisser vide quand l’action sert tout le territoire.",
    synonyms=either(
        """commune | communes | commune concernée | territoire | territoires | territoire concerné | secteur |
           secteur géographique | périmètre | lieu | localisation"""
    ),
)
PRIORITY = Column(
    "priority",
    "Priorité",
    Kind.CHOICE,
    12,
    "Élevée, Moyenne ou Basse.",
    synonyms=either("""niveau de priorité | priorité de l'action | degré de priorité | priorisation | urgence"""),
    choices=labels(Priority),
)
PILOTS = Column(
    "pilots",
    "Pilotes",
    Kind.NAMES,
    26,
    "Personnes ou organismes qui portent l’action, séparés par des points-virgules.",
    synonyms=either(
        """pilote | pilotage | pilote s | pilotes partenaires | pilote et partenaires | porteur | porteurs |
           porteur pilote | porteur de l'action | porteur de projet | porteur s | structure pilote |
           structures pilotes | structure porteuse | structure référente | personne pilote | personnes pilotes
           | personne référente | pilote de l'action | pilote technique | pilote opérationnel |
           direction ou service pilote | service pilote | direction pilote | service département pôle pilote |
           service référent | référent | référents | référent de l'action | référent technique | responsable |
           responsables | responsable de l'action | chef de file | chef de projet | qui | maître d'ouvrage |
           maîtrise d'ouvrage"""
    ),
    gathers=True,
)
PARTNERS = Column(
    "partners",
    "Partenaires",
    Kind.NAMES,
    30,
    "Organismes associés, séparés par des points-virgules.",
    synonyms=either(
        """partenaire | avec qui | partenariat | partenariats | partenaires associés | partenaires mobilisés |
           partenaires de l'action | acteurs | acteurs et partenaires | acteurs et partenaires mobilisés |
           acteurs concernés | acteurs associés | acteurs mobilisés | engagement des partenaires"""
    ),
    gathers=True,
)
ELECTED_REFERENT = Column(
    "elected_referent",
    "Élu·e référent·e",
    Kind.TEXT,
    22,
    "Nom de l’élu·e qui suit l’action.",
    synonyms=either(
        """élu référent | élu | élue | élus référents | élu e référent e | élu en charge | élu délégué |
           élu pilote"""
    ),
)
COORDINATOR = Column(
    "coordinator",
    "Coordination",
    Kind.TEXT,
    22,
    "Chargé·e de coopération qui suit l’action.",
    synonyms=either(
        """coordinateur | coordinatrice | coordonnateur | chargé de coopération | chargée de coopération |
           chargé de coopération ctg"""
    ),
)

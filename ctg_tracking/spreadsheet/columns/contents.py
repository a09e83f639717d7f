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
           moyens mobilisés | résultats attendus | résultat attendu | comment | pourquoi | quoi |
           en quoi consiste l'action | rappel de l'objectif | rappel des objectifs | contenu et objectifs |
           descriptif détaillé | présentation de l'action | description détaillée | objet | objet de l'action |
           déclinaison | modalités | modalités pratiques | modalités de l'action | mode opératoire | méthode |
           démarche | éléments de contexte | contexte et enjeux | enjeux de l'action | constats et besoins |
           besoins | besoins identifiés | plus value | plus value attendue | effets attendus | impacts attendus
           | moyens nécessaires | moyens à mobiliser | moyens matériels | moyens techniques |
           moyens humains et financiers | ressources | ressources mobilisées | conditions de réussite |
           gouvernance | instance de suivi | finalités | but | buts"""
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
           cible public | cibles | public concerné | publics concernés | publics visés | public visés |
           pour qui | à qui | public bénéficiaire | publics bénéficiaires | population cible | population visée
           | population | bénéficiaires visés | destinataires | public prioritaire | type de public"""
    ),
)
THEMES = Column(
    "themes",
    "Thèmes",
    Kind.WORDS,
    24,
    "Un ou plusieurs thèmes de la CTG, séparés par des points-virgules.",
    synonyms=either(
        """thème | thème ctg | thèmes ctg | champs ctg | domaines ctg | champ ctg | domaine ctg |
           thème concerné | thèmes concernés | thème principal | thématique nationale | thématique caf |
           thème caf"""
    ),
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
           secteur géographique | périmètre | lieu | localisation | communes | commune s | où |
           communes impactées | communes couvertes | communes bénéficiaires | territoire d'action |
           territoire couvert | territoires concernés | périmètre géographique | périmètre d'action |
           zone géographique | zone | échelle | échelle territoriale | lieu de réalisation | lieux | site |
           sites"""
    ),
)
PRIORITY = Column(
    "priority",
    "Priorité",
    Kind.CHOICE,
    12,
    "Élevée, Moyenne ou Basse.",
    synonyms=either(
        """niveau de priorité | priorité de l'action | degré de priorité | priorisation | urgence | prioritaire
           | ordre de priorité | rang de priorité | importance | degré d'urgence | niveau d'urgence"""
    ),
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
           maîtrise d'ouvrage | maître d'oeuvre | maîtrise d'oeuvre | porté par | porteur principal |
           porteurs de projet | porteur de la fiche | porteur du projet | porteur s de l'action |
           porteur technique | structure s porteuse s | structures porteuses | structure responsable |
           structures responsables | structure en charge | organisme porteur | organisme pilote |
           organisme responsable | opérateur | opérateurs | pilotage de l'action | pilotes de l'action |
           pilote s de l'action | co pilote | copilote | copilotes | co pilotes | pilotes et co pilotes |
           coordination de l'action | service porteur | service responsable | service en charge | service |
           services | service concerné | direction | direction en charge | direction porteuse | agent référent
           | agent en charge | référents techniques | référent s | référent administratif | référent action |
           référent de la fiche | personne en charge | personne responsable | personne ressource |
           en charge de l'action | responsable technique | responsable du suivi | responsable du projet |
           responsable projet | par qui | qui pilote | qui fait quoi | animateur | animation | gestionnaire"""
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
           acteurs concernés | acteurs associés | acteurs mobilisés | engagement des partenaires |
           partenaires à mobiliser | partenaires à associer | partenaires concernés | partenaires potentiels |
           partenaires impliqués | partenaires pressentis | partenaires envisagés | partenaires identifiés |
           partenaires techniques | partenaires opérationnels | partenaires institutionnels |
           partenaires locaux | partenaires de la démarche | partenaires du projet | partenaires et acteurs |
           partenaires principaux | principaux partenaires | structures partenaires | structures associées |
           structures concernées | structures impliquées | organismes associés | organismes partenaires |
           acteurs impliqués | acteurs locaux | acteurs à mobiliser | acteurs du projet | acteurs partenaires |
           associés | parties prenantes | co porteurs | contributeurs | intervenants | collaborations | réseau
           | réseaux | avec | en lien avec"""
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
           élu pilote | élu référente | élue référente | élus | élu s référent s | élu s | élus en charge |
           élus pilotes | élu porteur | élu responsable | élu concerné | référent élu | référents élus |
           référent politique | portage politique | pilote politique | pilotage politique |
           vice président référent | vice président | délégation"""
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
           chargé de coopération ctg | coordonnatrice | coordination ctg | coordinateur ctg | coordonnateur ctg
           | chargés de coopération | chargé s de coopération | chargé de coopération référent |
           chargé e de coopération | coordinateur référent | agent de coordination | suivi par | suivie par |
           action suivie par"""
    ),
)

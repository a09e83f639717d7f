"""The commands of the projection: keys, words, and what the scripts do of them (`data-fait`)."""

READING_KEYS = (
    ("← →", "Diapositive précédente, suivante", "suivante"),
    ("Début Fin", "Première, dernière diapositive", "premiere"),
    ("G", "Sommaire", "sommaire"),
    ("1 à 9", "Ne voir que cette ligne", ""),
    ("0", "Tout voir", "tout"),
    ("T", "Minuterie du point\u202f: marche, arrêt", "minuterie"),
    ("F", "Plein écran", "plein-ecran"),
    ("S", "Fond clair ou sombre", "apparence"),
    ("Échap", "Fermer ce qui est ouvert", "fermer"),
)
WRITING_KEYS = (
    ("D", "Noter une décision", "decision"),
    ("N", "Noter les échanges sur le point", "echanges"),
    ("P", "Cocher les présents", "presents"),
)
WRITING = (
    ("Ouvrir la séance", "Ouvrir la séance", "Ouvrir la séance\u202f: les chiffres du jour seront figés", "ouvrir"),
    ("D", "Décision", "Noter une décision", "decision"),
    ("N", "Échanges", "Noter les échanges", "echanges"),
    ("P", "Présents", "Cocher les présents", "presents"),
)
"""Key, word where there is no keyboard, what is told of it, what it does."""

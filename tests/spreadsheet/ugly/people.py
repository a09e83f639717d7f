"""Pilots and partners."""

from ctg_tracking.follow_up.importing import File
from tests.spreadsheet.ugly.files import csv, xlsx
from tests.spreadsheet.ugly.shapes import shape


@shape("""
* - Action a A2 | pilots=CCAS; Caf; MSA; PMI
* - Action b A3 | pilots=CCAS; Caf; Mission locale
* - Action c A4 | pilots=CCAS (social, santé); Caf
* - Action d A5 | pilots=Familles et Cie; MSA
* - Action e A6 | pilots=« Lire, écrire »; Caf
* - Action f A7 | pilots=Service enfance et jeunesse
* - Action g A8 | pilots=Caf; service jeunesse
* - Action h A9 | pilots=CCAS; Caf
* - Action i A10 | pilots=Mairie; École; Crèche
* - Action j A11 | pilots=Anne DURAND [person]; M. Paul MARTIN [person]; CCAS
* - Action k A12
* - Action l A13 | pilots=Caf
* - Action m A14 | pilots=M./Mme le Maire
""")
def lists_of_names() -> File:
    pilots = [
        "CCAS, Caf ; MSA / PMI",
        "CCAS et Caf\nMission locale",
        "CCAS (social, santé), Caf",
        '"Familles et Cie" ; MSA',
        "« Lire, écrire », Caf",
        "Service enfance et jeunesse",
        "la Caf et le service jeunesse",
        "CCAS et/ou Caf",
        "- Mairie\n- École\n• Crèche",
        "Anne DURAND, M. Paul MARTIN, CCAS",
        "N/A",
        "Caf, etc.",
        "M./Mme le Maire",
    ]
    return xlsx(("Plan", [["Action", "Pilotes"], *([f"Action {'abcdefghijklm'[n]}", p] for n, p in enumerate(pilots))]))


@shape("""
* - Créer un relais A2 | elected_referent=Mme Petit | partners=Caf [organisation]; MSA [organisation] |
      pilots=CCAS [organisation]; Anne Durand [person]
* - Former A3 | pilots=Service petite enfance [organisation]; Paul Martin [person]; Lise Roux [person]
note Fichier texte lu en UTF-8.
""")
def structures_and_people() -> File:
    return csv(
        """
Action|Structure pilote|Personne pilote|Partenaires associés|Élu·e référent·e
Créer un relais|CCAS|Anne Durand|Caf, MSA|Mme Petit
Former|Service petite enfance|Paul Martin, Lise Roux||
"""
    )


@shape("""
* - Créer un relais A2 | pilots=Anne DURAND [person]
* - Former A3 | pilots=CCAS
* - Informer A4 | pilots=accueil@exemple.fr
* - Ouvrir A5 | pilots=Paul MARTIN [person]
warning Plan!B2 Pilote: « Anne DURAND (anne.durand@exemple.fr, 01 02 03 04 05) » : coordonnées laissées de
      côté : anne.durand@exemple.fr, 01 02 03 04 05.
warning Plan!B3 Pilote: « CCAS - tél. : 01.02.03.04.05 » : coordonnées laissées de côté : tél. :
      01.02.03.04.05.
warning Plan!B5 Pilote: « Paul MARTIN⏎paul@exemple.fr⏎+33 6 01 02 03 04 » : coordonnées laissées de côté :
      paul@exemple.fr, +33 6 01 02 03 04.
""")
def telephone_numbers_beside_names() -> File:
    return xlsx(
        (
            "Plan",
            [
                ["Action", "Pilote"],
                ["Créer un relais", "Anne DURAND (anne.durand@exemple.fr, 01 02 03 04 05)"],
                ["Former", "CCAS - tél. : 01.02.03.04.05"],
                ["Informer", "accueil@exemple.fr"],
                ["Ouvrir", "Paul MARTIN\npaul@exemple.fr\n+33 6 01 02 03 04"],
            ],
        )
    )


@shape("""
Axe 1 Grandir
  * - Créer un relais B2 | budget_cents=100000 | partners=Caf [organisation] | pilots=CCAS |
        status=in_progress
  * - Former B3 | partners=Caf [organisation] | pilots=CCAS | status=in_progress
  * - Informer B4 | partners=MSA [organisation] | pilots=CCAS | status=in_progress
Axe 2 Vivre
  * - Loger B6 | budget_cents=50000 | status=in_progress
warning Plan!A3 Axe: « idem » : lu comme la cellule du dessus, « Axe 1 : Grandir ».
warning Plan!C3 Pilote: « idem » : lu comme la cellule du dessus, « CCAS ».
warning Plan!D3 Partenaires: « // » : lu comme la cellule du dessus, « Caf ».
warning Plan!E3 Statut: « " » : lu comme la cellule du dessus, « En cours ».
warning Plan!F3 Budget: « idem » : répète la cellule du dessus, mais rien de sûr ne s’y lit : laissée vide.
warning Plan!A4 Axe: « 〃 » : lu comme la cellule du dessus, « Axe 1 : Grandir ».
warning Plan!C4 Pilote: « Idem » : lu comme la cellule du dessus, « CCAS ».
warning Plan!E4 Statut: « '' » : lu comme la cellule du dessus, « En cours ».
warning Plan!C6 Pilote: « idem » : répète la cellule du dessus, mais rien de sûr ne s’y lit : laissée vide.
""")
def as_above() -> File:
    rows = [
        ["Axe", "Action", "Pilote", "Partenaires", "Statut", "Budget"],
        ["Axe 1 : Grandir", "Créer un relais", "CCAS", "Caf", "En cours", 1000],
        ["idem", "Former", "idem", "//", '"', "idem"],
        ["〃", "Informer", "Idem ", "MSA", "''", None],
        ["Axe 2 : Vivre", None, None, None, None, None],
        ["Axe 2 : Vivre", "Loger", "idem", None, "En cours", 500],
    ]
    return xlsx(("Plan", rows))

"""Dates, percents, amounts and statuses as they are typed."""

from datetime import date, datetime
from typing import Any

from ctg_tracking.follow_up.importing import File
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.told import Understanding
from tests.spreadsheet.ugly.files import csv, ods, xlsx
from tests.spreadsheet.ugly.shapes import shape


@shape("""
* - Former a A2 | due_on=01/03/2025
* - Former b A3 | due_on=01/03/2025
* - Former c A4 | due_on=01/03/2025
* - Former d A5 | due_on=01/03/2025
* - Former e A6 | calendar_text=1er mars 2025 | due_on=01/03/2025
* - Former f A7 | calendar_text=1er janv. 2025 | due_on=01/01/2025
* - Former g A8 | calendar_text=samedi 1er mars 2025 | due_on=01/03/2025
* - Former h A9 | due_on=01/09/2030
* - Former i A10 | due_on=01/09/2030
* - Former j A11 | calendar_text=T1 2027 | due_on=31/03/2027
* - Former k A12 | calendar_text=Dernier trimestre 2025 | due_on=31/12/2025
* - Former l A13 | calendar_text=2025-2027 | due_on=31/12/2027 | starts_on=01/01/2025
* - Former m A14 | calendar_text=2025-26 | due_on=31/12/2026 | starts_on=01/01/2025
* - Former n A15 | calendar_text=Fin 2026 | due_on=31/12/2026
* - Former o A16 | calendar_text=sept-26 | due_on=30/09/2026
* - Former p A17 | calendar_text=Pas avant le second semestre 2026
* - Former q A18 | calendar_text=A définir
* - Former r A19
* - Former s A20
warning Plan!B17 Échéance: « Pas avant le second semestre 2026 » : aucune date sûre n’en est déduite ; les
      mots sont gardés au calendrier.
warning Plan!B18 Échéance: « A définir » : aucune date sûre n’en est déduite ; les mots sont gardés au
      calendrier.
""")
def dates_in_every_writing() -> File:
    due: list[Any] = [
        date(2025, 3, 1),
        datetime(2025, 3, 1, 14, 30),  # noqa: DTZ001 - as a cell holds it
        "2025-03-01",
        "01/03/2025 00:00",
        "1er mars 2025",
        "1er janv. 2025",
        "samedi 1er mars 2025",
        47727,
        "47727",
        "T1 2027",
        "Dernier trimestre 2025",
        "2025-2027",
        "2025-26",
        "Fin 2026",
        "sept-26",
        "Pas avant le second semestre 2026",
        "A définir",
        "-",
        "N/A",
    ]
    rows = [[f"Former {'abcdefghijklmnopqrst'[rank]}", value] for rank, value in enumerate(due)]
    return xlsx(("Plan", [["Action", "Échéance"], *rows]))


@shape("""
x - Créer un relais A2 | starts_on=01/01/2025
x - Former A3 | due_on=31/12/2026
x - Informer A4 | due_on=31/12/2026
x - Ouvrir A5 | starts_on=01/01/2025
error !C2 Échéance: « 31/02/2026 » : ce jour n’existe pas ; attendu : jour/mois/année.
error !B3 Début: « 12/14/2025 » : il n’y a pas de mois 14 ; attendu : jour/mois/année.
error !B4 Début: « 31 juin 2025 » : ce jour n’existe pas ; attendu : jour/mois/année.
error !C5 Échéance: « 31/12/2206 » : l’année 2206 est hors de toute vraisemblance (vérifiez la date).
note Fichier texte lu en UTF-8.
refused 4
""")
def dates_that_do_not_exist() -> File:
    return csv(
        """
Action|Début|Échéance
Créer un relais|01/01/2025|31/02/2026
Former|12/14/2025|31/12/2026
Informer|31 juin 2025|31/12/2026
Ouvrir|01/01/2025|31/12/2206
"""
    )


@shape("""
* - Créer un relais A2 | calendar_text=2025-2027 | due_on=31/12/2027 | starts_on=01/01/2025
* - Former A3 | calendar_text=de mars à juin 2026 | due_on=30/06/2026 | starts_on=01/03/2026
* - Informer A4 | calendar_text=du 01/09/2025 au 31/12/2025 | due_on=31/12/2025 | starts_on=01/09/2025
* - Ouvrir A5 | calendar_text=2 fois par an
* - Écrire A6 | calendar_text=2025, 2026 et 2027 | due_on=31/12/2027 | starts_on=01/01/2025
* - Dire A7 | calendar_text=2025, 2027
* - Animer A8 | calendar_text=Toute la durée de la CTG
note Fichier texte lu en UTF-8.
""")
def a_start_and_an_end_told_by_one_calendar() -> File:
    return csv(
        """
Action|Calendrier
Créer un relais|2025-2027
Former|de mars à juin 2026
Informer|du 01/09/2025 au 31/12/2025
Ouvrir|2 fois par an
Écrire|2025, 2026 et 2027
Dire|2025, 2027
Animer|Toute la durée de la CTG
"""
    )


@shape("""
* - Former a A2 | percent=45
* - Former b A3 | percent=100
* - Former c A4 | percent=1
* - Former d A5 | percent=45
* - Former e A6 | percent=60
* - Former f A7 | percent=75
* - Former g A8 | comment=Taux d'avancement : 50-75 %
x - Former h A9
x - Former i A10
error Plan!B9 Taux d'avancement: « 150 » : un pourcentage de 0 à 100 est attendu.
error Plan!B10 Taux d'avancement: « 03/04/2026 » : c’est une date (« 3/4 » en devient une) ; un pourcentage
      est attendu.
warning Plan!B8 Taux d'avancement: « 50-75 % » : ce n’est pas un pourcentage sûr ; les mots sont gardés en
      commentaire.
refused 2
""")
def percents_by_their_format() -> File:
    def as_percent(sheet: Any) -> None:
        for row in (2, 3, 4):
            sheet.cell(row, 2).number_format = "0%"

    shares: list[Any] = [0.45, 1, 0.005, "45 %", 60, "3/4", "50-75 %", 150, date(2026, 4, 3)]
    rows = [[f"Former {letter}", share] for letter, share in zip("abcdefghi", shares, strict=True)]
    return xlsx(("Plan", [["Action", "Taux d'avancement"], *rows], as_percent))


@shape("""
* - Créer un relais A2 | percent=45
* - Former A3 | percent=100
* - Informer A4 | percent=0
note Fichier texte lu en UTF-8.
""")
def fractions_without_a_format() -> File:
    return csv(
        """
Action|Avancement (%)
Créer un relais|0,45
Former|1
Informer|0
""",
    )


@shape("""
* - Former a A2 | budget_cents=1250050
* - Former b A3 | budget_cents=1250050
* - Former c A4 | budget_cents=500000
* - Former d A5 | budget_cents=1250000
* - Former e A6 | budget_text=Entre 200 et 500
* - Former f A7 | budget_cents=500000
* - Former g A8 | budget_cents=500000
* - Former h A9 | budget_cents=1250
* - Former i A10
x - Former j A11
* - Former k A12 | budget_cents=150000000
* - Former l A13 | budget_text=à définir
error Plan!B11 Budget: « -4000 » : un montant en euros, de 0 à un milliard, est attendu.
warning Plan!B5 Budget: « 12.500 € » lu comme 12 500 €.
warning Plan!B6 Budget: « Entre 200 et 500 » : ce n’est pas un nombre ; les mots sont gardés.
warning Plan!B13 Budget: « à définir » : ce n’est pas un nombre ; les mots sont gardés.
refused 1
""")
def money_as_it_is_written() -> File:
    def formats(sheet: Any) -> None:
        sheet["B7"].number_format = '0" k€"'
        sheet["B8"].number_format = '#,##0," k€"'
        sheet["B9"].number_format = '#,##0.00 "€"'

    amounts: list[Any] = [
        "12 500,50 €",
        "12\u202f500,50\u00a0€",
        "5 k€",
        "12.500 €",
        "Entre 200 et 500",
        5,
        5000,
        12.5,
        "néant",
        "-4000",
        "1,5 M€",
        "à définir",
    ]
    return xlsx(
        (
            "Plan",
            [["Action", "Budget"], *([f"Former {n}", value] for n, value in zip("abcdefghijkl", amounts, strict=True))],
            formats,
        )
    )


@shape("""
* - Former a A2 | status=done
* - Former b A3 | status=done
* - Former c A4 | status=done
* - Former d A5 | status=in_progress
* - Former e A6 | status=not_started
* - Former f A7 | status=not_started
* - Former g A8 | status=suspended
* - Former h A9 | status=postponed
* - Former i A10 | status=dropped
* - Former j A11 | status=done
* - Former k A12 | status=in_progress
""")
def statuses_forgiven() -> File:
    words = [
        "TERMINÉ",
        "Réalisé·e",
        "realisee ",
        "en  cours",
        "À venir",
        "a faire",
        "En pause",
        "Reportée",
        "Abandonné(e)",
    ]
    rows = [[f"Former {'abcdefghijk'[rank]}", word] for rank, word in enumerate([*words, "✅ Réalisé", "3 - En cours"])]
    return xlsx(("Plan", [["Action", "État d’avancement"], *rows]))


@shape("""
* - Créer un relais A2
* - Former A3
* - Informer A4
* - Ouvrir A5
* - Écrire A6 | status=to_specify
* - Dire A7 | comment=Statut : Les travaux ont commencé en mars, la livraison est attendue pour la rentrée
      prochaine.
* - Animer A8
warning !B2 Statut: « Presque fini » n’est pas un statut connu ; attendu : Réalisée, En cours, Non démarrée,
      Reportée, Suspendue, Abandonnée, Statut à préciser.
warning !B3 Statut: « presque finie » n’est pas un statut connu ; attendu : Réalisée, En cours, Non démarrée,
      Reportée, Suspendue, Abandonnée, Statut à préciser.
warning !B4 Statut: « 🟢 » n’est pas un statut connu ; attendu : Réalisée, En cours, Non démarrée, Reportée,
      Suspendue, Abandonnée, Statut à préciser.
warning !B5 Statut: « 🔴 » n’est pas un statut connu ; attendu : Réalisée, En cours, Non démarrée, Reportée,
      Suspendue, Abandonnée, Statut à préciser.
warning !B6 Statut: « En retard » : le retard se calcule d’après l’échéance, ce n’est pas un statut : statut à
      préciser.
warning !B7 Statut: « Les travaux ont commencé en mars, la livraison est attendue pour la rentrée prochaine. »
      n’est pas un statut connu ; attendu : Réalisée, En cours, Non démarrée, Reportée, Suspendue, Abandonnée,
      Statut à préciser.
question status Presque fini x2 !B2 (Créer un relais)
question status 🟢 x1 !B4 (Informer)
question status 🔴 x1 !B5 (Ouvrir)
note Fichier texte lu en UTF-8.
""")
def unknown_statuses_are_asked() -> File:
    return csv(
        """
Action|Statut
Créer un relais|Presque fini
Former|presque  finie
Informer|🟢
Ouvrir|🔴
Écrire|En retard
Dire|Les travaux ont commencé en mars, la livraison est attendue pour la rentrée prochaine.
Animer|N/A
"""
    )


@shape(
    """
* - Créer un relais A2 | status=in_progress
* - Former A3 | status=in_progress
* - Informer A4 | status=done
* - Ouvrir A5 | status=suspended
note Fichier texte lu en UTF-8.
""",
    Understanding(statuses={"Presque fini": Status.IN_PROGRESS, "🟢": Status.DONE, "🔴": Status.SUSPENDED}),
)
def unknown_statuses_once_told() -> File:
    return csv(
        """
Action|Statut
Créer un relais|Presque fini
Former|presque  finie
Informer|🟢
Ouvrir|🔴
"""
    )


@shape("""
* - Créer un relais A2 | pilots=CCAS | status=done
* - Former les agents A3 | pilots=Caf | status=in_progress
* - Ouvrir un local A4 | pilots=MJC | status=dropped
* - Accueillir (à préciser) A5 | pilots=MJC
* - [Phase 2] Informer A6 | pilots=Caf
* - PROJET : un lieu pour tous A7 | pilots=Caf
warning !A2 Action: « [TERMINÉ] Créer un relais » : le statut « Réalisée » est lu dans l’intitulé.
warning !A3 Action: « Former les agents (en cours) » : le statut « En cours » est lu dans l’intitulé.
warning !A4 Action: « ABANDONNÉ - Ouvrir un local » : le statut « Abandonnée » est lu dans l’intitulé.
note Fichier texte lu en UTF-8.
""")
def a_status_inside_the_title() -> File:
    return csv(
        """
Action|Pilote
[TERMINÉ] Créer un relais|CCAS
Former les agents (en cours)|Caf
ABANDONNÉ - Ouvrir un local|MJC
Accueillir (à préciser)|MJC
[Phase 2] Informer|Caf
PROJET : un lieu pour tous|Caf
"""
    )


@shape("""
* - Créer un relais A2 | status=suspended
* - Former A3 | status=dropped
* - Informer A4 | status=postponed
note Fichier texte lu en UTF-8.
""")
def suspended_without_a_reason() -> File:
    return csv(
        """
Action|Statut|Motif|Date de reprise
Créer un relais|Suspendue||
Former|Abandonnée||
Informer|Reportée||
"""
    )


@shape("""
* - =1+1 A2 | description=+33 places | pilots=@CCAS
* - -Créer un relais A3 | description==SOMME(A1:A2)
* - + de places A4 | description=@accueil | pilots=Caf
note Fichier texte lu en UTF-8.
""")
def cells_that_begin_like_formulas() -> File:
    return csv(
        """
Action|Description|Pilote
=1+1|+33 places|@CCAS
-Créer un relais|=SOMME(A1:A2)|-
+ de places|@accueil|Caf
""",
    )


@shape("""
* - Créer un relais A2 | pilots=CCAS
* - Former A3 | pilots=Caf
warning Plan!C2 Budget: « #DIV/0! » : formule en erreur, la cellule est laissée vide.
""")
def formulas_with_errors() -> File:
    return ods(
        "Plan",
        ("Action", "Pilote", "Budget"),
        ("Créer un relais", "CCAS", '<table:table-cell table:formula="of:=1/0" office:value-type="string"'
         ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
         ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'),
        ("Former", "Caf", ""),
    )  # fmt: skip


@shape("""
* - Créer un relais A2 | priority=medium | yearly=True
* - Former A3 | priority=low | yearly=True
* - Informer A4 | priority=high | yearly=False
* - Ouvrir A5
* - Écrire A6
* - Dire A7 | priority=high | yearly=True
warning !B5 Priorité: « ★★ » n’est pas reconnu ; attendu : Élevée, Moyenne, Basse.
warning !B6 Priorité: « très haute » n’est pas reconnu ; attendu : Élevée, Moyenne, Basse.
warning !C6 Chaque année: « peut-être » : oui ou non est attendu.
note Fichier texte lu en UTF-8.
""")
def priorities_and_yes_no() -> File:
    return csv(
        """
Action|Priorité|Chaque année
Créer un relais|★★☆|oui
Former|★☆☆|✓
Informer|1 - Haute|Non
Ouvrir|★★|☐
Écrire|très haute|peut-être
Dire|🔴 Élevée|x
"""
    )

"""Columns of a table of actions, in the order of our own workbook."""

from ctg_tracking.spreadsheet.columns.contents import (
    AUDIENCE,
    COMMUNES,
    COORDINATOR,
    DESCRIPTION,
    ELECTED_REFERENT,
    PARTNERS,
    PILOTS,
    PRIORITY,
    THEMES,
)
from ctg_tracking.spreadsheet.columns.course import (
    AS_OF,
    BUDGET,
    CALENDAR,
    COMMENT,
    DUE_ON,
    FUNDING,
    PERCENT,
    REASON,
    RESUMES_ON,
    STARTS_ON,
    STATUS,
    YEARLY,
)
from ctg_tracking.spreadsheet.columns.kinds import Column, Kind, either
from ctg_tracking.spreadsheet.columns.naming import (
    AXE,
    CODE,
    OBJECTIVE,
    OPERATION,
    ORIGIN,
    SUB_OBJECTIVE,
    TITLE,
)

IDENTIFIER = Column(
    "id",
    "Identifiant",
    Kind.ID,
    12,
    "Rempli par l’application à l’export\u202f; à ne pas changer. Vide pour une action nouvelle.",
)
AXE_CODE = Column(
    "axe_code",
    "N° d'axe",
    Kind.CODE,
    8,
    "",
    synonyms=either(
        """n° axe | n° de l'axe | numéro d'axe | numéro axe | numéro de l'axe | axe n° | axe stratégique n° |
           code axe | n° enjeu | n° de l'enjeu | enjeu n° | n° orientation | orientation n° | n° thématique |
           n° de thématique | n° d'enjeu | n° d'orientation | n° volet | n° de volet | n° champ |
           numéro d'enjeu | numéro d'orientation | code enjeu | code orientation"""
    ),
)
OBJECTIVE_CODE = Column(
    "objective_code",
    "N° d'objectif",
    Kind.CODE,
    8,
    "",
    synonyms=either(
        """n° objectif | n° de l'objectif | numéro d'objectif | objectif n° | code objectif | n° sous axe |
           n° d'objectif | n° de sous axe | n° obj | n° objectif stratégique | n° objectif opérationnel |
           numéro de l'objectif"""
    ),
)
INDICATORS = Column(
    "indicators",
    "Indicateurs",
    Kind.NAMES,
    26,
    "",
    synonyms=either(
        """indicateur | indicateurs liés | indicateurs d'évaluation | indicateur d'évaluation |
           indicateurs de suivi | indicateurs de résultat | indicateurs de résultats |
           indicateurs de résultats quantitatifs | indicateurs de résultats qualitatifs |
           indicateurs de réalisation | indicateurs clés | évaluation | critères d'évaluation |
           comment on évalue | modalités d'évaluation | indicateur de suivi | indicateur de résultat |
           indicateur de réalisation | indicateur s | indicateur s d'évaluation | indicateurs de l'action |
           indicateurs d'évaluation de l'action | indicateurs de suivi et d'évaluation |
           indicateurs quantitatifs | indicateurs qualitatifs | indicateurs quantitatifs et qualitatifs |
           indicateurs d'impact | indicateurs de moyens | indicateurs de performance | indicateurs de réussite
           | indicateurs proposés | critères et indicateurs | critères et indicateurs d'évaluation |
           critères de réussite | critères de suivi | critère d'évaluation | outils d'évaluation |
           évaluation de l'action | suivi et évaluation | modalités de suivi et d'évaluation |
           méthode d'évaluation | nom de l'indicateur | intitulé de l'indicateur | libellé de l'indicateur |
           comment évaluer | comment mesurer | mesure de l'action"""
    ),
    gathers=True,
)

PLAN = (
    IDENTIFIER,
    AXE,
    OBJECTIVE,
    SUB_OBJECTIVE,
    CODE,
    TITLE,
    OPERATION,
    DESCRIPTION,
    PILOTS,
    PARTNERS,
    AUDIENCE,
    THEMES,
    COMMUNES,
    ELECTED_REFERENT,
    COORDINATOR,
    PRIORITY,
    STARTS_ON,
    DUE_ON,
    CALENDAR,
    YEARLY,
    BUDGET,
    FUNDING,
    STATUS,
    PERCENT,
    REASON,
    RESUMES_ON,
    AS_OF,
    COMMENT,
    ORIGIN,
    AXE_CODE,
    OBJECTIVE_CODE,
    INDICATORS,
)
"""Columns of « Plan d'actions »; the last three are read in other workbooks, and never written by the template."""

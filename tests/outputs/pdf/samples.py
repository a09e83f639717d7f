"""A deck and a document that hold every kind of block."""

from datetime import date

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model.words import LATE, Look, Status
from ctg_tracking.outputs.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Curve,
    Deck,
    Document,
    Figure,
    Figures,
    Line,
    Marked,
    Section,
    Share,
    Shares,
    Slide,
    SlideKind,
    Step,
    Steps,
    Table,
    Text,
)

DAY = date(2025, 11, 27)
NOTE = "Chiffres figés au 27 novembre 2025. Source\u202f: points d’étape des pilotes."
DONE = Look("Fait", "●", "#14A48D")

COUNTS = (
    ("Axe 1. Petite enfance", Counts(actions=14, done=5, in_progress=6, not_started=2, postponed=1, late=2)),
    ("Axe 2. Jeunesse et parentalité, de la crèche au lycée", Counts(actions=9, in_progress=7, suspended=2)),
    ("Axe 3. Accès aux droits et inclusion numérique", Counts(actions=19, done=7, in_progress=6, not_started=4,
                                                              dropped=1, to_specify=1, late=3)),
    ("Enjeu 4 (sans titre dans le document)", Counts()),
)  # fmt: skip


def bars(*, normalised: bool = False) -> Bars:
    rows = [
        Bar(
            label,
            counts,
            f"{counts.engaged} engagées sur {counts.countable}",
            f"{counts.late} en retard" if counts.late else "",
        )
        for label, counts in COUNTS
    ]
    total = Counts()
    for _, counts in COUNTS:
        total += counts
    legend = [Marked(each.look, f"{each.label} {total.of(each)}") for each in Status if total.of(each)]
    return Bars("Avancement par axe", rows, total, legend, normalised)


FIGURES = Figures(
    (
        Figure("31", "actions engagées sur 42, dont 12 réalisées"),
        Figure("5", "actions en retard", LATE),
        Figure("60\u202f%", "de la durée de la convention écoulée"),
    )
)
SHARES = Shares(
    (
        Share("Actions engagées", 75.6, "75,6\u202f% (31 sur 41)"),
        Share("Durée écoulée", 60.0, "60\u202f%"),
        Share("Budget", None, "non renseigné"),
    ),
    "Avancement et durée écoulée",
)
DECISIONS = Table(
    "Relevé de décisions",
    ("Point", "Décision", "Porteur", "Échéance", "Montant"),
    (
        ("1. Relais petite enfance", "Poursuivre l’ouverture du second site.", "CCAS", "30/06/2026", "12\u202f500"),
        (
            "2. Ludothèque",
            Marked(Status.SUSPENDED.look, "Suspendre dans l’attente du local."),
            "MJC",
            "31/12/2026",
            "0",
        ),
        ("3. Permis de jouer", "Ajourner.", "", "non renseigné", ""),
    ),
    (3, 5, 2, 2, 1.4),
    (4,),
)
CURVE = Curve(
    "Places d’accueil créées",
    "places",
    (
        (date(2022, 12, 31), 0.0),
        (date(2023, 12, 31), 12.0),
        (date(2024, 12, 31), 9.0),
        (date(2025, 10, 31), 17.5),
    ),
    "De 0 place en 2022 à 17,5 en octobre 2025\u202f; cible\u202f: 24 fin 2027. Taux d’atteinte\u202f: 72,9\u202f%.",
    (date(2022, 11, 3), 0.0),
    (date(2027, 12, 31), 24.0),
)
STEPS = Steps(
    "Étapes du renouvellement",
    (
        Step("1er juin 2026", DONE, "Évaluation et diagnostic lancés", "Lancés le 3 juin 2026."),
        Step("30 novembre 2026", LATE, "Évaluation présentée au COPIL", "À faire depuis 2 mois."),
        Step("31 décembre 2027", Look("À faire", "◊", "#67696C"), "Fin de la convention"),
    ),
)
CHANGES = Bullets(
    (
        Line(
            "Ouvrir un relais petite enfance", Status.DONE.look, "De «\u00a0En cours\u00a0» à «\u00a0Réalisée\u00a0»."
        ),
        Line("Créer une ludothèque", Status.SUSPENDED.look, "Local indisponible."),
    ),
    "Depuis le dernier comité",
)
PLAIN = Bullets((Line("Commune de Sèvremoine"), Line("Caf de Maine-et-Loire", None, "excusée")), "Présents")
NUMBERED = Bullets((Line("Poursuivre"), Line("Réorienter")), numbered=True)
TEXT = Text("Le comité s’est tenu en mairie. *Rien* n’est #gras ici, ni $x^2$, ni @personne, ni // commentaire.")
SOFT = Text("Source\u202f: points d’étape des pilotes.", soft=True)

EVERY: tuple[Block, ...] = (
    TEXT, FIGURES, SHARES, bars(), DECISIONS, CURVE, STEPS, CHANGES, PLAIN, NUMBERED, SOFT,
)  # fmt: skip


def document(*blocks: Block, draft: bool = False, demonstration: bool = False) -> Document:
    sections = (
        Section("Présents et ordre du jour", (PLAIN, TEXT)),
        Section("Chiffres du jour", (FIGURES, SHARES, bars())),
        Section("Indicateurs", (CURVE,), 2),
        Section("Suites", (CHANGES, NUMBERED), 3),
        Section("Relevé de décisions", (DECISIONS, SOFT)),
        Section("Renouvellement", (STEPS, bars(normalised=True)), 2),
    )
    return Document(
        "Relevé de décisions du COPIL du 27 novembre 2025",
        "Convention territoriale globale de Sèvremoine",
        (("Lieu", "Salle du conseil, Saint-Macaire-en-Mauges"), ("Horaire", "14\u00a0h\u00a000 à 16\u00a0h\u00a030")),
        (Section("Texte", blocks),) if blocks else sections,
        NOTE,
        DAY,
        demonstration,
        draft,
    )


def slide(key: str, title: str, *blocks: Block, kind: SlideKind = SlideKind.STATUS, subtitle: str = "") -> Slide:
    return Slide(key, kind, title, blocks, NOTE, subtitle)


def deck(*slides: Slide, demonstration: bool = False) -> Deck:
    every = (
        slide("titre", "COPIL de Sèvremoine", Text("Signataires\u202f: Caf, commune, MSA."), kind=SlideKind.TITLE,
              subtitle="27 novembre 2025"),
        slide("chiffres", "31 actions engagées sur 42", FIGURES),
        slide("avancement", "Avancement et durée écoulée", FIGURES, SHARES, kind=SlideKind.PROGRESS),
        slide("axes", "État par axe", bars()),
        slide("changements", "Depuis le COPIL du 12 décembre 2024", CHANGES, SOFT),
        slide("point", "Ludothèque\u202f: poursuivre ou suspendre\u202f?", TEXT, NUMBERED, kind=SlideKind.POINT),
        slide("indicateur", "Places d’accueil créées", CURVE, kind=SlideKind.INDICATOR),
        slide("etapes", "Renouvellement", STEPS, kind=SlideKind.RENEWAL),
        slide("decisions", "Relevé de décisions", DECISIONS, kind=SlideKind.DECISIONS),
    )  # fmt: skip
    return Deck("COPIL de Sèvremoine", "27 novembre 2025", NOTE, DAY, slides or every, demonstration)

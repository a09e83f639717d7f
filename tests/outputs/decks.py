"""A deck by hand: every block of blocks.py, and words that break files."""

from datetime import date

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model.words import LATE, Band, Status
from ctg_tracking.outputs.blocks import (
    Bar,
    Bars,
    Bullets,
    Curve,
    Deck,
    Figure,
    Figures,
    Line,
    Marked,
    Share,
    Shares,
    Slide,
    SlideKind,
    Step,
    Steps,
    Table,
    Text,
)

NASTY = '=HYPERLINK("x")\x0b & <b> \ud800'
NOTE = "Chiffres figés au 27 novembre 2025 · Source\u202f: plans d’actions et points d’étape"
AXES = (
    ("Axe 1. Petite enfance et parentalité", Counts(12, done=4, in_progress=5, not_started=2, dropped=1, late=2)),
    ("Axe 2. Enfance et jeunesse", Counts(9, done=2, in_progress=6, postponed=1)),
    ("Axe 3 (sans titre dans le document)", Counts(14, in_progress=8, suspended=1, to_specify=5, late=1)),
    (NASTY, Counts(7, done=7)),
)
TOTAL = sum((counts for _label, counts in AXES), Counts())


def bars() -> Bars:
    """Four axes."""
    rows = [
        Bar(
            label,
            counts,
            f"{counts.engaged} engagées sur {counts.countable}",
            f"{counts.late} en retard" * bool(counts.late),
        )
        for label, counts in AXES
    ]
    legend = [Marked(one.look, f"{one.label} {TOTAL.of(one)}") for one in Status if TOTAL.of(one)]
    return Bars("État des actions par axe", rows, TOTAL, legend)


def curve() -> Curve:
    """Values that miss their target."""
    points = [(date(2022, 12, 31), 12.0), (date(2023, 12, 31), 18.5), (date(2025, 6, 30), 25.0)]
    told = "25 places au 30 juin 2025, pour une cible de 40 fin 2026."
    aims = [(date(2024, 12, 31), 30.0)]
    return Curve("Places d’accueil", "places", points, told, (date(2022, 1, 1), 10.0), (date(2026, 12, 31), 40.0), aims)


def _slide(key: str, kind: SlideKind, title: str, *blocks: object, **more: object) -> Slide:
    return Slide(key, kind, title, blocks, NOTE, **more)  # type: ignore[arg-type]


def a_deck(*, demonstration: bool = True) -> Deck:
    """Slides of every kind."""
    reasons = Bullets(
        [
            Line("Décision attendue\u202f: choisir le gestionnaire de la future crèche", LATE, "En retard de 4 mois"),
            Line("Recruter une coordinatrice", Status.SUSPENDED.look),
            Line(NASTY),
        ],
        "Pourquoi ce point",
        numbered=True,
    )
    table = Table(
        "Relevé de décisions",
        ("Décision", "Porteur", "Échéance", "Rang"),
        [
            ("Poursuivre la crèche familiale avec les trois communes volontaires", "CCAS", "30/06/2026", "1"),
            (
                Marked(Status.DROPPED.look, "Abandonner le bus itinérant"),
                "Communauté de communes",
                "non renseigné",
                "2",
            ),
        ],
        (5, 3, 2, 1),
        (3,),
    )
    steps = Steps(
        "Renouvellement",
        [
            Step("30 juin 2025", Band.RENEWED.look, "Évaluation et diagnostic lancés", "Fait le 12 juin 2025"),
            Step("31 décembre 2025", LATE, "Évaluation présentée au COPIL", "En retard de 2 mois"),
            Step("30 juin 2026", Band.UNDER_12.look, "Axes et fiches actions arrêtés en COPIL"),
        ],
    )
    slides = [
        _slide("titre", SlideKind.TITLE, "Comité de pilotage du 27 novembre 2025",
               Text("Caf de Démonstration, Commune d’Exemple, MSA"), subtitle="Convention de Sèvremoine 2022-2026"),
        _slide("resultats", SlideKind.RESULTS, "Trois résultats",
               Figures([Figure("12", "places créées, 6 en cours"), Figure("1 234,5", "heures d’accueil", LATE),
                        Figure("78,5\u202f%", "des familles satisfaites de l’accueil")]),
               Text("D’après les bilans des structures.", soft=True)),
        _slide("avancement", SlideKind.PROGRESS, "Où en est la convention",
               Figures([Figure("31", "actions engagées sur 42"), Figure("12", "réalisées")]),
               Shares([Share("Engagées", 73.8, "73,8\u202f% (31 sur 42)"), Share("Réalisées", 28.6, "28,6\u202f%"),
                       Share("Durée écoulée", None, "non renseigné")], "Avancement et durée")),
        _slide("axes", SlideKind.STATUS, "État des actions par axe", bars()),
        _slide("point-1", SlideKind.POINT, "Ouvrir une crèche à Exemple", reasons,
               subtitle="Axe 1 · 10 minutes", minutes=10, news=[Line("Réalisée à 14 h 02", Status.DONE.look)]),
        _slide("indicateur", SlideKind.INDICATOR, "Places d’accueil", curve()),
        _slide("renouvellement", SlideKind.RENEWAL, "Renouvellement", steps),
        _slide("decisions", SlideKind.DECISIONS, "Relevé de décisions", table),
    ]  # fmt: skip
    return Deck("Comité de pilotage", "Sèvremoine", "Chiffres figés au 27 novembre 2025", date(2025, 11, 27), slides,
                demonstration)  # fmt: skip

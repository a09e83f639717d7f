"""A simulated plan as the sheets of the import workbook."""

from making.follow_up import Point, points
from making.measures import Measure, measures
from making.plans import TODAY, Plan, Planned
from making.portfolio import SIMULATED
from making.workbooks import Cell, SheetOf

PLAN = (
    "Axe", "Objectif", "N°", "Action", "Pilotes", "Partenaires", "Public", "Thèmes", "Communes concernées",
    "Coordination", "Priorité", "Début", "Échéance", "Calendrier", "Chaque année", "Budget (€)",
    "Financements", "Statut", "Avancement (%)", "Motif", "Date de reprise", "Situation au", "Commentaire",
    "Origine",
)  # fmt: skip
INDICATORS = (
    "Axe", "N°", "Action", "Indicateur", "Unité", "Sens", "Nature", "Valeur de départ", "Date de départ",
    "Cible", "Date cible", "Périodicité", "Source", "Origine",
)  # fmt: skip
VALUES = ("Indicateur", "Axe", "N°", "Action", "Date", "Valeur", "Source", "Origine")
POINTS = (
    "Axe", "N°", "Action", "Date", "Statut", "Avancement (%)", "Confiance", "Ce qui a avancé",
    "Prochaine étape", "Ce qui bloque", "Décision attendue", "Motif", "Date de reprise", "Origine",
)  # fmt: skip


def plan_sheets(plan: Plan) -> list[SheetOf]:
    """Sheets of one convention: a thin plan tells its status in the plan itself, a mute one tells none."""
    told = [(action, points(plan, action, rank)) for rank, action in enumerate(plan.actions)]
    if plan.size == "muet":
        told = [(action, []) for action, _ in told]
    thin = plan.size == "mince"
    sheets = [SheetOf("Plan d'actions", PLAN, [_action(action, said if thin else []) for action, said in told])]
    sheets += _measured(plan)
    dated = [_point(action, point) for action, said in told for point in said]
    return sheets if thin or not dated else [*sheets, SheetOf("Points d'étape", POINTS, dated)]


def _action(action: Planned, said: list[Point]) -> list[Cell]:
    last = said[-1] if said else None
    return [
        action.axe, action.objective, action.code, action.title, " ; ".join(action.pilots),
        " ; ".join(action.partners), action.model.audience, action.model.theme, " ; ".join(action.communes),
        action.coordinator, action.priority, action.starts_on, action.due_on, action.calendar,
        "Oui" if action.model.yearly else None, action.budget, action.funding, last and last.status,
        last and last.percent, last and last.reason, last and last.resumes_on, last and last.on,
        last and last.done, SIMULATED,
    ]  # fmt: skip


def _point(action: Planned, point: Point) -> list[Cell]:
    assert point.on <= TODAY
    return [
        action.axe, action.code, action.title, point.on, point.status, point.percent, point.confidence,
        point.done, point.next, point.blocking, point.decision, point.reason, point.resumes_on, SIMULATED,
    ]  # fmt: skip


def _measured(plan: Plan) -> list[SheetOf]:
    """Indicators, with their values in columns by year for one convention in two, in rows for the others."""
    found = measures(plan) if plan.size != "mince" else measures(plan)[:1]
    if not found:
        return []
    if plan.rng("shape").random() < 0.5:
        years = sorted({day.year for measure in found for day, _ in measure.values})
        headers = (*INDICATORS, *(f"Valeur {year}" for year in years))
        return [SheetOf("Indicateurs", headers, [[*_indicator(one), *_by_year(one, years)] for one in found])]
    rows = [_value(measure, rank) for measure in found for rank in range(len(measure.values))]
    sheets = [SheetOf("Indicateurs", INDICATORS, [_indicator(measure) for measure in found])]
    return [*sheets, SheetOf("Valeurs", VALUES, rows)] if rows else sheets


def _indicator(measure: Measure) -> list[Cell]:
    action = measure.action
    return [
        action.axe, action.code, action.title, measure.name, measure.unit, measure.direction, measure.nature,
        measure.baseline, measure.baseline_on, measure.target, measure.target_on, "Chaque année",
        measure.source, SIMULATED,
    ]  # fmt: skip


def _by_year(measure: Measure, years: list[int]) -> list[Cell]:
    values = {day.year: value for day, value in measure.values}
    return [values.get(year) for year in years]


def _value(measure: Measure, rank: int) -> list[Cell]:
    day, value = measure.values[rank]
    action = measure.action
    return [measure.name, action.axe, action.code, action.title, day, value, measure.source, SIMULATED]

"""What the person answered about the rows of a file, checked against the file and the store before anything else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ctg_tracking.errors import BadInput
from ctg_tracking.spreadsheet import identifiers
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import ParsedAction, ParsedHeading, ParsedIndicator, ParsedPlan
from ctg_tracking.spreadsheet.stored import StoredPlan
from ctg_tracking.spreadsheet.told import Decisions

Answers = Mapping[int, int | None]
"""Index of a row of the file -> id of the stored row it is, None: a new one. Not named: nothing was answered."""


@dataclass(frozen=True)
class Answered:
    """The answers about headings, actions (operations too) and indicators, by their index in the file."""

    headings: Answers
    actions: Answers
    indicators: Answers


def place_of(sheet: str, cell: str) -> str:
    """Key of the answer about the row whose title is in this cell."""
    return f"{sheet}!{cell}"


def heading_place(heading: ParsedHeading) -> str:
    """Key of the answer about a heading, which may be named in the very cell of an action."""
    return f"{place_of(heading.sheet, heading.cell)}#axe"


def indicator_places(plan: ParsedPlan) -> list[str]:
    """Key of the answer about each indicator of a file; several may be named in one cell."""
    counted: dict[str, int] = {}
    return [_numbered(one, counted) for one in plan.indicators]


def _numbered(indicator: ParsedIndicator, counted: dict[str, int]) -> str:
    place = place_of(indicator.sheet, indicator.cell)
    counted[place] = counted.get(place, 0) + 1
    return place if counted[place] == 1 else f"{place}#{counted[place]}"


def answered(plan: ParsedPlan, stored: StoredPlan, decisions: Decisions, problems: list[Problem]) -> Answered:
    """The answers of `decisions` about the rows of `plan`.

    One about a row that the file does not have is left aside and told. Raises BadInput for an id that is not in this
    convention, or that two rows are said to be.
    """
    if not decisions.matches:
        return Answered({}, {}, {})
    headings = {heading_place(one): index for index, one in enumerate(plan.headings)}
    actions = {place_of(one.sheet, one.cell): index for index, one in enumerate(plan.actions)}
    indicators = {place: index for index, place in enumerate(indicator_places(plan))}
    places = {*headings, *actions, *indicators}
    problems += [_no_such_row(place) for place in decisions.matches if place not in places]
    fiches = {one.id for one in stored.actions if one.parent_id is None}
    operations = {one.id for one in stored.actions} - fiches

    def of_action(index: int) -> set[int]:
        return fiches if plan.actions[index].parent is None else operations

    found = Answered(
        _told(decisions, headings, lambda _: {one.id for one in stored.headings}, "une partie du plan"),
        _told(decisions, actions, of_action, "une action (ou une opération, pour une opération)"),
        _told(decisions, indicators, lambda _: {one.id for one in stored.indicators}, "un indicateur"),
    )
    _refuse_identified(plan, stored, found)
    return found


def _told(decisions: Decisions, places: Mapping[str, int], known: Callable[[int], set[int]], what: str) -> Answers:
    found: dict[int, int | None] = {}
    claimed: dict[int, str] = {}
    for place, row_id in decisions.matches.items():
        if place not in places:
            continue
        if row_id is not None and row_id not in known(places[place]):
            raise BadInput(place, row_id, f"l’identifiant d’{what} de cette convention")
        if row_id is not None and row_id in claimed:
            raise BadInput(place, row_id, f"un identifiant qui n’est pas déjà celui de la ligne {claimed[row_id]}")
        if row_id is not None:
            claimed[row_id] = place
        found[places[place]] = row_id
    return found


def _refuse_identified(plan: ParsedPlan, stored: StoredPlan, found: Answered) -> None:
    """What a row of the file names by our own identifier is not said to be another row."""
    kinds: tuple[tuple[str, Sequence[ParsedAction | ParsedIndicator], Answers], ...] = (
        ("A", plan.actions, found.actions),
        ("I", plan.indicators, found.indicators),
    )
    for kind, rows, answers in kinds:
        claimed = {row_id: index for index, row_id in answers.items() if row_id is not None}
        for index, row in enumerate(rows if claimed else ()):
            row_id = identifiers.stored_id(row.key, stored.reference, kind)
            claimant = claimed.get(row_id) if row_id is not None and not row.refused else None
            if claimant is not None and claimant != index:
                other = rows[claimant]
                told = f"un identifiant qui n’est pas déjà celui de la ligne {place_of(row.sheet, row.cell)}"
                raise BadInput(place_of(other.sheet, other.cell), row_id, told)


def _no_such_row(place: str) -> Problem:
    sheet, _, cell = place.rpartition("!")
    message = f"« {place} »\u202f: aucune ligne du fichier n’est à cette place\u202f; la réponse est laissée de côté."
    return Problem(Severity.WARNING, sheet, cell.partition("#")[0], "Réponse", place, message)

"""What reading the rows of a workbook gathers: headings joined as they come, rows, and problems at their cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctg_tracking.spreadsheet.grid import Sheet, Value, cell_name
from ctg_tracking.spreadsheet.labels import Label, code_key, header_word, title_key
from ctg_tracking.spreadsheet.layout import Matched
from ctg_tracking.spreadsheet.parsed import Problem, Severity, Trouble
from ctg_tracking.spreadsheet.plan import (
    ParsedAction,
    ParsedHeading,
    ParsedIndicator,
    ParsedPlan,
    ParsedReport,
    ParsedValue,
    heading_key,
)
from ctg_tracking.spreadsheet.statuses import status_key
from ctg_tracking.spreadsheet.told import Asked, Question, Understanding
from ctg_tracking.spreadsheet.words import as_text

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class At:
    """A cell being read: its sheet, row from 0 and column."""

    sheet: Sheet
    row: int
    column: Matched

    @property
    def cell(self) -> str:
        """Name of the cell, as in D12."""
        return cell_name(self.row, self.column.index)


class Sink:
    """Gathers one workbook's rows. `statuses`: `status_key` of words -> what the person said they mean.

    `sheets`: every sheet of the workbook, whole: a legend may stand anywhere.
    """

    def __init__(self, told: Understanding, sheets: Sequence[Sheet] = ()) -> None:
        self.sheets = sheets
        self.statuses = {status_key(word): status for word, status in told.statuses.items()}
        self.colours = {colour.lstrip("#").upper(): status for colour, status in told.colours.items()}
        self.headings: list[ParsedHeading] = []
        self.actions: list[ParsedAction] = []
        self.indicators: list[ParsedIndicator] = []
        self.values: list[ParsedValue] = []
        self.reports: list[ParsedReport] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.refused_rows = 0
        self._questions: dict[tuple[Asked, str], Question] = {}
        self._levels: list[str | None] = [None, None, None]
        self._told_by_cells: set[int] = set()
        self._siblings: dict[int | None, dict[str, list[int]]] = {}
        self._numbered: dict[tuple[int | None, str], list[int]] = {}

    def ask(self, question: Question) -> None:
        """Keep a question; the same word or colour met again only adds to its count."""
        key = (question.about, status_key(question.what))
        known = self._questions.get(key)
        if known is None:
            self._questions[key] = question
        else:
            proposed = known.proposed or question.proposed
            self._questions[key] = replace(known, count=known.count + question.count, proposed=proposed)

    def tell(self, at: At, value: Value, trouble: Trouble) -> None:
        """Keep a trouble at its cell; the message names what was found."""
        text = as_text(value)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        self.problems.append(
            Problem(
                trouble.severity, at.sheet.name, at.cell, at.column.header, shown, _sentence(shown, trouble.message)
            )
        )

    def refuse(self, sheet: Sheet, cell: str, column: str, value: str, message: str) -> None:
        """Keep an error about a row that names something wrong."""
        self.problems.append(Problem(Severity.ERROR, sheet.name, cell, column, value, _sentence(value, message)))

    def warn(self, sheet: Sheet, cell: str, column: str, value: str, message: str) -> None:
        """Keep a warning."""
        self.problems.append(Problem(Severity.WARNING, sheet.name, cell, column, value, _sentence(value, message)))

    # -- headings --

    def name_level(self, level: int, header: str, label: Label) -> None:
        """Remember what the plan calls a level: the first word told by its cells, else by its header."""
        shortened = label.prefix.startswith("obj") and not label.prefix.startswith("objectif")
        if label.word and level not in self._told_by_cells and not (shortened and header_word(header)):
            self._told_by_cells.add(level)
            self._levels[level - 1] = label.word
        elif self._levels[level - 1] is None:
            self._levels[level - 1] = header_word(header)

    def heading(self, parent: int | None, label: Label, sheet: Sheet, cell: str) -> int:
        """Index of the heading a cell names under `parent`: the same axe written two ways is one."""
        found = self._find_heading(parent, label)
        if found is not None:
            self._complete(found, label)
            return found
        index = len(self.headings)
        level = 1 if parent is None else self.headings[parent].level + 1
        self.headings.append(ParsedHeading(level, parent, label.code, label.title, sheet.name, cell))
        self._remember(index)
        return index

    def _find_heading(self, parent: int | None, label: Label) -> int | None:
        numbered = self._numbered.get((parent, code_key(label.code)), []) if label.code else []
        if label.title is None:
            untitled = [index for index in numbered if self.headings[index].title is None]
            return next(iter(untitled or (numbered if len(numbered) == 1 else [])), None)
        for index in self._siblings.get(parent, {}).get(title_key(label.title), []):
            code = self.headings[index].code
            if not code or not label.code or code_key(code) == code_key(label.code):
                return index
        bare = [index for index in numbered if self.headings[index].title is None]
        return bare[0] if bare else None

    def _complete(self, index: int, label: Label) -> None:
        """A bare « Axe 6 » takes the title given elsewhere; normal case is preferred to capitals."""
        known = self.headings[index]
        title = known.title or label.title
        if known.title and label.title and known.title.isupper() and not label.title.isupper():
            title = label.title
        if title != known.title or (label.code and not known.code):
            self.headings[index] = replace(known, title=title, code=known.code or label.code)
            self._remember(index)

    def _remember(self, index: int) -> None:
        heading = self.headings[index]
        siblings = self._siblings.setdefault(heading.parent, {}).setdefault(
            heading_key(heading.title, heading.code), []
        )
        if index not in siblings:
            siblings.append(index)
        if heading.code:
            numbered = self._numbered.setdefault((heading.parent, code_key(heading.code)), [])
            if index not in numbered:
                numbered.append(index)

    def _unanswered(self) -> list[Problem]:
        """A warning for each colour or column of crosses that nobody explained; a word has one at each of its cells."""
        return [
            Problem(Severity.WARNING, one.sheet, one.cell, "", one.what, _unexplained(one))
            for one in self._questions.values()
            if one.about is not Asked.STATUS
        ]

    def plan(self, file: str, sha256: str) -> ParsedPlan:
        """All that was gathered."""
        first, second, third = self._levels
        return ParsedPlan(
            file=file,
            sha256=sha256,
            level_names=(first, second, third),
            headings=tuple(self.headings),
            actions=tuple(self.actions),
            indicators=tuple(self.indicators),
            values=tuple(self.values),
            reports=tuple(self.reports),
            problems=tuple(sorted((*self.problems, *self._unanswered()), key=_errors_first)),
            refused_rows=self.refused_rows,
            notes=tuple(self.notes),
            questions=tuple(self._questions.values()),
        )


def _errors_first(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR


def _unexplained(question: Question) -> str:
    lines = "d’une ligne" if question.count == 1 else f"de {question.count} lignes"
    if question.about is Asked.COLOUR:
        return f"Le statut {lines} n’est dit que par une couleur\u202f: dites ce qu’elle veut dire."
    words = f"n’est dit que par une croix sous « {question.what} »\u202f: dites ce qu’elle veut dire."
    return f"Le statut {lines} {words}"


def _sentence(value: str, message: str) -> str:
    sentence = message if message.startswith("«") or not value else f"« {value} »\u202f: {message}"
    return sentence[0].upper() + sentence[1:] + ("" if sentence.endswith((".", "…")) else ".")

"""Decisions: one in a line, and the list of all those a committee took (décision, qui, pour quand)."""

from collections.abc import Collection, Sequence

from ctg_tracking.figures.committees import AttendanceRow
from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs.blocks import Block, Bullets, Line, Slide, SlideKind, Table, Text
from ctg_tracking.outputs.deck.ground import Ground

NOT_YET = "Aucune décision pour l’instant."
NONE = "Aucune décision n’a été prise."


def record(ground: Ground, taken: Sequence[DecisionRow], *, closed: bool) -> Slide:
    """The relevé: every decision whole, with who carries it and until when."""
    rows = tuple(_row(ground, row) for row in taken)
    table = Table("Décisions", ("Décision", "Qui", "Pour quand"), rows, (0.6, 0.22, 0.18))
    blocks: tuple[Block, ...] = (table,) if taken else (Text(NONE if closed else NOT_YET),)
    return Slide("decisions", SlideKind.DECISIONS, "Relevé de décisions", blocks, ground.note("décisions du comité"))


def present(ground: Ground, invited: Sequence[AttendanceRow]) -> Slide:
    """Who came, once the committee is closed; those nobody ticked are told apart."""
    lists = tuple(
        Bullets(tuple(_who(row) for row in invited if row.present is came), title)
        for came, title in ((True, "Présents"), (False, "Excusés ou absents"), (None, f"Présence {NOT_GIVEN}e"))
        if any(row.present is came for row in invited)
    )
    blocks: tuple[Block, ...] = lists or (Text("Aucun invité n’a été noté."),)
    return Slide("presents", SlideKind.ATTENDANCE, "Présents", blocks, ground.note("feuille de présence"))


def line(row: DecisionRow) -> Line:
    """A decision with its outcome, who carries it and until when."""
    return Line(french.typeset(decided(row)), None, " · ".join(carried(row)) if row.owner or row.due_on else "")


def followed(row: DecisionRow, bodies: Collection[int]) -> str:
    """How a former decision stands: done, or who carries it and until when; once late, no person is named."""
    if row.done_on:
        return f"faite le {french.long_day(row.done_on)}"
    who, when = carried(row)
    if not row.late:
        return f"{who} · {when}"
    return f"{who} · {when}, en retard" if row.owner_id in bodies else f"{when}, en retard"


def decided(row: DecisionRow) -> str:
    """« Poursuivre. Présenter un calendrier révisé », the outcome alone or the words alone."""
    outcome = row.outcome.label if row.outcome else row.text
    return row.text if outcome == row.text else f"{outcome}. {row.text}"


def carried(row: DecisionRow) -> tuple[str, ...]:
    """« qui : CCAS », « pour le 30 juin 2026 »; what nobody said is told so."""
    when = f"pour le {french.long_day(row.due_on)}" if row.due_on else f"échéance {NOT_GIVEN}e"
    return f"qui{french.NARROW}: {french.typeset(row.owner) if row.owner else NOT_GIVEN}", when


def _row(ground: Ground, row: DecisionRow) -> tuple[str, str, str]:
    about = (row.subject, ground.place(row.convention_id))
    subject = " · ".join(words for words in about if words)
    text = f"{subject} : {decided(row)}" if subject else decided(row)
    if row.owner is None and row.due_on is None and row.done_on is not None:
        return french.typeset(text), "", "sans suite attendue"
    owner = french.typeset(row.owner) if row.owner else NOT_GIVEN
    return french.typeset(text), owner, french.day(row.due_on) if row.due_on else f"{NOT_GIVEN}e"


def _who(row: AttendanceRow) -> Line:
    return Line(french.typeset(f"{row.name}, {row.body}" if row.body else row.name))

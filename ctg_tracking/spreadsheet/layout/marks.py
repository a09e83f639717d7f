"""Columns of crosses under a status: « Réalisé | En cours | À venir », the header is the status."""

from collections.abc import Collection, Mapping, Sequence

from ctg_tracking.spreadsheet.columns import Kind
from ctg_tracking.spreadsheet.layout.evidence import Evidence
from ctg_tracking.spreadsheet.layout.heads import Head
from ctg_tracking.spreadsheet.layout.place import SURE, Matched
from ctg_tracking.spreadsheet.statuses import known_status
from ctg_tracking.spreadsheet.text import stem

TO_ASK = 80
"""Confidence of a column of crosses beside those of known statuses, whose header is not one: the person says."""

_GROUPS = frozenset(
    stem(word)
    for word in ("statut", "état", "avancement", "état d'avancement", "suivi", "réalisation", "niveau de réalisation",
                 "situation", "stade", "degré d'avancement", "niveau d'avancement", "statut de l'action")
)  # fmt: skip


def is_status_head(head: Head, told: Collection[str]) -> bool:
    """Whether a header is a status, one we know or one the person told; `told` are stems."""
    return bool(head.own) and (known_status(head.own) is not None or stem(head.own) in told)


def status_mark(index: int, head: Head, seen: Evidence, told: Collection[str]) -> Matched | None:
    """A column of crosses, or not filled yet, whose header is a status."""
    if not is_status_head(head, told):
        return None
    if seen.marked or (not seen.filled and stem(head.group) in _GROUPS):
        return Matched(index, head.own, "status_mark", Kind.TEXT, SURE)
    return None


def beside_marks(
    heads: Sequence[Head], matched: Mapping[int, Matched], looks: Mapping[int, Evidence], told: Collection[str]
) -> list[Matched]:
    """Columns beside those of statuses: not crossed yet, or crossed under words whose status is to be asked."""
    found: list[Matched] = []
    marks = {index for index, column in matched.items() if column.field == "status_mark"}
    for index, head in enumerate(heads):
        if not head.own or index in matched:
            continue
        known = is_status_head(head, told) and not looks[index].filled
        near = stem(head.group) in _GROUPS or index - 1 in marks or index + 1 in marks
        if near and (known or looks[index].crossed):
            marks.add(index)
            found.append(Matched(index, head.own, "status_mark", Kind.TEXT, SURE if known else TO_ASK))
    return found

"""Cells that name several roles: « Pilote : CCAS / Partenaires : Caf, MSA » in a column of pilots."""

import re
from collections.abc import Iterator, Sequence

from ctg_tracking.spreadsheet.grid import Row
from ctg_tracking.spreadsheet.words import Named

SHARED = frozenset(("pilots", "partners"))
"""Fields whose columns may name both."""
_PILOTS = r"(?:co-?)?pilotes?(?:\(s\))?|porteurs?(?:\(s\))?(?:\sde\s(?:l['’]action|projet))?|chefs?\sde\sfile"
_PARTNERS = r"partenaires?(?:\(s\))?(?:\sassociés?)?|partenariats?"
_ROLE = re.compile(rf"(?:(?P<pilots>{_PILOTS})|(?P<partners>{_PARTNERS}))\s?(?P<colon>:)?\s*", re.IGNORECASE)
_TOLD = re.compile(rf"\b(?:{_PILOTS}|{_PARTNERS})\s?:", re.IGNORECASE)
_BEFORE = re.compile(rf"\s*[-–—|]?\s+(?=(?:{_PILOTS}|{_PARTNERS})\s?:)", re.IGNORECASE)


def tells_roles(body: Sequence[Row], index: int) -> bool:
    """Whether a cell of a column says the role of those it names."""
    return any(isinstance(text := row[index], str) and ":" in text and _TOLD.search(text) for row in body)


def by_role(names: Sequence[Named], field: str) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """The names of a cell by the field of their role, that of the column until a role is told."""
    found: dict[str, list[Named]] = {}
    told = False
    for named in names:
        for words in _BEFORE.split(named.name):
            role = _ROLE.match(words)
            bare = role is not None and role.end() == len(words)
            if role is not None and (
                role["colon"] or (bare and (told or named is names[0]) and named is not names[-1])
            ):
                field, told = "pilots" if role["pilots"] else "partners", True
                words = words[role.end() :]
            if words.strip():
                one = named if words == named.name else Named(words.strip(), named.kind)
                found.setdefault(field, []).append(one)
    return ((role_of, tuple(dict.fromkeys(each))) for role_of, each in found.items())

"""Headings written so that reading them gives back the same number and the same title."""

from collections.abc import Iterable, Mapping, Sequence

from ctg_tracking.spreadsheet.labels import code_key, read_label
from ctg_tracking.spreadsheet.stored import StoredHeading

LEVELS = ("axe", "objective", "sub_objective")
"""Field of each level of the plan, from the highest."""


def written(level_name: str, code: str | None, title: str | None) -> str:
    """« Enjeu 1 : Modes de garde », in the first form that is read back as this very number and title.

    A number that no form can carry is left out rather than misread: the title then names the heading.
    """
    forms = tuple(_forms(level_name, code, title))
    return next((form for form in forms if _reads_as(form, code, title)), title or forms[0])


def _forms(level_name: str, code: str | None, title: str | None) -> Iterable[str]:
    if code and title:
        yield from (f"{level_name} {code} : {title}", f"{code}. {title}", f"{code} : {title}", f"{code} - {title}")
    elif code:
        yield from (f"{level_name} {code}", f"Axe {code}", code)
    yield title or f"{level_name} {code}"


def _reads_as(form: str, code: str | None, title: str | None) -> bool:
    label = read_label(form)
    return label.title == title and code_key(label.code or "") == code_key(code or "")


def paths(headings: Sequence[StoredHeading], level_names: Sequence[str]) -> Mapping[int | None, Mapping[str, str]]:
    """For each heading id, the text of its own level and of those above, by field; none for None."""
    found: dict[int | None, Mapping[str, str]] = {None: {}}
    for heading in sorted(headings, key=lambda one: one.level):
        text = written(level_names[heading.level - 1], heading.code, heading.title)
        found[heading.id] = {**found[heading.parent_id], LEVELS[heading.level - 1]: text}
    return found

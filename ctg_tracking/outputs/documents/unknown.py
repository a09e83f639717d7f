"""What the store does not know of a convention, said rather than left blank."""

from collections.abc import Iterator

from ctg_tracking.model import french
from ctg_tracking.outputs.blocks import Line
from ctg_tracking.outputs.documents.handed import Handover


def unknown_lines(told: Handover) -> tuple[Line, ...]:
    """A line for each thing nobody gave; one that says so when there is none."""
    return tuple(_lines(told)) or (Line("Rien d’essentiel ne manque."),)


def _lines(told: Handover) -> Iterator[Line]:
    convention, ground = told.convention, told.ground
    dates = {"signature": convention.signed_on, "début": convention.starts_on, "fin": convention.ends_on}
    if missing := [name for name, day in dates.items() if day is None]:
        yield Line(french.typeset(f"Dates non renseignées de la convention : {french.listed(missing)}."))
    if not convention.signatories:
        yield Line("Signataires non renseignés.")
    if convention.adviser is None:
        yield Line("Conseil Caf non renseigné.")
    fiches = [row for row in ground.fiches if not row.status.closed]
    indicators = ground.shown.indicators
    for count, what in (
        (sum(not row.bodies for row in fiches), "action ouverte sans organisme pilote connu"),
        (sum(row.due_on is None for row in fiches), "action ouverte sans échéance datée"),
        (sum(row.never_reported for row in fiches), "action ouverte jamais renseignée"),
        (sum(row.axe_id is None for row in fiches), "action ouverte sous aucun axe"),
        (sum(row.value is None and not row.text for row in indicators), "indicateur sans valeur"),
        (sum(row.target is None and not row.target_text for row in indicators), "indicateur sans cible"),
    ):
        if count:
            yield Line(f"{french.counted(count, what, _plural(what))}.")


def _plural(what: str) -> str:
    """« actions ouvertes sans échéance datée »: the words before « sans » and « sous » agree, the others do not."""
    head, *rest = what.split(" ")
    agreed = [f"{head}s"]
    for word in rest:
        if word in ("sans", "sous"):
            break
        agreed.append(word if word == "jamais" else f"{word}s")
    return " ".join([*agreed, *rest[len(agreed) - 1 :]])

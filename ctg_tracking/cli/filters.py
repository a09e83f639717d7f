"""The filters of the reading verbs, each repeatable, and the Selection they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from ctg_tracking.figures.selection import Selection

Verb = TypeVar("Verb", bound=Callable[..., Any])

UNKNOWN: Final = "non renseigné"
"""What a filter is given to find what nobody told."""
STATUSES: Final = ("done", "in_progress", "not_started", "postponed", "suspended", "dropped", "to_specify")
"""Keys of ctg_tracking.model.words.Status, written here because a help page does not import the model."""


class NumberOrUnknown(click.ParamType["int | str"]):
    """A whole number, or « non renseigné »."""

    name = "NOMBRE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        text = str(value).strip()
        if text.casefold() == UNKNOWN:
            return UNKNOWN
        if text.isascii() and text.isdigit() and len(text) <= 4:
            return int(text)
        return self.fail(f"« {text} » n’est pas accepté\u202f; attendu\u202f: un nombre, ou « {UNKNOWN} ».", param, ctx)


_NUMBER = NumberOrUnknown()
_FILTERS = (
    click.option("--convention", "conventions", multiple=True, metavar="REF", help="Référence d’une convention."),
    click.option(
        "--territory", "territories", multiple=True, metavar="CODE", help="Code INSEE ou SIREN du territoire."
    ),
    click.option("--signature-year", "signature_years", multiple=True, type=_NUMBER, help="Année de signature."),
    click.option("--axe", "axes", multiple=True, metavar="TEXTE", help="Titre ou numéro d’un axe (« Axe 3 »)."),
    click.option("--theme", "themes", multiple=True, metavar="TEXTE", help="Thème, par exemple « Petite enfance »."),
    click.option("--term", "terms", multiple=True, type=_NUMBER, help="Durée en années."),
    click.option("--pilot", "pilots", multiple=True, metavar="TEXTE", help="Personne ou organisme pilote."),
    click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Statut à la date demandée."),
    click.option("--running", is_flag=True, help="Laisse de côté les conventions déjà remplacées."),
    click.option("--commune", "communes", multiple=True, metavar="CODE", help="Code INSEE d’une commune servie."),
)


def filters_option(verb: Verb) -> Verb:
    """The filters, each repeatable; the verb receives them as keywords, for `selection_of`."""
    for option in reversed(_FILTERS):
        verb = option(verb)
    return verb


def selection_of(filters: dict[str, Any], as_of: date) -> Selection:
    """The Selection of what `filters_option` received, at a day; « non renseigné » finds what nobody told."""
    from ctg_tracking.figures.selection import Selection
    from ctg_tracking.model.text import fold
    from ctg_tracking.model.words import Status

    def known(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(None if fold(str(value)) == fold(UNKNOWN) else value for value in values)

    missing_allowed = {name: known(filters[name]) for name in ("signature_years", "axes", "themes", "terms", "pilots")}
    return Selection(
        conventions=filters["conventions"],
        territories=tuple(code.strip().upper() for code in filters["territories"]),
        communes=tuple(code.strip().upper() for code in filters["communes"]),
        statuses=tuple(Status(status) for status in filters["statuses"]),
        running_at=as_of if filters["running"] else None,
        **missing_allowed,
    )

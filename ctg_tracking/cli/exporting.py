"""What leaves, from a terminal: a plan, a portfolio, a committee or a hand-over pack, in every form it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctg_tracking.cli.context import opened_store, reader
from ctg_tracking.cli.filters import filters_option, selection_of
from ctg_tracking.cli.options import as_of_option
from ctg_tracking.cli.output import tell

if TYPE_CHECKING:
    from ctg_tracking.outputs.requests import Request

WHAT = ("plan", "portfolio", "committee", "handover")
KINDS = ("xlsx", "csv", "pptx", "pdf", "ics", "zip")
PAPERS = ("deck", "minutes")
"""Keys of ctg_tracking.outputs.requests, written here because a help page does not import the outputs."""
_EVERY = 0.1


@click.command(
    help="Écrit dans un fichier un plan d’actions (plan), plusieurs conventions (portfolio), un comité (committee) ou "
    "le dossier de passation d’une convention (handover)."
)
@click.argument("what", metavar="plan|portfolio|committee|handover", type=click.Choice(WHAT))
@click.option(
    "--format", "kind", required=True, type=click.Choice(KINDS),
    help="zip pour handover, les autres pour le reste. Plan en xlsx\u202f: une convention, relue sans changement par "
    "« import »\u202f; en csv\u202f: une ligne par action.",
)  # fmt: skip
@click.option(
    "--out", required=True, metavar="FICHIER", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire."
)
@click.option(
    "--meeting", "committee_id", type=click.IntRange(min=1),
    help="Numéro du comité\u202f; inutile quand un seul répond aux filtres.",
)  # fmt: skip
@click.option(
    "--as", "paper", type=click.Choice(PAPERS),
    help="Quel PDF d’un comité\u202f: ses diapositives (deck) ou son relevé de décisions (minutes). Par défaut le "
    "relevé, et les diapositives tant que le comité n’est pas ouvert.",
)  # fmt: skip
@filters_option
@as_of_option
def export(  # noqa: D103 - its help is above
    what: str,
    kind: str,
    out: Path,
    committee_id: int | None,
    paper: str | None,
    as_of: date | None,
    **filters: Any,
) -> None:
    from ctg_tracking.outputs.producing import produce
    from ctg_tracking.outputs.requests import Kind, Paper, Request, What
    from ctg_tracking.store import clock

    asked = Request(What(what), Kind(kind), committee_id=committee_id, paper=Paper(paper) if paper else None)
    _require_possible(asked)
    with opened_store() as store, store.read() as session:
        day = as_of or clock.today(session)
        request = replace(asked, selection=selection_of(filters, day), as_of=day)
        made = produce(session, reader(store), request, _progress())
    _write(out, made.file.content)
    for note in made.notes:
        tell(f"À savoir, {note}")
    tell(f"Fichier écrit\u202f: {out} ({made.held}).")


def _require_possible(asked: Request) -> None:
    """An export that does not exist is a wrong usage: the possible ones are named, and the help page."""
    from ctg_tracking.errors import Conflict
    from ctg_tracking.outputs.requests import require_possible

    try:
        require_possible(asked)
    except Conflict as refusal:
        raise click.UsageError(str(refusal), click.get_current_context()) from refusal


def _progress() -> Callable[[float, str], None]:
    """Tells how far a long export is, each tenth of it; a short one is over before it has anything to say."""
    import time

    begun, told = time.monotonic(), 0.0

    def progress(share: float, words: str) -> None:
        nonlocal told
        if share >= told + _EVERY and time.monotonic() - begun > 1:
            told = share
            tell(f"{round(100 * share)}\u202f% · {words}")

    return progress


def _write(out: Path, content: bytes) -> None:
    """In one go: a refused export leaves no file."""
    from ctg_tracking.errors import Conflict

    unfinished = out.with_name(f".{out.name}.partiel")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(out)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Conflict(f"Le fichier « {out.name} » ne peut pas être écrit à cet endroit.") from error


COMMANDS: tuple[click.Command, ...] = (export,)

"""What leaves, from a terminal: the plan of a convention as a workbook, plans as one flat CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ctg_tracking.cli.context import opened_store, reader
from ctg_tracking.cli.filters import filters_option, selection_of
from ctg_tracking.cli.options import as_of_option
from ctg_tracking.cli.output import tell

WHAT, FORMATS = ("plan",), ("xlsx", "csv")


@click.command(
    help="Écrit le plan d’actions dans un fichier\u202f: un classeur Excel (celui du modèle, rempli), ou un CSV à plat."
)
@click.argument("what", metavar="plan", type=click.Choice(WHAT))
@click.option(
    "--format", "kind", required=True, type=click.Choice(FORMATS),
    help="xlsx\u202f: une convention, relue sans changement par « import »\u202f; csv\u202f: une ligne par action.",
)  # fmt: skip
@click.option(
    "--out", required=True, metavar="FICHIER", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire."
)
@filters_option
@as_of_option
def export(what: str, kind: str, out: Path, as_of: date | None, **filters: Any) -> None:  # noqa: ARG001
    """Write what was asked in one go: a refused export leaves no file."""
    from ctg_tracking.outputs.plans import Format, plan_file
    from ctg_tracking.store import clock

    with opened_store() as store, store.read() as session:
        day = as_of or clock.today(session)
        made = plan_file(session, reader(store), selection_of(filters, day), day, Format(kind))
    _write(out, made.file.content)
    for note in made.notes:
        tell(f"À savoir, {note}")
    held = f"{_counted(made.actions, 'action')}, {_counted(made.conventions, 'convention')}"
    tell(f"Fichier écrit\u202f: {out} ({held}).")


def _write(out: Path, content: bytes) -> None:
    from ctg_tracking.errors import Conflict

    unfinished = out.with_name(f".{out.name}.partiel")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(out)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Conflict(f"Le fichier « {out.name} » ne peut pas être écrit à cet endroit.") from error


def _counted(number: int, noun: str) -> str:
    from ctg_tracking.model import french

    return french.counted(number, noun)


COMMANDS: tuple[click.Command, ...] = (export,)

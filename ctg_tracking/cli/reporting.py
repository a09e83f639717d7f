"""Reporting verbs: progress on an action, a value of an indicator."""

from datetime import date

import click

from ctg_tracking.cli.options import DAY, author_option
from ctg_tracking.cli.output import tell

STATUSES = ("done", "in_progress", "not_started", "suspended", "postponed", "dropped", "to_specify")


@click.command("progress", help="Rend compte d’une action.")
@click.argument("action_id", type=click.IntRange(min=1))
@click.option("--status", required=True, type=click.Choice(STATUSES), help="Nouveau statut.")
@click.option("--percent", type=click.IntRange(0, 100), help="Avancement, de 0 à 100.")
@click.option("--note", help="Ce qui a avancé.")
@click.option("--reason", help="Motif, exigé pour une action suspendue ou abandonnée.")
@click.option("--resumes-on", type=DAY, help="Date de reprise, exigée pour une action reportée.")
@click.option("--on", type=DAY, help="Jour où ce statut est vrai (par défaut\u202f: le jour courant).")
@click.option("--expect-version", type=int, help="Refuse d’écrire si l’action a changé depuis cette version.")
@author_option
def progress(
    action_id: int, status: str, percent: int | None, note: str | None, reason: str | None,
    resumes_on: date | None, on: date | None, expect_version: int | None, author: str | None,
) -> None:  # fmt: skip
    """Report on an action."""
    from ctg_tracking.cli.context import opened_store, writer
    from ctg_tracking.follow_up.progress import Progress, report_progress
    from ctg_tracking.model.words import Status

    said = Progress(Status(status), percent, done=note, reason=reason, resumes_on=resumes_on, on=on)
    with opened_store() as store:
        done = report_progress(store, writer(store, author), action_id, said, expected_version=expect_version)
    tell(f"Enregistré\u202f: action {done.action_id}, au {done.effective_on:%d/%m/%Y} (version {done.version}).")


@click.command("value", help="Enregistre la valeur d’un indicateur.")
@click.argument("indicator_id", type=click.IntRange(min=1))
@click.option("--on", required=True, type=DAY, help="Date de référence de la valeur.")
@click.option(
    "--value", "value", required=True, help="Valeur\u202f: un nombre, ou des mots pour un indicateur qualitatif."
)
@click.option("--source", help="D’où vient la valeur.")
@click.option("--comment", help="Commentaire.")
@click.option("--expect-version", type=int, help="Refuse d’écrire si l’indicateur a changé depuis cette version.")
@author_option
def record(
    indicator_id: int, on: date, value: str, source: str | None, comment: str | None,
    expect_version: int | None, author: str | None,
) -> None:  # fmt: skip
    """Record an indicator value."""
    from ctg_tracking.cli.context import opened_store, writer
    from ctg_tracking.follow_up.values import record_value

    with opened_store() as store:
        done = record_value(
            store, writer(store, author), indicator_id, value,
            on=on, source=source, comment=comment, expected_version=expect_version,
        )  # fmt: skip
    tell(f"Enregistré\u202f: indicateur {done.indicator_id}, valeur au {done.on:%d/%m/%Y} (version {done.version}).")


COMMANDS: tuple[click.Command, ...] = (progress, record)

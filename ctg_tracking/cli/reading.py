"""Reading verbs: conventions, status, actions, indicators, renewals, coverage, history.

Figures are those true at `--as-of`, today in Europe/Paris by default (in a demonstration store too).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ctg_tracking.cli.context import opened_store, reader
from ctg_tracking.cli.filters import filters_option, selection_of
from ctg_tracking.cli.options import as_of_option, json_option
from ctg_tracking.cli.output import print_json, tell

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ctg_tracking.figures.selection import Selection
    from ctg_tracking.model import Reader

BY = ("axe", "territory", "signature-year", "theme", "term", "pilot", "status", "convention", "commune")
"""Keys of ctg_tracking.figures.status.By, written here because a help page does not import the figures."""


@click.command(help="Liste les conventions, leurs dates et leurs signataires.")
@filters_option
@as_of_option
@json_option
def conventions(as_of: date | None, as_json: bool, **filters: Any) -> None:
    """Lists conventions."""
    with _asked(filters, as_of) as (session, who, selection, day):
        from ctg_tracking.figures.conventions import convention_rows

        rows = convention_rows(session, who, selection, day)
    if as_json:
        from ctg_tracking.cli.documents import conventions_document

        print_json(conventions_document(rows, day))
    else:
        from ctg_tracking.cli.tables import conventions_table

        click.echo(conventions_table(rows))


@click.command(help="Compte les actions par axe, territoire, année de signature…")
@click.option("--by", required=True, type=click.Choice(BY), help="Ce que sont les lignes.")
@filters_option
@as_of_option
@json_option
def status(by: str, as_of: date | None, as_json: bool, **filters: Any) -> None:
    """Counts actions."""
    with _asked(filters, as_of) as (session, who, selection, day):
        from ctg_tracking.figures.status import By, status_table

        table = status_table(session, who, selection, By(by), day)
    if as_json:
        from ctg_tracking.cli.documents import status_document

        print_json(status_document(table))
    else:
        from ctg_tracking.cli.tables import status_text

        click.echo(status_text(table))


@click.command(help="Liste les actions et leurs opérations, avec leur état.")
@filters_option
@as_of_option
@json_option
def actions(as_of: date | None, as_json: bool, **filters: Any) -> None:
    """Lists actions and operations."""
    with _asked(filters, as_of) as (session, who, selection, day):
        from ctg_tracking.figures.actions import action_rows

        rows = action_rows(session, who, selection, day)
    if as_json:
        from ctg_tracking.cli.documents import actions_document

        print_json(actions_document(rows, day))
    else:
        from ctg_tracking.cli.tables import actions_table

        click.echo(actions_table(rows))


@click.command(help="Liste les indicateurs, leur valeur et leur taux d’atteinte.")
@filters_option
@as_of_option
@json_option
def indicators(as_of: date | None, as_json: bool, **filters: Any) -> None:
    """Lists indicators."""
    with _asked(filters, as_of) as (session, who, selection, day):
        from ctg_tracking.figures.indicators import indicator_rollup, indicator_rows

        rows = indicator_rows(session, who, selection, day)
        mean = indicator_rollup(session, who, selection, day)
    if as_json:
        from ctg_tracking.cli.documents import indicators_document

        print_json(indicators_document(rows, mean, day))
    else:
        from ctg_tracking.cli.tables import indicators_table

        click.echo(indicators_table(rows, mean))


@click.command(help="Liste les conventions par date de fin, avec la prochaine étape de leur renouvellement.")
@filters_option
@as_of_option
@json_option
def renewals(as_of: date | None, as_json: bool, **filters: Any) -> None:
    """Lists renewals."""
    with _asked(filters, as_of) as (session, who, selection, day):
        from ctg_tracking.figures.renewals import renewal_rows

        rows = renewal_rows(session, who, selection, day)
    if as_json:
        from ctg_tracking.cli.documents import renewals_document

        print_json(renewals_document(rows, day))
    else:
        from ctg_tracking.cli.tables import renewals_table

        click.echo(renewals_table(rows))


@click.command(help="Compte les communes et les habitants couverts dans un département.")
@click.option("--departement", required=True, metavar="CODE", help="Code du département, par exemple 91.")
@as_of_option
@json_option
def coverage(departement: str, as_of: date | None, as_json: bool) -> None:
    """Coverage of a département."""
    from ctg_tracking.figures.coverage import coverage as coverage_of

    with opened_store() as store, store.read() as session:
        found = coverage_of(session, reader(store), departement, _day(as_of))
    if as_json:
        from ctg_tracking.cli.documents import coverage_document

        print_json(coverage_document(found))
    else:
        from ctg_tracking.cli.tables import coverage_text

        click.echo(coverage_text(found))


@click.command(help="Liste ce qui a changé, le plus récent d’abord.")
@click.option("--convention", metavar="REF", help="Référence d’une convention.")
@click.option("--action", "action_id", type=click.IntRange(min=1), help="Numéro d’une action.")
@click.option("--limit", type=click.IntRange(min=1), help="Nombre de lignes au plus.")
@json_option
def history(convention: str | None, action_id: int | None, limit: int | None, as_json: bool) -> None:
    """Lists changes."""
    from ctg_tracking.figures.history import history_rows

    with opened_store() as store, store.read() as session:
        _tell_unknown(session, (convention,) if convention else ())
        rows = history_rows(session, reader(store), convention=convention, action_id=action_id, limit=limit)
    if as_json:
        from ctg_tracking.cli.documents import history_document

        print_json(history_document(rows))
    else:
        from ctg_tracking.cli.tables import history_table

        click.echo(history_table(rows))


COMMANDS: tuple[click.Command, ...] = (conventions, status, actions, indicators, renewals, coverage, history)


@contextmanager
def _asked(filters: dict[str, Any], as_of: date | None) -> Iterator[tuple[Session, Reader, Selection, date]]:
    """What every figure takes: a session, who reads, what is looked at, and the day."""
    day = _day(as_of)
    selection = selection_of(filters, day)
    with opened_store() as store, store.read() as session:
        _tell_unknown(session, selection.conventions)
        yield session, reader(store), selection, day


def _day(as_of: date | None) -> date:
    from ctg_tracking.store.clock import real_today

    return as_of or real_today()


def _tell_unknown(session: Session, references: tuple[str, ...]) -> None:
    """A reference nobody has is told, lest an empty answer pass for « nothing there »."""
    from sqlalchemy import select

    from ctg_tracking.model import Convention

    known = set(session.scalars(select(Convention.reference).where(Convention.reference.in_(references))))
    for reference in references:
        if reference not in known:
            tell(f"Aucune convention n’a pour référence « {reference} ».")

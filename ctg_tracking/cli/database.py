"""The store from a terminal: migrate it, load the demonstration."""

import click

from ctg_tracking.cli.context import opened_store, writer
from ctg_tracking.cli.output import tell


@click.group(help="La base de données de l’application.")
def db() -> None:
    """Groups the verbs on the store itself."""


@db.command(help="Crée la base, ou la met au dernier schéma, et charge les communes et intercommunalités.")
def upgrade() -> None:
    """Migrates the store."""
    with opened_store(migrated=False) as store:
        store.upgrade()
    tell("La base est à jour.")


@click.command(help="Charge le portefeuille de démonstration dans une base vide.")
def demo() -> None:
    """Loads the demonstration; refuses a store that holds conventions."""
    from ctg_tracking.follow_up.demonstration import load_demonstration

    with opened_store(migrated=False) as store:
        store.upgrade()
        load_demonstration(store, writer(store, None))
    tell("La démonstration est chargée. Pour l’ouvrir\u202f: ctg-tracking serve")


COMMANDS: tuple[click.Command, ...] = (db, demo)

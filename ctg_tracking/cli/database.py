"""The store from a terminal: migrate it, load the demonstration."""

import click

from ctg_tracking.cli.context import opened_store
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
    from ctg_tracking.follow_up import demonstration

    with opened_store(migrated=False) as store:
        store.upgrade()
        loaded = demonstration.load(store)
    tell(f"La démonstration est chargée\u202f: {loaded.conventions} conventions, {loaded.actions} actions.")
    tell("Pour l’ouvrir\u202f: ctg-tracking serve")


COMMANDS: tuple[click.Command, ...] = (db, demo)

"""Accounts from a terminal: add, list, disable, set a password. A password is never an argument."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING

import click

from ctg_tracking.cli.context import opened_store, reader, writer
from ctg_tracking.cli.options import author_option, json_option
from ctg_tracking.cli.output import print_json, tell

if TYPE_CHECKING:
    from ctg_tracking.follow_up.accounts import AccountRow, GrantRow

ROLES = ("reader", "pilot", "coordinator", "administrator")
"""Keys of ctg_tracking.model.words.Role, written here because a help page does not import the model."""


@click.group(help="Comptes de connexion et leurs rôles.")
def account() -> None:
    """Groups the verbs on accounts."""


@account.command("add", help="Ajoute un compte, sans mot de passe encore.")
@click.argument("email")
@click.option("--name", required=True, metavar="NOM", help="Nom de la personne, ou de la fonction.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="Ce que le compte peut faire.")
@click.option(
    "--territory",
    "territories",
    multiple=True,
    metavar="CODE",
    help="Code INSEE ou SIREN du territoire, à répéter (par défaut\u202f: tous).",
)
@author_option
def add(email: str, name: str, role: str, territories: tuple[str, ...], author: str | None) -> None:
    """Adds an account."""
    from ctg_tracking.follow_up.accounts import add_account
    from ctg_tracking.model.words import Role

    with opened_store() as store:
        added = add_account(store, writer(store, author), email, name, Role(role), territories)
    tell(f"Compte ajouté\u202f: {added.email}.")
    tell(f"Pour lui donner un mot de passe\u202f: ctg-tracking account password {added.email}")


@account.command("list", help="Liste les comptes, leurs rôles et leurs territoires.")
@json_option
def list_(as_json: bool) -> None:
    """Lists accounts."""
    from ctg_tracking.follow_up.accounts import list_accounts

    with opened_store() as store:
        rows = list_accounts(store, reader(store))
    if as_json:
        print_json({"rows": rows})
    else:
        for row in rows:
            click.echo(_line(row))


@account.command(help="Ferme un compte\u202f: il ne se connecte plus, ses sessions s’arrêtent.")
@click.argument("email")
@author_option
def disable(email: str, author: str | None) -> None:
    """Disables an account."""
    from ctg_tracking.follow_up.accounts import disable_account

    with opened_store() as store:
        disabled = disable_account(store, writer(store, author), email)
    tell(f"Compte fermé\u202f: {disabled.email}.")


@account.command(help="Change le mot de passe d’un compte (demandé sans affichage, ou lu sur l’entrée standard).")
@click.argument("email")
@author_option
def password(email: str, author: str | None) -> None:
    """Sets a password."""
    from ctg_tracking.follow_up.accounts import set_password

    with opened_store() as store:
        changed = set_password(store, writer(store, author), email, _asked_password())
    tell(f"Mot de passe enregistré pour {changed.email}\u202f; ses sessions ouvertes sont terminées.")


@account.command(help="Rattache un compte au pilote de ce nom, dans les plans de ses territoires.")
@click.argument("email")
@click.argument("acteur")
@author_option
def link(email: str, acteur: str, author: str | None) -> None:
    """Ties an account to the actors of that name."""
    from ctg_tracking.follow_up.accounts import tie_actor

    with opened_store() as store:
        places = tie_actor(store, writer(store, author), email, acteur)
    tell(f"{email} est désormais « {acteur} » à\u202f: {', '.join(places)}.")


COMMANDS: tuple[click.Command, ...] = (account,)


def _asked_password() -> str:
    from ctg_tracking.accounts.passwords import PasswordRefused

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass("Nouveau mot de passe (rien ne s’affiche)\u202f: ")
    if getpass("Le même, une seconde fois\u202f: ") != given:
        raise PasswordRefused("les deux saisies diffèrent")
    return given


def _line(row: AccountRow) -> str:
    state = " (fermé)" if row.disabled_at else "" if row.password else " (sans mot de passe)"
    return f"{row.email}\t{row.name}\t{', '.join(_role(grant) for grant in row.roles)}{state}"


def _role(grant: GrantRow) -> str:
    return f"{grant.role.label}, {grant.territory}" if grant.territory else grant.role.label

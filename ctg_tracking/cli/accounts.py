"""Accounts from a terminal: add, list, disable, set a password."""

import click

COMMANDS: tuple[click.Command, ...] = ()

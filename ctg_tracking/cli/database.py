"""The store from a terminal: migrate it, load the demonstration."""

import click

COMMANDS: tuple[click.Command, ...] = ()

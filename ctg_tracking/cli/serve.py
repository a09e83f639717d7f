"""Run the application: one process, one port."""

import click

COMMANDS: tuple[click.Command, ...] = ()

"""Reporting verbs: progress on an action, a value of an indicator."""

import click

COMMANDS: tuple[click.Command, ...] = ()

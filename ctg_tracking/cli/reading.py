"""Reading verbs: conventions, status, actions, indicators, renewals, coverage, history."""

import click

COMMANDS: tuple[click.Command, ...] = ()

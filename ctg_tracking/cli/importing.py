"""Spreadsheets from a terminal: import, undo an import, the journal, the template."""

import click

COMMANDS: tuple[click.Command, ...] = ()

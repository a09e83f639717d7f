"""The command line: the verbs of the application from a terminal, in French.

Exit status: 0 done, 1 refused, 2 wrong usage. A refusal is one French sentence on standard
error; with `--json`, standard output carries one JSON document and nothing else.

Each family of verbs is a module holding `COMMANDS`. These modules import click and little else
at their top, and the rooms they call inside their functions, so that `--help` answers at once.
A command returns None when done, or its exit status.
"""

import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from ctg_tracking.cli import accounts, database, exporting, importing, reading, reporting, serve
from ctg_tracking.cli.french import in_french, usage_sentence
from ctg_tracking.cli.output import tell
from ctg_tracking.errors import Refusal

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

FAMILIES = (database, serve, reading, importing, exporting, reporting, accounts)


def main() -> NoReturn:
    """The console script: runs `sys.argv` and leaves with its exit status."""
    _speak_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Exit status of one command line; whatever happens, the person reads one French sentence."""
    try:
        status = _invoke(list(arguments))
        sys.stdout.flush()
        return status
    except click.exceptions.NoArgsIsHelpError as wanted:
        tell(wanted.message)
        return WRONG_USAGE
    except click.ClickException as error:
        tell(usage_sentence(error))
        return WRONG_USAGE
    except Refusal as refusal:
        tell(str(refusal))
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except Exception as error:
        return _unexpected(error)


def commands() -> click.Group:
    """The whole command line, in French."""
    group = click.Group(
        "ctg-tracking",
        help="Suivi des conventions territoriales globales (CTG).",
        epilog="CTG_DATABASE_URL désigne la base de données (par défaut\u202f: un fichier SQLite sous var/).",
    )
    for family in FAMILIES:
        for command in family.COMMANDS:
            group.add_command(command)
    in_french(group)
    return group


def _invoke(arguments: list[str]) -> int:
    """click without its `main`, which leaves the process by itself when a pipe breaks."""
    group = commands()
    try:
        with group.make_context("ctg-tracking", arguments) as context:
            status = group.invoke(context)
    except click.exceptions.Exit as leaving:  # --help
        return leaving.exit_code
    return status if isinstance(status, int) else DONE


def _speak_utf8() -> None:
    """Accents come out right whatever the terminal's locale, in a Windows pipe too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _reader_left() -> int:
    """The program we were writing to (head, less) has read enough: that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _unexpected(error: Exception) -> int:
    """One sentence for the person, the traceback for whoever mends: it goes to the instance's log."""
    from ctg_tracking.cli.journal import note_failure

    tell(note_failure(error))
    return REFUSED

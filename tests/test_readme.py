"""The README says what is: each command it gives exists, and each target of the Makefile is told."""

import re
import shlex
from pathlib import Path

import click
import pytest

from ctg_tracking.cli import commands

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^ +\.venv/bin/ctg-tracking (.+)$", README, re.M)))
UNTOLD = {"help", "clean"}


def test_the_targets_told_are_those_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.M))
    assert set(re.findall(r"`make ([a-z]+)", README)) == targets - UNTOLD


def test_the_checks_told_for_windows_are_those_of_make_check() -> None:
    told = {line.split()[0] for line in re.findall(r"^ +\.venv\\Scripts\\(.+)$", README, re.M)}
    assert told >= {"ctg-tracking", "python", "ruff", "mypy", "lint-imports", "deptry"}
    (checked,) = re.findall(r"^CHECKED := (.+)$", MAKEFILE, re.M)
    assert f"mypy {checked}" in README


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_given_is_understood(line: str) -> None:
    """Its verb, options and choices exist; it is read, not run."""
    verb, *words = shlex.split(line)
    group = commands()
    command = group.get_command(click.Context(group), verb)
    assert command is not None
    path_checks = [parameter for parameter in command.params if isinstance(parameter.type, click.Path)]
    for parameter in path_checks:
        parameter.type = click.STRING  # the files of the examples are the reader's, not ours
    command.make_context(verb, words)

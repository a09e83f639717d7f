"""The frame of the command line: exit statuses, French sentences, a clean standard output."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import click
import pytest

from ctg_tracking import cli, settings
from ctg_tracking.cli.options import DAY, as_of_option, json_option
from ctg_tracking.cli.output import print_json, tell
from ctg_tracking.errors import Conflict


@click.command("essai", help="Une commande d’essai.")
@click.argument("numero", type=int)
@click.option("--choix", type=click.Choice(["un", "deux"]), help="Un choix.")
@click.option("--part", type=click.IntRange(0, 100), help="Une part.")
@click.option("--motif", required=True, help="Un motif.")
@click.option("--fichier", type=click.Path(exists=True), help="Un fichier.")
@as_of_option
@json_option
def trial(
    numero: int, choix: str, part: int, motif: str, fichier: str, as_of: date | None, as_json: bool
) -> int | None:
    if motif == "refus":
        raise Conflict("La base contient déjà des conventions.")
    if motif == "panne":
        raise RuntimeError("boom")
    tell("Des mots.")
    if as_json:
        print_json({"as_of": as_of, "numero": numero, "part": Decimal("1.5"), "mot": "réalisée"})
    return 1 if motif == "erreurs" else None


@pytest.fixture(autouse=True)
def _with_a_trial_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    class Family:
        COMMANDS = (trial,)

    monkeypatch.setattr(cli, "FAMILIES", (Family, *cli.FAMILIES))
    monkeypatch.setenv("CTG_HOME", str(tmp_path))
    settings.settings.cache_clear()
    yield
    settings.settings.cache_clear()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_a_reading_verb_writes_one_json_document_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "essai", "3", "--motif", "x", "--as-of", "2024-12-31", "--json")
    assert (status, err) == (0, "Des mots.\n")
    assert json.loads(out) == {"as_of": "2024-12-31", "numero": 3, "part": 1.5, "mot": "réalisée"}
    assert "réalisée" in out


def test_a_command_may_return_its_own_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "essai", "3", "--motif", "erreurs")[0] == 1


def test_a_refusal_is_its_own_sentence_and_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "essai", "3", "--motif", "refus")
    assert (status, out, err) == (1, "", "La base contient déjà des conventions.\n")


def test_a_failure_of_ours_is_one_sentence_and_a_line_in_the_log(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, out, err = said(capsys, "essai", "3", "--motif", "panne")
    log = tmp_path / "var" / "logs" / "ctg-tracking.log"
    assert (status, out) == (1, "")
    assert err.startswith("Erreur inattendue")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "RuntimeError: boom" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["esai"], "La commande « esai » n’existe pas. Vouliez-vous dire essai\u202f?"),
        (["essai", "3", "--moti", "x"], "L’option --moti n’existe pas. Vouliez-vous dire --motif"),
        (["essai", "--motif", "x"], "Il manque l’argument NUMERO."),
        (["essai", "3"], "Il manque l’option --motif."),
        (["essai", "3", "--motif"], "L’option --motif attend une valeur."),
        (["essai", "3", "--json=oui", "--motif", "x"], "L’option --json ne prend pas de valeur."),
        (["essai", "trois", "--motif", "x"], "L’argument NUMERO\u202f: « trois » n’est pas accepté"),
        (["essai", "3", "4", "--motif", "x"], "Argument en trop\u202f: « 4 »."),
        (["essai", "3", "--motif", "x", "--choix", "trois"], "valeurs possibles\u202f: un, deux"),
        (
            ["essai", "3", "--motif", "x", "--part", "101"],
            "« 101 » n’est pas accepté\u202f; attendu\u202f: un nombre",
        ),
        (
            ["essai", "3", "--motif", "x", "--fichier", "absent.xlsx"],
            "le fichier « absent.xlsx » n’existe pas.",
        ),
        (["essai", "3", "--motif", "x", "--as-of", "31/12/2024"], "« 31/12/2024 » n’est pas une date"),
        (["essai", "3", "--motif", "x", "--as-of", "2024-02-30"], "« 2024-02-30 » n’est pas une date"),
        (["essai", "3", "--motif", "x", "--as-of", "20241231"], "« 20241231 » n’est pas une date"),
    ],
)
def test_wrong_usage_is_one_french_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    status, out, err = said(capsys, *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not english_in(err)


def test_no_command_shows_the_help_and_is_a_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys)
    assert (status, out) == (2, "")
    assert err.startswith("Usage\u202f: ctg-tracking")


def test_every_help_page_is_french(capsys: pytest.CaptureFixture[str]) -> None:
    for path in every_command(cli.commands()):
        status, out, err = said(capsys, *path, "--help")
        assert (status, err) == (0, ""), path
        assert not english_in(out), (path, out)


def test_a_word_already_french_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "status", "--help")[1]
    assert "--axe TEXTE " in out
    assert "TEXTEE" not in out


def test_every_option_has_a_french_help_and_every_command_too() -> None:
    for command in commands_below(cli.commands()):
        assert command.help, command.name
        for param in command.params:
            assert isinstance(param, click.Argument) or getattr(param, "help", None), (
                command.name,
                param.name,
            )


def test_days_are_passed_through_when_they_already_are_days() -> None:
    assert DAY.convert(date(2025, 1, 31), None, None) == date(2025, 1, 31)


def test_the_help_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "streamlit", "pandas", "altair", "openpyxl", "starlette", "argon2"}
    lines = (
        "import sys",
        "from ctg_tracking.cli import run",
        "run(['--help'])",
        "sys.exit(str(sorted(sys.modules)))",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert not {name for name in heavy if f"'{name}'" in done.stderr}


def test_python_m_is_the_console_script() -> None:
    done = subprocess.run([sys.executable, "-m", "ctg_tracking", "--help"], capture_output=True, check=True)
    assert done.stdout.decode("utf-8").startswith("Usage\u202f: ctg-tracking")


def test_a_reader_that_leaves_early_is_no_failure() -> None:
    """`ctg-tracking … | head` closes the pipe before we have written: quiet, and not a refusal."""
    with subprocess.Popen(
        [sys.executable, "-m", "ctg_tracking", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        assert (process.wait(), told) == (0, b"")


def english_in(text: str) -> list[str]:
    words = (
        "Error",
        "Usage:",
        "Options:",
        "Commands:",
        "Show this",
        "required",
        "No such",
        "Missing",
        "default",
        "is not",
    )
    return [word for word in words if word in text]


def every_command(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(group, click.Group):
        for name, below in group.commands.items():
            yield from every_command(below, (*path, name))


def commands_below(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from commands_below(command)

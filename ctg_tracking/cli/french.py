"""click in French: help pages, and one sentence for each way of holding the tool wrong."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import click
from click import exceptions as clicks

_SECTIONS: Final = {"Options": "Options", "Commands": "Commandes", "Positional arguments": "Arguments"}

_WORDS: Final = (
    ("Show this message and exit.", "Affiche cette aide."),
    ("[default: ", "[par défaut\u202f: "),
    ("; required]", "; obligatoire]"),
    ("[required]", "[obligatoire]"),
    ("(dynamic)", "(selon le jour)"),
    ("INTEGER RANGE", "NOMBRE"),
    ("INTEGER", "NOMBRE"),
    ("FLOAT", "NOMBRE"),
    ("[OPTIONS]", "[OPTIONS]"),
    ("COMMAND [ARGS]...", "COMMANDE [ARGUMENTS]…"),
    ("FILENAME", "FICHIER"),
    ("PATH", "FICHIER"),
)
_TEXT: Final = re.compile(r"\bTEXT\b")
"""A whole word: an option may already say TEXTE."""


def _worded(text: str) -> str:
    for english, french in _WORDS:
        text = text.replace(english, french)
    return _TEXT.sub("TEXTE", text)


class FrenchFormatter(click.HelpFormatter):
    """click's layout of a help page, with its own few English words put in French."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _worded(args), prefix or "Usage\u202f: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_SECTIONS.get(name, name)):
            yield

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}\u202f:\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 34, col_spacing: int = 2) -> None:
        super().write_dl([(_worded(term), _worded(words)) for term, words in rows], col_max, col_spacing)


class FrenchContext(click.Context):
    """A context whose help pages are laid out by FrenchFormatter."""

    formatter_class = FrenchFormatter


def in_french(command: click.Command) -> None:
    """Makes a command, and all those below it, write their help pages in French."""
    command.context_class = FrenchContext
    if isinstance(command, click.Group):
        for below in command.commands.values():
            in_french(below)


def usage_sentence(error: clicks.ClickException) -> str:
    """The French sentence for a wrong usage, with the help page to read when click knows the command."""
    ctx = error.ctx if isinstance(error, clicks.UsageError) else None
    where = f" Voir\u202f: {ctx.command_path} --help" if ctx else ""
    return _sentence(error) + where


def _sentence(error: clicks.ClickException) -> str:
    match error:
        case clicks.NoSuchOption():
            return f"L’option {error.option_name} n’existe pas.{_perhaps(error.possibilities)}"
        case clicks.NoSuchCommand():
            return f"La commande « {error.command_name} » n’existe pas.{_perhaps(error.possibilities)}"
        case clicks.MissingParameter():
            return f"Il manque {_named(error.param)}.{_choices(error.param)}"
        case clicks.BadParameter():
            return f"{_capital(_named(error.param))}\u202f: {_value_problem(error)}"
        case clicks.BadOptionUsage():
            return _option_misuse(error)
        case clicks.BadArgumentUsage():
            return "Un argument n’a pas le nombre de valeurs attendu."
        case clicks.FileError():
            return f"Le fichier « {error.ui_filename} » ne peut pas être ouvert."
        case clicks.UsageError():
            return _other_misuse(error)
        case _:
            return error.message


def _perhaps(possibilities: Sequence[str] | None) -> str:
    return f" Vouliez-vous dire {' ou '.join(possibilities)}\u202f?" if possibilities else ""


def _named(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"l’option {max(param.opts, key=len)}"
    if param is not None:
        return f"l’argument {param.human_readable_name}"
    return "une valeur"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _choices(param: click.Parameter | None) -> str:
    kind = param.type if param is not None else None
    return f" Valeurs possibles\u202f: {_listed(kind)}." if isinstance(kind, click.Choice) else ""


def _listed(kind: "click.Choice[object]") -> str:
    return ", ".join(str(getattr(choice, "value", choice)) for choice in kind.choices)


_QUOTED: Final = re.compile(r"^'(?P<value>.*)' (?:is|does|matches)\b", re.DOTALL)
_IN_RANGE: Final = re.compile(r"^(?P<value>\S+) is not in the range")
_FILE: Final = re.compile(r"^\w+ '(?P<value>.*)' (?P<what>does not exist|is a|is not)", re.DOTALL)


def _value_problem(error: clicks.BadParameter) -> str:
    """click's own types speak English and are put in French here; ours already speak French."""
    kind = error.param.type if error.param is not None else None
    if not _is_clicks_own(kind):
        return error.message
    found = _QUOTED.match(error.message) or _IN_RANGE.match(error.message) or _FILE.match(error.message)
    if found is None:
        return error.message if kind is click.STRING else f"valeur non acceptée{_awaited(kind)}."
    if found.re is _FILE:
        trouble = "n’existe pas" if found["what"] == "does not exist" else "ne peut pas être utilisé"
        return f"le fichier « {found['value']} » {trouble}."
    return f"« {found['value']} » n’est pas accepté{_awaited(kind)}."


def _is_clicks_own(kind: object) -> bool:
    return type(kind).__module__ == "click.types"


def _awaited(kind: object) -> str:
    match kind:
        case click.Choice():
            return f"\u202f; valeurs possibles\u202f: {_listed(kind)}"
        case click.IntRange() | click.FloatRange():
            return f"\u202f; attendu\u202f: un nombre{_bounds(kind)}"
        case click.types.IntParamType():
            return "\u202f; attendu\u202f: un nombre entier"
        case click.types.FloatParamType():
            return "\u202f; attendu\u202f: un nombre"
        case click.DateTime():
            return "\u202f; attendu\u202f: une date AAAA-MM-JJ"
        case _:
            return ""


def _bounds(kind: click.IntRange | click.FloatRange) -> str:
    low = f" à partir de {kind.min}" if kind.min is not None else ""
    high = f" jusqu’à {kind.max}" if kind.max is not None else ""
    return low + high


def _option_misuse(error: clicks.BadOptionUsage) -> str:
    if "does not take" in error.message:
        return f"L’option {error.option_name} ne prend pas de valeur."
    return f"L’option {error.option_name} attend une valeur."


_EXTRA: Final = re.compile(r"^Got unexpected extra arguments? \((?P<extra>.*)\)$", re.DOTALL)


def _other_misuse(error: clicks.UsageError) -> str:
    if extra := _EXTRA.match(error.message):
        return f"Argument en trop\u202f: « {extra['extra']} »."
    if error.message == "Missing command.":
        return "Il manque une commande."
    return error.message

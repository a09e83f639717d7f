"""Options and types that several families of verbs share."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

import click

Verb = TypeVar("Verb", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """An ISO day, `AAAA-MM-JJ`, and nothing else: « 03/04/2025 » is two days depending on who reads it."""

    name = "AAAA-MM-JJ"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        text = str(value)
        # 3.11 also reads 20250131 and 2025-W05-5, hence the shape.
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            with suppress(ValueError):
                return date.fromisoformat(text)
        expected = "AAAA-MM-JJ, par exemple 2025-12-31"
        return self.fail(f"« {text} » n’est pas une date\u202f; attendu\u202f: {expected}.", param, ctx)


DAY = Day()


def json_option(verb: Verb) -> Verb:
    """`--json`: one JSON document on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Écrit un document JSON sur la sortie standard.")(verb)


def author_option(verb: Verb) -> Verb:
    """`--author EMAIL`: who signs the write in the history."""
    return click.option(
        "--author", metavar="EMAIL", help="Compte au nom duquel écrire (par défaut\u202f: l’opérateur local)."
    )(verb)


def as_of_option(verb: Verb) -> Verb:
    """`--as-of D`: the day the figures are true at; None means today in Europe/Paris."""
    return click.option(
        "--as-of", type=DAY, help="Jour où les chiffres sont vrais (par défaut\u202f: aujourd’hui à Paris)."
    )(verb)

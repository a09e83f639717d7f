"""What the command line says: words on standard error, one JSON document on standard output."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

import click

from ctg_tracking.errors import Conflict


def tell(words: str) -> None:
    """Words for a person: standard error, so that standard output stays a document."""
    click.echo(words, err=True)


def print_json(document: Mapping[str, object]) -> None:
    """One JSON document on standard output; dates are ISO, accents are kept."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=_plain))


def write(path: Path, content: bytes) -> None:
    """A file for a person. Raises Conflict where it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Conflict(f"Le fichier « {path.name} » ne peut pas être écrit à cet endroit.") from error


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")

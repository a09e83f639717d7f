"""One frozen `Settings`, read from the environment and an optional TOML file, checked at start.

Precedence: environment variable, then `ctg.toml` of the instance folder, then the default.

    CTG_HOME            instance folder (holds `var/`, `ctg.toml`); default: the checkout, or the user's data folder
    CTG_DATABASE_URL    store, e.g. `sqlite:////srv/ctg/ctg.sqlite` or `postgresql://user@host/ctg`
    CTG_STALE_DAYS      days without a report after which an open action is « sans nouvelle » (default 180)
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ctg_tracking.errors import BadSetting

_PACKAGE = Path(__file__).resolve().parent
IN_CHECKOUT = (_PACKAGE.parent / "pyproject.toml").is_file()
APP_ROOT = _PACKAGE.parent if IN_CHECKOUT else _PACKAGE / "_app"
"""Folder of `dashboard.py`, `pages/`, `data/` and `.streamlit/`: the checkout, or `_app` in an installed wheel."""
DATA = APP_ROOT / "data"


@dataclass(frozen=True)
class Settings:
    """What an instance may choose. `home` holds the store and the logs, never the working directory."""

    home: Path
    database_url: str
    stale_days: int = 180

    @property
    def var(self) -> Path:
        """Folder of what the instance writes (store, logs)."""
        return self.home / "var"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ` and the instance's `ctg.toml`; raises BadSetting with the name of what is wrong."""
    home = Path(environ.get("CTG_HOME") or _default_home()).expanduser().absolute()
    file = _toml(home / "ctg.toml")
    url = environ.get("CTG_DATABASE_URL") or file.get("database_url") or f"sqlite:///{home / 'var' / 'ctg.sqlite'}"
    stale = environ.get("CTG_STALE_DAYS") or file.get("stale_days") or 180
    return Settings(home, _checked_url(str(url)), _checked_days("CTG_STALE_DAYS", stale))


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return read_settings(os.environ)


def _default_home() -> Path:
    return APP_ROOT if IN_CHECKOUT else Path(platformdirs.user_data_dir("ctg-tracking", appauthor=False))


def _toml(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting("ctg.toml", path, "un fichier TOML valide") from error


def _checked_url(url: str) -> str:
    expected = "une adresse sqlite:///… ou postgresql://…"
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise BadSetting("CTG_DATABASE_URL", "(adresse illisible)", expected) from error
    if backend not in ("sqlite", "postgresql"):
        raise BadSetting("CTG_DATABASE_URL", f"{backend}:…", expected)
    return url


def _checked_days(name: str, value: object) -> int:
    try:
        days = int(str(value))
    except ValueError:
        days = 0
    if days < 1:
        raise BadSetting(name, value, "un nombre de jours, au moins 1")
    return days

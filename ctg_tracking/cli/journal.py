"""Where an unexpected failure goes: the instance's log, never the person's screen."""

import logging
from pathlib import Path

from ctg_tracking.settings import settings


def note_failure(error: Exception) -> str:
    """Writes the traceback in `var/logs/` and returns the French sentence that says so."""
    try:
        place = _log_file()
        _append(place, error)
    except Exception:  # the settings or the disk may be what failed
        return f"Erreur inattendue ({type(error).__name__}), et le journal de l’instance n’est pas accessible."
    return f"Erreur inattendue\u202f: l’opération n’a pas abouti. Le détail est dans {place}."


def _log_file() -> Path:
    folder = settings().var / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "ctg-tracking.log"


def _append(place: Path, error: Exception) -> None:
    handler = logging.FileHandler(place, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    try:
        record = logging.LogRecord(
            "ctg_tracking.cli",
            logging.ERROR,
            __file__,
            0,
            "unexpected failure",
            None,
            (type(error), error, error.__traceback__),
        )
        handler.emit(record)
    finally:
        handler.close()

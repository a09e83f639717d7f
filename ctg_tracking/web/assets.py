"""What the door shows before anyone is known: style, icon, fonts; and the script that puts Streamlit in French."""

from dataclasses import dataclass
from pathlib import Path

import ctg_tracking

_OWN = Path(__file__).parent / "static"
_FONTS = Path(ctg_tracking.__file__).parent / "screen" / "static"
PREFIX = "/connexion/"


@dataclass(frozen=True)
class Asset:
    """A public file: its path on the web, on the disk, and what it is."""

    path: str
    file: Path
    media_type: str


ASSETS = (
    Asset(f"{PREFIX}connexion.css", _OWN / "connexion.css", "text/css"),
    Asset(f"{PREFIX}releve.css", _OWN / "releve.css", "text/css"),
    Asset(f"{PREFIX}francais.js", _OWN / "francais.js", "text/javascript"),
    Asset(f"{PREFIX}icone.svg", _OWN / "icone.svg", "image/svg+xml"),
    Asset(f"{PREFIX}inter-400.woff2", _FONTS / "Inter-Regular.woff2", "font/woff2"),
    Asset(f"{PREFIX}inter-600.woff2", _FONTS / "Inter-SemiBold.woff2", "font/woff2"),
    Asset(f"{PREFIX}inter-700.woff2", _FONTS / "Inter-Bold.woff2", "font/woff2"),
)

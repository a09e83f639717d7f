"""Put the application's own files in the wheel; an editable install finds them in the checkout."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# They stand beside the package in a checkout, and inside it once installed, so that nothing lands
# loose among the other packages (ctg_tracking.settings.APP_ROOT).
APPLICATION = ("dashboard.py", "pages", "data", ".streamlit/config.toml")
INSIDE = "ctg_tracking/_app"


class ApplicationFiles(BuildHookInterface[Any]):
    """Adds APPLICATION to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name what the wheel carries besides the package; `version` is "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"].update({name: f"{INSIDE}/{name}" for name in APPLICATION})

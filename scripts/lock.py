"""Write the lock files again from pyproject.toml: versions and hashes, and no address of any registry.

The development lock is resolved first; the two others are held to its versions, so that one
environment can be brought from one to the other without a package changing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv.exe" if sys.platform == "win32" else "uv")
COMPILE = (str(UV), "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--quiet")


def lock(name: str, *sources: str) -> None:
    """Resolve `sources` into the lock file `name` at the root of the checkout."""
    subprocess.run([*COMPILE, *sources, *sys.argv[1:], "-o", name], cwd=ROOT, check=True)


def main() -> None:
    """Resolve the three locks. Arguments go to uv: `--upgrade`, `--upgrade-package NAME`."""
    held = ("-c", "requirements-dev.lock")
    lock("requirements-dev.lock", "pyproject.toml", "--group", "dev")
    lock("requirements.lock", "pyproject.toml", *held)
    lock("requirements-setup.lock", "--group", "setup", *held)


if __name__ == "__main__":
    main()

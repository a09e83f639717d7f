"""Prepare the machine: the locked environment (`app`, `dev`), the browser of the tests (`browser`).

Standard library only, and readable by an old Python 3, so that it can say what is missing.
The environment is made again only when the lock files, the checkout's place or Python changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
UV = BIN / ("uv.exe" if os.name == "nt" else "uv")
STAMP = ENVIRONMENT / "prepared"

OLDEST = (3, 11)
NEWEST_NAMED = 20
LOCKS = {"app": "requirements.lock", "dev": "requirements-dev.lock"}
SETUP_LOCK = "requirements-setup.lock"
PIP = (PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check")

BROWSER_VARIABLE = "CTG_TEST_BROWSER"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSERS_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
# What each package manager is asked, one command after the other, to get Chromium, a font, and what its driver needs.
BROWSER_PACKAGES = {
    "apt-get": (
        ("-qq", "update"),
        ("-qq", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core", "libatomic1"),
    ),
    "dnf": (("install", "-y", "chromium", "dejavu-sans-fonts", "libatomic"),),
    "zypper": (("--non-interactive", "install", "chromium", "dejavu-fonts", "libatomic1"),),
    "pacman": (("-Sy", "--noconfirm", "chromium", "ttf-dejavu"),),
    "apk": (("add", "chromium", "font-dejavu"),),
}
VENV_PACKAGES = {"apt-get": (("-qq", "update"), ("-qq", "install", "-y", "--no-install-recommends", "python3-venv"))}


def tell(sentence: str) -> None:
    """Say what is going on, in French, to the person who waits."""
    print(sentence, file=sys.stderr, flush=True)


def refuse(sentence: str) -> NoReturn:
    """Stop with one French sentence."""
    tell(sentence)
    raise SystemExit(1)


def run(*command: "str | Path", quiet: bool = False) -> bool:
    """Run a command with nothing to answer to; True when it succeeded."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    words = [str(word) for word in command]
    try:
        said = subprocess.DEVNULL if quiet else None
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment, cwd=str(ROOT))
        return done.returncode == 0
    except OSError:
        return False


def is_recent(version: "tuple[int, ...]") -> bool:
    """Tell whether a (major, minor, …) version of Python is enough."""
    return tuple(version[:2]) >= OLDEST


def find_python() -> str:
    """Path of a Python recent enough: the one running this, else a `python3.N` of the PATH."""
    if is_recent(sys.version_info[:2]):
        return sys.executable
    for minor in range(NEWEST_NAMED, OLDEST[1] - 1, -1):
        found = shutil.which("python3." + str(minor))
        if found and run(found, "-c", "", quiet=True):
            return found
    have = ".".join(str(part) for part in sys.version_info[:3])
    refuse(
        "Python 3.11 ou plus récent est nécessaire ; celui-ci est le " + have + ". "
        "Installez-en un plus récent, puis relancez, au besoin en le nommant : make run PYTHON=python3.11"
    )


def locks_digest() -> str:
    """Digest of what the packages depend on: the locks and the project's metadata."""
    digest = hashlib.sha256()
    for name in sorted([*LOCKS.values(), SETUP_LOCK, "pyproject.toml"]):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def place() -> str:
    """Where the environment stands and what it runs; empty when it does not run. It cannot be moved."""
    asked = [str(PYTHON), "-c", "import sys; print(*sys.version_info[:2], sep='.')"]
    try:
        version = subprocess.check_output(asked, stderr=subprocess.DEVNULL).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
    return "Python " + version + " " + str(ROOT)


def stamp_of(level: str) -> str:
    """What the stamp says once the environment holds the locked packages of a level."""
    return f"{level}\n{place()}\n{locks_digest()}\n"


def stamped_level() -> "str | None":
    """Level the environment was last prepared for: empty when made by hand, None when it cannot serve."""
    here = place()
    if not here or not is_recent(tuple(int(part) for part in here.split()[1].split("."))):
        return None
    if not STAMP.exists():
        return ""
    level, stood = [*STAMP.read_text().splitlines(), "", ""][:2]
    return level if stood == here else None


def by_packages(commands: "Mapping[str, tuple[tuple[str, ...], ...]]") -> bool:
    """Ask the system's package manager, as root or through sudo; True when the packages were installed."""
    manager = next((name for name in commands if shutil.which(name)), None)
    if manager is None or os.name == "nt":
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    results = [run(*rights, manager, *words) for words in commands[manager]]
    return results[-1]  # an index that could not be refreshed may still be good enough


def create_environment(python: str) -> None:
    """Make an empty `.venv`; Debian's own Python needs one more package for that."""
    tell("Création de l'environnement .venv…")
    if not run(python, "-c", "import ensurepip, venv", quiet=True):
        tell("Python est installé sans « venv » : installation du paquet python3-venv…")
        by_packages(VENV_PACKAGES)
    shutil.rmtree(str(ENVIRONMENT), ignore_errors=True)
    if not run(python, "-m", "venv", ENVIRONMENT):
        refuse(
            "L'environnement .venv n'a pas pu être créé. Sous Debian ou Ubuntu : "
            "apt-get install python3-venv, puis relancez."
        )


def install_packages(level: str) -> bool:
    """Bring the environment to a lock, hash by hash and compiling nothing; True when it holds it."""
    whole = ("--require-hashes", "--only-binary", ":all:")
    by_pip = (*PIP, *whole, "-r", SETUP_LOCK)
    if not UV.exists():
        run(*by_pip)
    by_uv = (UV, "pip", "sync", "--quiet", "--python", PYTHON, *whole, LOCKS[level], SETUP_LOCK)
    # uv does not read pip's settings: a machine that reaches its packages through them still gets them.
    return run(*by_uv) or run(*by_pip, "-r", LOCKS[level])


def install_project() -> bool:
    """Put the project itself in the environment, from its folder, with the locked build tool."""
    return run(*PIP, "--no-deps", "--no-build-isolation", "-e", ".")


def prepare_environment(level: str) -> None:
    """Make `.venv` hold the locked packages of a level; nothing to do when it already does."""
    had = stamped_level()
    level = "dev" if "dev" in (had, level) else level
    if had and STAMP.read_text() == stamp_of(level):
        return
    if had is None:
        create_environment(find_python())
    tell("Installation des dépendances verrouillées (une à trois minutes la première fois)…")
    if not install_packages(level):
        refuse(
            "Les dépendances n'ont pas pu être installées (voir le message ci-dessus). "
            "Vérifiez l'accès au réseau, puis relancez la même commande."
        )
    if not install_project():
        refuse("Le projet n'a pas pu être installé dans .venv (voir le message ci-dessus).")
    STAMP.write_text(stamp_of(level))


def find_browser() -> "str | None":
    """Path of a Chromium or Chrome that starts, or None."""
    named = os.environ.get(BROWSER_VARIABLE)
    wanted = (named,) if named else (*BROWSERS, *BROWSERS_ELSEWHERE)
    found = (shutil.which(name) for name in wanted)
    return next((path for path in found if path), None)


def driver_starts() -> bool:
    """Tell whether the program by which the tests drive the browser runs here; it needs a library of the system."""
    return run(PYTHON, "-m", "playwright", "--version", quiet=True)


def prepare_browser() -> None:
    """Make sure the tests can drive a browser, through the system's packages; refuse when they cannot."""
    if find_browser() and driver_starts():
        return
    tell("Installation de Chromium par les paquets du système, pour les tests…")
    by_packages(BROWSER_PACKAGES)
    if not find_browser():
        refuse(
            "Les tests ont besoin de Chromium, qui n'a pas pu être installé. Installez-le "
            "(par exemple\u202f: apt-get install chromium) ou donnez son chemin\u202f: "
            "make test " + BROWSER_VARIABLE + "=/chemin/vers/chromium"
        )
    if not driver_starts():
        run(PYTHON, "-m", "playwright", "--version")
        refuse(
            "Le pilote du navigateur (Playwright) ne démarre pas\u202f: voir le message ci-dessus. "
            "Sous Debian ou Ubuntu\u202f: apt-get install libatomic1, puis relancez."
        )


def main(words: "list[str]") -> None:
    """Prepare what one word names: app, dev or browser."""
    if len(words) != 1 or words[0] not in (*LOCKS, "browser"):
        refuse("Usage : prepare.py app | dev | browser")
    if words[0] == "browser":
        prepare_browser()
    else:
        prepare_environment(words[0])


if __name__ == "__main__":
    main(sys.argv[1:])

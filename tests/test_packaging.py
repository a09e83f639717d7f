"""The built wheel carries the application: installed in another folder, the demonstration loads and is served."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.servers import environment, free_port, running

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECONDS = 180

pytestmark = pytest.mark.wheel


def run(*command: str | Path, folder: Path, seconds: float = 60, **settings: str) -> str:
    """What a command printed; its words are told when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=folder,
        env=environment(**settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{words} said:\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the locked build tool, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the programs of a fresh environment that holds the wheel and sees the locked dependencies.

    The dependencies come by a `.pth` line, whose own `.pth` files Python does not read: the
    checkout, installed there in editable mode, stays out of sight.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    programs = Path(sysconfig.get_path("scripts", "venv", {"base": str(folder)}))
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    python = programs / Path(sys.executable).name
    itself = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", wheel)
    run(sys.executable, "-m", "pip", "--python", python, "install", *itself, folder=folder)
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def test_the_wheel_carries_the_application_and_nothing_loose(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"ctg_tracking"}
    for needed in (
        "dashboard.py",
        "pages/",
        "data/reference/",
        "data/demo/",
        "data/template/",
        ".streamlit/config.toml",
    ):
        assert any(name.startswith(f"ctg_tracking/_app/{needed}") for name in names), needed
    for needed in (
        "store/migrations/versions/",
        "store/migrations/env.py",
        "screen/static/",
        "py.typed",
        "outputs/pdf/deck.typ",
        "outputs/fonts/Inter-Bold.ttf",
    ):
        assert any(name.startswith(f"ctg_tracking/{needed}") for name in names), needed
    assert not [name for name in names if "__pycache__" in name or name.endswith((".sqlite", ".sqlite3"))]


def test_the_demonstration_loads_and_is_served_from_another_folder(installed: Path, tmp_path: Path) -> None:
    program = installed / "ctg-tracking"
    settings = {"CTG_HOME": str(tmp_path / "instance")}
    origin = run(
        installed / Path(sys.executable).name, "-c", "import ctg_tracking as c; print(c.__file__)", folder=tmp_path
    )
    assert str(ROOT) not in origin
    run(program, "demo", folder=tmp_path, seconds=DEMO_SECONDS, **settings)
    port = free_port()
    with running([program, "serve", "--port", str(port)], port, folder=tmp_path, settings=settings) as address:
        assert address.endswith(str(port))

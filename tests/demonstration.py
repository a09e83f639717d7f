"""The demonstration, loaded once on each database for all the tests of a run, by a process of its own."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ctg_tracking.follow_up import demonstration
from ctg_tracking.follow_up.demonstration import DemonstrationSummary
from ctg_tracking.settings import settings
from ctg_tracking.store import Store
from tests.databases import Postgres
from tests.servers import DEMO_SECONDS, environment

ROOT = Path(__file__).resolve().parents[1]
REPORT = "loaded.json"


@dataclass(frozen=True)
class Load:
    """What the load created, and the steps it told: files done, files in all, words."""

    summary: DemonstrationSummary
    steps: tuple[tuple[int, int, str], ...]


def loaded_at(folder: Path) -> Load:
    """What the load said when it filled the instance, or the template, of this folder."""
    told = json.loads((folder / REPORT).read_text("utf-8"))
    return Load(DemonstrationSummary(**told["summary"]), tuple((done, of, words) for done, of, words in told["steps"]))


def fill_instance(home: Path) -> None:
    """Load it into the SQLite store of an instance; the folder appears only once it holds everything."""
    unfinished = home.with_suffix(".unfinished")
    _load_apart(unfinished, CTG_HOME=str(unfinished))
    unfinished.rename(home)


def filled_template(postgres: Postgres) -> str:
    """Name of the Postgres template that holds it; the report lies in the server's folder."""

    def fill(address: str) -> None:
        with tempfile.TemporaryDirectory() as home:
            _load_apart(postgres.folder, CTG_HOME=home, CTG_DATABASE_URL=address)

    return postgres.filled("demonstration", fill)


def _load_apart(folder: Path, **where: str) -> None:
    """Load it in a child, into the store of these settings; the report goes to `folder`."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.demonstration", str(folder / REPORT)],
        cwd=ROOT,
        env=environment(**where),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=DEMO_SECONDS,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"the demonstration did not load:\n{done.stdout}"


def _load(report: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    store = Store.open(settings().database_url)
    store.upgrade()
    summary = demonstration.load(store, lambda done, of, words: steps.append((done, of, words)))
    store.dispose()
    report.write_text(json.dumps({"summary": asdict(summary), "steps": steps}), "utf-8")


if __name__ == "__main__":
    _load(Path(sys.argv[1]))

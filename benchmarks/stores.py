"""Generated stores kept in var/bench/ from one run to the next, as long as what makes them is the same."""

from hashlib import sha256
from pathlib import Path

import ctg_tracking.model
import ctg_tracking.store
from benchmarks import generate
from ctg_tracking.settings import settings
from ctg_tracking.store import Store

MAKERS = ("batch.py", "generate.py", "indicators.py", "plan.py", "portfolio.py", "vocabulary.py")


def folder() -> Path:
    """Where stores and results of the benchmarks lie."""
    made = settings().var / "bench"
    made.mkdir(parents=True, exist_ok=True)
    return made


def generated(conventions: int) -> str:
    """Address of a SQLite store of so many conventions, generated when there is none of today's making."""
    file = folder() / f"{conventions}-{_making()}.sqlite"
    url = f"sqlite:///{file}"
    if not file.is_file():
        for former in folder().glob(f"{conventions}-*.sqlite*"):
            former.unlink()
        _generate(file, conventions)
    return url


def _generate(file: Path, conventions: int) -> None:
    """Under another name until it is whole."""
    unfinished = file.with_suffix(".unfinished")
    for left in folder().glob(f"{unfinished.name}*"):
        left.unlink()
    store = Store.open(f"sqlite:///{unfinished}")
    generate.generate(store, conventions)
    store.dispose()
    unfinished.rename(file)


def _making() -> str:
    """What the generator, the model and the migrations are, in a few letters."""
    here = Path(__file__).parent
    model, store = (Path(str(module.__file__)).parent for module in (ctg_tracking.model, ctg_tracking.store))
    files = [
        *(here / name for name in MAKERS),
        *sorted(model.glob("*.py")),
        *sorted(store.glob("migrations/versions/*.py")),
    ]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]

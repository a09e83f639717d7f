"""Generated stores kept in var/bench/ from one run to the next, as long as what makes them is the same."""

from collections.abc import Callable
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
    return kept(str(conventions), lambda store: generate.generate(store, conventions))


def kept(name: str, fill: Callable[[Store], object]) -> str:
    """Address of the SQLite store of that name, filled when there is none of today's making."""
    file = folder() / f"{name}-{_making()}.sqlite"
    if not file.is_file():
        for former in folder().glob(f"{name}-*.sqlite*"):
            former.unlink()
        _make(file, fill)
    return f"sqlite:///{file}"


def _make(file: Path, fill: Callable[[Store], object]) -> None:
    """Under another name until it is whole."""
    unfinished = file.with_suffix(".unfinished")
    for left in folder().glob(f"{unfinished.name}*"):
        left.unlink()
    store = Store.open(f"sqlite:///{unfinished}")
    fill(store)
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

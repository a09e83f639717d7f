"""Write a portfolio of any size into a fresh store: `python -m benchmarks.generate --conventions 80`.

Same seed, same size: same rows. Everything goes through the audited bulk path, one unit of work for each chunk of
conventions, so the history is whole and the memory does not grow with the size.
"""

import argparse
import gc
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.batch import Batch
from benchmarks.indicators import draw_indicators
from benchmarks.plan import Hand, draw_plan
from benchmarks.portfolio import Place, Slot, places, slots
from benchmarks.vocabulary import ORGANISATIONS
from ctg_tracking.errors import Conflict, Refusal
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.model import (
    Account,
    Action,
    Actor,
    Change,
    Convention,
    Grant,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Theme,
)
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import ActorKind, Role
from ctg_tracking.settings import settings
from ctg_tracking.store import Store, Work, clock

AS_OF = date(2026, 6, 30)
"""Nothing generated is dated later, and the store says it is this day."""
CHUNK = 25
"""Conventions written by one unit of work."""
PROFILES = {
    "responsable@exemple.test": ("Responsable de l’outil", Role.ADMINISTRATOR),
    "cooperation@exemple.test": ("Chargé·e de coopération", Role.COORDINATOR),
    "pilote@exemple.test": ("Pilote", Role.PILOT),
    "lecture@exemple.test": ("Lecture seule", Role.READER),
}
"""Demonstration profiles of the store, each everywhere."""
COUNTED = (Convention, Action, ProgressReport, Indicator, IndicatorValue, Change)


@dataclass(frozen=True)
class Census:
    """How many rows a store holds, by table name."""

    rows: Mapping[str, int]

    def __str__(self) -> str:
        """One line for people."""
        return ", ".join(f"{name} {count:,}".replace(",", "\u202f") for name, count in self.rows.items())


def generate(store: Store, conventions: int, seed: int = 1, chunk: int = CHUNK) -> Census:
    """Fill `store` (migrated here) with so many conventions; raises Conflict when it already holds some."""
    store.upgrade()
    with store.read() as session:
        if session.scalar(select(func.count()).select_from(Convention)):
            raise Conflict("Cette base contient déjà des conventions\u202f: le générateur veut une base neuve.")
        wanted = list(slots(places(session), conventions, seed))
    author = local_operator(store)
    with store.write(author) as work:
        clock.mark_demonstration(work.session, AS_OF)
        _profiles(work)
    known: dict[int, int] = {}
    actors: dict[int, list[int]] = {}
    for some in _chunks(iter(wanted), chunk):
        with _collecting_after(), store.write(author, effective_on=AS_OF) as work:
            _write(work, some, actors, known)
    return census(store)


def census(store: Store) -> Census:
    """Count the rows of the main tables."""
    with store.read() as session:
        return Census(
            {entity.__tablename__: session.scalar(select(func.count()).select_from(entity)) or 0 for entity in COUNTED}
        )


def _profiles(work: Work) -> None:
    accounts = [
        {"email": email, "name": name, "demonstration": True, "created_at": work.now}
        for email, (name, _role) in PROFILES.items()
    ]
    ids = work.bulk.insert(Account, accounts)
    roles = (role for _name, role in PROFILES.values())
    work.bulk.insert(Grant, [{"account_id": i, "role": role} for i, role in zip(ids, roles, strict=True)])


def _write(work: Work, some: Sequence[Slot], actors: dict[int, list[int]], known: dict[int, int]) -> None:
    """Draw and write one chunk; `actors` by territory and `known` convention ids serve the chunks that follow."""
    _actors(work, [slot.place for slot in some], actors)
    themes = {key: number for number, key in work.session.execute(select(Theme.id, Theme.key).order_by(Theme.position))}
    batch = Batch()
    for slot in some:
        hand = Hand(work.author.account_id, themes, actors[slot.place.id], AS_OF)
        draw_indicators(draw_plan(slot, hand, batch))
    batch.write(work.bulk, known)


def _actors(work: Work, territories: Sequence[Place], known: dict[int, list[int]]) -> None:
    """The organisations of the territories met for the first time; the first is the pilot profile's."""
    new = {place.id: place for place in territories if place.id not in known}
    pilot = work.session.scalar(select(Account.id).where(Account.email == "pilote@exemple.test"))
    rows = [
        {
            "territory_id": place.id,
            "name": name,
            "key": fold(name),
            "kind": ActorKind.ORGANISATION,
            "account_id": pilot if name == ORGANISATIONS[0] else None,
        }
        for place in new.values()
        for name in ORGANISATIONS
    ]
    ids = iter(work.bulk.insert(Actor, rows))
    known.update({place: list(islice(ids, len(ORGANISATIONS))) for place in new})


@contextmanager
def _collecting_after() -> Iterator[None]:
    """Hold the garbage collector until the chunk is written: it took a quarter of the time to walk rows all alive."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        if held:
            gc.enable()


def _chunks(found: Iterator[Slot], size: int) -> Iterator[list[Slot]]:
    while chunk := list(islice(found, size)):
        yield chunk


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--conventions", type=int, required=True, metavar="N", help="how many conventions to write")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, another portfolio (default 1)")
    parser.add_argument("--chunk", type=int, default=CHUNK, help="conventions per unit of work (default %(default)s)")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--url", help="address of an empty store, SQLite or Postgres")
    place.add_argument("--out", type=Path, help="SQLite file to create (default var/bench/N.sqlite)")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Generate as the command line says; 0, or 1 after a refusal."""
    options = _options(words)
    out = options.out or settings().var / "bench" / f"{options.conventions}.sqlite"
    store = Store.open(options.url or f"sqlite:///{out.absolute()}")
    start = time.perf_counter()
    try:
        found = generate(store, options.conventions, options.seed, options.chunk)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    finally:
        store.dispose()
    print(f"{found} ({time.perf_counter() - start:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

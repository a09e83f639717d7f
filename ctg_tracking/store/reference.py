"""Territories of France from `data/reference/`: départements, communes, EPCI and who belongs to which.

Reference rows are nobody's work: they are written here by Core, outside the history, and edited nowhere
else. Loading twice changes nothing (the store remembers which reference it holds); a newer reference
updates names and populations and never removes a territory, because a convention may point to it.
Files and their origin: data/reference/SOURCES.md.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, tuple_, update

from ctg_tracking.model import Departement, StoreInfo, Territory, territory_member
from ctg_tracking.model.text import sort_key
from ctg_tracking.model.words import TerritoryKind
from ctg_tracking.settings import DATA

REFERENCE = DATA / "reference"
_MARK = "reference"
_Item = TypeVar("_Item")
_FIELDS = ("name", "kind", "departement", "population", "latitude", "longitude", "sort_key")


@dataclass(frozen=True)
class Loaded:
    """What a load wrote: numbers of départements, territories and memberships added, changed or removed."""

    departements: int
    territories: int
    members: int


def load(connection: Connection, folder: Path = REFERENCE) -> Loaded:
    """Bring the store's territories up to the reference in `folder`; the caller holds the transaction."""
    mark = _fingerprint(folder)
    if connection.scalar(select(StoreInfo.value).where(StoreInfo.key == _MARK)) == mark:
        return Loaded(0, 0, 0)
    communes = _read(folder / "communes.csv.gz")
    departements = [{"code": row["code"], "name": row["nom"]} for row in _read(folder / "departements.csv.gz")]
    territories = [_commune(row) for row in communes] + _epci(_read(folder / "epci.csv.gz"), communes)
    written = _put(connection, Departement, departements, ("name",))
    changed = _put(connection, Territory, territories, _FIELDS)
    members = _put_members(connection, communes)
    connection.execute(delete(StoreInfo).where(StoreInfo.key == _MARK))
    connection.execute(insert(StoreInfo).values(key=_MARK, value=mark))
    return Loaded(written, changed, members)


@cache
def present_codes() -> Mapping[str, str]:
    """Former INSEE code of a commune -> its present code, for files older than a merger."""
    rows = _read(REFERENCE / "communes_anciennes.csv.gz")
    return MappingProxyType({row["code_ancien"]: row["code_actuel"] for row in rows})


def _fingerprint(folder: Path) -> str:
    """What the files hold, in one word: a store already at this reference is left alone at every start."""
    return sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.csv.gz")))).hexdigest()


def _read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _commune(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["nom"],
        "kind": TerritoryKind.COMMUNE,
        "departement": row["departement"],
        "population": int(row["population"]) if row["population"] else None,
        "latitude": float(row["latitude"]) if row["latitude"] else None,
        "longitude": float(row["longitude"]) if row["longitude"] else None,
        "sort_key": sort_key(row["nom"]),
    }


def _epci(rows: Iterable[Mapping[str, str]], communes: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """EPCI as territories: population summed over the members, département where most of it lives."""
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for commune in communes:
        people[commune["epci"]][commune["departement"]] += int(commune["population"] or 0)
    return [_group(row, people[row["siren"]]) for row in rows if people.get(row["siren"])]


def _group(row: Mapping[str, str], by_departement: Mapping[str, int]) -> dict[str, Any]:
    return {
        "code": row["siren"],
        "name": row["nom"],
        "kind": TerritoryKind.EPCI,
        "departement": max(by_departement, key=lambda code: (by_departement[code], code)),
        "population": sum(by_departement.values()),
        "latitude": None,
        "longitude": None,
        "sort_key": sort_key(row["nom"]),
    }


def _put(
    connection: Connection,
    model: type[Departement | Territory],
    rows: Sequence[dict[str, Any]],
    fields: Sequence[str],
) -> int:
    """Insert the rows whose code is new, update those whose `fields` differ; gives how many."""
    table = model.__table__
    assert isinstance(table, Table)
    stored = {row.code: row for row in connection.execute(select(table))}
    new = [row for row in rows if row["code"] not in stored]
    changed = [
        {"key": row["code"], **{field: row[field] for field in fields}}
        for row in rows
        if row["code"] in stored and any(getattr(stored[row["code"]], field) != row[field] for field in fields)
    ]
    for some in _batches(new):
        connection.execute(insert(table).returning(table.c.code), some).all()
    if changed:
        connection.execute(update(table).where(table.c.code == bindparam("key")), changed)
    return len(new) + len(changed)


def _put_members(connection: Connection, communes: Iterable[Mapping[str, str]]) -> int:
    """Make the members of the reference's EPCI those of the reference; other groups are left alone."""
    table = Territory.__table__
    ids = {code: id_ for id_, code in connection.execute(select(table.c.id, table.c.code))}
    wanted = {(ids[row["epci"]], ids[row["code"]]) for row in communes if row["epci"] in ids}
    kinds = select(territory_member).join(table, territory_member.c.group_id == table.c.id)
    stored = {
        (row.group_id, row.member_id) for row in connection.execute(kinds.where(table.c.kind == TerritoryKind.EPCI))
    }
    for pairs in _batches(sorted(wanted - stored)):
        rows = [{"group_id": group, "member_id": member} for group, member in pairs]
        connection.execute(insert(territory_member).returning(territory_member.c.member_id), rows).all()
    gone = tuple_(territory_member.c.group_id, territory_member.c.member_id)
    for pairs in _batches(sorted(stored - wanted), 200):
        connection.execute(delete(territory_member).where(gone.in_(pairs)))
    return len(wanted ^ stored)


def _batches(items: Iterable[_Item], size: int = 5000) -> Iterator[list[_Item]]:
    """Lists of at most `size` items: `RETURNING` makes one statement of many rows, on both databases."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch

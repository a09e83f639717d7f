"""Territories of the demonstration, from the committed reference, and how French says « of » them."""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
SECTORS = {
    "200056232": "Nord-Ouest", "247800584": "Nord-Ouest", "200054781": "Nord-Est", "200059228": "Nord-Est",
    "200058477": "Nord-Est", "247700644": "Nord-Est",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A commune or an EPCI: code, name to show, EPCI it belongs to (its own code for an EPCI), member communes."""

    code: str
    name: str
    epci: str
    members: tuple[str, ...] = ()

    @property
    def is_epci(self) -> bool:
        """Whether the territory is an EPCI."""
        return len(self.code) == 9

    @property
    def sector(self) -> str:
        """Simulated sector of the Caf: the interview says there are three, not which."""
        return SECTORS.get(self.epci, "Sud")

    @property
    def short(self) -> str:
        """Short name: « CAESE » for « CA Étampois Sud Essonne (CAESE) »."""
        return self.name.rpartition("(")[2].rstrip(")") if "(" in self.name else self.name


def of(name: str) -> str:
    """« de » before a name: d’Orsay, du Plessis-Pâté, des Ulis, de la CCVE."""
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    if name.startswith(("CC", "CA ", "CAESE")):
        return f"de la {name}"
    return f"d’{name}" if name[0] in "AEIOUYÉÈÎ" else f"de {name}"


def communes() -> dict[str, Place]:
    """Every commune of France by code."""
    rows = _read("communes.csv.gz")
    return {row["code"]: Place(row["code"], row["nom"], row["epci"]) for row in rows}


def epci(code: str, name: str) -> Place:
    """An EPCI with the codes of its members, in the order of the reference."""
    members = tuple(row["code"] for row in _read("communes.csv.gz") if row["epci"] == code)
    return Place(code, name, code, members)


def _read(name: str) -> list[dict[str, str]]:
    with gzip.open(REFERENCE / name, "rt", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))

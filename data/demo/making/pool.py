"""The hand-made pool of actions (source/actions.csv), drawn from evenly: no plan reads like the last."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SOURCE = Path(__file__).resolve().parents[1] / "source"


@dataclass(frozen=True)
class Model:
    """An action a plan may hold; `{de}` in a name stands for « of the territory »."""

    theme: str
    title: str
    pilot: str
    partners: tuple[str, ...]
    audience: str
    yearly: bool
    indicator: str
    unit: str
    direction: str
    nature: str
    start: float | None
    goal: float | None


@dataclass
class Pool:
    """Models by theme; `draw` prefers those used least so far."""

    models: dict[str, list[Model]]
    used: Counter[str] = field(default_factory=Counter)

    def draw(self, theme: str, number: int, rng: Random) -> list[Model]:
        """`number` different models of a theme (all of them at most)."""
        order = sorted(self.models[theme], key=lambda model: (self.used[model.title], rng.random()))
        chosen = order[:number]
        self.used.update(model.title for model in chosen)
        return sorted(chosen, key=lambda model: self.models[theme].index(model))


def read_pool() -> Pool:
    """The pool of source/actions.csv."""
    models: dict[str, list[Model]] = {}
    with (SOURCE / "actions.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text, delimiter=";"):
            models.setdefault(row["theme"], []).append(_model(row))
    return Pool(models)


def _model(row: dict[str, str]) -> Model:
    return Model(
        theme=row["theme"],
        title=row["title"],
        pilot=row["pilot"],
        partners=tuple(name.strip() for name in row["partners"].split(",")),
        audience=row["audience"],
        yearly=row["yearly"] == "oui",
        indicator=row["indicator"],
        unit=row["unit"],
        direction=row["direction"],
        nature=row["nature"],
        start=_number(row["start"]),
        goal=_number(row["goal"]),
    )


def _number(text: str) -> float | None:
    return float(text.replace(" ", "")) if text else None

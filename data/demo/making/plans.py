"""Simulated plans: headings, actions and their dates, drawn with a seed taken from the convention's reference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from making.places import Place, of
from making.pool import Model, Pool
from making.portfolio import Convention
from making.words import AXES, CALENDARS, FUNDINGS, OBJECTIVES, PARTITIONS

TODAY = date(2026, 6, 30)
SIZES = {"ordinaire": (8, 18), "mince": (2, 5), "muet": (6, 12), "ancien": (7, 13)}


@dataclass(frozen=True)
class Planned:
    """An action of a simulated plan, ready to be written."""

    axe: str
    objective: str
    code: str
    title: str
    model: Model
    pilots: tuple[str, ...]
    partners: tuple[str, ...]
    communes: tuple[str, ...]
    starts_on: date
    due_on: date | None
    calendar: str
    priority: str
    budget: int | None
    funding: str
    coordinator: str


@dataclass(frozen=True)
class Plan:
    """A convention with its actions; `size` is one of SIZES."""

    place: Place
    convention: Convention
    size: str
    actions: tuple[Planned, ...]

    @property
    def starts_on(self) -> date:
        """First day of the convention."""
        assert self.convention.starts_on
        return self.convention.starts_on

    @property
    def ends_on(self) -> date:
        """Last day as first agreed."""
        assert self.convention.ends_on
        return self.convention.ends_on

    def rng(self, part: str) -> Random:
        """The generator of one part of this plan: adding a part elsewhere changes nothing here."""
        return Random(f"{self.convention.reference} {part}")  # noqa: S311 - no secret is drawn here


def make_plan(place: Place, convention: Convention, size: str, pool: Pool, names: dict[str, str]) -> Plan:
    """The plan of a convention; `names` gives commune names by code."""
    rng = Random(f"{convention.reference} plan")  # noqa: S311
    groups = PARTITIONS[rng.randrange(len(PARTITIONS))]
    groups = groups[: 2 if size == "mince" else len(groups)]
    models = _shared_out(groups, rng.randint(*SIZES[size]), pool, rng)
    return Plan(place, convention, size, tuple(_actions(place, convention, models, rng, names)))


def _shared_out(groups: Sequence[str], number: int, pool: Pool, rng: Random) -> list[tuple[str, list[Model]]]:
    """(axe title, its models): the actions are spread over the axes, then over the themes of each axe."""
    shares = [number // len(groups) + (1 if rank < number % len(groups) else 0) for rank in range(len(groups))]
    found = []
    for group, share in zip(groups, shares, strict=True):
        themes, titles = AXES[group]
        parts = [share // len(themes) + (1 if rank < share % len(themes) else 0) for rank in range(len(themes))]
        drawn = [model for theme, part in zip(themes, parts, strict=True) for model in pool.draw(theme, part, rng)]
        if drawn:
            found.append((rng.choice(titles), drawn))
    return found


def _actions(
    place: Place, convention: Convention, axes: list[tuple[str, list[Model]]], rng: Random, names: dict[str, str]
) -> Iterator[Planned]:
    dotted, with_objectives, numbered = rng.random() < 0.4, rng.random() < 0.35, rng.random() < 0.85
    running = 0
    for rank, (title, models) in enumerate(axes, 1):
        axe = f"{convention.levels[0]} {rank} : {title}"
        for number, model in enumerate(models, 1):
            running += 1
            code = (f"{rank}.{number}" if dotted else str(number)) if numbered else ""
            objective = rng.choice(OBJECTIVES[model.theme]) if with_objectives else ""
            yield _planned(place, convention, model, axe, objective, code, rng, names)


def _planned(
    place: Place, convention: Convention, model: Model, axe: str, objective: str, code: str, rng: Random,
    names: dict[str, str],
) -> Planned:  # fmt: skip
    starts_on, due_on, calendar = _dates(convention, model, rng)
    budgeted = rng.random() < 0.55
    return Planned(
        axe=axe,
        objective=objective,
        code=code,
        title=model.title,
        model=model,
        pilots=(_of_place(model.pilot, place),),
        partners=tuple(_of_place(name, place) for name in model.partners),
        communes=_served(place, names, rng),
        starts_on=starts_on,
        due_on=due_on,
        calendar=calendar,
        priority=rng.choice(("Élevée", "Moyenne", "Moyenne", "Basse", "", "")),
        budget=rng.choice((1500, 2400, 4000, 6500, 9000, 12500, 18000, 27000, 45000, 80000)) if budgeted else None,
        funding=rng.choice(FUNDINGS) if budgeted else "",
        coordinator="Chargé·e de coopération CTG" if rng.random() < 0.5 else "",
    )


def _dates(convention: Convention, model: Model, rng: Random) -> tuple[date, date | None, str]:
    """Start, due date and calendar: an action of every year, or of the whole convention, has no due date."""
    first, last = convention.starts_on, convention.ends_on
    assert first
    assert last
    if model.yearly:
        return first, None, "Chaque année"
    starts_on = month_start(first, rng.choice((0, 3, 6, 8, 9, 12, 12, 18, 20, 24)))
    if rng.random() < 0.16:
        return starts_on, None, rng.choice(CALENDARS[:1] + CALENDARS[2:])
    due_on = min(last, month_start(starts_on, rng.choice((6, 9, 12, 15, 18, 24, 30))) - timedelta(1))
    words = f"{starts_on.year}-{due_on.year}" if rng.random() < 0.2 and due_on.year > starts_on.year else ""
    return starts_on, due_on, words


def month_start(day: date, months: int) -> date:
    """First day of the month `months` after that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _served(place: Place, names: dict[str, str], rng: Random) -> tuple[str, ...]:
    """Communes an EPCI's action serves; none named means all of them."""
    if not place.is_epci or rng.random() > 0.4:
        return ()
    chosen = rng.sample(place.members, rng.randint(2, 5))
    return tuple(names[code] for code in sorted(chosen, key=place.members.index))


def _of_place(name: str, place: Place) -> str:
    local = name.replace(" municipal {de}", " intercommunal {de}") if place.is_epci else name
    return local.replace("{de}", of(place.short))

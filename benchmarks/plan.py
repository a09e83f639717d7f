"""Rows of one convention: itself, its headings, its actions with their due dates and their reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from benchmarks import vocabulary as words
from benchmarks.batch import Batch
from benchmarks.portfolio import Slot
from ctg_tracking.model import (
    BEGINNING,
    Action,
    ActionDue,
    Amendment,
    Convention,
    ConventionCommune,
    Heading,
    ProgressReport,
    Signatory,
)
from ctg_tracking.model.words import Confidence, Origin, Priority, SignatoryKind, Status, TerritoryKind

ACTIONS = (20, 62)
"""Fewest and most fiches of a plan; with their operations, 46 actions per convention on average."""
OPERATIONS_SHARE = 0.06
NEVER_REPORTED = 0.08
WITHOUT_START = date(2023, 1, 1)
"""From when a convention whose start is unknown is reported on."""
TITLES = tuple(words.AXES)


@dataclass(frozen=True)
class Hand:
    """Who writes and what they may point to: ids of themes by key, ids of the territory's actors."""

    author_id: int
    themes: Mapping[str, int]
    actors: Sequence[int]
    as_of: date


@dataclass
class Draft:
    """A convention being drawn: its slot, its own generator, its place in the batch and its axes' themes."""

    slot: Slot
    hand: Hand
    batch: Batch
    place: int
    random: Random
    first: date
    last: date
    axes: list[tuple[int, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    actions: list[int] = field(default_factory=list)


def draw_plan(slot: Slot, hand: Hand, batch: Batch) -> Draft:
    """Add one convention and its plan to `batch`."""
    random = Random(slot.seed)
    first = slot.starts_on or slot.signed_on or WITHOUT_START
    last = max(first, min(slot.ends_on or hand.as_of, hand.as_of))
    draft = Draft(slot, hand, batch, _convention(slot, random, batch), random, first, last)
    _signatories(draft)
    _communes(draft)
    _amendment(draft)
    _headings(draft)
    _actions(draft)
    return draft


@lru_cache(maxsize=8_192)
def instant(day: date) -> datetime:
    """Nine in the morning, UTC: when what is dated of `day` was recorded."""
    return datetime.combine(day, time(9), UTC)


# -- the convention --


def _convention(slot: Slot, random: Random, batch: Batch) -> int:
    return batch.add(
        Convention,
        number=slot.number,
        reference=slot.reference,
        territory_id=slot.place.id,
        title=f"Convention territoriale globale – {slot.place.name}",
        signed_on=slot.signed_on,
        starts_on=slot.starts_on,
        ends_on=slot.ends_on,
        term_years=slot.term_years,
        level1_name=random.choice(("Axe", "Axe", "Enjeu", "Thématique")),
        origin=Origin.SIMULATED,
        predecessors=[] if slot.predecessor is None else [slot.predecessor],
    )


def _signatories(draft: Draft) -> None:
    epci = draft.slot.place.kind is TerritoryKind.EPCI
    own = SignatoryKind.EPCI if epci else SignatoryKind.COMMUNE
    draft.batch.add(Signatory, convention_id=draft.place, name="Caf", kind=SignatoryKind.CAF)
    draft.batch.add(Signatory, convention_id=draft.place, name=draft.slot.place.name, kind=own)
    if draft.random.random() < 0.3:
        joined = _day(draft, 0.3)
        draft.batch.add(Signatory, convention_id=draft.place, name="MSA", kind=SignatoryKind.MSA, joined_on=joined)


def _communes(draft: Draft) -> None:
    """One EPCI in ten tells its communes, the last of which joined on the way."""
    members = draft.slot.place.members
    if len(members) < 2 or draft.random.random() > 0.1:
        return
    for member in members[:-1]:
        draft.batch.add(ConventionCommune, convention_id=draft.place, territory_id=member)
    draft.batch.add(ConventionCommune, convention_id=draft.place, territory_id=members[-1], since=_day(draft, 0.5))


def _amendment(draft: Draft) -> None:
    ends_on = draft.slot.ends_on
    if ends_on is None or draft.random.random() > 0.05:
        return
    draft.batch.add(
        Amendment,
        convention_id=draft.place,
        number=1,
        signed_on=_day(draft, 0.8),
        new_ends_on=date(ends_on.year + 1, 12, 31),
        purpose="Prolongation d’un an",
    )


# -- the plan --


def _headings(draft: Draft) -> None:
    themes = draft.random.sample(TITLES, draft.random.randint(3, 6))
    for number, theme in enumerate(themes, 1):
        axe = _heading(draft, 1, number, words.AXES[theme], None, None)
        draft.axes.append((axe, theme))
        for inner in range(draft.random.randrange(3)):
            objective = draft.random.choice(words.OBJECTIVES)
            draft.headings.append(_heading(draft, 2, number * 10 + inner, objective, axe, axe))


def _heading(draft: Draft, level: int, position: int, title: str, parent: int | None, axe: int | None) -> int:
    return draft.batch.add(
        Heading,
        convention_id=draft.place,
        parent_id=parent,
        axe_id=axe,
        level=level,
        position=position,
        code=str(position),
        title=title,
        origin=Origin.SIMULATED,
    )


def _actions(draft: Draft) -> None:
    objectives: dict[int, list[int]] = {}
    for place in draft.headings:
        objectives.setdefault(draft.batch.rows[Heading][place]["axe_id"], []).append(place)
    for position in range(1, draft.random.randint(*ACTIONS) + 1):
        axe, theme = draft.random.choice(draft.axes)
        # one fiche in forty is under no heading at all
        heading = draft.random.choice(objectives.get(axe, [axe])) if draft.random.random() > 0.025 else None
        _action(draft, heading, theme, position)


def _action(draft: Draft, heading: int | None, theme: str, position: int) -> None:
    random = draft.random
    title = f"{random.choice(words.VERBS)} {random.choice(words.OBJECTS[theme])}"
    action = _one_action(draft, heading, theme, position, title, parent=None)
    draft.actions.append(action)
    if random.random() < OPERATIONS_SHARE:
        for inner in range(1, random.randint(2, 4)):
            _one_action(draft, heading, theme, inner, f"{random.choice(words.OPERATIONS)} {inner}", parent=action)


def _one_action(draft: Draft, heading: int | None, theme: str, position: int, title: str, parent: int | None) -> int:
    random = draft.random
    action = draft.batch.add(
        Action,
        convention_id=draft.place,
        heading_id=heading,
        parent_id=parent,
        position=position,
        code=str(position) if random.random() < 0.9 else None,
        title=title,
        description=f"{title} sur le territoire de {draft.slot.place.name}.",
        audience=random.choice(words.AUDIENCES),
        starts_on=_day(draft, 0.5) if random.random() < 0.5 else None,
        calendar_text=random.choice(words.CALENDARS),
        yearly=random.random() < 0.2,
        priority=random.choice((*Priority, None)),
        budget_cents=random.randrange(50_000, 20_000_000, 50_000) if random.random() < 0.5 else None,
        origin=Origin.SIMULATED,
        touched_at=instant(draft.last),
        pilots=_some(random, draft.hand.actors, (5, 75, 15, 5)),
        partners=_some(random, draft.hand.actors, (20, 30, 30, 20)),
        themes=_themes(draft, theme),
        communes=_some(random, draft.slot.place.members, (60, 20, 10, 10)),
    )
    _dues(draft, action)
    _reports(draft, action)
    return action


def _some(random: Random, among: Sequence[int], weights: Sequence[int]) -> list[int]:
    """None, one, two… of `among`, by these weights."""
    wanted = random.choices(range(len(weights)), weights)[0]
    return random.sample(among, min(wanted, len(among)))


def _themes(draft: Draft, theme: str) -> list[int]:
    draw = draft.random.random()
    if draw < 0.05:
        return []
    own = draft.hand.themes[theme]
    other = draft.random.choice(list(draft.hand.themes.values()))
    return [own, other] if draw > 0.8 and other != own else [own]


def _dues(draft: Draft, action: int) -> None:
    """A due date from the beginning, unknown for one action in ten, put off on the way for one in six."""
    random = draft.random
    due = _end_of_month(draft, random.random()) if random.random() < 0.9 else None
    moved = _day(draft, 0.6) if due is not None and random.random() < 1 / 6 else None
    draft.batch.add(ActionDue, action_id=action, due_on=due, valid_from=BEGINNING, valid_until=moved)
    if moved is not None:
        assert due is not None
        later = due + timedelta(random.choice((90, 180, 365)))
        draft.batch.add(ActionDue, action_id=action, due_on=later, valid_from=moved, valid_until=None)


def _end_of_month(draft: Draft, share: float) -> date:
    """The last day of a month of the convention's life, ended or not."""
    ends_on = draft.slot.ends_on or date(draft.first.year + 4, 12, 31)
    day = draft.first + timedelta(int((ends_on - draft.first).days * share))
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(1)


# -- what is said of an action --


def _reports(draft: Draft, action: int) -> None:
    dates = _report_dates(draft)
    reached = draft.random.random()
    for index, (status, percent) in enumerate(_statuses(draft.random, len(dates), reached)):
        until = dates[index + 1] if index + 1 < len(dates) else None
        _report(draft, action, dates[index], until, status, percent)


def _report_dates(draft: Draft) -> list[date]:
    days = (draft.last - draft.first).days
    if days < 2 or draft.random.random() < NEVER_REPORTED:
        return []
    wanted = min(days, draft.random.choices((1, 2, 3, 4, 5, 6), (2, 4, 5, 4, 2, 1))[0])
    return [draft.first + timedelta(day) for day in sorted(draft.random.sample(range(1, days + 1), wanted))]


def _statuses(random: Random, count: int, reached: float) -> Iterator[tuple[Status, int | None]]:
    """Progress towards what is reached in the end, with some detours; an action is dropped at its last report only."""
    for index in range(1, count + 1):
        level = reached * index / count
        draw = random.random()
        if draw < 0.06:
            yield random.choice((Status.SUSPENDED, Status.POSTPONED)), None
        elif draw < 0.09 and index == count:
            yield random.choice((Status.DROPPED, Status.TO_SPECIFY)), None
        elif level < 0.15:
            yield Status.NOT_STARTED, 0
        elif level < 0.7:
            yield Status.IN_PROGRESS, int(level * 4) * 25 if random.random() < 0.7 else None
        else:
            yield Status.DONE, 100


def _report(draft: Draft, action: int, on: date, until: date | None, status: Status, percent: int | None) -> None:
    random = draft.random
    blocked = status in (Status.SUSPENDED, Status.POSTPONED)
    draft.batch.add(
        ProgressReport,
        action_id=action,
        effective_on=on,
        until=until,
        recorded_at=instant(on),
        author_id=draft.hand.author_id,
        status=status,
        percent=percent,
        confidence=random.choice((*Confidence, None, None)),
        done_text=random.choice(words.DONE),
        next_text=random.choice(words.NEXT),
        blocking_text=random.choice(words.BLOCKING) if blocked else None,
        decision_wanted="Poursuivre ou réorienter ?" if random.random() < 0.04 else None,
        reason=random.choice(words.REASONS) if status.needs_reason else None,
        resumes_on=on + timedelta(180) if status.needs_resumption else None,
        origin=Origin.SIMULATED,
    )


def _day(draft: Draft, share: float) -> date:
    """A day in the first `share` of what the convention lived, never its very first."""
    return draft.first + timedelta(1 + draft.random.randrange(max(1, int((draft.last - draft.first).days * share))))

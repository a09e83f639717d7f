"""Rows for tests, named by situation: a convention, an action that is late, a value recorded on a day.

    reader = an_administrator(store)
    with store.write(reader) as work:
        convention = a_convention(work, territory="91228", starts_on=date(2020, 1, 1), ends_on=date(2024, 1, 1))
        axe = an_axe(work, convention, "1", "Petite enfance")
        an_action(work, convention, heading=axe, status=Status.DONE, on=date(2022, 5, 1), due_on=date(2022, 6, 30))

Every row goes through the unit of work, so it has its history. A row may be used as long as its `with` block lives;
afterwards its `id` and plain fields still read.
"""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ctg_tracking.model import (
    BEGINNING,
    Account,
    Action,
    ActionDue,
    Actor,
    Amendment,
    Base,
    Convention,
    ConventionCommune,
    Grant,
    Heading,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Milestone,
    ProgressReport,
    Reader,
    ReaderGrant,
    Signatory,
    Territory,
    Theme,
)
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import ActorKind, Direction, Role, SignatoryKind, Status
from ctg_tracking.store import Store, Work, clock

EVRY, GRIGNY, ORSAY, SEVREMOINE, BAUGE = "91228", "91286", "91471", "49301", "49018"
"""INSEE codes of communes of the reference data: Évry-Courcouronnes, Grigny, Orsay, Sèvremoine, Baugé-en-Anjou."""
ETAMPOIS = "200017846"
"""SIREN of the CA de l’Étampois Sud-Essonne, an EPCI of the Essonne."""

Row = TypeVar("Row", bound=Base)
_serial = count(1)


# -- who --


def an_administrator(store: Store, email: str = "outil@exemple.fr", name: str = "Responsable de l’outil") -> Reader:
    """An account that may do everything everywhere; in an empty store it creates itself."""
    with store.read() as session:
        first = (session.scalar(select(func.max(Account.id))) or 0) + 1
    itself = Reader(first, email, name, (ReaderGrant(Role.ADMINISTRATOR, None),))
    with store.write(itself) as work:
        account = Account(email=email, name=name, created_at=clock.now())
        account.grants.append(Grant(role=Role.ADMINISTRATOR))
        work.session.add(account)
        work.session.flush()
        return Reader(account.id, email, name, itself.grants)


def an_account(
    work: Work, role: Role = Role.READER, *territories: str, email: str | None = None, name: str = "Camille Essai",
    **fields: Any,
) -> Reader:  # fmt: skip
    """An account with one role on these territories (codes), on all of them when none is told."""
    email = email or f"compte{next(_serial)}@exemple.fr"
    places: list[int | None] = [a_territory(work, code).id for code in territories]
    places = places or [None]
    account = Account(email=email, name=name, created_at=work.now, **fields)
    account.grants = [Grant(role=role, territory_id=place) for place in places]
    work.session.add(account)
    work.session.flush()
    return Reader(account.id, email, name, tuple(ReaderGrant(role, place) for place in places))


# -- conventions --


def a_territory(where: Work | Session, code: str) -> Territory:
    """A territory of the reference data, by its INSEE code or SIREN."""
    session = where.session if isinstance(where, Work) else where
    return session.scalars(select(Territory).where(Territory.code == code)).one()


def a_convention(
    work: Work,
    reference: str | None = None,
    *,
    territory: str = EVRY,
    starts_on: date | None = date(2022, 1, 1),
    ends_on: date | None = date(2026, 12, 31),
    signatories: Sequence[str | tuple[str, date | None]] = (),
    predecessors: Sequence[Convention] = (),
    communes: Sequence[str] = (),
    **fields: Any,
) -> Convention:
    """A convention of 2022-2026 unless told otherwise; `signed_on` and `term_years` stay unknown unless told.

    `communes`: codes of the communes covered since always, when they are not the whole territory.
    """
    number = next(_serial)
    convention = Convention(
        reference=reference or f"CTG-{number}",
        territory=a_territory(work, territory),
        title=fields.pop("title", f"Convention {number}"),
        starts_on=starts_on,
        ends_on=ends_on,
        predecessors=list(predecessors),
        **fields,
    )
    for signatory in signatories:
        name, joined_on = (signatory, None) if isinstance(signatory, str) else signatory
        convention.signatories.append(Signatory(name=name, kind=SignatoryKind.OTHER, joined_on=joined_on))
    convention.communes = [ConventionCommune(territory=a_territory(work, code)) for code in communes]
    work.session.add(convention)
    work.session.flush()
    return convention


def an_amendment(
    work: Work, convention: Convention, signed_on: date, new_ends_on: date | None = None, purpose: str | None = None
) -> Amendment:
    """The next amendment of a convention."""
    number = len(convention.amendments) + 1
    amendment = Amendment(number=number, signed_on=signed_on, new_ends_on=new_ends_on, purpose=purpose)
    convention.amendments.append(amendment)
    work.session.flush()
    return amendment


def a_milestone(
    work: Work, convention: Convention, kind: str, *, due_on: date | None = None, done_on: date | None = None
) -> Milestone:
    """A step of the renewal that departs from the default date, or is done."""
    return _added(work, Milestone(convention_id=convention.id, kind=kind, due_on=due_on, done_on=done_on))


# -- plan --


def a_heading(
    work: Work, convention: Convention, code: str | None, title: str | None, parent: Heading | None = None
) -> Heading:
    """The next heading of the plan: an axe, or under `parent`."""
    heading = Heading(
        convention_id=convention.id,
        parent_id=parent and parent.id,
        axe_id=parent and (parent.axe_id or parent.id),
        level=parent.level + 1 if parent else 1,
        position=next(_serial),
        code=code,
        title=title,
    )
    return _added(work, heading)


def an_axe(work: Work, convention: Convention, code: str | None, title: str | None = None) -> Heading:
    """The next axe of the plan, titled or only numbered."""
    return a_heading(work, convention, code, title)


def an_action(
    work: Work,
    convention: Convention,
    title: str | None = None,
    *,
    heading: Heading | None = None,
    parent: Action | None = None,
    status: Status | None = None,
    percent: int | None = None,
    on: date = date(2024, 1, 1),
    due_on: date | None = None,
    pilots: Sequence[str | Actor] = (),
    partners: Sequence[str | Actor] = (),
    themes: Sequence[str] = (),
    communes: Sequence[str] = (),
    **fields: Any,
) -> Action:
    """An action, or an operation inside `parent`. Reported as `status` on `on`, or never reported when status is None.

    `due_on` holds since always. `themes` are keys (« handicap »); a person or body named in `pilots` is created.
    """
    number = next(_serial)
    action = Action(
        convention_id=convention.id,
        heading_id=heading and heading.id,
        parent_id=parent and parent.id,
        position=number,
        title=title or f"Action {number}",
        touched_at=work.now,
        **fields,
    )
    action.pilots = [_actor(work, convention, pilot) for pilot in pilots]
    action.partners = [_actor(work, convention, partner) for partner in partners]
    action.themes = [a_theme(work, key) for key in themes]
    action.communes = [a_territory(work, code) for code in communes]
    _added(work, action)
    _added(work, ActionDue(action_id=action.id, due_on=due_on, valid_from=BEGINNING))
    if status is not None:
        a_report(work, action, status, on, percent=percent)
    return action


def a_theme(work: Work, key: str) -> Theme:
    """A theme by its key (« petite-enfance »); another key makes another theme."""
    found = work.session.scalars(select(Theme).where(Theme.key == key)).one_or_none()
    return found or _added(work, Theme(key=key, label=key.capitalize(), position=next(_serial) + 100))


def an_actor(
    work: Work, territory: str, name: str, *, kind: ActorKind | None = None, account: Reader | None = None
) -> Actor:
    """Somebody who pilots or helps on a territory (code), linked or not to an account."""
    place = a_territory(work, territory)
    fields: dict[str, Any] = {"kind": kind, "account_id": account and account.account_id}
    return _added(work, Actor(territory_id=place.id, name=name, key=fold(name), **fields))


def a_due_date(work: Work, action: Action, due_on: date | None, since: date) -> ActionDue:
    """From `since` on, the action is due on another day."""
    current = select(ActionDue).where(ActionDue.action_id == action.id, ActionDue.valid_until.is_(None))
    work.session.scalars(current).one().valid_until = since
    work.session.flush()
    return _added(work, ActionDue(action_id=action.id, due_on=due_on, valid_from=since))


# -- what is said --


def a_report(work: Work, action: Action, status: Status, on: date, **fields: Any) -> ProgressReport:
    """A progress report effective on `on`, in its place among the others."""
    others = work.session.scalars(select(ProgressReport).where(ProgressReport.action_id == action.id)).all()
    before = [report for report in others if report.effective_on <= on and (report.until is None or report.until >= on)]
    after = [report.effective_on for report in others if report.effective_on > on]
    for report in before:
        report.until = on
    work.session.flush()
    fields.setdefault("recorded_at", work.now)
    fields.setdefault("author_id", work.author.account_id)
    return _added(
        work,
        ProgressReport(action_id=action.id, effective_on=on, until=min(after, default=None), status=status, **fields),
    )


def an_indicator(
    work: Work,
    convention: Convention,
    name: str | None = None,
    *,
    action: Action | None = None,
    heading: Heading | None = None,
    direction: Direction = Direction.UP,
    values: Sequence[tuple[date, float | str]] = (),
    targets: Sequence[tuple[date, float]] = (),
    **fields: Any,
) -> Indicator:
    """An indicator of an action, a heading or the convention, with its values and intermediate targets."""
    number = next(_serial)
    indicator = Indicator(
        convention_id=convention.id,
        action_id=action and action.id,
        heading_id=heading and heading.id,
        name=name or f"Indicateur {number}",
        direction=direction,
        position=number,
        touched_at=work.now,
        **fields,
    )
    _added(work, indicator)
    for on, target in targets:
        _added(work, IndicatorTarget(indicator_id=indicator.id, on_date=on, target=target))
    for on, value in values:
        a_value(work, indicator, on, value)
    return indicator


def a_value(work: Work, indicator: Indicator, on: date, value: float | str, **fields: Any) -> IndicatorValue:
    """A value of an indicator (words for a qualitative one), in its place; on a known day it is a correction."""
    others = work.session.scalars(select(IndicatorValue).where(IndicatorValue.indicator_id == indicator.id)).all()
    before = [known for known in others if known.on_date <= on and (known.until is None or known.until >= on)]
    after = [known.on_date for known in others if known.on_date > on]
    for known in before:
        known.until = on
    work.session.flush()
    told = {"text": value} if isinstance(value, str) else {"value": value}
    fields.setdefault("recorded_at", work.now)
    fields.setdefault("author_id", work.author.account_id)
    return _added(
        work,
        IndicatorValue(indicator_id=indicator.id, on_date=on, until=min(after, default=None), **told, **fields),
    )


def _actor(work: Work, convention: Convention, given: str | Actor) -> Actor:
    """The actor of this name on the convention's territory, created when it is new."""
    if isinstance(given, Actor):
        return given
    place = convention.territory_id
    known = select(Actor).where(Actor.territory_id == place, Actor.key == fold(given))
    return work.session.scalars(known).one_or_none() or _added(
        work, Actor(territory_id=place, name=given, key=fold(given))
    )


def _added(work: Work, row: Row) -> Row:
    work.session.add(row)
    work.session.flush()
    return row

"""Decks as they are served: read and drawn once for all who may see the committee, remembered by what they show.

The caller has checked who asks; the content is the same for all of them, since seeing a committee is seeing each of
its conventions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from ctg_tracking.figures.committees import CommitteeRow, pulse, the_committee
from ctg_tracking.figures.picture import WHOLE, Part
from ctg_tracking.model import Reader
from ctg_tracking.outputs.blocks import Deck
from ctg_tracking.outputs.deck import Ground, committee_deck, read_ground
from ctg_tracking.store import Store, clock
from ctg_tracking.web.projection.memory import Kept
from ctg_tracking.web.projection.slides import section

GROUNDS, DECKS = 64, 64
"""At most so many remembered: the grounds of some parts of a few committees, and what was drawn from them."""


@dataclass(frozen=True)
class Drawn:
    """A slide as markup; `print` changes when anything that it shows does."""

    key: str
    title: str
    print: str
    html: str


@dataclass(frozen=True)
class Rendered:
    """A deck as markup; `print` is that of all its slides."""

    deck: Deck
    slides: Sequence[Drawn]
    print: str


@dataclass(frozen=True)
class Asked:
    """A committee as it is when somebody asks for it: `word` changes with all that may be shown of it."""

    committee: CommitteeRow
    word: str
    today: date


_GroundKey = tuple[int, date | None, datetime | None, Part]
_DeckKey = tuple[int, Part, str, date]


@dataclass(frozen=True)
class Decks:
    """The decks of one store."""

    store: Store
    _grounds: Kept[_GroundKey, Ground] = field(default_factory=lambda: Kept(GROUNDS))
    _rendered: Kept[_DeckKey, Rendered] = field(default_factory=lambda: Kept(DECKS))
    _by_print: Kept[str, Rendered] = field(default_factory=lambda: Kept(DECKS))

    def asked(self, reader: Reader, committee_id: int) -> Asked:
        """The committee, for a reader who may see it. Raises NotFound."""
        with self.store.read() as session:
            word = pulse(session, reader, committee_id)
            return Asked(the_committee(session, reader, committee_id), word, clock.today(session))

    def rendered(self, reader: Reader, asked: Asked, part: Part) -> Rendered:
        """The deck of a part of a committee that the reader was seen to see."""
        key = (asked.committee.id, part, asked.word, asked.today)
        return self._rendered.get(key, lambda: self._draw(reader, asked, part))

    def former(self, print_: str) -> Rendered | None:
        """A deck already given, by its print."""
        return self._by_print.known(print_)

    def _draw(self, reader: Reader, asked: Asked, part: Part) -> Rendered:
        ground = self._ground(reader, asked, part)
        with self.store.read() as session:
            deck = committee_deck(session, reader, asked.committee.id, asked.today, part, ground)
        drawn = rendered(deck)
        return self._by_print.get(drawn.print, lambda: drawn)

    def _ground(self, reader: Reader, asked: Asked, part: Part) -> Ground | None:
        """What was frozen, which no longer moves; None before the opening: it is read with the deck."""
        committee = asked.committee
        if committee.frozen_on is None:
            return None

        def read() -> Ground:
            with self.store.read() as session:
                return read_ground(session, reader, committee, asked.today, part)

        return self._grounds.get((committee.id, committee.frozen_on, committee.opened_at, part), read)


def rendered(deck: Deck) -> Rendered:
    """A deck as markup."""
    slides = [_drawn(slide.key, slide.title, section(slide)) for slide in deck.slides]
    whole = _print("\n".join((deck.title, deck.day, *(f"{slide.key} {slide.print}" for slide in slides))))
    return Rendered(deck, slides, whole)


def whole_of(decks: Decks, reader: Reader, asked: Asked) -> Deck:
    """The deck of the whole committee, from which a part takes its words."""
    return decks.rendered(reader, asked, WHOLE).deck


def _drawn(key: str, title: str, html: str) -> Drawn:
    return Drawn(key, title, _print(html), html)


def _print(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]

"""Decks as they are served: read and drawn once for all who may see the committee, remembered by what they show.

The caller has checked who asks; the content is the same for all of them, since seeing a committee is seeing each of
its conventions.
"""

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from ctg_tracking.figures.committees import CommitteeRow, pulse, the_committee
from ctg_tracking.figures.frozen import frozen_summary
from ctg_tracking.figures.picture import WHOLE, Part
from ctg_tracking.model import Reader
from ctg_tracking.outputs.blocks import Deck, Slide
from ctg_tracking.outputs.deck import Ground, committee_deck, read_ground
from ctg_tracking.outputs.deck.ground import limits
from ctg_tracking.store import Store, clock
from ctg_tracking.web.projection.memory import Kept, put_out_of_sight
from ctg_tracking.web.projection.slides import section

GROUNDS, PARTS, DECKS, SLIDES = 8, 40, 64, 2_000
"""At most so many remembered: the frozen grounds of a few committees, parts of them, and what was drawn from them."""
MANY_ROWS = 2_000
"""Beyond so many rows, the collector would take as long to walk a ground as a page to be made."""


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
    _parts: Kept[_GroundKey, Ground] = field(default_factory=lambda: Kept(PARTS))
    _slides: Kept[bytes, Drawn] = field(default_factory=lambda: Kept(SLIDES))
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
        drawn = rendered(deck, self._slide)
        return self._by_print.get(drawn.print, lambda: drawn)

    def _slide(self, slide: Slide) -> Drawn:
        """A slide as markup: most are those of the deck before."""
        return self._slides.get(pickle.dumps(slide), lambda: draw(slide))

    def _ground(self, reader: Reader, asked: Asked, part: Part) -> Ground | None:
        """What was frozen, which no longer moves; None before the opening: it is read with the deck."""
        committee = asked.committee
        if committee.frozen_on is None:
            return None
        key = (committee.id, committee.frozen_on, committee.opened_at)

        def read() -> Ground:
            with self.store.read() as session:
                ground = read_ground(session, reader, committee, asked.today)
            if len(ground.picture.actions) + len(ground.picture.indicators) > MANY_ROWS:
                put_out_of_sight()
            return ground

        whole = self._grounds.get((*key, WHOLE), read)
        if part == WHOLE:
            return whole
        return self._parts.get((*key, part), lambda: self._narrowed(reader, committee, whole, part))

    def _narrowed(self, reader: Reader, committee: CommitteeRow, whole: Ground, part: Part) -> Ground:
        """A part of a frozen ground: only its figures are read, the rows are those of the whole."""
        with self.store.read() as session:
            summary = frozen_summary(session, reader, committee.id, part)
        picture = whole.picture
        return replace(
            whole, shown=picture.only(part), summary=summary, part=part, limits=limits(picture, part), reported=None
        )


def rendered(deck: Deck, drawn: Callable[[Slide], Drawn] | None = None) -> Rendered:
    """A deck as markup, each slide by `drawn` when some are known already."""
    slides = [(drawn or draw)(slide) for slide in deck.slides]
    whole = _print("\n".join((deck.title, deck.day, *(f"{slide.key} {slide.print}" for slide in slides))))
    return Rendered(deck, slides, whole)


def whole_of(decks: Decks, reader: Reader, asked: Asked) -> Deck:
    """The deck of the whole committee, from which a part takes its words."""
    return decks.rendered(reader, asked, WHOLE).deck


def draw(slide: Slide) -> Drawn:
    """A slide as markup."""
    html = section(slide)
    return Drawn(slide.key, slide.title, _print(html), html)


def _print(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]

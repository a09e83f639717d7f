"""What was reported while a committee is open: told on the slide of its action or indicator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ctg_tracking.figures.news import News
from ctg_tracking.model import french
from ctg_tracking.outputs.blocks import Line, SlideKind
from ctg_tracking.outputs.deck.fitting import NEWS
from ctg_tracking.outputs.deck.measuring import WIDTH, clipped, lines


@dataclass(frozen=True)
class Heard:
    """The news of a meeting, the newest first."""

    news: Sequence[News] = ()

    def of_action(self, action_id: int | None) -> tuple[Line, ...]:
        """What was heard of an action and of its indicators."""
        return _held((one for one in self.news if one.action_id == action_id), NEWS[SlideKind.ACTION], action_id)

    def of_indicator(self, indicator_id: int | None) -> tuple[Line, ...]:
        """What was heard of an indicator."""
        heard = (one for one in self.news if one.indicator_id == indicator_id)
        return _held(heard, NEWS[SlideKind.INDICATOR], indicator_id)


def _held(news: Iterable[News], room: float, about: int | None) -> tuple[Line, ...]:
    """The newest ones that hold in so many lines; the sheet of the action has them whole."""
    if about is None:
        return ()
    told: list[Line] = []
    for one in news:
        if room < 1:
            break
        line = _line(one, int(room))
        told.append(line)
        room -= lines(line.words, WIDTH - 4)
    return tuple(told)


def _line(news: News, most: int) -> Line:
    name = f"{news.title}{french.NARROW}: " if news.indicator_id is not None else ""
    decided = " (décidé en séance)" if news.decided else ""
    head = f"{french.clock(news.at)}{decided} · {name}"
    return Line(
        clipped(french.typeset(f"{head}{news.words}"), (WIDTH - 10) * most), news.after.look if news.after else None
    )

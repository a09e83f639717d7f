"""Whatever people wrote holds on the slides, and not a word of it is lost."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_tracking.figures.counts import Counts
from ctg_tracking.model.words import LATE
from ctg_tracking.outputs.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Line,
    Marked,
    Slide,
    SlideKind,
    Step,
    Steps,
    Table,
    Text,
)
from ctg_tracking.outputs.deck.fitting import ROOM, TITLE, evened, fitted, packed, room_of
from ctg_tracking.outputs.deck.measuring import (
    GAP,
    LABEL,
    WIDTH,
    bar_heights,
    clipped,
    counts_lines,
    height,
    label_room,
    lines,
    parted,
)

words = st.text(alphabet="abcdéœ’", min_size=1, max_size=30) | st.text(alphabet="x", min_size=80, max_size=260)
texts = st.lists(words, min_size=1, max_size=120).map(" ".join)
marks = st.sampled_from([None, LATE])
items = st.builds(Line, texts, marks, st.just("") | texts)
cells = texts | st.builds(Marked, st.just(LATE), texts)
blocks = st.one_of(
    st.builds(Text, texts, marks),
    st.builds(Bullets, st.lists(items, min_size=1, max_size=6), st.sampled_from(["", "Titre"])),
    st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6).map(
        lambda rows: Table("Décisions", ("Décision", "Qui", "Pour quand"), rows, (0.6, 0.22, 0.18))
    ),
    st.lists(st.text("abc ", max_size=60), min_size=1, max_size=30).map(
        lambda labels: Bars("Par axe", [Bar(label, Counts(1), "") for label in labels], Counts(), ())
    ),
    st.integers(1, 20).map(lambda count: Steps("Étapes", [Step("1er mars", LATE, "Signature")] * count)),
)


def taken(page: Sequence[Block]) -> float:
    return sum(map(height, page)) + GAP * (len(page) - 1)


def said(pages: Sequence[Sequence[Block]]) -> list[str]:
    """The letters of each text block, list, bar and step, and of each column of tables, in their order."""
    columns: dict[int, str] = {}
    plain = ""
    for block in (block for page in pages for block in page):
        match block:
            case Text():
                plain += block.words
            case Bullets():
                plain += "".join(item.words + item.detail for item in block.items)
            case Bars():
                plain += "".join(row.label for row in block.rows)
            case Steps():
                plain += "".join(step.label for step in block.steps)
            case Table():
                for row in block.rows:
                    for column, cell in enumerate(row):
                        columns[column] = columns.get(column, "") + _words(cell)
            case _:
                raise AssertionError(block)
    return [_letters(text) for text in (plain, *columns.values())]


def _words(cell: Cell) -> str:
    return cell.words if isinstance(cell, Marked) else cell


def _letters(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=50)
@given(st.lists(blocks, min_size=1, max_size=5))
def test_nothing_is_lost_and_every_slide_holds(shown: list[Block]) -> None:
    pages = evened(shown)
    assert said(pages) == said([shown])
    assert all(page for page in pages)
    assert max(map(taken, pages)) <= ROOM
    assert len(pages) == len(packed(shown)), "no slide is added to even them out"


@given(texts, st.integers(1, 100), st.integers(1, 9))
def test_a_text_goes_on_at_a_word(text: str, width: int, most: int) -> None:
    here, rest = parted(text, width, most)
    assert lines(here, width) <= most
    assert _letters(here + rest) == _letters(text)
    if rest and max(map(len, text.split(" "))) <= width:
        assert f"{here} {rest}" == text, "no word is broken that holds on a line"


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("", 10, 0),
        ("dix lettre", 10, 1),
        ("onze lettre", 10, 2),
        ("x" * 25, 10, 3),
        ("un\ndeux", 10, 2),
        ("a b", 1, 2),
    ],
)
def test_lines_are_counted_as_they_break(words: str, width: int, expected: int) -> None:
    assert lines(words, width) == expected


def test_words_are_clipped_between_two() -> None:
    assert clipped("Soutenir les acteurs", 30) == "Soutenir les acteurs"
    assert clipped("Soutenir les acteurs, puis évaluer", 24) == "Soutenir les acteurs…"


@pytest.mark.parametrize("length", [10, TITLE // 2, TITLE, 200, 500])
def test_a_long_title_is_told_whole(length: int) -> None:
    title = ("Mettre en place " * 40)[:length].strip()
    slides = fitted(Slide("point-1", SlideKind.POINT, title, (Text("Dit"),), "note"))
    assert len(slides) == 1
    (slide,) = slides
    assert lines(slide.title, TITLE // 2) <= 2
    assert title in (slide.title, *(block.words for block in slide.blocks if isinstance(block, Text)))


def test_what_goes_on_keeps_its_point_and_has_a_key_of_its_own() -> None:
    text = "Une décision expliquée longuement. " * 60
    news = (Line("14 h 02"),)
    slide = Slide("point-1", SlideKind.POINT, "Point", (Text(text),), "note", item_id=1, minutes=5, news=news)
    first, *others = fitted(slide)
    assert others
    assert (first.key, others[0].key, others[0].title) == ("point-1", "point-1-2", "Point (suite)")
    assert {one.item_id for one in others} == {1}
    assert (first.news, [one.news for one in others]) == (news, [()] * len(others))
    assert len({one.key for one in (first, *others)}) == len(others) + 1


def test_bars_that_go_on_are_five_a_slide_on_one_scale() -> None:
    rows = [
        Bar(f"Commune {number}", Counts(40 - number, done=40 - number), "40 engagées sur 40") for number in range(9)
    ]
    legend = [Marked(LATE, "dont 26 en retard")] * 6
    shown = fitted(Slide("a", SlideKind.STATUS, "Par commune", (Bars("", rows, Counts(), legend, longest=40),), "note"))
    pages = [block for slide in shown for block in slide.blocks if isinstance(block, Bars)]
    assert [len(page.rows) for page in pages] == [5, 4]
    assert {page.whole(row) for page in pages for row in page.rows} == {40}
    assert replace(pages[1], normalised=True).whole(pages[1].rows[0]) == pages[1].rows[0].counts.actions


def test_a_label_has_the_room_that_its_counts_leave() -> None:
    few, many = Counts(9, done=5, in_progress=4), Counts(999, done=300, in_progress=300, not_started=300, postponed=99)
    crowd = Counts(9_999, 1_500, 1_500, 1_500, 1_500, 1_500, 1_500, 999)
    rooms = [label_room([Bar("Accompagner", counts, "5 engagées sur 9")]) for counts in (few, many, crowd)]
    assert rooms[0] > rooms[1] >= rooms[2] == LABEL
    assert [counts_lines([Bar("Accompagner", counts, "")])[0] for counts in (few, many, crowd)] == [1, 1, 2]
    higher = bar_heights([Bar("Accompagner", few, "5 engagées"), Bar("Accompagner " * 9, few, "5 engagées")])
    assert higher[0] < higher[1]


def test_a_long_subtitle_leaves_room_for_the_slide() -> None:
    slide = Slide("a", SlideKind.STATUS, "Court", (Text("Dit"),), "note", "Une commune de plus · " * 90)
    (shown,) = fitted(slide)
    assert lines(shown.subtitle, WIDTH) == 2
    assert shown.subtitle.endswith("…")
    assert room_of(shown) > ROOM / 2


def test_room_is_kept_for_news_of_a_meeting_and_for_long_heads() -> None:
    slide = Slide("a", SlideKind.POINT, "Court", (), "note", "Sous-titre")
    assert room_of(slide) < room_of(slide, hearing=False)
    assert room_of(replace(slide, title="x" * TITLE)) < room_of(slide)
    assert room_of(replace(slide, subtitle="x" * (WIDTH + 1))) < room_of(slide) < room_of(replace(slide, subtitle=""))

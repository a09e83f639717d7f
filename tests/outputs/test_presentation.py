"""Slides that leave: native charts that hold the counts, real titles, nothing that breaks a file or runs out of it."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide as Drawn

from ctg_tracking.model.words import Status
from ctg_tracking.outputs.blocks import Bullets, Deck, Line, SlideKind, Text
from ctg_tracking.outputs.presentation import deck_pptx
from ctg_tracking.outputs.presentation.measure import clamped, lines
from tests.outputs.decks import AXES, NASTY, TOTAL, a_deck, bars, curve

PIXEL = 9525
KEYS = [slide.key for slide in a_deck().slides]


@pytest.fixture(scope="module")
def content() -> bytes:
    return deck_pptx(a_deck())


@pytest.fixture(scope="module")
def opened(content: bytes) -> Opened:
    return Presentation(io.BytesIO(content))


def the(opened: Opened, key: str) -> Drawn:
    return opened.slides[KEYS.index(key)]


def charts(drawn: Drawn) -> list[object]:
    return [shape.chart for shape in drawn.shapes if shape.has_chart]


def texts(drawn: Drawn) -> str:
    return "\n".join(shape.text_frame.text for shape in drawn.shapes if shape.has_text_frame)


def test_each_slide_has_its_title_its_note_its_number_and_tells_the_demonstration(opened: Opened) -> None:
    assert (opened.slide_width, opened.slide_height) == (1280 * PIXEL, 720 * PIXEL)
    assert [drawn.shapes.title.text_frame.text for drawn in opened.slides] == [one.title for one in a_deck().slides]
    for number, drawn in enumerate(opened.slides, 1):
        last = [shape.text_frame.text for shape in list(drawn.shapes)[-3:]]
        assert last == ["Démonstration", a_deck().slides[0].note, str(number)]
    told = opened.core_properties
    assert (told.language, told.author, told.title) == ("fr-FR", "ctg-tracking", "Comité de pilotage")


def test_a_real_store_is_no_demonstration() -> None:
    one = Presentation(io.BytesIO(deck_pptx(a_deck(demonstration=False))))
    assert all("Démonstration" not in texts(drawn).split("\n") for drawn in one.slides)


def test_bars_are_a_native_chart_of_the_counts_and_a_table_beside(opened: Opened) -> None:
    drawn = the(opened, "axes")
    (chart,) = charts(drawn)
    present = [status for status in Status if TOTAL.of(status)]
    found = {series.name: list(series.values) for series in chart.plots[0].series}  # type: ignore[attr-defined]
    assert found == {one.label: [counts.of(one) for _label, counts in AXES] for one in present}
    colours = [str(series.format.fill.fore_color.rgb) for series in chart.plots[0].series]  # type: ignore[attr-defined]
    assert colours == [one.look.colour[1:] for one in present]
    (table,) = [shape.table for shape in drawn.shapes if shape.has_table]
    written = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert written[1] == [AXES[0][0], "4", "5", "2", "0", "0", "1", "0", "9 engagées sur 11\n▲\t2 en retard"]


def test_the_workbook_of_a_chart_holds_text_and_no_formula(opened: Opened) -> None:
    (chart,) = charts(the(opened, "axes"))
    blob = chart.part.chart_workbook.xlsx_part.blob  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(blob)).worksheets[0]
    assert sheet["A5"].value == '=HYPERLINK("x") & <b> '
    assert (sheet["A5"].data_type, sheet["A5"].quotePrefix) == ("s", True)
    assert [cell.value for cell in sheet["C"]] == ["En cours", 5, 6, 8, 0]


def test_a_curve_is_a_native_chart_with_its_start_and_its_target(opened: Opened) -> None:
    (chart,) = charts(the(opened, "indicateur"))
    plot = chart.plots[0]  # type: ignore[attr-defined]
    values = {series.name: [one for one in series.values if one is not None] for series in plot.series}
    assert values == {
        "Valeur (places)": [value for _day, value in curve().points],
        "Valeur de départ": [10.0] * 6,
        "Cible": [30.0, 40.0],
    }


def test_what_is_not_known_has_no_bar_and_says_so(opened: Opened) -> None:
    (chart,) = charts(the(opened, "avancement"))
    assert list(chart.plots[0].series[0].values) == [73.8, 28.6, None]  # type: ignore[attr-defined]


def test_what_was_reported_since_the_opening_is_apart(opened: Opened) -> None:
    assert texts(the(opened, "point-1")).split("\n")[-5:-3] == ["Depuis l’ouverture", "●\tRéalisée à 14 h 02"]


def test_charts_and_tables_are_told_to_those_who_do_not_see_them(opened: Opened) -> None:
    frames = [shape for drawn in opened.slides for shape in drawn.shapes if shape.has_chart or shape.has_table]
    assert len(frames) == 7
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)
    told = [frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames if frame.has_chart]
    assert any("Axe 1. Petite enfance et parentalité\u202f: 9 engagées sur 11 · 2 en retard" in one for one in told)


def test_every_word_is_in_french_and_large_enough(opened: Opened) -> None:
    for drawn in opened.slides:
        for run in drawn._element.xpath(".//a:r/a:rPr"):
            assert run.get("lang") == "fr-FR"
            assert int(run.get("sz")) >= 1800


def test_nothing_lies_out_of_the_slide_nor_over_another(opened: Opened) -> None:
    for drawn in opened.slides:
        boxes = [(one.left, one.top, one.left + one.width, one.top + one.height, one.name) for one in drawn.shapes]
        assert all(x >= 0 and y >= 0 and w <= 1280 * PIXEL and h <= 720 * PIXEL for x, y, w, h, _ in boxes)
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                over = (min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1]))
                assert min(over) <= PIXEL, f"{one[4]} over {other[4]}"


def test_what_does_not_hold_goes_on_and_nothing_is_lost() -> None:
    long = [
        Line(f"Décision numéro {number} : poursuivre " + "avec les communes volontaires " * 4) for number in range(40)
    ]
    words = " ".join(f"mot{number}" for number in range(400))
    slide = replace(a_deck().slides[4], title="Un point " * 12, blocks=[Bullets(long), Text(words), bars()], news=())
    made = Presentation(io.BytesIO(deck_pptx(replace(a_deck(), slides=[slide]))))
    assert len(made.slides) > 5
    assert all(drawn.shapes.title.text_frame.text.endswith("(suite)") for drawn in list(made.slides)[1:])
    said = "\n".join(map(texts, made.slides))
    assert all(f"numéro {number} :" in said for number in range(40))
    test_nothing_lies_out_of_the_slide_nor_over_another(made)


def test_a_deck_of_a_bare_title_opens() -> None:
    bare = replace(a_deck().slides[0], blocks=(), subtitle="", kind=SlideKind.ATTENDANCE)
    made = Presentation(io.BytesIO(deck_pptx(replace(a_deck(), slides=[bare]))))
    assert next(shape.text_frame.text for shape in made.slides[0].placeholders) == bare.title
    assert len(Presentation(io.BytesIO(deck_pptx(Deck(NASTY, "", "", a_deck().as_of, [])))).slides) == 0


def test_words_are_measured_and_cut_at_a_word() -> None:
    words = "Évaluation présentée au comité de pilotage"
    assert lines(words, 2000, 24) == 1
    assert lines(words, 300, 24) == 2
    assert clamped(words, 300, 24, 1) == "Évaluation présentée au…"
    assert lines("x" * 500, 300, 24) > 15

"""Where the points of a curve fall, and which of them are labelled."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.pdf.curves import APART, drawn
from tests.outputs.pdf import samples

values = st.floats(-1e12, 1e12)
days = st.dates(date(2010, 1, 1), date(2040, 1, 1))


def test_each_value_stands_at_its_day_with_its_number() -> None:
    told = drawn(samples.CURVE)
    assert [point["label"] for point in told["points"]] == ["0", "12", "9", "17,5"]
    assert [point["above"] for point in told["points"]] == [True, True, False, True]
    assert told["points"] == sorted(told["points"], key=lambda point: point["x"])
    assert told["targets"][0]["x"] == 1
    assert told["aim"][0] == told["path"][0]
    assert told["start"]["x"] == 0


def test_a_crowd_of_values_is_labelled_where_it_counts() -> None:
    points = [(date(2020 + index // 12, index % 12 + 1, 1), float(abs(index - 20))) for index in range(36)]
    told = drawn(Curve("", "", points, ""))
    assert [point["label"] for point in told["points"] if point["label"]] == ["20", "0", "15"]
    places = [label["x"] for label in told["days"]]
    assert all(after - before >= APART for before, after in pairwise(places))


def test_a_value_and_the_target_of_its_day_stand_on_either_side() -> None:
    days = (date(2023, 12, 31), date(2024, 12, 31))
    told = drawn(Curve("", "", [(days[0], 29.0), (days[1], 9.0)], "", targets=[(days[0], 25.0), (days[1], 9.0)]))
    assert [(point["label"], point["above"]) for point in told["points"]] == [("29", True), ("9", False)]
    assert [(aim["label"], aim["above"]) for aim in told["targets"]] == [
        ("Cible\u202f: 25", False),
        ("Cible\u202f: 9", True),
    ]


def test_an_undated_target_is_a_level() -> None:
    told = drawn(Curve("", "", [(date(2024, 1, 1), 3.0)], "", (None, 1.0), (None, 5.0)))
    assert told["aim"][0][1] == told["aim"][1][1]
    assert told["start"]["dated"] is False


@pytest.mark.parametrize("points", [[], [(date(2024, 1, 1), float("nan"))]])
def test_nothing_to_draw_is_told(points: list[tuple[date, float]]) -> None:
    assert drawn(Curve("", "", points, "")) == {"points": []}


@given(
    points=st.lists(st.tuples(days, values), min_size=1, max_size=12),
    baseline=st.none() | st.tuples(st.none() | days, values),
    target=st.none() | st.tuples(st.none() | days, values),
)
def test_everything_drawn_is_inside(
    points: list[tuple[date, float]],
    baseline: tuple[date | None, float] | None,
    target: tuple[date | None, float] | None,
) -> None:
    told = drawn(Curve("", "", points, "", baseline, target))
    places = [*told["path"], *told["aim"], *((one["x"], one["y"]) for one in (*told["points"], *told["targets"]))]
    assert all(0 <= share <= 1 for place in places for share in place)
    assert 1 <= len(told["ticks"]) <= 12

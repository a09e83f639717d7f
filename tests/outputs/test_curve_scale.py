"""What a curve is drawn on, whoever draws it."""

from datetime import date

import pytest

from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.curve_scale import scale_of

FIRST, LAST = date(2024, 1, 1), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("values", "bounds"),
    [((20.0, 45.0), (0.0, 45.0)), ((30.0, 45.0), (30.0, 45.0)), ((-5.0, 45.0), (-5.0, 45.0)), ((0.0, 0.0), (0.0, 0.0))],
    ids=["far from each other", "close", "below zero", "nothing"],
)
def test_a_length_is_not_read_for_more_than_it_is(values: tuple[float, float], bounds: tuple[float, float]) -> None:
    scale = scale_of(Curve("", "", [(FIRST, values[0]), (LAST, values[1])], ""))
    assert scale is not None
    assert (scale.low, scale.high) == bounds
    assert (scale.x(FIRST), scale.x(LAST)) == (0, 1)


def test_start_and_targets_are_within_and_what_is_no_number_is_left_out() -> None:
    targets = [(date(2025, 6, 1), 30.0), (date(2027, 1, 1), float("inf"))]
    scale = scale_of(Curve("", "", [(FIRST, 20.0)], "", (date(2023, 1, 1), 10.0), (LAST, 60.0), targets))
    assert scale is not None
    assert (scale.first, scale.last, scale.low, scale.high) == (date(2023, 1, 1), LAST, 0, 60)
    assert list(scale.ticks()) == [0, 20, 40, 60]


def test_values_that_are_one_stand_in_the_middle_and_have_room_for_their_number() -> None:
    scale = scale_of(Curve("", "", [(FIRST, 12.0)], ""))
    assert scale is not None
    assert (scale.x(FIRST), scale.y(12.0), list(scale.ticks())) == (0.5, 0.5, [])
    aired = scale.aired(0.2, 0.2)
    assert aired.y(12.0) == pytest.approx(0.5)
    assert 12.0 in aired.ticks()

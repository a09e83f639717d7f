"""The time line: where bars, milestones and the rule stand, and what is read aloud."""

import re
from dataclasses import replace
from datetime import date

from ctg_tracking.model.words import Band
from ctg_tracking.outputs.wording_renewals import LATE_STEP
from ctg_tracking.screen.time_line import Line, Step, time_line

LINE = Line(
    name="Orsay",
    starts_on=date(2022, 1, 1),
    ends_on=date(2026, 12, 31),
    signed_on=date(2023, 1, 1),
    band=Band.UNDER_12,
    end_label="5 ans · 31/12/2026",
    next_label="▲ Signature",
    steps=(Step(date(2025, 12, 31), LATE_STEP, "Évaluation présentée au COPIL, en retard"),),
)


def places(shown: str, class_: str) -> list[float]:
    return [float(left) for left in re.findall(rf'class="{class_}"[^>]*style="left:([\d.]+)%', shown)]


def test_the_bar_is_hollow_until_the_signature() -> None:
    shown = time_line([LINE], date(2026, 6, 30), caption="Frise")
    assert places(shown, "ctg-frise-creux") == [0]
    assert 19 < places(shown, "ctg-frise-plein")[0] < 21


def test_an_unknown_signature_hollows_nothing() -> None:
    shown = time_line([replace(LINE, signed_on=None)], date(2026, 6, 30), caption="Frise")
    assert places(shown, "ctg-frise-creux") == []


def test_a_late_signature_never_leaves_the_bar() -> None:
    shown = time_line([replace(LINE, signed_on=date(2030, 1, 1))], date(2026, 6, 30), caption="Frise")
    assert all(place <= 100 for place in places(shown, "ctg-frise-plein"))


def test_milestones_and_the_end_are_read_in_words() -> None:
    shown = time_line([LINE], date(2026, 6, 30), caption="Frise")
    assert "Évaluation présentée au COPIL, en retard" in shown
    assert "◊ 5 ans · 31/12/2026" in shown
    assert "▲ Signature" in shown


def test_years_are_thinned_when_there_are_many() -> None:
    long = replace(LINE, starts_on=date(2015, 1, 1))
    shown = time_line([long], date(2026, 6, 30), caption="Frise")
    assert ">2015<" in shown
    assert ">2016<" not in shown


def test_no_line_draws_nothing() -> None:
    assert time_line([], date(2026, 6, 30), caption="Frise") == ""

"""Hours as people write them: when a meeting begins, and how long it lasts when they say it."""

from datetime import time

import pytest

from ctg_tracking.model.hours import Hours, hours_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("14 h 30", Hours(time(14, 30))),
        ("9h", Hours(time(9))),
        ("à 10 heures", Hours(time(10))),
        ("08:15", Hours(time(8, 15))),
        ("14\u00a0h\u00a030 précises", Hours(time(14, 30))),
        ("14 h 30 – 17 h", Hours(time(14, 30), 150)),
        ("9h-11h30", Hours(time(9), 150)),
        ("de 14\u202fh à 16\u202fh\u202f15, salle 2", Hours(time(14), 135)),
        ("dès 18 heures jusqu’à 20 heures", Hours(time(18), 120)),
        ("14:00/15:30", Hours(time(14), 90)),
        ("16 h à 14 h", Hours(time(16))),
        ("14 h à 25 h", Hours(time(14))),
        ("14 h, accueil à 13 h 30", Hours(time(14))),
        ("25 h", None),
        ("le matin", None),
        (None, None),
    ],
)
def test_hours_are_read_as_people_write_them(words: str | None, expected: Hours | None) -> None:
    assert hours_of(words) == expected

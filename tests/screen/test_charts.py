"""Charts: the grammar is compiled once, rows are put in at each run."""

from datetime import date

import altair as alt
import pytest

from ctg_tracking.screen import charts_indicators, charts_renewals, charts_territories
from ctg_tracking.screen.charts import Row, Spec
from ctg_tracking.screen.charts_indicators import Curve, Point
from ctg_tracking.screen.charts_renewals import Quarter
from ctg_tracking.screen.charts_territories import Dot


def rows_of(spec: Spec) -> list[Row]:
    rows: list[Row] = spec["layer"][0]["data"]["values"]
    return rows


def test_a_template_is_compiled_once_and_never_changed_by_its_rows() -> None:
    first = charts_territories.dot_strip([Dot("Orsay", 50, "1 sur 2")])
    second = charts_territories.dot_strip([Dot("Grigny", 20, "1 sur 5")])
    assert first["layer"][0]["layer"] is second["layer"][0]["layer"]
    assert rows_of(first)[0]["name"] == "Orsay"


def test_the_strip_tells_its_median() -> None:
    spec = charts_territories.dot_strip([Dot(str(share), share, "") for share in (10, 20, 90)])
    assert rows_of(spec)[-1]["name"] == "médiane 20\u202f%"


def test_dots_of_the_same_share_stack_up() -> None:
    rows = rows_of(charts_territories.dot_strip([Dot("a", 50, ""), Dot("b", 50.4, ""), Dot("c", 80, "")]))
    assert [row["rank"] for row in rows[:3]] == [1, 2, 1]


def test_thousands_of_dots_shrink_rather_than_the_page_grows() -> None:
    spec = charts_territories.dot_strip([Dot(str(number), number % 101, "") for number in range(3500)])
    assert spec["height"] <= 260
    assert len(rows_of(spec)) == 3501


def test_a_curve_starts_at_its_baseline_and_aims_at_its_target() -> None:
    values = (Point(date(2024, 12, 31), 12.5), Point(date(2025, 12, 31), 14))
    drawn = Curve("places", values, (Point(date(2026, 12, 31), 20),), Point(date(2023, 1, 1), 8))
    rows = rows_of(charts_indicators.curve(drawn))
    assert [(row["kind"], row["value"]) for row in rows] == [
        ("Valeur", 8), ("Valeur", 12.5), ("Valeur", 14), ("Cible", 8), ("Cible", 20),
    ]  # fmt: skip
    assert rows[1]["told"] == "12,5\u00a0places"
    assert rows[0]["on"] == "2023-01-01T00:00"


def test_a_curve_without_value_still_shows_its_target() -> None:
    rows = rows_of(charts_indicators.curve(Curve("", (), (Point(date(2026, 12, 31), 20),), None)))
    assert [row["kind"] for row in rows] == ["Cible"]


def test_quarters_part_late_steps_from_those_to_come() -> None:
    rows = rows_of(charts_renewals.quarters([Quarter("T2 2026", 2, 1), Quarter("T3 2026", 0, 4)]))
    assert [row["label"] for row in rows] == ["▲ 2", "◊ 1", "◊ 4"]
    assert float(str(rows[1]["from"])) > 2, "two pixels part the segments"


@pytest.mark.parametrize(
    "spec",
    [
        charts_territories.dot_strip([Dot("Orsay", 50, "1 sur 2")]),
        charts_renewals.quarters([Quarter("T2 2026", 2, 1)]),
        charts_indicators.curve(Curve("places", (Point(date(2024, 12, 31), 12),))),
    ],
)
def test_every_chart_obeys_the_schema_of_vega_lite(spec: Spec) -> None:
    alt.Chart.from_dict(spec).to_dict(validate=True)


def test_numbers_and_months_are_french() -> None:
    config = charts_renewals.quarters([])["config"]
    assert config["locale"]["number"]["decimal"] == ","
    assert config["locale"]["time"]["months"][7] == "août"

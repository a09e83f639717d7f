"""The rate of an indicator, case by case, and the same in SQL."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.figures.attainment import Attainment, attainment, one_decimal
from ctg_tracking.figures.indicators import indicator_rollup, indicator_rows
from ctg_tracking.figures.selection import ALL
from ctg_tracking.model.words import Direction
from ctg_tracking.store import Store
from tests.factories import a_convention, an_administrator, an_indicator

UP, DOWN, KEEP = Direction.UP, Direction.DOWN, Direction.KEEP
NO_VALUE, NO_TARGET = "non calculable\u202f: aucune valeur", "non calculable\u202f: cible non renseignée"
NO_START, WORDS = "non calculable\u202f: valeur de départ non renseignée", "non calculable\u202f: indicateur qualitatif"

CASES = [
    # direction, baseline, target, value -> rate, raw, reason
    pytest.param(UP, 100, 200, 140, 40, 40, None, id="rising, on its way"),
    pytest.param(UP, 0, 12, 12, 100, 100, None, id="rising, reached"),
    pytest.param(UP, 0, 0.69, 0.69, 100, 100, None, id="rising, reached to the hair that floats add"),
    pytest.param(UP, 0, 12, 18, 100, 150, "objectif dépassé", id="rising, beyond"),
    pytest.param(UP, 10, 20, 5, 0, -50, "recul", id="rising, gone back"),
    pytest.param(UP, 0, 10, 0, 0, 0, None, id="zero is a value"),
    pytest.param(UP, -10, 0, -5, 50, 50, None, id="rising towards zero"),
    pytest.param(DOWN, 100, 50, 80, 40, 40, None, id="falling, on its way (PILOTE says 100)"),
    pytest.param(DOWN, 100, 50, 40, 100, 120, "objectif dépassé", id="falling, beyond (PILOTE says 0)"),
    pytest.param(DOWN, 100, 50, 110, 0, -20, "recul", id="falling, gone back"),
    pytest.param(DOWN, 30, 0, 0, 100, 100, None, id="falling to zero"),
    pytest.param(UP, 5, 5, 5, 100, 100, None, id="rising from its own target, held"),
    pytest.param(UP, 5, 5, 4, 0, 0, None, id="rising from its own target, lost"),
    pytest.param(DOWN, 5, 5, 4, 100, 100, None, id="falling from its own target, held"),
    pytest.param(DOWN, 5, 5, 6, 0, 0, None, id="falling from its own target, lost"),
    pytest.param(KEEP, 5, 5, 5, 100, 100, None, id="kept"),
    pytest.param(KEEP, 3, 5, 4, 0, 0, None, id="not kept"),
    pytest.param(KEEP, None, 5, 6, 100, 100, None, id="kept, no baseline"),
    pytest.param(UP, None, 8, 6, 75, 75, "sans valeur de départ", id="rising, no baseline"),
    pytest.param(UP, None, 0.69, 0.69, 100, 100, "sans valeur de départ", id="rising, reached, no baseline"),
    pytest.param(UP, None, 8, 10, 100, 125, "sans valeur de départ, objectif dépassé", id="rising beyond, no baseline"),
    pytest.param(UP, None, 8, 0, 0, 0, "sans valeur de départ", id="rising, no baseline, zero"),
    pytest.param(UP, None, 0, 3, None, None, NO_START, id="rising to zero, no baseline"),
    pytest.param(UP, None, -4, -2, None, None, NO_START, id="rising to a negative, no baseline"),
    pytest.param(DOWN, None, 8, 6, None, None, NO_START, id="falling, no baseline"),
    pytest.param(UP, 1, None, 6, None, None, NO_TARGET, id="no target"),
    pytest.param(KEEP, 1, None, 6, None, None, NO_TARGET, id="no target to keep"),
    pytest.param(UP, 1, 5, None, None, None, NO_VALUE, id="no value"),
    pytest.param(KEEP, 1, 5, None, None, None, NO_VALUE, id="no value to keep"),
    pytest.param(UP, None, None, None, None, None, NO_VALUE, id="nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("direction", "baseline", "target", "value", "rate", "raw", "reason"), CASES)
def test_rate(
    direction: Direction, baseline: float | None, target: float | None, value: float | None,
    rate: float | None, raw: float | None, reason: str | None,
) -> None:  # fmt: skip
    assert attainment(direction, baseline, target, value) == Attainment(rate, raw, reason)
    assert attainment(direction, baseline, target, value, qualitative=True) == Attainment(None, None, WORDS)


def test_the_same_in_sql_on_both_databases(store: Store) -> None:
    reader = an_administrator(store)
    with store.write(reader) as work:
        for number, case in enumerate(CASES):
            direction, baseline, target, value = case.values[:4]
            convention = a_convention(work, f"CTG-{number:02}")
            on = [] if value is None else [(date(2024, 1, 1), float(value))]  # type: ignore[arg-type]
            an_indicator(work, convention, direction=direction, baseline=baseline, target=target, values=on)  # type: ignore[arg-type]
        qualitative = a_convention(work, "CTG-words")
        an_indicator(work, qualitative, qualitative=True, target=5, values=[(date(2024, 1, 1), "oui")])
    with store.read() as session:
        for row in indicator_rows(session, reader, ALL, date(2025, 1, 1)):
            alone = indicator_rollup(session, reader, ALL.within(row.convention), date(2025, 1, 1))
            assert (alone.mean, alone.computable, alone.indicators) == (row.rate, int(row.rate is not None), 1), (
                row.name
            )


numbers = st.one_of(st.none(), st.integers(-1000, 1000).map(float), st.floats(-1e6, 1e6, allow_subnormal=False))


@given(st.sampled_from(Direction), numbers, numbers, numbers)
def test_bounds(direction: Direction, baseline: float | None, target: float | None, value: float | None) -> None:
    found = attainment(direction, baseline, target, value)
    assert (found.rate is None) == (found.raw is None)
    assert found.rate is None or 0 <= found.rate <= 100
    assert found.rate is not None or (found.reason or "").startswith("non calculable")
    if found.raw is not None and not 0 <= found.raw <= 100:
        assert found.reason
    if value is not None and target is not None and baseline is not None and value == target:
        assert (found.rate, found.raw) == (100, 100)


@given(st.floats(0, 1000), st.floats(1, 1000), st.floats(-2000, 2000))
def test_falling_mirrors_rising(baseline: float, gap: float, moved: float) -> None:
    rising = attainment(UP, baseline, baseline + gap, baseline + moved)
    falling = attainment(DOWN, -baseline, -baseline - gap, -baseline - moved)
    assert rising == falling


@pytest.mark.parametrize(("exact", "shown"), [(None, None), (33.333, 33.3), (-0.01, 0.0), (100.0, 100.0)])
def test_a_shown_rate_has_one_decimal_and_no_minus_zero(exact: float | None, shown: float | None) -> None:
    assert str(one_decimal(exact)) == str(shown)

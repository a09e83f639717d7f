"""Each ugly file, read by the real reading child, gives the plan that a person would read in it."""

from functools import cache

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import Source
from tests.spreadsheet.ugly import encodings, habits, levels, marks, measures, nastier, nasty, people, tables, values
from tests.spreadsheet.ugly.outlines import outline
from tests.spreadsheet.ugly.shapes import SHAPES, Shape

MODULES = (tables, levels, values, people, marks, measures, encodings, nasty, nastier, habits)


@cache
def read_all() -> dict[str, Source | UnreadableFile]:
    """Every file, read by one child."""
    return dict(zip((one.name for one in SHAPES), importing.read([one.build() for one in SHAPES]), strict=True))


@pytest.mark.parametrize("ugly", SHAPES, ids=lambda ugly: ugly.name)
def test_an_ugly_file_is_read_right_or_told(ugly: Shape) -> None:
    source = read_all()[ugly.name]
    assert isinstance(source, Source), source
    assert outline(importing.understood(source, ugly.told).plan) == ugly.outline


def test_there_are_many_shapes_each_of_its_own_name() -> None:
    assert len({ugly.name for ugly in SHAPES}) == len(SHAPES) >= 30
    assert all(any(getattr(module, ugly.name, None) for module in MODULES) for ugly in SHAPES)

"""What the tests of the benchmarks start from."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _only_what_is_measured_is_collected() -> Iterator[None]:
    """A sample begins by a collection, which would go through all that earlier tests left in the process."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()

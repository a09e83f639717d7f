"""The store: engine, unit of work, history and migrations. `Store` is the way in."""

from ctg_tracking.store.bulk import Bulk
from ctg_tracking.store.history import Cell
from ctg_tracking.store.store import Store
from ctg_tracking.store.unit_of_work import Work

__all__ = ["Bulk", "Cell", "Store", "Work"]

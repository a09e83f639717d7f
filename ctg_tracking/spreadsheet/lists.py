"""Lists of names as our own files write them: read back, they are the same names."""

from collections.abc import Iterable

from ctg_tracking.spreadsheet.names import split_list


def listed(names: Iterable[object]) -> str:
    """Names in one cell, separated by « ; »; one that reading would cut or trim stands in straight quotes."""
    return " ; ".join(_guarded(str(name)) for name in names)


def _guarded(name: str) -> str:
    return name if split_list(name) == (name,) or '"' in name else f'"{name}"'

"""Identifiers that an exported workbook carries: the row's number in the store, and a proof that it is this plan's.

« A12-7f3c »: without the proof, somebody else's own numbering would be taken for ours.
"""

import re
from hashlib import sha256

_WRITTEN = re.compile(r"([AI])(\d{1,12})-([0-9a-f]{4})")


def action_identifier(reference: str, action_id: int) -> str:
    """Identifier of an action of the convention `reference`."""
    return _identifier(reference, "A", action_id)


def indicator_identifier(reference: str, indicator_id: int) -> str:
    """Identifier of an indicator of the convention `reference`."""
    return _identifier(reference, "I", indicator_id)


def is_one(written: str) -> bool:
    """Whether a cell reads as one of our identifiers, of whatever convention."""
    return _WRITTEN.fullmatch(written.strip()) is not None


def stored_id(written: str | None, reference: str, kind: str) -> int | None:
    """The store id a cell names (`kind`: A or I), None when it is not an identifier of this very convention."""
    match = _WRITTEN.fullmatch((written or "").strip())
    if match is None or match[1] != kind:
        return None
    found = int(match[2])
    return found if _identifier(reference, kind, found) == match[0] else None


def _identifier(reference: str, kind: str, row_id: int) -> str:
    proof = sha256(f"{reference}/{kind}{row_id}".encode()).hexdigest()[:4]
    return f"{kind}{row_id}-{proof}"

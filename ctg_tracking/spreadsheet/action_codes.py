"""Numbers of actions from the column that holds them: whose they are, and what Excel made of them."""

from ctg_tracking.spreadsheet.cells import LIMITS, code_text
from ctg_tracking.spreadsheet.grid import Row
from ctg_tracking.spreadsheet.layout import Matched, Place
from ctg_tracking.spreadsheet.text import one_line
from ctg_tracking.spreadsheet.words import as_text, is_blank_word


class ActionCodes:
    """The column of numbers of one table, read from top to bottom."""

    def __init__(self, place: Place) -> None:
        self._column = place.column("code")
        self._of_actions = place.column("operation") is not None and not place.ours and _numbers_actions(place)
        self._above = ""

    def read(self, cells: Row, named_in: Matched, is_action: bool, own_row: bool) -> str:
        """Number of what a row tells in the column `named_in`, « » when the number is another's.

        `is_action`: an action, not an operation; `own_row`: the row is its own, not that of its first operation.
        """
        if self._column is None or self._column.index == named_in.index:
            return ""
        if not (is_action if self._of_actions else own_row):
            return ""
        value = cells[self._column.index]
        code = one_line(code_text(value))
        if isinstance(value, float):
            code = _after_nine(self._above, code)
        self._above = code
        return "" if is_blank_word(code) else code[: LIMITS["code"]]


def _numbers_actions(place: Place) -> bool:
    """Whether the numbers of a table of operations are those of its actions: one for all the rows of an action."""
    code, title = place.column("code"), place.column("title")
    if code is None or title is None:
        return False
    groups: dict[int, list[str]] = {}
    above, group = "", 0
    for row, cells in enumerate(place.sheet.rows[place.first :]):
        named = as_text(cells[title.index]).strip()
        if named and named != above:
            above, group = named, row
        groups.setdefault(group, []).append(code_text(cells[code.index]))
    several = [codes for codes in groups.values() if len(codes) > 1 and any(codes)]
    return bool(several) and all(len({code for code in codes if code}) == 1 and codes[0] for codes in several)


def _after_nine(above: str, code: str) -> str:
    """1.10 that Excel took for the number 1.1: certain right after 1.9, as 1.20 is right after 1.19."""
    before, dot, last = above.rpartition(".")
    following = f"{before}.{int(last) + 1}" if dot and last.isdigit() and last.endswith("9") else ""
    return following if following.rstrip("0") == code else code

"""What a column is: the field it feeds, how its cells are read, and the words that name it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    HEADING = "heading"
    CODE = "code"
    TITLE = "title"
    NAMES = "names"
    WORDS = "words"
    DATE = "date"
    START = "start"
    DUE = "due"
    CALENDAR = "calendar"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    YES_NO = "yes_no"
    STATUS = "status"
    CHOICE = "choice"
    VALUE = "value"
    ID = "id"


class Table(StrEnum):
    """What a table of a workbook holds."""

    PLAN = "plan"
    INDICATORS = "indicators"
    VALUES = "values"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `gathers`: several columns of a file may feed it, in order; `choices`: labels offered in the list."""

    field: str
    header: str
    kind: Kind
    width: int
    hint: str
    synonyms: tuple[str, ...] = ()
    gathers: bool = False
    choices: tuple[str, ...] = ()


def either(words: str) -> tuple[str, ...]:
    """Synonyms written one after the other: « enjeu | enjeux »."""
    return tuple(" ".join(word.split()) for word in words.split("|"))


def labels(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    """French words of a vocabulary, as lists offer them."""
    return tuple(getattr(member, "label", member.value) for member in vocabulary)
